import { rule } from '../../finding/rule.js';
import type { Checker } from '../checker.js';
import { judge, type Mismatch, mismatchWords } from '../judge.js';

const cableCount = rule({
  id: 'cable-count',
  summary: 'cables, and parallel cables of every pair, are as many as promised',
  explanation: `Counts, on the expanded fabric, the cables of a scope by kind: \`endpoint\` cables,
\`switch\` cables (all between switches), those between two tiers (\`leaf-spine\`), \`local\` and
\`global\` ones of a dragonfly, and \`within:GROUP\`, both ends in one group of that name. "Links" in
the literature often means switch cables only. \`cablesPerPair\` counts the parallel cables of every
pair that is joined: the fewest and the most must both keep the promise.

To mend it: correct the number in \`expect\`, or the tiers that give it.`,
  messages: { 'cable-count-differs': (args: Mismatch) => mismatchWords(args) },
});

/** Measures: cables, cablesPerPair. */
export const cableCountChecker: Checker = {
  rule: cableCount,
  run: (subject) => judge(cableCount, 'cable-count-differs', subject, ['cables', 'cablesPerPair']),
};
