import type { DumpFile } from '../exchange/import/importer.js';
import { linesOf, type TextLine } from '../std/lines.js';
import { UsageError } from './exit.js';
import { piecesOf } from './read.js';

/** So many lines say what wrote a file. */
const mostLines = 40;

/** How a file begins. */
export interface DumpStart {
  readonly first: readonly TextLine[];
}

/** A file of another tool, opened: its first lines are known, all of it can be read once. */
export function startOf(file: string): DumpFile & DumpStart {
  const name = file === '-' ? '<stdin>' : file;
  const pieces = piecesOf(file);
  if ('problem' in pieces) throw new UsageError(`${name}: cannot read it: ${pieces.problem}`);
  const iterator = pieces[Symbol.iterator]();
  const { value } = iterator.next();
  const head: Uint8Array[] = value ? [value] : [];
  const first: TextLine[] = [];
  for (const line of linesOf(head)) {
    first.push(line);
    if (first.length === mostLines) break;
  }
  return { file: name, first, pieces: resumed(head, iterator) };
}

function* resumed(head: readonly Uint8Array[], rest: Iterator<Uint8Array>): Generator<Uint8Array> {
  yield* head;
  for (let next = rest.next(); !next.done; next = rest.next()) yield next.value;
}
