import type { CompactFabric } from '../fabric/compact.js';
import { UnionFind } from '../std/union-find.js';
import { proposeSwaps, type Swap } from './swaps.js';

/**
 * Classes of vertices and cables that some verified symmetry maps onto each other: whatever is
 * measured of a fault of one of them holds for all of its class. A symmetry keeps cables with their
 * capacities, tiers, hosts, planes and their attachment.
 */
export interface Symmetry {
  /** By vertex, by cable: the first element of its class. */
  readonly vertexClass: Int32Array;
  readonly cableClass: Int32Array;
  /** Generators that were verified cable by cable, and those that were proposed and dropped. */
  readonly verified: number;
  readonly dropped: number;
}

/**
 * Classes under the generators that the shape of the fabric suggests, each verified by mapping
 * every cable that it moves. Planes of different `colour` are never mapped onto each other.
 */
export function symmetry(
  fabric: CompactFabric,
  capacity: Float64Array,
  colour: (plane: number) => string = () => '',
  swaps: Iterable<Swap> = proposeSwaps(fabric, colour),
): Symmetry {
  const check = new SwapCheck(fabric, capacity);
  let [verified, dropped] = [0, 0];
  for (const swap of swaps) {
    if (check.accept(swap)) verified++;
    else dropped++;
  }
  check.joinParallelCables();
  return { ...check.classes(), verified, dropped };
}

/** Verifies swaps and joins what they map onto each other. */
class SwapCheck {
  readonly #image: Int32Array;
  readonly #planeImage: Int32Array;
  readonly #hostImage: Int32Array;
  /** By neighbour: where its run starts in the list that was looked at last, and which that was. */
  readonly #runStart: Int32Array;
  readonly #runOwner: Int32Array;
  #owner = 0;
  readonly #vertices: UnionFind;
  readonly #cables: UnionFind;
  readonly #hostEndpoints: Int32Array;

  constructor(
    readonly fabric: CompactFabric,
    readonly capacity: Float64Array,
  ) {
    const { vertexCount, cableCount, planes, hostIds, hostOf } = fabric;
    this.#image = Int32Array.from({ length: vertexCount }, (_, v) => v);
    this.#planeImage = Int32Array.from({ length: planes.length }, (_, p) => p);
    this.#hostImage = new Int32Array(hostIds.length).fill(-1);
    this.#runStart = new Int32Array(vertexCount);
    this.#runOwner = new Int32Array(vertexCount);
    this.#vertices = new UnionFind(vertexCount);
    this.#cables = new UnionFind(cableCount);
    this.#hostEndpoints = new Int32Array(hostIds.length);
    for (let e = 0; e < hostOf.length; e++) this.#hostEndpoints[hostOf[e]!]!++;
  }

  accept({ vertices, planes }: Swap): boolean {
    this.#apply(vertices, planes);
    const holds = this.#hostsHold(vertices) && vertices.every((v) => this.#vertexHolds(v));
    if (holds) for (const v of vertices) this.#joinImages(v);
    this.#undo(vertices, planes);
    return holds;
  }

  #apply(vertices: readonly number[], planes: readonly number[]): void {
    for (let i = 0; i < vertices.length; i += 2) {
      this.#image[vertices[i]!] = vertices[i + 1]!;
      this.#image[vertices[i + 1]!] = vertices[i]!;
    }
    for (let i = 0; i < planes.length; i += 2) {
      this.#planeImage[planes[i]!] = planes[i + 1]!;
      this.#planeImage[planes[i + 1]!] = planes[i]!;
    }
  }

  #undo(vertices: readonly number[], planes: readonly number[]): void {
    for (const v of vertices) this.#image[v] = v;
    for (const p of planes) this.#planeImage[p] = p;
  }

  /** All endpoints of a host go to one host. */
  #hostsHold(vertices: readonly number[]): boolean {
    const { hostOf, endpointCount } = this.fabric;
    const moved = new Map<number, number>();
    let holds = true;
    for (const v of vertices) {
      if (v >= endpointCount) continue;
      const host = hostOf[v]!;
      const to = hostOf[this.#image[v]!]!;
      if (this.#hostImage[host] === -1) this.#hostImage[host] = to;
      else if (this.#hostImage[host] !== to) holds = false;
      moved.set(host, (moved.get(host) ?? 0) + 1);
    }
    for (const [host, count] of moved) {
      const to = this.#hostImage[host]!;
      if (to !== host && count !== this.#hostEndpoints[host]) holds = false;
      if (this.#hostEndpoints[to] !== this.#hostEndpoints[host]) holds = false;
    }
    for (const host of moved.keys()) this.#hostImage[host] = -1;
    return holds;
  }

  /** Every bundle at v has its image at the image of v, with the same capacities. */
  #vertexHolds(v: number): boolean {
    const { fabric } = this;
    const { offsets, neighbours, tierOf, planeOfSwitch, endpointCount } = fabric;
    const w = this.#image[v]!;
    const degree = offsets[v + 1]! - offsets[v]!;
    if (offsets[w + 1]! - offsets[w]! !== degree || tierOf[v] !== tierOf[w]) return false;
    if (
      v < endpointCount
        ? !this.#portsHold(v, w)
        : planeOfSwitch[w] !== this.#planeImage[planeOfSwitch[v]!]
    ) {
      return false;
    }
    const owner = ++this.#owner;
    for (let i = offsets[w]!; i < offsets[w + 1]!; i++) {
      const u = neighbours[i]!;
      if (this.#runOwner[u] === owner) continue;
      this.#runOwner[u] = owner;
      this.#runStart[u] = i;
    }
    for (let i = offsets[v]!; i < offsets[v + 1]!; ) {
      const u = this.#image[neighbours[i]!]!;
      const length = runLength(fabric, v, i);
      if (this.#runOwner[u] !== owner) return false;
      const j = this.#runStart[u]!;
      if (runLength(fabric, w, j) !== length || !this.#sameCapacities(i, j, length)) return false;
      i += length;
    }
    return true;
  }

  /** The attachment rule puts the ports of both in planes that are mapped onto each other. */
  #portsHold(v: number, w: number): boolean {
    const { portOffsets, portPlanes } = this.fabric;
    const count = portOffsets[v + 1]! - portOffsets[v]!;
    if (portOffsets[w + 1]! - portOffsets[w]! !== count) return false;
    const planesOf = (e: number) => portPlanes.subarray(portOffsets[e]!, portOffsets[e + 1]!);
    if (count === 1) return planesOf(w)[0] === this.#planeImage[planesOf(v)[0]!];
    const there = planesOf(v)
      .map((plane) => this.#planeImage[plane]!)
      .sort();
    const here = planesOf(w).slice().sort();
    return there.every((plane, i) => plane === here[i]);
  }

  /** Two runs have the same cables, in any order: intact speed and capacity. */
  #sameCapacities(i: number, j: number, length: number): boolean {
    const { incident } = this.fabric;
    let equal = true;
    for (let k = 0; k < length && equal; k++)
      equal = this.#alike(incident[i + k]!, incident[j + k]!);
    return equal || (length > 1 && this.#sorted(i, length) === this.#sorted(j, length));
  }

  #alike(cable: number, other: number): boolean {
    const { capacity, fabric } = this;
    return capacity[cable] === capacity[other] && fabric.gbps[cable] === fabric.gbps[other];
  }

  #sorted(start: number, length: number): string {
    const { capacity, fabric } = this;
    const run = [...fabric.incident.subarray(start, start + length)];
    return run
      .map((cable) => `${fabric.gbps[cable]} ${capacity[cable]}`)
      .sort()
      .join();
  }

  #joinImages(v: number): void {
    const { offsets, neighbours, incident } = this.fabric;
    const w = this.#image[v]!;
    this.#vertices.union(v, w);
    const owner = ++this.#owner;
    for (let i = offsets[w]!; i < offsets[w + 1]!; i++) {
      const u = neighbours[i]!;
      if (this.#runOwner[u] === owner) continue;
      this.#runOwner[u] = owner;
      this.#runStart[u] = i;
    }
    for (let i = offsets[v]!; i < offsets[v + 1]!; ) {
      const length = runLength(this.fabric, v, i);
      const j = this.#runStart[this.#image[neighbours[i]!]!]!;
      for (let k = 0; k < length; k++) {
        const cable = incident[i + k]!;
        for (let m = 0; m < length; m++) {
          const other = incident[j + m]!;
          if (this.#alike(cable, other)) {
            this.#cables.union(cable, other);
            break;
          }
        }
      }
      i += length;
    }
  }

  /** Parallel cables of equal capacity can be swapped: a symmetry that needs no proof. */
  joinParallelCables(): void {
    const { fabric } = this;
    const { offsets, incident, vertexCount } = fabric;
    for (let v = 0; v < vertexCount; v++) {
      for (let i = offsets[v]!; i < offsets[v + 1]!; ) {
        const length = runLength(fabric, v, i);
        for (let k = 1; k < length; k++) {
          for (let m = 0; m < k; m++) {
            const [a, b] = [incident[i + k]!, incident[i + m]!];
            if (!this.#alike(a, b)) continue;
            this.#cables.union(a, b);
            break;
          }
        }
        i += length;
      }
    }
  }

  classes(): Pick<Symmetry, 'vertexClass' | 'cableClass'> {
    return {
      vertexClass: this.#image.map((_, v) => this.#vertices.find(v)),
      cableClass: new Int32Array(this.fabric.cableCount).map((_, c) => this.#cables.find(c)),
    };
  }
}

/** Cables from position i of v's list on that go to the same neighbour. */
function runLength({ offsets, neighbours }: CompactFabric, v: number, i: number): number {
  const end = offsets[v + 1]!;
  let j = i + 1;
  while (j < end && neighbours[j] === neighbours[i]) j++;
  return j - i;
}
