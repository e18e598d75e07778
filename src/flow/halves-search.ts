import type { CompactFabric } from '../fabric/compact.js';
import { improve } from './cluster-pass.js';
import { type Clusters, clustersOf } from './clusters.js';
import type { Halves } from './leaf-halves.js';
import { maxFlow } from './max-flow.js';
import type { PlaneNetwork } from './plane-network.js';
import { isExact } from './rates.js';

/** A pass compares all clusters at every move: its time grows with their square. */
const MOST_CLUSTERS = 6000;
/** Passes of refinement per start. */
const MOST_ROUNDS = 4;

/**
 * Good halves of any plane, with the smallest cut between them: from a few fixed orders of the
 * endpoints, passes over clusters of endpoints and switches. Every candidate is a real pair of
 * halves, judged by its maximum flow.
 *
 * @param proved a lower end, Gb/s: no search for better halves than those that reach it
 */
export function searchHalves(
  fabric: CompactFabric,
  capacity: Float64Array,
  network: PlaneNetwork,
  proved: number,
): Halves {
  const endpoints = network.endpoints.length;
  // The first halves are as built; where they reach what is proved, nothing has to be clustered.
  const built = halvesOf(Int32Array.from({ length: endpoints }, (_, e) => e));
  const first = maxFlow(fabric, capacity, network, built);
  let best: Halves = { cost: first.value, sideOf: built };
  if (isExact(proved, best.cost)) return best;
  const clusters = clustersOf(network, capacity);
  let total = 0;
  for (const cable of network.endpointCables) total += capacity[cable]!;
  for (const [start, order] of orders(network, clusters).entries()) {
    let sideOf = halvesOf(order);
    for (let round = 0; round <= MOST_ROUNDS; round++) {
      const flow = start + round === 0 ? first : maxFlow(fabric, capacity, network, sideOf);
      const { value: cost, sourceSide } = flow;
      if (cost < best.cost) best = { cost, sideOf };
      else if (round > 0) break;
      if (isExact(proved, best.cost)) return best;
      if (clusters.count > MOST_CLUSTERS) break;
      const side = clusterSides(network, clusters, sideOf, sourceSide);
      improve(clusters, side, total / endpoints);
      sideOf = endpointSides(network, capacity, clusters, side, endpoints);
    }
  }
  return best;
}

const memory = new WeakMap<PlaneNetwork, readonly Int32Array[]>();

/** From where to start: the intact plane decides, so this is found once. */
function orders(network: PlaneNetwork, clusters: Clusters): readonly Int32Array[] {
  const found = memory.get(network) ?? findOrders(network, clusters);
  memory.set(network, found);
  return found;
}

/** Endpoints as they were built, and by nearness to the first and to the switch farthest from it. */
function findOrders(network: PlaneNetwork, clusters: Clusters): Int32Array[] {
  const built = Int32Array.from(clusters.clusterOf, (_, e) => e);
  const ranks = built.map((e) => clusters.clusterOf[e]!);
  const first = ranks.find((c) => c >= 0);
  if (first === undefined) return [built];
  const near = nearness(network, clusters, first);
  const far = nearness(network, clusters, near.last);
  const by = (rank: Int32Array) =>
    built.slice().sort((a, b) => (rank[ranks[a]!] ?? -1) - (rank[ranks[b]!] ?? -1) || a - b);
  return [built, by(near.rank), by(far.rank)];
}

/** By cluster: when a breadth-first walk meets it; clusters that it never meets come last. */
function nearness({ switchCount }: PlaneNetwork, clusters: Clusters, root: number) {
  const { count, offsets, others } = clusters;
  const rank = new Int32Array(count).fill(count);
  const queue = [root];
  rank[root] = 0;
  for (let read = 0; read < queue.length; read++) {
    for (let i = offsets[queue[read]!]!; i < offsets[queue[read]! + 1]!; i++) {
      if (rank[others[i]!]! < count) continue;
      rank[others[i]!] = queue.length;
      queue.push(others[i]!);
    }
  }
  const last = queue.findLast((c) => clusters.sizes[c]! > 0 || c >= switchCount) ?? root;
  return { rank, last };
}

/** The first half of an order is side A. */
function halvesOf(order: Int32Array): Uint8Array {
  const sideOf = new Uint8Array(order.length).fill(1);
  for (let i = 0; i < order.length - (order.length >> 1); i++) sideOf[order[i]!] = 0;
  return sideOf;
}

/** A cluster stands where most of its endpoints do, a switch without any where the cut puts it. */
function clusterSides(
  { switchCount, vertexOf }: PlaneNetwork,
  { count, sizes, clusterOf }: Clusters,
  sideOf: Uint8Array,
  sourceSide: Uint8Array,
): Uint8Array {
  const onB = new Int32Array(count);
  for (let e = 0; e < sideOf.length; e++) if (clusterOf[e]! >= 0) onB[clusterOf[e]!]! += sideOf[e]!;
  const side = new Uint8Array(count);
  for (let c = 0; c < count; c++) {
    const bySwitch = c < switchCount && sizes[c] === 0;
    side[c] = bySwitch ? 1 - sourceSide[vertexOf[c]!]! : 2 * onB[c]! > sizes[c]! ? 1 : 0;
  }
  return side;
}

/**
 * Real halves next to the sides of clusters: each endpoint stands where its cables are cut least,
 * and those that lose least by it change over until both sides are halves.
 */
function endpointSides(
  { endpointCables, endpointOf, switchOf }: PlaneNetwork,
  capacity: Float64Array,
  { clusterOf }: Clusters,
  side: Uint8Array,
  endpoints: number,
): Uint8Array {
  // What is cut on side A more than on side B.
  const preferB = new Float64Array(endpoints);
  for (let k = 0; k < endpointCables.length; k++) {
    const gbps = capacity[endpointCables[k]!]!;
    preferB[endpointOf[k]!]! += side[switchOf[k]!] === 0 ? -gbps : gbps;
  }
  const order = Int32Array.from({ length: endpoints }, (_, e) => e);
  const home = (e: number) => side[clusterOf[e]!] ?? 0;
  order.sort((a, b) => preferB[a]! - preferB[b]! || home(a) - home(b) || a - b);
  return halvesOf(order);
}
