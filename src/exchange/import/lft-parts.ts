import type { CompactFabric } from '../../fabric/compact.js';
import { nicPortGuid } from '../export/infiniband/guids.js';
import { lidsOf } from '../export/infiniband/lids.js';
import { guidsOf } from '../export/infiniband/subnets.js';
import { type NamedBy, namesOf } from '../names.js';
import { ThroughPorts } from '../ports.js';
import { ibSwitch } from './ib-words.js';

/** What dumps of InfiniBand call the parts of a fabric. */
export class LftParts {
  /** By switch (vertex minus endpointCount) and number of port: the cable, −1 for none. */
  readonly #cables: Int32Array[];
  readonly #switches = new Map<string, number>();
  readonly #nics = new Map<string, number>();
  readonly #portGuids = new Map<string, number>();

  /** @param labels by id: the name on the machine */
  constructor(
    readonly fabric: CompactFabric,
    labels: Readonly<Record<string, string>>,
  ) {
    const { endpointCount, vertexCount, hostOf, portOffsets } = fabric;
    const guids = guidsOf(fabric);
    for (const by of ['labels', 'ids'] satisfies NamedBy[]) {
      const names = namesOf(fabric, labels, by, { legal: /^/, longest: Number.POSITIVE_INFINITY });
      for (let v = endpointCount; v < vertexCount; v++)
        this.#name(this.#switches, names.ofSwitch(v), v);
      for (let e = 0; e < endpointCount; e++) {
        this.#name(this.#nics, `${names.ofHost(hostOf[e]!)} ${names.ofNic(e)}`, e);
      }
    }
    for (let v = endpointCount; v < vertexCount; v++) this.#switches.set(`0x${guids[v]}`, v);
    for (let e = 0; e < endpointCount; e++) {
      for (let port = portOffsets[e]!; port < portOffsets[e + 1]!; port++) {
        this.#portGuids.set(nicPortGuid(guids[e]!, port - portOffsets[e]! + 1), e);
      }
    }
    this.#cables = portsOf(fabric);
  }

  /** A label goes before an id that reads the same. */
  #name(known: Map<string, number>, name: string, vertex: number): void {
    if (!known.has(name)) known.set(name, vertex);
  }

  /** The switch of a table, by its GUID or its name; undefined: none of ours. */
  switchOf(guid: string, description: string): number | undefined {
    const name = ibSwitch(description)?.name ?? description;
    return this.#switches.get(`0x${full(guid)}`) ?? this.#switches.get(name);
  }

  nicOf(portGuid: string, description: string): number | undefined {
    return this.#portGuids.get(full(portGuid)) ?? this.#nics.get(description);
  }

  /** The cable in a port of a switch, by the number that InfiniBand gives the port; −1: none. */
  cableAt(vertex: number, port: number): number {
    return this.#cables[vertex - this.fabric.endpointCount]![port] ?? -1;
  }

  /** By LID, as our exports number them: endpoints and switches of a plane. */
  ownLids(plane: number): Map<number, number> {
    const { lower, upper, endpointCount, planes } = this.fabric;
    const lids = lidsOf(this.fabric);
    const found = new Map<number, number>();
    for (const v of planes[plane]!.switches) found.set(lids.ofSwitch[v]!, v);
    for (const c of planes[plane]!.cables) {
      if (lower[c]! < endpointCount) found.set(lids.ofNicEnd[2 * c]!, lower[c]!);
      if (upper[c]! < endpointCount) found.set(lids.ofNicEnd[2 * c + 1]!, upper[c]!);
    }
    return found;
  }
}

const full = (guid: string): string => guid.toLowerCase().padStart(16, '0');

function portsOf(fabric: CompactFabric): Int32Array[] {
  const { switches, endpointCount, cableCount, lower, upper } = fabric;
  const { lowerPort, lowerSub, upperPort, upperSub } = fabric;
  const ports = new ThroughPorts(fabric);
  const cables = switches.map((_, s) => {
    return new Int32Array(ports.count(s + endpointCount) + 1).fill(-1);
  });
  for (let c = 0; c < cableCount; c++) {
    const ends = [
      [lower[c]!, { port: lowerPort[c]!, sub: lowerSub[c]! }],
      [upper[c]!, { port: upperPort[c]!, sub: upperSub[c]! }],
    ] as const;
    for (const [v, port] of ends) {
      if (v >= endpointCount) cables[v - endpointCount]![ports.number(v, port)] = c;
    }
  }
  return cables;
}
