import type { Rule } from '../src/finding/rule.js';
import { explanationOf } from '../src/report/explain.js';

/** docs/checks.md: the same words as `planewright explain`. */
export function checksDocument(rules: readonly Rule[]): string {
  const list = rules.map(({ id, summary }) => `- [${id}](#${id}): ${summary}`);
  return [
    '# Checks',
    '',
    'What each check proves, and how to mend what it finds. `planewright explain CHECK` prints the',
    'same. A finding names its code; the codes of a check stand under it.',
    '',
    ...list,
    '',
    rules.map(explanationOf).join('\n'),
  ].join('\n');
}
