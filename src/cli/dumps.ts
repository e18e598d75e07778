import { type ImportFormat, importFormats } from '../exchange/import/formats.js';
import type { DumpFile } from '../exchange/import/importer.js';
import { importers, sniffed } from '../exchange/import/registry.js';
import type { Wiring } from '../exchange/wiring.js';
import { defaultLimits } from '../spec/size.js';
import { linesOf, type TextLine } from '../std/lines.js';
import { UsageError } from './exit.js';
import type { LimitOptions } from './limits.js';
import { readPieces } from './read.js';

/** Bytes of a file that is read as a whole: more than any switch says. */
const mostDumpBytes = 256 * 1024 * 1024;
/** Lines by which a format is recognised. */
const linesLookedAt = 200;

/** A file whose beginning has been looked at. */
interface Begun extends DumpFile {
  readonly lines: readonly TextLine[];
}

/**
 * What files of other tools say. Without a format it is told from their first lines; null: they have
 * the look of topologies.
 */
export function readDumps(
  files: readonly string[],
  from: ImportFormat | undefined,
  { maxCables = defaultLimits.maxCables, maxBytes = mostDumpBytes }: LimitOptions,
): Wiring | null {
  if (files.filter((file) => file === '-').length > 1) {
    throw new UsageError('standard input (-) can be read only once');
  }
  const begun = files.map(begin);
  const format = from ?? formatOf(begun);
  return format && importers[format](begun, { maxCables, maxBytes });
}

function begin(name: string): Begun {
  const read = readPieces(name);
  const file = name === '-' ? '<stdin>' : name;
  if ('problem' in read) throw new UsageError(`${file}: ${read.problem}`);
  const rest = read[Symbol.iterator]();
  const { done, value } = rest.next();
  const first = done ? [] : [value];
  return {
    file,
    lines: firstLines(first),
    pieces: chained(first, { [Symbol.iterator]: () => rest }),
  };
}

function* chained<T>(first: readonly T[], rest: Iterable<T>): Generator<T> {
  yield* first;
  yield* rest;
}

function firstLines(pieces: readonly Uint8Array[]): TextLine[] {
  const lines: TextLine[] = [];
  for (const line of linesOf(pieces)) if (lines.push(line) === linesLookedAt) break;
  return lines;
}

function formatOf(begun: readonly Begun[]): ImportFormat | null {
  const formats = begun.map(({ lines }) => sniffed(lines));
  const [format] = formats;
  if (format && formats.every((other) => other === format)) return format;
  const unlike = begun.find(({ lines }, i) => formats[i] === null && !looksLikeTopology(lines));
  if (!unlike && formats.every((one) => one === null)) return null;
  const which = unlike ? `what ${unlike.file} is` : 'which format these files have';
  throw new UsageError(`cannot tell ${which}; say --from ${importFormats.join(', ')}`);
}

const looksLikeTopology = (lines: readonly TextLine[]): boolean =>
  (lines.find(({ text }) => text.trim() !== '')?.text.trimStart() ?? '').startsWith('{');
