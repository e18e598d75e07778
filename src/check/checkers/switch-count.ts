import { rule } from '../../finding/rule.js';
import type { Checker } from '../checker.js';
import { judge, type Mismatch, mismatchWords } from '../judge.js';

const switchCount = rule({
  id: 'switch-count',
  summary: 'each tier has as many switches as promised',
  explanation: `Counts, on the expanded fabric, the switches of a scope by tier and in total, and
compares them with \`expect\` and with the closed formulas of the family.

To mend it: correct the number in \`expect\`, or the tier that gives it. Counts that are not stated
are derived: leaves from the hosts, spines as the fewest that spread evenly.`,
  messages: { 'switch-count-differs': (args: Mismatch) => mismatchWords(args) },
});

/** Measure: switches. */
export const switchCountChecker: Checker = {
  rule: switchCount,
  run: (subject) => judge(switchCount, 'switch-count-differs', subject, ['switches']),
};
