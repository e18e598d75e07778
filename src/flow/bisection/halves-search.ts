import type { CompactFabric } from '../../fabric/compact.js';
import { type MaxFlow, maxFlow } from '../max-flow.js';
import type { PlaneNetwork } from '../plane-network.js';
import { isExact } from '../rates.js';
import { improve } from './cluster-pass.js';
import { type Clusters, clustersOf } from './clusters.js';
import { firstOrders, furtherOrders } from './halves-starts.js';
import type { Halves } from './leaf-halves.js';

/** A pass compares all clusters at every move: its time grows with their square. */
const MOST_CLUSTERS = 6000;
/** Passes of refinement per start. */
const MOST_ROUNDS = 4;
/** Clusters², times starts, that a further search may take; and starts that are shuffled. */
const MOST_COMPARED = 2e7;
const MOST_SHUFFLED = 8;
/** Halves so near what is proved that nothing is shuffled for better ones. */
const GOOD = 0.99;

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
  const search = searchOf(fabric, capacity, network);
  for (const [start, order] of firstOrders(network, search.clusters).entries()) {
    const found = refine(search, order, proved, start === 0 ? first : null);
    if (found.cost < best.cost) best = found;
    if (isExact(proved, best.cost)) return best;
  }
  return best;
}

/**
 * Better halves than those that are known, from starts that cost more: where an interval is open. The
 * same if none are found or the plane is too large.
 */
export function searchFurther(
  fabric: CompactFabric,
  capacity: Float64Array,
  network: PlaneNetwork,
  proved: number,
  known: Halves,
): Halves {
  const search = searchOf(fabric, capacity, network);
  const { count } = search.clusters;
  if (count > MOST_CLUSTERS) return known;
  const most = Math.min(MOST_SHUFFLED, Math.floor(MOST_COMPARED / count ** 2));
  const shuffled = proved >= GOOD * known.cost ? 0 : most;
  let best = known;
  for (const order of furtherOrders(network, capacity, search.clusters, shuffled)) {
    const found = refine(search, order, proved, null);
    if (found.cost < best.cost) best = found;
    if (isExact(proved, best.cost)) break;
  }
  return best;
}

/** What all starts of a search have in common. */
interface Search {
  readonly fabric: CompactFabric;
  readonly capacity: Float64Array;
  readonly network: PlaneNetwork;
  readonly clusters: Clusters;
  /** What an endpoint too many counts, Gb/s. */
  readonly meanRate: number;
}

function searchOf(fabric: CompactFabric, capacity: Float64Array, network: PlaneNetwork): Search {
  let total = 0;
  for (const cable of network.endpointCables) total += capacity[cable]!;
  const meanRate = total / network.endpoints.length;
  return { fabric, capacity, network, clusters: clustersOf(network, capacity), meanRate };
}

/** Passes from one start on, as long as they find better halves. */
function refine(
  { fabric, capacity, network, clusters, meanRate }: Search,
  order: Int32Array,
  proved: number,
  known: MaxFlow | null,
): Halves {
  let sideOf = halvesOf(order);
  let best: Halves = { cost: Number.POSITIVE_INFINITY, sideOf };
  for (let round = 0; round <= MOST_ROUNDS; round++) {
    const flow = known && round === 0 ? known : maxFlow(fabric, capacity, network, sideOf);
    if (flow.value >= best.cost) break;
    best = { cost: flow.value, sideOf };
    if (isExact(proved, best.cost) || clusters.count > MOST_CLUSTERS) break;
    const side = clusterSides(network, clusters, sideOf, flow.sourceSide);
    improve(clusters, side, meanRate);
    sideOf = endpointSides(network, capacity, clusters, side, order.length);
  }
  return best;
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
