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
  } catch {
    tally.tell('wiring-unreadable', { problem: 'it is not UTF-8' }, at);
    return null;
  }
  try {
    return { text, value: JSON.parse(text) };
  } catch (error) {
    const problem = error instanceof Error ? error.message.split('\n', 1)[0]! : 'no JSON';
    const offset = Number(/at position (\d+)/.exec(problem)?.[1] ?? text.length);
    const line = lineAt(text, offset);
    tally.tell('wiring-json', { problem: problem.slice(0, 120) }, { file, line });
    return null;
  }
}

/** The line of an offset, from 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
