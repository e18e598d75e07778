import type { Source } from '../wiring.js';
import type { Importer, Sniffer } from './importer.js';
import { isCalledSwitch, kindOf } from './machine-kind.js';
import { type RowEnd, Rows } from './rows.js';
import { cellText, plain, readTable, speedOf } from './table.js';
import { Tally } from './tally.js';

/**
 * The cable sheet of NVIDIA's CVT ("P2P"), exported as CSV. Ethernet columns name both ports; of the
 * InfiniBand ones (`Rack, U, Name, HCA/Port, Rack, U, Name, Port`) 2 of a host is `mlx5_1`.
 */
export const p2p: Importer = (files, limits) => {
  const tally = new Tally(files.map(({ file }) => file));
  const rows = new Rows(tally, limits);
  files.forEach((dump, file) => {
    let columns: Columns | null = null;
    readTable(dump, file, tally, limits.maxCables, {
      wanted: 'a row has a name and a port for both ends',
      begin: (header, text) => {
        columns = columnsOf(header.cells);
        if (columns) return true;
        const missing = ['A-Node Name', 'A-Port', 'Z-Node Name', 'Z-Port'];
        const at = { file, line: header.line };
        tally.tell('wiring-header', { missing, found: text.slice(0, 80) }, at, { text });
        return false;
      },
      read: ({ cells, line }) => {
        const { a, z, speed } = columns!;
        const [from, to] = [endOf(cells, a), endOf(cells, z)];
        if (!from || !to) return false;
        const at: Source = { file, line };
        const written = cells[speed] ?? '';
        const gbps = speedOf(written);
        if (gbps === 0 && written !== '') tally.add('wiring-speed-words', written, at);
        return rows.add(from, to, gbps, at) || 'full';
      },
    });
  });
  return rows.wiring(files, 'p2p', 'cables');
};

export const looksLikeP2p: Sniffer = (first) => {
  const header = first.find(({ text }) => text.trim() !== '');
  return columnsOf((header?.text ?? '').split(/[,;\t]/)) !== null;
};

interface Side {
  readonly name: number;
  readonly type: number;
  readonly port: number;
  /** Ports of hosts are numbers of HCAs. */
  readonly hca: boolean;
}

interface Columns {
  readonly a: Side;
  readonly z: Side;
  readonly speed: number;
}

function columnsOf(header: readonly string[]): Columns | null {
  const names = header.map((cell) => plain(cell.replaceAll('"', '')));
  const place = (name: string) => names.indexOf(name);
  const speed = place('speed');
  const side = (s: string): Side => ({
    name: place(`${s}nodename`),
    type: place(`${s}type`),
    port: place(`${s}port`),
    hca: false,
  });
  const [a, z] = [side('a'), side('z')];
  if ([a, z].every(({ name, port }) => name >= 0 && port >= 0)) return { a, z, speed };
  const [first, second] = [place('name'), names.lastIndexOf('name')];
  const [hca, port] = [place('hcaport'), names.lastIndexOf('port')];
  if (first < 0 || second === first || hca < 0 || port < 0) return null;
  return {
    a: { name: first, type: -1, port: hca, hca: true },
    z: { name: second, type: -1, port, hca: false },
    speed,
  };
}

function endOf(cells: readonly string[], { name, type, port, hca }: Side): RowEnd | null {
  const [machine, text] = [cellText(cells[name]), cellText(cells[port])];
  if (machine === '' || text === '') return null;
  const kind = kindOf(cells[type]);
  // The first columns of an InfiniBand sheet are hosts, or switches that face switches.
  const looksHost = hca && /^\d+$/.test(text) && !isCalledSwitch(machine);
  if (looksHost) return { machine, port: `mlx5_${Number(text) - 1}`, kind: 'host' };
  return { machine, port: text, kind };
}
