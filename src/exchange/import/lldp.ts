import { own } from '../../std/record.js';
import type { Source } from '../wiring.js';
import type { Importer, Sniffer } from './importer.js';
import { readJson } from './json-file.js';
import { interfaceLines } from './lldp-lines.js';
import { type RowEnd, Rows } from './rows.js';
import { Tally } from './tally.js';

/**
 * What `lldpctl -f json` and `-f json0` print (lldpd, src/client/json_writer.c): the neighbours of one
 * machine, which the file is called by (`leaf01.json`). A cable between two machines of which there
 * are files is seen from both sides; a host need have none.
 */
export const lldp: Importer = (files, limits) => {
  const tally = new Tally(files.map(({ file }) => file));
  const rows = new Rows(tally, limits);
  const found: Neighbour[] = [];
  files.forEach((dump, file) => {
    const json = readJson(dump, file, limits, tally);
    if (!json) return;
    const name = machineOf(dump.file);
    rows.speaks(name);
    const before = found.length;
    for (const one of neighboursOf(json.value, json.text)) {
      if (found.length > 2 * limits.maxCables) {
        tally.tell('wiring-too-many', { limit: limits.maxCables }, { file, line: one.line });
        break;
      }
      found.push({ ...one, local: { machine: name, port: one.interface, kind: null }, file });
    }
    if (found.length > before || isEmptyAnswer(json.value)) return;
    const problem = 'there is no list of interfaces in it, as lldpctl -f json prints it';
    tally.tell('wiring-json', { problem }, { file, line: 1 });
  });
  for (const { local, remote } of found) {
    rows.see(local);
    rows.see(remote);
  }
  for (const { local, remote, gbps, file, line } of found) {
    const at: Source = { file, line };
    // The port by which a switch is managed is in another network.
    const managed = ({ machine, port }: RowEnd) => rows.isSwitch(machine) && management.test(port);
    if (!managed(local) && !managed(remote)) rows.add(local, remote, gbps, at);
  }
  return rows.wiring(files, 'lldp', 'sides');
};

export const looksLikeLldp: Sniffer = (first) => {
  const text = first
    .slice(0, 4)
    .map((line) => line.text)
    .join('');
  return /^\s*\{\s*"lldp"\s*:/.test(text);
};

/**
 * Interfaces by which switches are managed, as their systems call them: `eth0` (Cumulus, NVOS, SONiC),
 * `mgmt0` (NX-OS), `Management1` and, for short, `ma1` (EOS), `fxp0` and `me0` (Junos).
 */
const management = /^(eth\d|mgmt\d*|ma\d|Management\d.*|fxp\d|me\d)$/;

interface Heard {
  /** Of the machine that tells. */
  readonly interface: string;
  readonly remote: RowEnd;
  /** Gb/s, 0: not said. */
  readonly gbps: number;
  readonly line: number;
}

interface Neighbour extends Heard {
  readonly local: RowEnd;
  readonly file: number;
}

type Item = Readonly<Record<string, unknown>>;

const isItem = (value: unknown): value is Item =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** json0 has a list wherever json has an item if there is one only. */
const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

const part = (value: unknown, key: string): unknown => {
  const [first] = listOf(value);
  return isItem(first) ? own(first, key) : undefined;
};

/** A text, in json0 as `[{ "value": … }]`. */
function textOf(value: unknown): string {
  const [first] = listOf(value);
  if (typeof first === 'string') return first;
  const inner = isItem(first) ? own(first, 'value') : undefined;
  return typeof inner === 'string' ? inner : '';
}

/** A file of a machine that has no neighbours. */
const isEmptyAnswer = (value: unknown): boolean =>
  isItem(value) && listOf(own(value, 'lldp')).every((one) => isItem(one)) && 'lldp' in value;

/** The machine that a file is about: `dumps/leaf01.json` → leaf01. */
function machineOf(file: string): string {
  const base = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  return base.replace(/\.(json0?|txt|lldp)$/i, '').replace(/[._-]lldp(ctl)?$/i, '') || base;
}

function* neighboursOf(value: unknown, text: string): Generator<Heard> {
  const lines = interfaceLines(text).values();
  for (const one of listOf(part(value, 'lldp'))) {
    for (const item of listOf(part(one, 'interface'))) {
      if (!isItem(item)) continue;
      const keys = lines.next().value;
      // json0 has the name inside, json has it as the key.
      const name = own(item, 'name');
      const named: [key: string, string, unknown][] =
        typeof name === 'string'
          ? [['name', name, item]]
          : Object.entries(item).map(([key, of]) => [key, key, of]);
      for (const [key, local, of] of named) {
        const remote = remoteOf(of);
        const line = keys?.get(key) ?? 1;
        if (remote) yield { interface: local, remote, gbps: speedOf(part(of, 'port')), line };
      }
    }
  }
}

/** The machine and port at the other end; null: neither has a name. */
function remoteOf(value: unknown): RowEnd | null {
  let chassis = listOf(part(value, 'chassis'))[0];
  let name = textOf(part(chassis, 'name'));
  if (name === '' && isItem(chassis) && own(chassis, 'id') === undefined) {
    // json: by the name of the machine.
    const [entry] = Object.entries(chassis);
    if (entry) [name, chassis] = entry;
  }
  const machine = name === '' ? textOf(part(chassis, 'id')) : name;
  const port = part(value, 'port');
  const id = part(port, 'id');
  const described = textOf(part(port, 'descr'));
  const isName = part(id, 'type') === 'ifname' || described === '' || /\s/.test(described);
  const portName = isName ? textOf(id) : described;
  if (machine === '' || portName === '') return null;
  // A name with its domain: the files are called without.
  const short = /^[^.]*[a-zA-Z][^.]*\./.test(machine) ? machine.split('.', 1)[0]! : machine;
  return { machine: short, port: portName, kind: null };
}

/** `400GbaseCR4`, `10GigBaseSR`: what the ports negotiated, in Gb/s; 0: not said. */
function speedOf(port: unknown): number {
  const current = textOf(part(part(port, 'auto-negotiation'), 'current'));
  const match = /(\d+)\s*(G|T|M)?(?:ig)?base/i.exec(current);
  if (!match) return 0;
  const unit = (match[2] ?? 'M').toUpperCase();
  return Number(match[1]) * (unit === 'T' ? 1000 : unit === 'G' ? 1 : 0.001);
}
