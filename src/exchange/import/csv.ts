import type { Line } from '../../std/csv-reader.js';
import type { Source } from '../wiring.js';
import type { Importer, Sniffer } from './importer.js';
import { idPort, switchPort } from './port-names.js';
import { type RowEnd, Rows } from './rows.js';
import { cellText, plain, readTable, speedOf } from './table.js';
import { Tally } from './tally.js';

/** What lists of edges call their columns. */
const named = { a: ['a', 'source', 'from'], b: ['b', 'target', 'to'], gbps: ['gbps', 'speed'] };

/**
 * A list of edges: the columns `a`, `b` and, if speeds are known, `gbps`. An end is a port as we call
 * it (`h17/nic3:0`, `compute/p3/leaf12:33.1`: from 0), or `machine:interface`.
 */
export const csv: Importer = (files, limits) => {
  const tally = new Tally(files.map(({ file }) => file));
  const rows = new Rows(tally, limits, (text) => idPort(text) ?? switchPort(text));
  files.forEach((dump, file) => {
    let columns = { a: -1, b: -1, gbps: -1 };
    readTable(dump, file, tally, limits.maxCables, {
      wanted: 'an end is machine:port, like h17/nic3:0 or leaf1:swp33',
      begin: (header, text) => {
        columns = columnsOf(header);
        const missing = (['a', 'b'] as const).filter((name) => columns[name] < 0);
        if (missing.length === 0) return true;
        const at = { file, line: header.line };
        tally.tell('wiring-header', { missing, found: text.slice(0, 80) }, at, { text });
        return false;
      },
      read: ({ cells, line }) => {
        const [a, b] = [endOf(cells[columns.a]), endOf(cells[columns.b])];
        if (!a || !b) return false;
        const at: Source = { file, line };
        const written = cells[columns.gbps] ?? '';
        const gbps = speedOf(written);
        if (gbps === 0 && written !== '') tally.add('wiring-speed-words', written, at);
        return rows.add(a, b, gbps, at) || 'full';
      },
    });
  });
  return rows.wiring(files, 'csv', 'cables');
};

export const looksLikeCsv: Sniffer = (first) => {
  const header = first.find(({ text }) => text.trim() !== '' && !text.startsWith('#'));
  const cells = (header?.text ?? '').split(/[,;\t]/);
  const columns = columnsOf({ line: 1, cells });
  return columns.a >= 0 && columns.b >= 0;
};

function columnsOf({ cells }: Line) {
  const names = cells.map(plain);
  const place = (words: readonly string[]) => names.findIndex((name) => words.includes(name));
  return { a: place(named.a), b: place(named.b), gbps: place(named.gbps) };
}

/** An end of a cable; ports that are numbers only are ours, from 0. */
function endOf(cell: string | undefined): RowEnd | null {
  const text = cellText(cell);
  const colon = text.lastIndexOf(':');
  if (colon <= 0 || colon === text.length - 1) return null;
  const [vertex, port] = [text.slice(0, colon), text.slice(colon + 1)];
  const parts = vertex.split('/');
  if (parts.length === 2) {
    const [machine, nic] = parts as [string, string];
    if (machine === '' || nic === '' || !/^\d{1,3}$/.test(port)) return null;
    return { machine, port: `${nic}/P${Number(port) + 1}`, kind: 'host' };
  }
  return { machine: vertex, port, kind: idPort(port) ? 'switch' : null };
}
