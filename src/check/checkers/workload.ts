import { pointerTo } from '../../finding/pointer.js';
import type { Problem } from '../../finding/problem.js';
import { type Finding, finding, rule } from '../../finding/rule.js';
import { modelProblems } from '../../model/problems.js';
import { quoted } from '../../std/terminal.js';
import { workloadProblems } from '../../traffic/workload-problems.js';
import type { Checker, CheckResult } from '../checker.js';

type Wrong = { name: string; problem: string };

export const workload = rule({
  id: 'workload',
  summary: 'workloads have the hosts they want and can run there; models are of one piece',
  explanation: `Proves that each workload of the file can run on its fabric: its plane set is there, its
jobs find the hosts they want (with a NIC in that set, and of one job each), groups divide the ranks, experts
are dealt evenly, messages go from ranks that are there to others; and that the figures of each language
model go together. How fast a workload is, is not judged.

To mend it: lower \`hosts\`, or choose numbers that divide each other. docs/traffic.md has the language.`,
  messages: {
    'workload-cannot-run': ({ name, problem }: Wrong) => `workload ${quoted(name)}: ${problem}`,
    'workload-model': ({ name, problem }: Wrong) => `model ${quoted(name)}: ${problem}`,
  },
});

export const workloadChecker: Checker = {
  rule: workload,
  run({ topology: { workloads = {}, models = {} }, fabric }) {
    const ofWorkloads = found('workloads', workloads, 'workload-cannot-run', (one) =>
      workloadProblems(one, fabric),
    );
    const ofModels = found('models', models, 'workload-model', modelProblems);
    return {
      results: [...ofWorkloads.results, ...ofModels.results],
      findings: [...ofWorkloads.findings, ...ofModels.findings],
    };
  },
};

/** What is wrong with the entries of a map, and how many are right. */
function found<Entry>(
  key: 'workloads' | 'models',
  entries: Readonly<Record<string, Entry>>,
  code: keyof typeof workload.messages,
  problemsOf: (entry: Entry) => readonly Problem[],
): { results: CheckResult[]; findings: Finding[] } {
  const all = Object.entries(entries);
  if (all.length === 0) return { results: [], findings: [] };
  const wrong = all.map(([name, entry]) =>
    problemsOf(entry).map(({ pointer, problem, ...part }) =>
      finding(
        workload,
        code,
        { name, problem },
        {
          pointer: `${pointerTo('', key, name)}${pointer}`,
          ...part,
        },
      ),
    ),
  );
  const right = wrong.filter((findings) => findings.length === 0).length;
  const result: CheckResult = {
    check: workload.id,
    status: right < all.length ? 'fail' : 'pass',
    scope: 'fabric',
    measure: key,
    claimed: all.length,
    basis: 'rule',
    measured: right,
    unit: key,
  };
  return { results: [result], findings: wrong.flat() };
}
