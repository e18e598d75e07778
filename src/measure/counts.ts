import type { CompactFabric } from '../fabric/compact.js';
import type { EndpointSet } from '../fabric/endpoint-set.js';

/** Hosts and their NICs in a scope. */
export interface HostCounts {
  readonly hosts: number;
  /** NICs with a port that `attach` or `cables` put in the scope. */
  readonly endpoints: number;
  /** Their NIC ports that `attach` or `cables` put in the scope. */
  readonly ports: number;
}

/** What there is in a scope of planes. */
export interface Counts extends HostCounts {
  readonly planes: number;
  /** By tier, and `total`. */
  readonly switches: Readonly<Record<string, number>>;
  /** By kind: `endpoint`, `switch`, and two tiers, lower first. */
  readonly cables: Readonly<Record<string, number>>;
  /** By kind: the fewest and the most parallel cables of a pair that is joined. */
  readonly cablesPerPair: Readonly<Record<string, { readonly min: number; readonly max: number }>>;
}

const memory = new WeakMap<CompactFabric, Map<string, Counts>>();

/** Counts the parts of the fabric in a scope; `planes` are indices. Counted once a scope. */
export function counts(fabric: CompactFabric, planes: readonly number[]): Counts {
  const known = memory.get(fabric) ?? new Map<string, Counts>();
  memory.set(fabric, known);
  const key = planes.join();
  const found = known.get(key) ?? count(fabric, planes);
  known.set(key, found);
  return found;
}

/** Counts the endpoints of a set, their hosts, and all their ports that are in some plane. */
export function countAmong(
  { hostIds, hostOf, portOffsets, portPlanes }: CompactFabric,
  { list }: EndpointSet,
): HostCounts {
  const seen = new Uint8Array(hostIds.length);
  let [hosts, ports] = [0, 0];
  for (const e of list) {
    hosts += 1 - seen[hostOf[e]!]!;
    seen[hostOf[e]!] = 1;
    for (let i = portOffsets[e]!; i < portOffsets[e + 1]!; i++) ports += portPlanes[i]! < 0 ? 0 : 1;
  }
  return { hosts, endpoints: list.length, ports };
}

function count(fabric: CompactFabric, planes: readonly number[]): Counts {
  const seenEndpoint = new Uint8Array(fabric.endpointCount);
  const seenHost = new Uint8Array(fabric.hostIds.length);
  const inScope = new Uint8Array(fabric.planes.length);
  for (const p of planes) inScope[p] = 1;
  let [endpoints, hosts, ports, total] = [0, 0, 0, 0];
  for (const plane of fabric.portPlanes) ports += inScope[plane] ?? 0;
  const switches: Record<string, number> = {};
  const tally = new PairTally(fabric);
  for (const p of planes) {
    const plane = fabric.planes[p]!;
    for (let i = 0; i < plane.endpoints.length; i++) {
      const e = plane.endpoints[i]!;
      const host = fabric.hostOf[e]!;
      endpoints += 1 - seenEndpoint[e]!;
      hosts += 1 - seenHost[host]!;
      seenEndpoint[e] = 1;
      seenHost[host] = 1;
    }
    for (const s of plane.switches) {
      const tier = fabric.tierNames[fabric.tierOf[s]!]!;
      switches[tier] = (switches[tier] ?? 0) + 1;
    }
    total += plane.switches.length;
    tally.addPlane(p);
  }
  const { cables, cablesPerPair } = tally.byKind();
  return {
    planes: planes.length,
    hosts,
    endpoints,
    ports,
    switches: { ...switches, total },
    cables,
    cablesPerPair,
  };
}

/** Cables, and the fewest and most of a pair, by the tiers of their two ends. */
class PairTally {
  readonly #tiers: number;
  readonly #cables: Int32Array;
  readonly #min: Int32Array;
  readonly #max: Int32Array;
  /** By vertex: the plane (plus one) in which it was counted last as an upper end. */
  readonly #seenIn: Int32Array;

  constructor(readonly fabric: CompactFabric) {
    this.#tiers = fabric.tierNames.length;
    this.#cables = new Int32Array(this.#tiers ** 2);
    this.#min = new Int32Array(this.#tiers ** 2).fill(0x7fffffff);
    this.#max = new Int32Array(this.#tiers ** 2);
    this.#seenIn = new Int32Array(fabric.vertexCount);
  }

  /**
   * Pairs are the runs of equal neighbours in the incidence list of their upper end. The upper ends
   * are those of the cables: a cable of the plane may end on a switch of another one.
   */
  addPlane(plane: number): void {
    const { upper } = this.fabric;
    const { cables } = this.fabric.planes[plane]!;
    for (let i = 0; i < cables.length; i++) {
      const end = upper[cables[i]!]!;
      if (this.#seenIn[end] === plane + 1) continue;
      this.#seenIn[end] = plane + 1;
      this.#addPairs(plane, end);
    }
  }

  #addPairs(plane: number, end: number): void {
    const { offsets, neighbours, incident, upper, cablePlane, tierOf } = this.fabric;
    const stop = offsets[end + 1]!;
    for (let i = offsets[end]!; i < stop; ) {
      const neighbour = neighbours[i]!;
      let length = 0;
      for (; i < stop && neighbours[i] === neighbour; i++) {
        const cable = incident[i]!;
        if (upper[cable] === end && cablePlane[cable] === plane) length++;
      }
      if (length > 0) this.#add(tierOf[neighbour]! * this.#tiers + tierOf[end]!, length);
    }
  }

  #add(kind: number, length: number): void {
    this.#cables[kind]! += length;
    this.#min[kind] = Math.min(this.#min[kind]!, length);
    this.#max[kind] = Math.max(this.#max[kind]!, length);
  }

  byKind(): Pick<Counts, 'cables' | 'cablesPerPair'> {
    const cables: Record<string, number> = { endpoint: 0, switch: 0 };
    const cablesPerPair: Record<string, { min: number; max: number }> = {};
    const { tierNames } = this.fabric;
    for (let kind = 0; kind < this.#cables.length; kind++) {
      if (this.#cables[kind] === 0) continue;
      const low = tierNames[Math.floor(kind / this.#tiers)]!;
      const high = tierNames[kind % this.#tiers]!;
      const names = low === 'endpoint' ? [low] : ['switch', `${low}-${high}`];
      for (const name of names) {
        cables[name] = (cables[name] ?? 0) + this.#cables[kind]!;
        const { min, max } = cablesPerPair[name] ?? { min: this.#min[kind]!, max: 0 };
        cablesPerPair[name] = {
          min: Math.min(min, this.#min[kind]!),
          max: Math.max(max, this.#max[kind]!),
        };
      }
    }
    return { cables, cablesPerPair };
  }
}
