import type { CompactFabric } from '../fabric/compact.js';
import { isPermutation, type Turn } from '../flow/symmetry/turn.js';
import { UnionFind } from '../std/union-find.js';
import { BlockCheck } from './block-check.js';
import type { Kept } from './kept.js';
import { RunIndex, runLength } from './runs.js';
import type { Swap } from './swap-draft.js';

/** By vertex, by cable: the first element of its class. */
export interface SwapClasses {
  readonly vertexClass: Int32Array;
  readonly cableClass: Int32Array;
}

/** Verifies swaps and turns, and joins what they map onto each other. */
export class SwapCheck {
  readonly #image: Int32Array;
  readonly #planeImage: Int32Array;
  /** Hosts, and what else has to be mapped as a whole. */
  readonly #blocks: readonly BlockCheck[];
  readonly #runs: RunIndex;
  readonly #vertices: UnionFind;
  readonly #cables: UnionFind;

  constructor(
    readonly fabric: CompactFabric,
    readonly capacity: Float64Array,
    readonly kept: Kept,
  ) {
    const { vertexCount, cableCount, planes, hostOf } = fabric;
    this.#image = identity(vertexCount);
    this.#planeImage = identity(planes.length);
    const hosts = new Int32Array(vertexCount).fill(-1);
    hosts.set(hostOf);
    this.#blocks = [hosts, ...kept.blocks.map(({ of }) => of)].map((of) => new BlockCheck(of));
    this.#runs = new RunIndex(fabric);
    this.#vertices = new UnionFind(vertexCount);
    this.#cables = new UnionFind(cableCount);
  }

  /** Two planes that change places position by position, as `twinPlanes` found them. */
  joinPlanes([p, q]: readonly [number, number]): void {
    const [a, b] = [this.fabric.planes[p]!, this.fabric.planes[q]!];
    joinAll(this.#vertices, a.endpoints, b.endpoints);
    joinAll(this.#vertices, a.switches, b.switches);
    joinAll(this.#cables, a.cables, b.cables);
  }

  /** Whether two vertices are in one class already. */
  alike(a: number, b: number): boolean {
    return this.#vertices.find(a) === this.#vertices.find(b);
  }

  accept({ vertices, planes }: Swap): boolean {
    exchange(this.#image, vertices);
    exchange(this.#planeImage, planes);
    const holds = this.#holds(vertices, planes);
    // An image and its original see the same pairs: half of the vertices are enough.
    for (let i = 0; holds && i < vertices.length; i += 2) this.#joinImages(vertices[i]!);
    exchange(this.#image, vertices);
    exchange(this.#planeImage, planes);
    return holds;
  }

  acceptTurn(turn: Turn): boolean {
    if (!isPermutation(turn, this.fabric)) return false;
    const { from, to } = turn;
    for (let i = 0; i < from.length; i++) this.#image[from[i]!] = to[i]!;
    const holds = this.#holds(from, []);
    for (let i = 0; holds && i < from.length; i++) this.#joinImages(from[i]!);
    for (let i = 0; i < from.length; i++) this.#image[from[i]!] = from[i]!;
    return holds;
  }

  /** Whether the images keep everything, where `vertices` and `planes` are all that move. */
  #holds(vertices: readonly number[] | Int32Array, planes: readonly number[]): boolean {
    let holds = this.#blocksHold(vertices) && this.#planesHold(planes);
    for (let i = 0; holds && i < vertices.length; i++) holds = this.#vertexHolds(vertices[i]!);
    return holds;
  }

  /** A plane goes to one of its colour, with all its switches and the ports that belong there. */
  #planesHold(planes: readonly number[]): boolean {
    const { fabric, kept } = this;
    return planes.every((p) => {
      const to = this.#planeImage[p]!;
      const { switches, endpoints, relays } = fabric.planes[p]!;
      return (
        kept.planes[p] === kept.planes[to] &&
        relays === fabric.planes[to]!.relays &&
        switches.every((s) => fabric.planeOfSwitch[this.#image[s]!] === to) &&
        endpoints.every((e) => this.#portsHold(e, this.#image[e]!))
      );
    });
  }

  /** All endpoints of a host go to one host, and so on. */
  #blocksHold(vertices: readonly number[] | Int32Array): boolean {
    return this.#blocks.every((blocks) => blocks.holds(vertices, this.#image));
  }

  /** Every bundle at v has its image at the image of v, with the same capacities. */
  #vertexHolds(v: number): boolean {
    const { fabric } = this;
    const { offsets, neighbours, incident, tierOf, planeOfSwitch, endpointCount } = fabric;
    const image = this.#image;
    const w = image[v]!;
    const [from, to] = [offsets[v]!, offsets[v + 1]!];
    if (offsets[w + 1]! - offsets[w]! !== to - from || tierOf[v] !== tierOf[w]) return false;
    if (this.kept.vertices[v] !== this.kept.vertices[w]) return false;
    if (v < endpointCount) {
      if (!this.#portsHold(v, w)) return false;
    } else if (planeOfSwitch[w] !== this.#planeImage[planeOfSwitch[v]!]) return false;

    if (this.#aligned(v, w)) return true;
    this.#runs.look(w);
    for (let i = from; i < to; ) {
      const j = this.#runs.startOf(image[neighbours[i]!]!);
      if (j < 0) return false;
      const length = runLength(fabric, v, i);
      if (runLength(fabric, w, j) !== length) return false;
      if (length > 1) {
        if (!this.#sameCapacities(i, j, length)) return false;
      } else {
        if (!this.#alike(incident[i]!, incident[j]!)) return false;
      }
      i += length;
    }
    return true;
  }

  /**
   * Whether the two lists fit entry by entry. Most do, since lists are sorted and units stand one
   * behind the other; where they do not, their bundles may still fit in another order.
   */
  #aligned(v: number, w: number): boolean {
    const { offsets, neighbours, incident } = this.fabric;
    const image = this.#image;
    const shift = offsets[w]! - offsets[v]!;
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      if (neighbours[i + shift] !== image[neighbours[i]!]) return false;
      if (!this.#alike(incident[i]!, incident[i + shift]!)) return false;
    }
    return true;
  }

  /** The attachment rule puts the ports of both in planes that are mapped onto each other. */
  #portsHold(v: number, w: number): boolean {
    const { portOffsets, portPlanes } = this.fabric;
    const count = portOffsets[v + 1]! - portOffsets[v]!;
    if (portOffsets[w + 1]! - portOffsets[w]! !== count) return false;
    const [i, j] = [portOffsets[v]!, portOffsets[w]!];
    // A port that is in no plane (−1) stays in none.
    const imageOf = (plane: number) => this.#planeImage[plane] ?? plane;
    if (count === 1) return portPlanes[j] === imageOf(portPlanes[i]!);
    const there = portPlanes.subarray(i, i + count).map(imageOf);
    const here = portPlanes.slice(j, j + count).sort();
    return there.sort().every((plane, k) => plane === here[k]);
  }

  /** Two runs have the same cables, in any order: intact speed, capacity, colour. */
  #sameCapacities(i: number, j: number, length: number): boolean {
    const { incident } = this.fabric;
    let equal = true;
    for (let k = 0; k < length && equal; k++)
      equal = this.#alike(incident[i + k]!, incident[j + k]!);
    return equal || this.#sorted(i, length, this.#planeImage) === this.#sorted(j, length, null);
  }

  /** Whether a cable can go to another: intact speed, capacity, colour, and plane. */
  #alike(cable: number, to: number): boolean {
    const { gbps, cablePlane } = this.fabric;
    return (
      this.capacity[cable] === this.capacity[to] &&
      gbps[cable] === gbps[to] &&
      this.kept.cables[cable] === this.kept.cables[to] &&
      this.#planeImage[cablePlane[cable]!] === cablePlane[to]
    );
  }

  #sorted(start: number, length: number, planeImage: Int32Array | null): string {
    const { capacity, fabric, kept } = this;
    const run = [...fabric.incident.subarray(start, start + length)];
    const planeOf = (cable: number) => {
      const plane = fabric.cablePlane[cable]!;
      return planeImage ? planeImage[plane] : plane;
    };
    return run
      .map((c) => `${planeOf(c)} ${fabric.gbps[c]} ${capacity[c]} ${kept.cables[c]}`)
      .sort()
      .join();
  }

  #joinImages(v: number): void {
    const { offsets, neighbours, incident } = this.fabric;
    const image = this.#image;
    const w = image[v]!;
    this.#vertices.union(v, w);
    if (this.#aligned(v, w)) {
      const shift = offsets[w]! - offsets[v]!;
      for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
        this.#cables.union(incident[i]!, incident[i + shift]!);
      }
      return;
    }
    this.#runs.look(w);
    for (let i = offsets[v]!; i < offsets[v + 1]!; ) {
      const length = runLength(this.fabric, v, i);
      const j = this.#runs.startOf(image[neighbours[i]!]!);
      if (length === 1) this.#cables.union(incident[i]!, incident[j]!);
      else this.#joinRuns(i, j, length);
      i += length;
    }
  }

  /** Each cable of a run with one that is alike in its image. */
  #joinRuns(i: number, j: number, length: number): void {
    const { incident } = this.fabric;
    for (let k = 0; k < length; k++) {
      const cable = incident[i + k]!;
      for (let m = 0; m < length; m++) {
        if (!this.#alike(cable, incident[j + m]!)) continue;
        this.#cables.union(cable, incident[j + m]!);
        break;
      }
    }
  }

  /** Parallel cables of equal capacity can be swapped: a symmetry that needs no proof. */
  joinParallelCables(): void {
    const { offsets, neighbours, incident, vertexCount } = this.fabric;
    for (let v = 0; v < vertexCount; v++) {
      const end = offsets[v + 1]!;
      for (let i = offsets[v]! + 1; i < end; i++) {
        if (neighbours[i] !== neighbours[i - 1]) continue;
        for (let j = i - 1; j >= offsets[v]! && neighbours[j] === neighbours[i]; j--) {
          if (!this.#alike(incident[i]!, incident[j]!)) continue;
          this.#cables.union(incident[i]!, incident[j]!);
          break;
        }
      }
    }
  }

  classes(): SwapClasses {
    return {
      vertexClass: this.#vertices.representatives(),
      cableClass: this.#cables.representatives(),
    };
  }
}

function joinAll(sets: UnionFind, as: Int32Array, bs: Int32Array): void {
  for (let i = 0; i < as.length; i++) sets.union(as[i]!, bs[i]!);
}

/** Exchanges the images of the pairs of a swap: done once it applies it, done twice it undoes it. */
function exchange(image: Int32Array, pairs: readonly number[]): void {
  for (let i = 0; i < pairs.length; i += 2) {
    const [a, b] = [pairs[i]!, pairs[i + 1]!];
    const to = image[a]!;
    image[a] = image[b]!;
    image[b] = to;
  }
}

function identity(length: number): Int32Array {
  const array = new Int32Array(length);
  for (let i = 0; i < length; i++) array[i] = i;
  return array;
}
