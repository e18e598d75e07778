import { LineIndex } from '../../finding/position.js';
import { scanJson } from '../../spec/reading/json.js';
import { maxDepth, offsetBelow } from '../../spec/reading/read.js';
import { syntaxProblem } from '../../spec/reading/syntax-problem.js';
import type { DumpFile, ImportLimits } from './importer.js';
import type { Tally } from './tally.js';

/** A JSON text and its value, or null after a finding: it is too large, no UTF-8 or no JSON. */
export function readJson(
  { pieces }: DumpFile,
  file: number,
  { maxBytes }: ImportLimits,
  tally: Tally,
): { readonly text: string; readonly value: unknown } | null {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const at = { file, line: 1 };
  let [text, bytes] = ['', 0];
  try {
    for (const piece of pieces) {
      bytes += piece.length;
      if (bytes > maxBytes) {
        tally.tell('wiring-size', { limit: maxBytes }, at);
        return null;
      }
      text += decoder.decode(piece, { stream: true });
    }
    text += decoder.decode();
  } catch (error) {
    // What is in the way of the file itself is not said here.
    if (!(error instanceof TypeError)) throw error;
    tally.tell('wiring-unreadable', { problem: 'it is not UTF-8' }, at);
    return null;
  }
  const deep = offsetBelow(text, maxDepth);
  const value = deep < 0 ? parsed(text) : undefined;
  if (value !== undefined) return { text, value };
  const { problem, offset } =
    deep < 0
      ? firstProblem(text)
      : { problem: `it is nested deeper than ${maxDepth} levels`, offset: deep };
  const lines = new LineIndex(text);
  const { line } = lines.range(offset, 0);
  const shown = { text: lines.lineAt(offset, longestLine) };
  tally.tell('wiring-json', { problem }, { file, line }, shown);
  return null;
}

/** Characters of a line that are shown. */
const longestLine = 200;

/** Undefined, which no JSON means: it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What `JSON.parse` stumbles over, which does not always say where that is. */
function firstProblem(text: string) {
  const skip = () => {};
  const error = scanJson(text, { open: skip, close: skip, key: skip, literal: skip });
  return error ? syntaxProblem(text, error) : { problem: 'it is no JSON', offset: text.length };
}
