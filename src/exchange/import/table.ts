import { csvLinesOf, type Line } from '../../std/csv-reader.js';
import { linesOf, type NoText, type TextLine } from '../../std/lines.js';
import { shown } from '../wiring-rule.js';
import type { DumpFile } from './importer.js';
import { mostWrong, type Understood } from './read-lines.js';
import type { Tally } from './tally.js';

/** Columns by what they are wanted for, as places in a row; −1: there is none. */
export type Columns<Wanted extends string> = Readonly<Record<Wanted, number>>;

/** How the columns of a table are called, in small letters without anything between them. */
export const plain = (cell: string): string => cell.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The text of a cell: what keeps a spreadsheet from reading a formula is not part of it. */
export const cellText = (cell: string | undefined): string =>
  (cell ?? '').replace(/^'(?=\s*[=+\-@\uff1d\uff0b\uff0d\uff20])/, '');

/**
 * Reads the rows of a table, of which nothing is held. The first row names the columns.
 *
 * @param begin what the first row says; false after a finding: the table is not read
 * @param read a row; false: it is not understood
 */
export function readTable(
  { pieces }: DumpFile,
  file: number,
  tally: Tally,
  limit: number,
  {
    begin,
    read,
    wanted,
  }: {
    readonly begin: (header: Line, text: string) => boolean;
    readonly read: (row: Line) => Understood;
    readonly wanted: string;
  },
): void {
  let last: TextLine = { number: 1, text: '' };
  let first: TextLine | null = null;
  const wrong: string[] = [];
  let count = 0;
  const rows = csvLinesOf(watched(linesOf(pieces), (line) => (last = line)));
  for (let header = true; ; ) {
    const { done, value } = rows.next();
    if (done) {
      if (value) tally.tell('wiring-binary', value, { file, line: last.number });
      break;
    }
    if ('cells' in value && value.cells[0]!.startsWith('#')) continue;
    if (header) {
      header = false;
      if (!('cells' in value) || !begin(value, last.text)) return;
      continue;
    }
    const understood = 'cells' in value && read(value);
    if (understood === true) continue;
    if (understood === 'full') {
      tally.tell('wiring-too-many', { limit }, { file, line: last.number });
      break;
    }
    first ??= last;
    if (wrong.length < shown) wrong.push('cells' in value ? value.cells.join(',') : value.problem);
    if (++count === mostWrong) break;
  }
  if (!first) return;
  const briefly = wrong.map((text) => text.slice(0, 60));
  const args = { first: briefly, count, wanted, stopped: count === mostWrong };
  tally.tell('wiring-line', args, { file, line: first.number }, first);
}

function* watched(
  lines: Generator<TextLine, NoText | null>,
  see: (line: TextLine) => void,
): Generator<TextLine, NoText | null> {
  for (;;) {
    const { done, value } = lines.next();
    if (done) return value;
    see(value);
    yield value;
  }
}

/** A speed as tables have it: `400`, `400G`, `400 Gb/s`, `100GbE`, `1.6T`; 0 where it is none. */
export function speedOf(cell: string | undefined): number {
  const match =
    /^(\d{1,6}(?:\.\d{1,3})?)\s*(?:([GTM])(?:b|bps|bit|b\/s|bit\/s|be)?(?:\/s)?)?$/i.exec(
      (cell ?? '').trim(),
    );
  if (!match) return 0;
  const unit = (match[2] ?? 'G').toUpperCase();
  const gbps = Number(match[1]) * (unit === 'T' ? 1000 : unit === 'M' ? 0.001 : 1);
  return gbps >= 0.001 && gbps <= 1_000_000 ? gbps : 0;
}
