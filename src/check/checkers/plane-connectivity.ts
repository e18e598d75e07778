import { pointerTo } from '../../finding/pointer.js';
import { type Finding, finding, rule } from '../../finding/rule.js';
import { apartFromMain } from '../../measure/apart.js';
import { formatCount } from '../../std/units.js';
import type { Checker, CheckResult } from '../checker.js';
import { judge, type Mismatch, mismatchWords } from '../judge.js';

const planeConnectivity = rule({
  id: 'plane-connectivity',
  summary: 'within a plane every endpoint reaches every other',
  explanation: `Finds the parts into which each plane falls on the expanded fabric: two endpoints are
in one part if a path of cables and switches joins them (endpoints pass nothing on). A plane whose
attached endpoints are not all in its main part is reported with its smallest part as a witness. A
plane with a single endpoint is connected. \`endpointsCutOff\`, \`hostsCutOff\` and the like under
\`expect\` are checked here too.

To mend it: give the plane a spine, or look for the cables that the witness lacks.`,
  messages: {
    'plane-connectivity-apart': (a: {
      plane: string;
      others: number;
      cutOff: number;
      endpoints: number;
      part: readonly string[];
      size: number;
    }) =>
      `${a.plane}${a.others > 0 ? ` and ${a.others} more` : ''}: no path of switches joins ${formatCount(a.cutOff)} of ${formatCount(a.endpoints)} endpoints to the main part; smallest part: ${a.part.join(', ')}${a.size > a.part.length ? ` … (${formatCount(a.size)} in all)` : ''}`,
    'plane-connectivity-differs': (args: Mismatch) => mismatchWords(args),
  },
});

/** Every plane is in one piece; measures of what is cut off without any fault. */
export const planeConnectivityChecker: Checker = {
  rule: planeConnectivity,
  run(subject) {
    const { fabric, healthy } = subject;
    const results: CheckResult[] = [];
    const findings: Finding[] = [];
    for (const set of fabric.planeSets) {
      const apart = set.planes.flatMap((p) => apartFromMain(healthy, p) ?? []);
      for (const p of set.planes) {
        const { id, endpoints } = fabric.planes[p]!;
        const broken = apart.find(({ plane }) => plane === id);
        results.push({
          check: planeConnectivity.id,
          status: broken ? 'fail' : 'pass',
          scope: id,
          measure: 'endpointsReached',
          claimed: endpoints.length,
          basis: 'rule',
          measured: endpoints.length - (broken?.cutOff ?? 0),
          unit: 'endpoints',
        });
      }
      const [first] = apart;
      if (first) {
        const place = pointerTo('', 'planes', set.id);
        const args = { ...first, others: apart.length - 1 };
        findings.push(
          finding(planeConnectivity, 'plane-connectivity-apart', args, place, {
            subject: first.plane,
          }),
        );
      }
    }
    const stated = judge(planeConnectivity, 'plane-connectivity-differs', subject, [
      'endpointsCutOff',
      'endpointsCutOffPerHost',
      'hostsCutOff',
      'hostPairsCutOff',
    ]);
    return {
      results: [...results, ...stated.results],
      findings: [...findings, ...stated.findings],
    };
  },
};
