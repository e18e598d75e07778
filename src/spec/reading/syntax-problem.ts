import { quoted } from '../../std/terminal.js';
import type { JsonError } from './json.js';

const plainWords: Readonly<Record<string, string>> = {
  InvalidNumberFormat: 'a malformed number',
  PropertyNameExpected: 'a key in double quotes is expected here',
  ValueExpected: 'a value is expected here',
  ColonExpected: 'a colon is expected here',
  CommaExpected: 'a comma is expected here',
  CloseBraceExpected: 'a closing brace } is expected here',
  CloseBracketExpected: 'a closing bracket ] is expected here',
  EndOfFileExpected: 'there is more text after the document',
  InvalidCommentToken: 'comments are not JSON (this file is JSON, not JSONC or JSON5)',
  UnexpectedEndOfComment: 'a comment that does not end; comments are not JSON',
  UnexpectedEndOfString: 'a string that does not end in its line',
  UnexpectedEndOfNumber: 'a number that does not end',
  InvalidUnicode: 'a malformed \\u escape',
  InvalidEscapeCharacter: 'an unknown escape in a string',
  InvalidCharacter: 'a control character in a string',
};

interface SyntaxProblem {
  readonly problem: string;
  readonly offset: number;
  readonly length: number;
}

/** What is wrong, at the character that has to be changed. */
export function syntaxProblem(text: string, { code, offset, length }: JsonError): SyntaxProblem {
  const problem = plainWords[code] ?? code;
  const before = text.slice(0, offset).trimEnd();
  if (before === '' && text.trim() === '') {
    return { problem: 'the file is empty', offset: 0, length: 0 };
  }
  const here = text[offset] ?? '';
  if (offset >= text.trimEnd().length) {
    return { problem: `the file ends too early: ${problem}`, offset: before.length, length: 0 };
  }
  if (code === 'InvalidSymbol') {
    const word = quoted(text.slice(offset, offset + length));
    const hint = 'keys and strings stand in double quotes, numbers are plain';
    return { problem: `${word} is no JSON value (${hint})`, offset, length };
  }
  if (before.endsWith(',') && '}]'.includes(here)) {
    const trailing = `a comma stands before "${here}" (a trailing comma is not JSON)`;
    return { problem: trailing, offset: before.length - 1, length: 1 };
  }
  if (code === 'CommaExpected' && /\d/.test(here) && /(^|[^\d.eE+-])-?0$/.test(before.slice(-3))) {
    return { problem: 'a number does not start with 0', offset: offset - 1, length: 1 };
  }
  if (code === 'CommaExpected' && '}]'.includes(here)) {
    const other = here === '}' ? ']' : '}';
    return { problem: `"${here}" stands here, but "${other}" is due first`, offset, length };
  }
  // A comma is missing behind what stands before, often a line above.
  if (code === 'CommaExpected') return { problem, offset: before.length, length: 0 };
  return { problem, offset, length };
}
