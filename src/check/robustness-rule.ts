import { rule } from '../finding/rule.js';
import { quoted } from '../std/terminal.js';
import { formatCount } from '../std/units.js';

interface Broken {
  readonly scenario: string;
  readonly what: string;
  readonly scope: string;
  readonly measured: string;
  readonly claimed: string;
  readonly worst: string;
  readonly cases: number;
  readonly broken: number;
}

export const failureRobustness = rule({
  id: 'failure-robustness',
  summary:
    'what the scenarios promise holds in every case; every single switch and cable was tried',
  explanation: `Fails every single switch and every single cable of each plane set, one at a time, and
reports the worst element by endpoints cut off and by bisection kept. Then tries the \`scenarios\` of
the file: every combination of their choices (any so many of the parts that selectors match) is one
case, and \`expect\` must hold in each; the worst case is named. All this beside what \`exceptions\`
say is off. A fault never changes the fabric: it is a list of capacities.

Cases that a symmetry maps onto each other are measured once. Symmetries are not assumed: each one
(two planes, two spines, two hosts of a unit, two units in all planes at once, all groups of a
dragonfly moved on by one, the translations of a Slim Fly …) is verified by mapping every cable that
it moves, and dropped if it does not fit. Of several parts the first is chosen from each class, then
the next under the symmetries that are left.

At most 20,000 cases are measured for one question, fewer on large fabrics and where a bisection has
to be searched for, and for all scenarios of a file together at most five times as many. What a single
fault takes from a bisection is at most what its cables carried (of a switch that is down: half of it);
where this settles the figure, or the healthy one is an open interval, nothing is searched again. A scenario
with more cases that differ is not proved, which is an error; single faults that were not all tried are a warning.

To mend it: add what makes the worst element redundant, or promise what there is.`,
  messages: {
    'failure-robustness-broken': (a: Broken) =>
      `scenario ${quoted(a.scenario)}: ${a.scope}: ${a.what} is ${a.measured} with ${a.worst}${a.worst.includes('@') ? '' : ' down'}; expected ${a.claimed}${a.cases > 1 ? ` (broken in ${formatCount(a.broken)} of ${formatCount(a.cases)} cases)` : ''}`,
    'failure-robustness-not-proved': (a: { scenario: string; limit: number; cases: number }) =>
      `scenario ${quoted(a.scenario)} was not proved: ${
        a.cases === 0
          ? 'the scenarios up to this one have used up all cases that are measured for one file'
          : a.cases < Number.MAX_SAFE_INTEGER
            ? `more than ${formatCount(a.limit)} of its ${formatCount(a.cases)} cases differ`
            : `it has more than ${formatCount(a.cases)} cases`
      }; name fewer parts`,
    'failure-robustness-not-tried': (a: {
      planeSet: string;
      kind: string;
      limit: number;
      cases: number;
    }) =>
      `not every single ${a.kind} of ${a.planeSet} was tried: more than ${formatCount(a.limit)} of ${formatCount(a.cases)} cases differ`,
  },
});
