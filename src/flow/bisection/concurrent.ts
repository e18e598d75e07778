import type { CompactFabric } from '../../fabric/compact.js';
import type { AllToAllProof } from '../certify/all-to-all.js';
import type { PlaneNetwork } from '../plane-network.js';
import type { Guarantee } from './guarantee.js';

/** Endpoints × cables that a bound may walk. */
const MOST_STEPS = 1e8;

/** Switches and behind them endpoints, by place, with the live cables between them. */
interface EndpointNetwork {
  readonly count: number;
  /** Arcs 2k and 2k + 1 run along cable k in its two directions: the vertex that each enters. */
  readonly heads: Int32Array;
  /** By cable: its capacity, Gb/s. */
  readonly gbps: Float64Array;
  /** Arcs that leave vertex v: entries `offsets[v]` … `offsets[v + 1] − 1` of `arcs`. */
  readonly offsets: Int32Array;
  readonly arcs: Int32Array;
}

/**
 * A bisection guaranteed by concurrent flow (DESIGN section 6): if every endpoint can send t Gb/s to
 * every other one at once, a·b·t flow between halves of a and b endpoints that reach each other. Each
 * pair takes its shortest paths, shared out by capacity. They may lead through other endpoints, which
 * pass nothing on or do: what would pass through one of the same half may as well start there, and
 * what would pass through one of the other half may end there. Endpoints outside the largest
 * connected part are left out. It says more than the other bounds where endpoints hang on several
 * switches, and never more than half of a full bisection of many: only there it is looked at.
 *
 * @returns null if nothing is proved or the plane is too large
 */
export function concurrentBound(
  fabric: CompactFabric,
  capacity: Float64Array,
  network: PlaneNetwork,
): Guarantee<AllToAllProof> | null {
  const { switchCount } = network;
  const endpoints = network.endpoints.length;
  const ends = endsOf(network, capacity, endpoints);
  if (!onSeveral(network, endpoints) || endpoints * ends.heads.length > MOST_STEPS) return null;
  const load = new Float64Array(ends.heads.length);
  const search = new Search(ends, switchCount);
  let reached: readonly number[] = [];
  const seen = new Uint8Array(ends.count);
  for (let v = switchCount; v < ends.count; v++) {
    if (seen[v] === 1) continue;
    search.from(v);
    const part = [...search.queue.subarray(0, search.filled)].filter((w) => w >= switchCount);
    for (const w of part) seen[w] = 1;
    if (part.length > reached.length) reached = part;
  }
  for (const target of reached) search.load(target, load);
  let each = Number.POSITIVE_INFINITY;
  for (let arc = 0; arc < load.length; arc++) {
    if (load[arc]! > 0) each = Math.min(each, ends.gbps[arc >> 1]! / load[arc]!);
  }
  // The half that is the smaller one may have all that are left out.
  const inHalf = Math.max(0, (endpoints >> 1) - (endpoints - reached.length));
  if (inHalf === 0) return null;
  const around = fabric.vertexIds[network.endpoints[reached[0]! - switchCount]!]!;
  const proof: AllToAllProof = { by: 'all-to-all', around };
  return { gbps: each * inHalf * (reached.length - inHalf), proof };
}

/** Whether an endpoint that is looked at has cables to two switches. */
function onSeveral({ endpointOf, switchOf }: PlaneNetwork, endpoints: number): boolean {
  const first = new Int32Array(endpoints).fill(-1);
  return switchOf.some((v, k) => {
    const e = endpointOf[k]!;
    if (first[e] === -1) first[e] = v;
    return first[e] !== v;
  });
}

function endsOf(network: PlaneNetwork, capacity: Float64Array, endpoints: number): EndpointNetwork {
  const { switchCount, switchCables, endpointCables, endpointOf, switchOf } = network;
  const cables = switchCables.length + endpointCables.length;
  const heads = new Int32Array(2 * cables);
  heads.set(network.heads);
  const gbps = new Float64Array(cables);
  switchCables.forEach((cable, k) => {
    gbps[k] = capacity[cable]!;
  });
  endpointCables.forEach((cable, k) => {
    const at = switchCables.length + k;
    heads[2 * at] = switchOf[k]!;
    heads[2 * at + 1] = switchCount + endpointOf[k]!;
    gbps[at] = capacity[cable]!;
  });
  const count = switchCount + endpoints;
  const offsets = new Int32Array(count + 1);
  const alive = (arc: number) => gbps[arc >> 1]! > 0;
  for (let arc = 0; arc < heads.length; arc++) if (alive(arc)) offsets[heads[arc ^ 1]! + 1]!++;
  for (let v = 0; v < count; v++) offsets[v + 1]! += offsets[v]!;
  const next = offsets.slice(0, count);
  const arcs = new Int32Array(offsets[count]!);
  for (let arc = 0; arc < heads.length; arc++) if (alive(arc)) arcs[next[heads[arc ^ 1]!]!++] = arc;
  return { count, heads, gbps, offsets, arcs };
}

/** Searches breadth-first from one endpoint after another. */
class Search {
  readonly queue: Int32Array;
  filled = 0;
  readonly #hops: Int32Array;
  readonly #passing: Float64Array;

  constructor(
    readonly ends: EndpointNetwork,
    readonly switchCount: number,
  ) {
    this.queue = new Int32Array(ends.count);
    this.#hops = new Int32Array(ends.count);
    this.#passing = new Float64Array(ends.count);
  }

  /** Fills the queue with all that a vertex reaches, the nearest first. */
  from(root: number): void {
    const { offsets, arcs, heads } = this.ends;
    this.#hops.fill(-1);
    this.#hops[root] = 0;
    this.queue[0] = root;
    this.filled = 1;
    for (let read = 0; read < this.filled; read++) {
      const v = this.queue[read]!;
      for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
        const head = heads[arcs[i]!]!;
        if (this.#hops[head]! >= 0) continue;
        this.#hops[head] = this.#hops[v]! + 1;
        this.queue[this.filled++] = head;
      }
    }
  }

  /** Adds, by arc, what passes it when every endpoint that reaches the target sends it 1 Gb/s. */
  load(target: number, load: Float64Array): void {
    const { offsets, arcs, heads, gbps } = this.ends;
    const [hops, passing] = [this.#hops, this.#passing];
    this.from(target);
    for (let read = 0; read < this.filled; read++) {
      const v = this.queue[read]!;
      passing[v] = v >= this.switchCount ? 1 : 0;
    }
    // The farthest first: all that passes a vertex is there before it is shared out.
    for (let read = this.filled - 1; read > 0; read--) {
      const v = this.queue[read]!;
      let closer = 0;
      for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
        if (hops[heads[arcs[i]!]!]! < hops[v]!) closer += gbps[arcs[i]! >> 1]!;
      }
      const perGbps = passing[v]! / closer;
      for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
        const arc = arcs[i]!;
        if (hops[heads[arc]!]! >= hops[v]!) continue;
        load[arc]! += perGbps * gbps[arc >> 1]!;
        passing[heads[arc]!]! += perGbps * gbps[arc >> 1]!;
      }
    }
  }
}
