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

/** A file of which only the beginning has been looked at. */
interface Begun extends DumpFile {
  /** The format that it has the look of. */
  readonly format: ImportFormat | null;
  readonly isTopology: boolean;
}

/** The one format that all files have the look of; null: topologies. */
function formatOf(dumps: readonly Begun[]): ImportFormat | null {
  const format = dumps.find((dump) => dump.format !== null)?.format;
  // Among the tables of NetBox are some that tell nothing of cables.
  const fits = (other: Begun) =>
    other.format === format || (format === 'netbox' && other.format === null);
  if (format && dumps.every(fits)) return format;
  const unlike = dumps.find((dump) => dump.format === null && !dump.isTopology);
  if (!unlike && dumps.every((dump) => dump.format === null)) return null;
  const which = unlike ? `what wrote ${unlike.file}` : 'which format these files have';
  throw new UsageError(`cannot tell ${which}; say --from ${importFormats.join(', ')}`);
}

const looksLikeTopology = (lines: readonly TextLine[]): boolean =>
  (lines.find(({ text }) => text.trim() !== '')?.text.trimStart() ?? '').startsWith('{');

/**
 * A file of another tool: what it looks like is known, all of it can be read once. There may be more
 * of them than a process may have open, so that a file is closed until it is read.
 */
function startOf(file: string): Begun {
  const opened = piecesIn(file);
  const { value } = opened.next();
  const head: Uint8Array[] = value ? [value] : [];
  const first: TextLine[] = [];
  for (const line of linesOf(head)) {
    first.push(line);
    if (first.length === mostLines) break;
  }
  if (file !== '-') opened.return(undefined);
  return {
    file: nameOf(file),
    format: sniffed(first),
    isTopology: looksLikeTopology(first),
    pieces: file === '-' ? resumed(head, opened) : anew(file),
  };
}

/** A file of another tool that is known for what it is. */
export const dumpOf = (file: string): DumpFile => ({
  file: nameOf(file),
  pieces: file === '-' ? piecesIn(file) : anew(file),
});

const nameOf = (file: string): string => (file === '-' ? '<stdin>' : file);

function piecesIn(file: string): Generator<Uint8Array> {
  const pieces = piecesOf(file);
  if (!('problem' in pieces)) return pieces;
  throw new UsageError(`${nameOf(file)}: cannot read it: ${pieces.problem}`);
}

function* resumed(head: readonly Uint8Array[], rest: Generator<Uint8Array>): Generator<Uint8Array> {
  yield* head;
  yield* rest;
}

/** Opens a file when its first piece is wanted. */
function* anew(file: string): Generator<Uint8Array> {
  yield* piecesIn(file);
}
