import type { Device, Link, LinkEnd, Source } from '../wiring.js';
import { between, ibNic, ibSwitch, isAggregation } from './ib-words.js';
import { ownId } from './own-names.js';
import { mostPorts } from './port-names.js';
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
export interface NodeRecord {
  readonly kind: 'switch' | 'nic';
  readonly ports: number;
  readonly description: string;
  /** GUID of the machine that it is in, where that is said. */
  readonly system: string | null;
}

/**
 * Counts of ports of switches that have one more than their panel, to the part that reduces for SHARP:
 * dumps of sites have `Switch 41` of an MQM8700 (40 ports), 41 being cabled to the `Mellanox
 * Technologies Aggregation Node`, and `Switch 65` of an MQM9700 (64). 37, 129 and 145 are assumed of
 * 36, 128 and 144 ports in the same way.
 */
const withInnerPort: readonly number[] = [37, 41, 65, 129, 145];

/** The nodes of a subnet by their ids, and what their ports say of each other. */
export class IbNodes {
  readonly sides = new Sides(mostPorts);
  readonly #nodes: Node[] = [];
  readonly #byId = new Map<string, number>();

  constructor(readonly tally: Tally) {}

  get count(): number {
    return this.#nodes.length;
  }

  /** A node that has a record of its own; its index. */
  describe(id: string, record: NodeRecord, source: Source): number {
    const index = this.#index(id, record.kind, source);
    const node = this.#nodes[index]!;
    if (node.described === source.file) this.tally.add('wiring-device-twice', id, source);
    node.kind = record.kind;
    if (record.ports <= mostPorts) node.ports = Math.max(node.ports ?? 0, record.ports);
    if (record.description !== '') node.description = record.description;
    node.system = record.system ?? node.system;
    if (node.described < 0) node.source = source;
    node.described = source.file;
    return index;
  }

  /** A node that a port of another one names. */
  named(id: string, rest: string, file: number, line: number): number {
    const known = this.#byId.get(id);
    const index = known ?? this.#index(id, id.startsWith('S-') ? 'switch' : 'nic', { file, line });
    const node = this.#nodes[index]!;
    if (node.description === '') node.description = between(rest);
    return index;
  }

  /** A node of a line that tells of one port; a NIC has a GUID for each, so its name is its id. */
  reported(kind: string, guid: string, name: string, source: Source, speaks: boolean): number {
    const nic = kind === 'SW' ? null : ibNic(name);
    const id = `${kind === 'SW' ? 'S' : 'H'}-${nic ? name : guid}`;
    const index = this.#index(id, nic || kind !== 'SW' ? 'nic' : 'switch', source);
    this.#nodes[index]!.description ||= name;
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
    return withoutInner(all, links, inner);
  }

  #named(): Device[] {
    const devices = this.#nodes.map(deviceOf);
    const times = new Map<string, number>();
    const keys = devices.map(({ host, name }) => `${host ?? ''}\n${name}`);
    for (const key of keys) times.set(key, (times.get(key) ?? 0) + 1);
    return devices.map((device, i) => {
      const node = this.#nodes[i]!;
      if (node.described < 0) this.tally.add('wiring-undescribed', textOf(node), node.source);
      if (times.get(keys[i]!) === 1) return device;
      this.tally.add('wiring-name-twice', textOf(node), node.source);
      return { ...device, name: node.id };
    });
  }
}

const textOf = ({ description, id }: Node): string => (description === '' ? id : description);

/** Devices and cables without those that are parts of a switch. */
function withoutInner(devices: readonly Device[], links: Link[], inner: readonly boolean[]) {
  const highest = new Int32Array(devices.length);
  const cables = links.filter(({ a, b }) => !inner[a.device] && !inner[b.device]);
  for (const { a, b } of cables) {
    highest[a.device] = Math.max(highest[a.device]!, a.port + 1);
    highest[b.device] = Math.max(highest[b.device]!, b.port + 1);
  }
  const panels = devices.map((device, i) => panelOf(device, highest[i]!));
  if (!inner.includes(true)) return { devices: panels, links };
  let place = 0;
  const places = inner.map((one) => (one ? -1 : place++));
  const moved = (end: LinkEnd): LinkEnd => ({ ...end, device: places[end.device]! });
  return {
    devices: panels.filter((_, i) => !inner[i]),
    links: cables.map((link) => ({ ...link, a: moved(link.a), b: moved(link.b) })),
  };
}

/** A switch without the port that nothing can be plugged into. */
const panelOf = (device: Device, highest: number): Device => {
  const { kind, ports } = device;
  const inner = kind === 'switch' && ports !== null && withInnerPort.includes(ports);
  return inner && highest < ports ? { ...device, ports: ports - 1 } : device;
};

/** A node as a device; what has no name of its own is called by its GUID. */
function deviceOf({ id, kind, description, ports, system, source }: Node): Device {
  if (kind === 'switch') {
    const { name, model } = ibSwitch(description) ?? { name: id, model: null };
    return { kind, name: ownId(name), host: null, key: id, model, ports, source };
  }
  const nic = ibNic(description) ?? { host: system ?? id, nic: id };
  return { kind, name: nic.nic, host: nic.host, key: id, model: null, ports, source };
}
