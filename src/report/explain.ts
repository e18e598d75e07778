import type { Rule } from '../finding/rule.js';

/** All checks, a line each. */
export function overviewOf(rules: readonly Rule[]): string {
  const width = Math.max(...rules.map(({ id }) => id.length));
  const lines = rules.map(({ id, summary }) => `${id.padEnd(width)}  ${summary}`);
  return `${lines.join('\n')}\n`;
}

/** The section of one check in docs/checks.md. */
export function explanationOf({ id, summary, explanation, messages }: Rule): string {
  const codes = Object.keys(messages).map((code) => `\`${code}\``);
  return [
    `## ${id}`,
    '',
    `Holds when ${summary}.`,
    '',
    explanation,
    '',
    `Codes: ${codes.join(', ')}`,
    '',
  ].join('\n');
}
