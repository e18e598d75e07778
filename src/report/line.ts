import { printableLine } from '../std/terminal.js';

/** What a piece of a line is; on a terminal it gets a colour. */
export type Style = 'error' | 'warning' | 'accepted' | 'pass' | 'fail';

/** A line in pieces, none of them escaped yet. */
export type Line = string | readonly (string | { readonly text: string; readonly style: Style })[];

/** SGR codes: red, yellow, cyan, green; errors, warnings and verdicts also bold. */
const codes: Readonly<Record<Style, string>> = {
  error: '1;31',
  warning: '1;33',
  accepted: '36',
  pass: '1;32',
  fail: '1;31',
};

/** Lines for a terminal or a log. Whatever stands in them is only text. */
export function print(lines: readonly Line[], colour = false): string {
  return `${lines.map((line) => lineText(line, colour)).join('\n')}\n`;
}

function lineText(line: Line, colour: boolean): string {
  if (typeof line === 'string') return inert(line);
  return line
    .map((piece) => {
      if (typeof piece === 'string') return inert(piece);
      const text = inert(piece.text);
      return colour ? `\u001b[${codes[piece.style]}m${text}\u001b[0m` : text;
    })
    .join('');
}

/** In a log of GitHub Actions `##[…]` is a command wherever it stands in a line. */
const inert = (text: string): string => printableLine(text).replaceAll('##[', '#\\u0023[');

/** A file name at the start of a line, where `::…::` would be a command of GitHub Actions. */
export const leading = (file: string): string => (/^\s*::/.test(file) ? `./${file}` : file);
