import type { Source } from '../wiring.js';
import { ibSpeed } from './ib-words.js';
import type { DumpFile, Importer, Sniffer } from './importer.js';
import { kindOf } from './machine-kind.js';
import { type RowEnd, Rows } from './rows.js';
import { cellText, plain, readTable, speedOf } from './table.js';
import { Tally } from './tally.js';

/**
 * CSV files of NetBox's bulk import: cables, and, if they are given too, devices (what a machine is) and
 * interfaces (how fast a port is). Files are told by their columns; those of other things are left alone.
 */
export const netbox: Importer = (files, limits) => {
  const tally = new Tally(files.map(({ file }) => file));
  const rows = new Rows(tally, limits);
  const speeds = new Map<string, number>();
  const cables: { a: RowEnd; b: RowEnd; gbps: number; at: Source }[] = [];
  const headers = files.map((dump, file) =>
    readFile(dump, file, tally, limits.maxCables, { rows, speeds, cables }),
  );
  if (!headers.some((header) => header !== null && tableOf(header) === 'cables')) {
    const missing = ['side_a_device', 'side_a_name', 'side_b_device', 'side_b_name'];
    const found = (headers[0] ?? []).join(',').slice(0, 80);
    tally.tell('wiring-header', { missing, found }, { file: 0, line: 1 }, { text: found });
  }
  // Cables may come before the interfaces that they join.
  const speedAt = ({ machine, port }: RowEnd) => speeds.get(`${machine}\n${port}`) ?? 0;
  for (const { a, b, gbps, at } of cables) {
    const [x, y] = [speedAt(a), speedAt(b)];
    const slower = x > 0 && y > 0 ? Math.min(x, y) : x + y;
    rows.add(a, b, gbps > 0 ? gbps : slower, at);
  }
  return rows.wiring(files, 'netbox', 'cables');
};

export const looksLikeNetbox: Sniffer = (first) => {
  const header = first.find(({ text }) => text.trim() !== '')?.text ?? '';
  return tableOf(header.split(/[,;\t]/)) !== null;
};

interface Known {
  readonly rows: Rows;
  readonly speeds: Map<string, number>;
  readonly cables: { a: RowEnd; b: RowEnd; gbps: number; at: Source }[];
}

type Table = 'cables' | 'devices' | 'interfaces';

/** What a file is about, by its columns; null: something else, of NetBox or not. */
function tableOf(header: readonly string[]): Table | null {
  const names = header.map((cell) => cell.trim().replaceAll('"', '').toLowerCase());
  const all = (...wanted: string[]) => wanted.every((name) => names.includes(name));
  if (all('side_a_device', 'side_a_name', 'side_b_device', 'side_b_name')) return 'cables';
  if (all('device', 'name', 'type')) return 'interfaces';
  return all('name', 'role', 'device_type') ? 'devices' : null;
}

/** Reads a file if it tells something of cables; its header, null: there is none. */
function readFile(
  dump: DumpFile,
  file: number,
  tally: Tally,
  maxCables: number,
  known: Known,
): readonly string[] | null {
  const { rows, speeds, cables } = known;
  let table: Table | null = null;
  let header: readonly string[] | null = null;
  let place: (name: string) => number = () => -1;
  readTable(dump, file, tally, maxCables, {
    wanted: 'a cable has a device and an interface on either side',
    begin: ({ cells }) => {
      header = cells;
      table = tableOf(cells);
      const names = cells.map(plain);
      place = (name) => names.indexOf(plain(name));
      return table !== null;
    },
    read: ({ cells, line }) => {
      const cell = (name: string) => cellText(cells[place(name)]);
      const at: Source = { file, line };
      if (table === 'devices') {
        const [kind, model] = [kindOf(cell('role')), cell('device_type') || null];
        return rows.machine(cell('name'), kind, at, model) || 'full';
      } else if (table === 'interfaces') {
        // Kb/s, as NetBox counts.
        const kbps = Number(cell('speed'));
        const gbps = kbps > 0 ? kbps / 1e6 : typeSpeed(cell('type'));
        if (gbps > 0) speeds.set(`${cell('device')}\n${cell('name')}`, gbps);
        return speeds.size <= 4 * maxCables || 'full';
      } else if (table === 'cables') {
        const [a, b] = [sideOf(cell, 'a'), sideOf(cell, 'b')];
        if (!a || !b) return false;
        // We write the speed of a cable behind its class.
        const [, said] = / (\d+(?:\.\d+)?G)$/.exec(cell('description')) ?? [];
        cables.push({ a, b, gbps: speedOf(said), at });
        return cables.length <= 2 * maxCables || 'full';
      }
      return true;
    },
  });
  return header;
}

function sideOf(cell: (name: string) => string, side: 'a' | 'b'): RowEnd | null {
  const [machine, port] = [cell(`side_${side}_device`), cell(`side_${side}_name`)];
  if (machine === '' || port === '') return null;
  const type = cell(`side_${side}_type`);
  if (type !== '' && !type.endsWith('interface')) return null;
  return { machine, port, kind: null };
}

/** `400gbase-x-osfp`, `1.6tbase-x-osfp1600`, `infiniband-ndr`: Gb/s of a port of four lanes; 0: unknown. */
function typeSpeed(type: string): number {
  const ethernet = /^(\d+(?:\.\d+)?)([gt])base/.exec(type);
  if (ethernet) return speedOf(`${ethernet[1]}${ethernet[2]}`);
  const infiniband = /^infiniband-([a-z0-9]+)$/.exec(type);
  const speed = infiniband ? ibSpeed(`4x${infiniband[1]!.toUpperCase()}`) : 0;
  return typeof speed === 'number' ? speed : 0;
}
