import { type ImportFormat, importFormats } from '../exchange/import/formats.js';
import type { DumpFile } from '../exchange/import/importer.js';
import { defaultMaxDumpBytes } from '../exchange/import/limits.js';
import { importers, sniffed } from '../exchange/import/registry.js';
import type { Wiring } from '../exchange/wiring.js';
import { defaultLimits } from '../spec/size.js';
import { linesOf, type TextLine } from '../std/lines.js';
import { UsageError } from './exit.js';
import type { LimitOptions } from './limits.js';
import { piecesOf } from './read.js';

/** So many lines say what wrote a file. */
const mostLines = 40;

/** What files of other tools say, and which format that was. */
interface Dumps {
  readonly wiring: Wiring;
  readonly format: ImportFormat;
}

/**
 * Reads files of other tools. Without a format it is told from their first lines; null: they have the
 * look of topologies.
 */
export function readDumps(
  files: readonly string[],
  from: ImportFormat | undefined,
  { maxCables = defaultLimits.maxCables, maxBytes = defaultMaxDumpBytes }: LimitOptions,
): Dumps | null {
  if (files.filter((file) => file === '-').length > 1) {
    throw new UsageError('standard input (-) can be read only once');
  }
  const dumps = files.map(startOf);
  const format = from ?? formatOf(dumps);
  return format && { format, wiring: importers[format](dumps, { maxCables, maxBytes }) };
}

/** A file whose beginning has been looked at. */
interface Begun extends DumpFile {
  readonly first: readonly TextLine[];
}

/** The one format that all files have the look of; null: topologies. */
function formatOf(dumps: readonly Begun[]): ImportFormat | null {
  const formats = dumps.map(({ first }) => sniffed(first));
  const format = formats.find((one) => one !== null);
  // Among the tables of NetBox are some that tell nothing of cables.
  const fits = (other: ImportFormat | null) =>
    other === format || (format === 'netbox' && other === null);
  if (format && formats.every(fits)) return format;
  const unlike = dumps.find(({ first }, i) => formats[i] === null && !looksLikeTopology(first));
  if (!unlike && formats.every((one) => one === null)) return null;
  const which = unlike ? `what wrote ${unlike.file}` : 'which format these files have';
  throw new UsageError(`cannot tell ${which}; say --from ${importFormats.join(', ')}`);
}

const looksLikeTopology = (lines: readonly TextLine[]): boolean =>
  (lines.find(({ text }) => text.trim() !== '')?.text.trimStart() ?? '').startsWith('{');

/** A file of another tool, opened: its first lines are known, all of it can be read once. */
function startOf(file: string): Begun {
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
