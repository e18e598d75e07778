import type { Device, Link, Source } from '../wiring.js';
import { ibNic, ibSwitch, isAggregation } from './ib-words.js';
import { ownId } from './own-names.js';
import { Sides } from './sides.js';
import type { Tally } from './tally.js';

interface Node {
  readonly id: string;
  kind: 'switch' | 'nic';
  description: string;
  ports: number | null;
  system: string | null;
  source: Source;
  /** File of its record; −1: others name it. */
  described: number;
}

/** What the record of a node says of it. */
export interface Record {
  readonly kind: 'switch' | 'nic';
  readonly ports: number;
  readonly description: string;
  /** GUID of the machine that it is in, where that is said. */
  readonly system: string | null;
}

/** Switches that have one port more than their panel, to the part that reduces for SHARP. */
const withInnerPort: readonly number[] = [37, 41, 65, 129, 145];

/** The nodes of a subnet by their ids, and what their ports say of each other. */
export class IbNodes {
  readonly sides = new Sides();
  readonly #nodes: Node[] = [];
  readonly #byId = new Map<string, number>();

  constructor(readonly tally: Tally) {}

  get count(): number {
    return this.#nodes.length;
  }

  /** A node that has a record of its own; its index. */
  describe(id: string, record: Record, source: Source): number {
    const index = this.#index(id, record.kind, source);
    const node = this.#nodes[index]!;
    if (node.described === source.file) this.tally.add('wiring-device-twice', id, source);
    node.kind = record.kind;
    node.ports = Math.max(node.ports ?? 0, record.ports);
    if (record.description !== '') node.description = record.description;
    node.system = record.system ?? node.system;
    if (node.described < 0) node.source = source;
    node.described = source.file;
    return index;
  }

  /** A node that a port of another one names. */
  named(id: string, description: string, source: Source): number {
    const index = this.#index(id, id.startsWith('S-') ? 'switch' : 'nic', source);
    const node = this.#nodes[index]!;
    if (node.description === '') node.description = description;
    return index;
  }

  /** A node of a line that tells of one port; a NIC has a GUID for each, so its name is its id. */
  reported(kind: string, guid: string, name: string, source: Source, speaks: boolean): number {
    const nic = kind === 'SW' ? null : ibNic(name);
    const id = `${kind === 'SW' ? 'S' : 'H'}-${nic ? name : guid}`;
    const index = this.named(id, name, source);
    if (speaks) this.#nodes[index]!.described = source.file;
    return index;
  }

  #index(id: string, kind: 'switch' | 'nic', source: Source): number {
    const known = this.#byId.get(id);
    if (known !== undefined) return known;
    const index = this.#nodes.length;
    this.#byId.set(id, index);
    this.#nodes.push({
      id,
      kind,
      description: '',
      ports: null,
      system: null,
      source,
      described: -1,
    });
    return index;
  }

  /** All that are devices of the network, by names of their own, and the cables between them. */
  finish(maxCables: number): { readonly devices: Device[]; readonly links: Link[] } {
    const all = this.#named();
    const links = this.sides.links(
      all,
      {
        maxCables,
        endOf: (device, slot) => ({ device, port: slot, sub: -1, text: String(slot + 1) }),
        speaks: (device) => this.#nodes[device]!.described >= 0,
      },
      this.tally,
    );
    const inner = this.#nodes.map(
      ({ kind, description }) => kind === 'nic' && isAggregation(description),
    );
    const places = new Int32Array(all.length);
    let place = 0;
    for (let i = 0; i < all.length; i++) places[i] = inner[i] ? -1 : place++;
    const highest = new Int32Array(all.length);
    const kept: Link[] = [];
    for (const { a, b, ...link } of links) {
      if (inner[a.device] || inner[b.device]) continue;
      for (const { device, port } of [a, b]) highest[device] = Math.max(highest[device]!, port + 1);
      kept.push({
        ...link,
        a: { ...a, device: places[a.device]! },
        b: { ...b, device: places[b.device]! },
      });
    }
    const devices = all.flatMap((device, i) =>
      inner[i] ? [] : [{ ...device, ports: panelPorts(device, highest[i]!) }],
    );
    return { devices, links: kept };
  }

  #named(): Device[] {
    const devices = this.#nodes.map(deviceOf);
    const times = new Map<string, number>();
    const key = ({ host, name }: Device) => `${host ?? ''}\n${name}`;
    for (const device of devices) times.set(key(device), (times.get(key(device)) ?? 0) + 1);
    return devices.map((device, i) => {
      const node = this.#nodes[i]!;
      const text = node.description === '' ? node.id : node.description;
      if (node.described < 0) this.tally.add('wiring-undescribed', text, node.source);
      if (times.get(key(device)) === 1) return device;
      this.tally.add('wiring-name-twice', text, node.source);
      return { ...device, name: node.id };
    });
  }
}

/** A switch without the port that nothing can be plugged into. */
const panelPorts = ({ kind, ports }: Device, highest: number): number | null =>
  kind === 'switch' && ports !== null && withInnerPort.includes(ports) && highest < ports
    ? ports - 1
    : ports;

/** A node as a device; what has no name of its own is called by its GUID. */
function deviceOf({ id, kind, description, ports, system, source }: Node): Device {
  if (kind === 'switch') {
    const { name, model } = ibSwitch(description) ?? { name: id, model: null };
    return { kind, name: ownId(name), host: null, key: id, model, ports, source };
  }
  const nic = ibNic(description) ?? { host: system ?? id, nic: id };
  return { kind, name: nic.nic, host: nic.host, key: id, model: null, ports, source };
}
