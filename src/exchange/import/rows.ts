import type { Device, Source, Wiring } from '../wiring.js';
import type { DumpFile, ImportLimits } from './importer.js';
import { isCalledSwitch, type MachineKind } from './machine-kind.js';
import { ownId, switchName } from './own-names.js';
import {
  hostInterface,
  looksLikeSwitch,
  type NumberedPorts,
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
  readonly kind: MachineKind | null;
}

interface Machine {
  readonly name: string;
  kind: MachineKind | null;
  model: string | null;
  /** One of its ports is called as those of switches are. */
  switchPort: boolean;
  readonly at: Source;
}

/** How a list of cables is read: whether each has one line, or one from either side. */
type ListStyle = 'cables' | 'sides';

/**
 * Cables as lists have them, between machines by name. What a machine is shows when all of its
 * cables are known: rows are held until then.
 */
export class Rows {
  /** By row: its ends, its speed (Gb/s, 0: not said), and where it stands. */
  readonly #a: number[] = [];
  readonly #b: number[] = [];
  readonly #gbps: number[] = [];
  readonly #files: number[] = [];
  readonly #lines: number[] = [];
  readonly #ends: { readonly machine: string; readonly port: string }[] = [];
  readonly #endOf = new Map<string, number>();
  /** By pair of ends: the speed that its row has. */
  readonly #known = new Map<number, number>();
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
    const [from, to] = [this.#end(a, at), this.#end(b, at)];
    // A line that stands there twice says nothing new.
    const pair = from * mostEnds + to;
    if (this.#known.get(pair) === gbps) return true;
    this.#known.set(pair, gbps);
    this.#a.push(from);
    this.#b.push(to);
    this.#gbps.push(gbps);
    this.#files.push(at.file);
    this.#lines.push(at.line);
    return this.#a.length <= 2 * this.limits.maxCables;
  }

  #end(end: RowEnd, at: Source): number {
    const { machine, port } = end;
    const key = `${machine}\n${port}`;
    const known = this.#endOf.get(key);
    if (known !== undefined) {
      if (end.kind) this.#machines.get(machine)!.kind ??= end.kind;
      return known;
    }
    this.#note(end, at);
    this.#endOf.set(key, this.#ends.length);
    return this.#ends.push({ machine, port }) - 1;
  }

  /** A machine by itself: what it is, and its model. False: there are as many as may be. */
  machine(
    name: string,
    kind: MachineKind | null,
    at: Source,
    model: string | null = null,
  ): boolean {
    const machine = this.#machine(name, at);
    machine.kind ??= kind;
    machine.model ??= model;
    return this.#machines.size <= 4 * this.limits.maxCables;
  }

  /** A machine whose own list of neighbours is there. */
  speaks(name: string): void {
    this.#speaking.add(name);
  }

  isSwitch(name: string): boolean {
    const machine = this.#machines.get(name);
    if (!machine) return false;
    if (machine.kind) return machine.kind === 'switch';
    return switchName(ownId(name)) !== null || machine.switchPort || isCalledSwitch(name);
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
    const place = (end: number): [device: number, slot: number] => {
      const { machine: name, port } = this.#ends[end]!;
      const machine = this.#machines.get(name)!;
      const isSwitch = this.isSwitch(name);
      const { nic, port: nicPort } = isSwitch ? { nic: '', port: 0 } : hostInterface(port);
      const key = `${name}\n${nic}`;
      let device = places.get(key);
      if (device === undefined) {
        device = devices.length;
        places.set(key, device);
        devices.push(deviceOf(machine, isSwitch ? null : nic));
        texts.push(isSwitch ? new Map() : noPorts);
        speaking.push(this.#speaking.has(name));
      }
      if (!isSwitch) return [device, nicPort];
      const slots = texts[device]!;
      const slot = slots.get(port) ?? slots.size;
      slots.set(port, slot);
      return [device, slot];
    };
    const sides = new Sides(2 * this.limits.maxCables + 2);
    for (let row = 0; row < this.#a.length; row++) {
      const [one, two] = [place(this.#a[row]!), place(this.#b[row]!)];
      const gbps = this.#gbps[row]!;
      const at: Source = { file: this.#files[row]!, line: this.#lines[row]! };
      if (style === 'sides') sides.add(...one, ...two, gbps, at.file, at.line);
      else sides.addCable(one, two, gbps, at);
    }
    const ports = texts.map((slots) => numberedPorts([...slots.keys()], this.spelling));
    ports.forEach(({ guessed }, d) => {
      const { name, source } = devices[d]!;
      if (guessed.length > 0) this.tally.add('wiring-port-order', `${name}:${guessed[0]}`, source);
    });
    const endOf = endsOf(devices, texts, ports);
    const speaks = (device: number) => style === 'sides' && speaking[device]!;
    const rules: SideRules = { maxCables: this.limits.maxCables, endOf, speaks };
    const links = sides.links(devices, rules, this.tally);
    if (links.length === 0) this.tally.nothing(format);
    const names = files.map(({ file }) => file);
    return { devices, links, findings: this.tally.findings(), files: names, ports: 'parts' };
  }
}

/** Ports of NICs are numbers already. */
const noPorts = new Map<string, number>();

/** More ends than there can be, so that two of them are one number. */
const mostEnds = 2 ** 26;

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
  ports: readonly NumberedPorts[],
): SideRules['endOf'] {
  const names = texts.map((slots) => [...slots.keys()]);
  return (device, slot) => {
    if (devices[device]!.kind === 'nic') {
      return { device, port: slot, sub: -1, text: String(slot) };
    }
    const text = names[device]![slot]!;
    const { port, sub } = ports[device]!.numbers.get(text)!;
    return { device, port, sub, text };
  };
}
