import { groupProblems } from '../../fabric/groups.js';
import { readSelector } from '../../fabric/select.js';
import { fractionProblem, parseSelector } from '../../fabric/selector.js';
import { rateProblem } from '../../failure/rates.js';
import { pointerTo } from '../../finding/pointer.js';
import { type Finding, finding, type Place, rule } from '../../finding/rule.js';
import { maxFindings } from '../../spec/structure/first-findings.js';
import type { FailTerm, Topology } from '../../spec/topology.js';
import { quoted } from '../../std/terminal.js';
import { formatCount, formatCounted } from '../../std/units.js';
import type { Checker, CheckResult, Subject } from '../checker.js';
import { describedReason } from '../described-scopes.js';
import { labelProblem } from '../labels.js';
import { mayMeanWrongGroup, readTerm } from '../terms.js';

type Wrong = { text: string; problem: string };

const selectors = rule({
  id: 'selectors',
  summary: 'every selector and every label names parts that there are',
  explanation: `Resolves, on the expanded fabric, the selectors of \`exceptions\` (\`off\`), \`groups\`,
\`scenarios\`, \`accepted\` and \`rates\`, and the ids of \`labels\`. One that names nothing is an
error: a scenario that fails nothing would hold for ever. \`"any": k\` needs at least k parts to
choose from, pieces that are put together in a group have to be the same number, and \`@0.5\` goes
with cables, bundles and ports that fail, not with groups, \`accepted\` and \`rates\`. What refers to
a group that is wrong is not reported again.

To mend it: correct the id; the message offers the nearest one. docs/topology.md has the notation.`,
  messages: {
    'selectors-notation': ({ text, problem }: Wrong) => `${quoted(text)}: ${problem}`,
    'selectors-nothing': ({ text, problem }: Wrong) => `${quoted(text)} ${problem}`,
    'selectors-any': ({ any, parts }: { any: number; parts: number }) =>
      `"any" is ${formatCount(any)}, but the selectors match ${formatCounted(parts, 'part')}; choose at most ${formatCount(parts)}`,
    'selectors-pieces': ({ name, problem }: { name: string; problem: string }) =>
      `group ${quoted(name)}: ${problem}`,
    'selectors-label': ({ id, problem }: { id: string; problem: string }) =>
      `no part ${quoted(id)} to be labelled${problem}`,
  },
});

/** So many wrong selectors have the nearest id looked for: each costs a look at all ids. */
const mostOffers = 20;

export const selectorsChecker: Checker = {
  rule: selectors,
  run(subject) {
    const found = new Reader(subject);
    found.readAll();
    const results = [found.result('selectors'), found.result('labels')];
    return { results: results.filter((one) => one !== null), findings: found.findings };
  },
};

/** Reads all that names parts, and collects what is wrong with it. */
class Reader {
  readonly findings: Finding[] = [];
  readonly #read = { selectors: 0, labels: 0 };
  readonly #wrong = { selectors: 0, labels: 0 };

  constructor(readonly subject: Pick<Subject, 'fabric' | 'topology'>) {}

  readAll(): void {
    const { exceptions, scenarios, accepted, rates = {}, labels = {} } = this.subject.topology;
    exceptions.forEach((item, i) => {
      if ('off' in item) this.#selector(item.off, pointerTo('', 'exceptions', i, 'off'), null);
    });
    this.#groups();
    for (const [name, { fail }] of Object.entries(scenarios)) {
      fail.forEach((term, i) => {
        this.#term(term, pointerTo('', 'scenarios', name, 'fail', i));
      });
    }
    accepted.forEach(({ at }, i) => {
      this.#selector(at, pointerTo('', 'accepted', i, 'at'), fractionProblem(at));
    });
    for (const text of Object.keys(rates)) {
      const place = { pointer: pointerTo('', 'rates', text), part: 'key' } as const;
      this.#selector(text, place, rateProblem(text));
    }
    for (const id of Object.keys(labels)) this.#label(id);
  }

  /** How many there are, and how many of them name something. */
  result(what: 'selectors' | 'labels'): CheckResult | null {
    const [read, wrong] = [this.#read[what], this.#wrong[what]];
    if (read === 0) return null;
    return {
      check: selectors.id,
      status: wrong > 0 ? 'fail' : 'pass',
      scope: 'fabric',
      measure: what,
      claimed: read,
      basis: 'rule',
      measured: read - wrong,
      unit: what,
    };
  }

  get #suggest(): boolean {
    return this.#wrong.selectors + this.#wrong.labels < mostOffers;
  }

  /** @param problem what is wrong with it here, although it names something */
  #selector(text: string, place: Place | string, problem: string | null): void {
    this.#read.selectors++;
    const { fabric } = this.subject;
    if (mayMeanWrongGroup(fabric, text)) return;
    const found = readSelector(fabric, text, this.#suggest);
    if ('problem' in found) this.#add(text, found.problem, place);
    else if (problem !== null) this.#add(text, problem, place, true);
  }

  #term(term: FailTerm, pointer: string): void {
    this.#read.selectors += typeof term === 'string' ? 1 : term.of.length;
    const { fabric } = this.subject;
    const { term: read, problems, dependsOnWrongGroup } = readTerm(fabric, term, this.#suggest);
    for (const { at, text, problem } of problems) {
      if (mayMeanWrongGroup(fabric, text)) continue;
      this.#add(text, problem, at < 0 ? pointer : pointerTo(pointer, 'of', at));
    }
    const [any, parts] = [read.any ?? 0, read.parts.length];
    if (problems.length > 0 || dependsOnWrongGroup || any <= parts) return;
    this.#wrong.selectors++;
    const place = pointerTo(pointer, 'any');
    this.findings.push(finding(selectors, 'selectors-any', { any, parts }, place));
  }

  #groups(): void {
    const { fabric, topology } = this.subject;
    for (const { lists } of fabric.groups) {
      for (const { of } of lists) this.#read.selectors += of.length;
    }
    for (const { name, list, selector, text, problem } of groupProblems(fabric)) {
      const place = groupPlace(topology, name, list, selector);
      if (selector >= 0) {
        const isNotation = text.startsWith('group:') || text.includes('@');
        this.#add(text, problem, place, isNotation);
        continue;
      }
      this.#wrong.selectors++;
      this.findings.push(finding(selectors, 'selectors-pieces', { name, problem }, place));
    }
  }

  #label(id: string): void {
    this.#read.labels++;
    const problem = labelProblem(this.subject.fabric, id, this.#suggest);
    if (problem === null) return;
    this.#wrong.labels++;
    const place = { pointer: pointerTo('', 'labels', id), part: 'key' } as const;
    this.findings.push(finding(selectors, 'selectors-label', { id, problem }, place));
  }

  #add(text: string, problem: string, place: Place | string, isNotation = false): void {
    this.#wrong.selectors++;
    if (this.findings.length > maxFindings) return;
    const wrong = isNotation || 'problem' in parseSelector(text);
    const code = wrong ? 'selectors-notation' : 'selectors-nothing';
    const reason = wrong ? null : describedReason(this.subject.topology, text);
    const args = { text, problem: reason === null ? problem : `matches nothing: ${reason}` };
    this.findings.push(finding(selectors, code, args, place));
  }
}

/** Where a selector of a group stands, in each of the three forms of a group. */
function groupPlace({ groups }: Topology, name: string, list: number, selector: number): string {
  const group = groups[name]!;
  const at = pointerTo('', 'groups', name);
  if (!Array.isArray(group)) return pointerTo(at, 'of', selector);
  if (typeof group[0] === 'string') return pointerTo(at, selector);
  return selector < 0 ? pointerTo(at, list) : pointerTo(at, list, 'of', selector);
}
