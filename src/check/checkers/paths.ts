import { rule } from '../../finding/rule.js';
import { pathLengths } from '../../measure/paths/path-lengths.js';
import { formatShare } from '../../std/units.js';
import type { Checker, CheckResult, Subject } from '../checker.js';
import { judge, type Mismatch, mismatchWords } from '../judge.js';
import { pathMeasures } from '../path-measures.js';
import { scopesOf } from '../scope.js';

const pathsRule = rule({
  id: 'paths',
  summary: 'endpoints are as near to each other, by as many ways, as promised',
  explanation: `Measures, on the expanded fabric and over cables in use, the shortest paths through
switches between endpoints, in hops (cables: endpoint–leaf–endpoint is 2). Endpoints pass nothing on
(but for those of a BCube). \`diameterHops\` is the most and \`averagePathHops\` the mean over ordered pairs of different endpoints;
\`…ViaHosts\` lets traffic go through hosts, too, whose NICs are then joined by links of one hop;
\`…AnySwitchDown\` is the mean, over every switch, of the figure with this switch down. \`shortestPaths\`
is the fewest shortest paths of a pair of endpoints that share no switch (parallel cables make paths of
their own), \`disjointPaths\` the fewest paths without a common cable of any pair. Only pairs that have a
path count: that all have one is for plane connectivity to say, and rails in planes of their own have
none by design.

All pairs are searched, those that are alike once. Switches, and where there are many pairs, endpoints
are taken for others only under symmetries that are verified cable by cable.

To mend it: correct the number in \`expect\`, or the tiers that give it.`,
  messages: { 'paths-differ': (args: Mismatch) => mismatchWords(args) },
});

/** Measures of paths between endpoints. */
export const pathsChecker: Checker = {
  rule: pathsRule,
  run(subject) {
    const measures = Object.keys(pathMeasures) as (keyof typeof pathMeasures)[];
    const { results, findings } = judge(pathsRule, 'paths-differ', subject, measures);
    return { results: results.map((result) => withShare(subject, result)), findings };
  },
};

/** Which pairs a figure is about, where some have no path through switches. */
function withShare({ fabric, healthy }: Subject, result: CheckResult): CheckResult {
  const scope = scopesOf(fabric, result.scope).find(({ id }) => id === result.scope);
  if (!scope || result.measure.includes('ViaHosts')) return result;
  const { planes, among = null } = scope;
  const lengths = pathLengths(healthy, { planes, among, relays: 'switches' });
  if (!lengths || lengths.joined === lengths.pairs) return result;
  const share = formatShare(1 - lengths.joined / lengths.pairs);
  return { ...result, note: `${share} of the pairs have no path through switches` };
}
