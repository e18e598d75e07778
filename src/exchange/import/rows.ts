import type { Device, Source, Wiring } from '../wiring.js';
import type { DumpFile, ImportLimits } from './importer.js';
import { ownId, switchName } from './own-names.js';
import {
  hostInterface,
  looksLikeSwitch,
  numberedPorts,
  type PortSpelling,
  switchPort,
} from './port-names.js';
import { type SideRules, Sides } from './sides.js';
import type { Tally } from './tally.js';

/** One end of a cable as a list of cables has it: a machine, and an interface of it. */
export interface RowEnd {
  readonly machine: string;
  readonly port: string;
  /** What the list says that the machine is; null: nothing. */
  readonly kind: 'switch' | 'host' | null;
}

interface Row {
  readonly a: RowEnd;
  readonly b: RowEnd;
  /** Gb/s, 0: not said. */
  readonly gbps: number;
  readonly at: Source;
}

interface Machine {
  readonly name: string;
  kind: 'switch' | 'host' | null;
  model: string | null;
  /** One of its ports is called as those of switches are. */
  switchPort: boolean;
  readonly at: Source;
}

/** How a list of cables is read: whether each has one line, or one from either side. */
export type ListStyle = 'cables' | 'sides';

/**
 * Cables as lists have them, between machines by name. What a machine is shows when all of its
 * cables are known: rows are held until then.
 */
export class Rows {
  readonly #rows: Row[] = [];
  readonly #machines = new Map<string, Machine>();
  /** Names of switches that speak for themselves. */
  readonly #speaking = new Set<string>();

  constructor(
    readonly tally: Tally,
    readonly limits: ImportLimits,
    /** How the list counts the ports of switches. */
    readonly spelling: PortSpelling = switchPort,
  ) {}

  /** False: there are as many as may be. */
  add(a: RowEnd, b: RowEnd, gbps: number, at: Source): boolean {
    this.#note(a, at);
    this.#note(b, at);
    this.#rows.push({ a, b, gbps, at });
    return this.#rows.length <= 2 * this.limits.maxCables;
  }

  /** A machine by itself: what it is, and its model. */
  machine(name: string, kind: 'switch' | 'host' | null, at: Source, model: string | null = null) {
    const machine = this.#machine(name, at);
    machine.kind ??= kind;
    machine.model ??= model;
  }

  /** A machine whose own list of neighbours is there. */
  speaks(name: string): void {
    this.#speaking.add(name);
  }

  isSwitch(name: string): boolean {
    const machine = this.#machines.get(name);
    if (!machine) return false;
    if (machine.kind) return machine.kind === 'switch';
    return switchName(ownId(name)) !== null || machine.switchPort || switchWord.test(name);
  }

  /** An end of a cable that is not added yet: its port shows what the machine is. */
  see(end: RowEnd): void {
    this.#note(end, { file: 0, line: 1 });
  }

  #machine(name: string, at: Source): Machine {
    let machine = this.#machines.get(name);
    if (!machine) {
      machine = { name, kind: null, model: null, switchPort: false, at };
      this.#machines.set(name, machine);
    }
    return machine;
  }

  #note({ machine: name, port, kind }: RowEnd, at: Source): void {
    const machine = this.#machine(name, at);
    machine.kind ??= kind;
    machine.switchPort ||= looksLikeSwitch(port);
  }

  /** The network that the rows tell of. */
  wiring(files: readonly DumpFile[], format: string, style: ListStyle): Wiring {
    const devices: Device[] = [];
    const places = new Map<string, number>();
    const texts: Map<string, number>[] = [];
    const speaking: boolean[] = [];
    const place = ({ machine: name, port }: RowEnd): [device: number, slot: number] => {
      const machine = this.#machines.get(name)!;
      const isSwitch = this.isSwitch(name);
      const { nic, port: nicPort } = isSwitch ? { nic: '', port: 0 } : hostInterface(port);
      const key = `${name}\n${nic}`;
      let device = places.get(key);
      if (device === undefined) {
        device = devices.length;
        places.set(key, device);
        devices.push(deviceOf(machine, isSwitch ? null : nic));
        texts.push(new Map());
        speaking.push(this.#speaking.has(name));
      }
      if (!isSwitch) return [device, nicPort];
      const slots = texts[device]!;
      const slot = slots.get(port) ?? slots.size;
      slots.set(port, slot);
      return [device, slot];
    };
    const sides = new Sides(2 * this.limits.maxCables + 2);
    for (const { a, b, gbps, at } of this.#rows) {
      const [one, two] = [place(a), place(b)];
      if (style === 'sides') sides.add(...one, ...two, gbps, at.file, at.line);
      else sides.addCable(one, two, gbps, at);
    }
    const endOf = endsOf(devices, texts, this.spelling);
    const speaks = (device: number) => style === 'sides' && speaking[device]!;
    const rules: SideRules = { maxCables: this.limits.maxCables, endOf, speaks };
    const links = sides.links(devices, rules, this.tally);
    if (links.length === 0) this.tally.nothing(format);
    const names = files.map(({ file }) => file);
    return { devices, links, findings: this.tally.findings(), files: names, ports: 'parts' };
  }
}

/** What people call switches. */
const switchWord = /leaf|spine|core|switch|router|\btor\d|\bsw\d|\bagg/i;

function deviceOf({ name, model, at }: Machine, nic: string | null): Device {
  const common = { key: null, ports: null, source: at } as const;
  return nic === null
    ? { kind: 'switch', name: ownId(name), host: null, model, ...common }
    : { kind: 'nic', name: nic, host: name, model: null, ...common };
}

/** Numbers of ports, once the names of all ports of a switch are known. */
function endsOf(
  devices: readonly Device[],
  texts: readonly Map<string, number>[],
  spelling: PortSpelling,
): SideRules['endOf'] {
  const names = texts.map((slots) => [...slots.keys()]);
  const numbers = names.map((all) => numberedPorts(all, spelling));
  return (device, slot) => {
    if (devices[device]!.kind === 'nic') {
      return { device, port: slot, sub: -1, text: String(slot) };
    }
    const text = names[device]![slot]!;
    const { port, sub } = numbers[device]!.get(text)!;
    return { device, port, sub, text };
  };
}
