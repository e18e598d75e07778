import { seededDraw } from '../../std/random.js';
import type { PlaneNetwork } from '../plane-network.js';
import type { Clusters } from './clusters.js';
import { fiedlerVector } from './spectrum.js';

/** Orders of the endpoints (places) whose first halves are where a search starts. */
export type Orders = readonly Int32Array[];

const memory = new WeakMap<PlaneNetwork, Orders>();

/**
 * The orders that cost little: endpoints as they were built, and by nearness to the first and to the
 * switch farthest from it. The intact plane decides, so they are found once.
 */
export function firstOrders(network: PlaneNetwork, clusters: Clusters): Orders {
  const found = memory.get(network) ?? findOrders(network, clusters);
  memory.set(network, found);
  return found;
}

function findOrders(network: PlaneNetwork, clusters: Clusters): Int32Array[] {
  const built = Int32Array.from(clusters.clusterOf, (_, e) => e);
  const ranks = built.map((e) => clusters.clusterOf[e]!);
  const first = ranks.find((c) => c >= 0);
  if (first === undefined) return [built];
  const near = nearness(network, clusters, first);
  const far = nearness(network, clusters, near.last);
  const by = (rank: Int32Array) => ordered(built.map((e) => rank[ranks[e]!] ?? -1));
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

/**
 * Further orders: by the eigenvector of the second smallest eigenvalue (M. Fiedler), in blocks where
 * endpoints hang on several switches, and so many that are shuffled, cluster by cluster.
 */
export function* furtherOrders(
  network: PlaneNetwork,
  capacity: Float64Array,
  { clusterOf, count }: Clusters,
  shuffled: number,
): Generator<Int32Array> {
  const blocks = blockRanks(network);
  if (blocks) yield ordered(blocks);
  const vector = fiedlerVector(network, capacity);
  if (vector) yield ordered(vector);
  const draw = seededDraw(count);
  for (let i = 0; i < shuffled; i++) {
    const rank = Float64Array.from({ length: count }, () => draw(2 ** 32));
    yield ordered(clusterOf.map((c) => rank[c] ?? 0));
  }
}

const ordered = (ranks: ArrayLike<number>): Int32Array =>
  Int32Array.from({ length: ranks.length }, (_, e) => e).sort(
    (a, b) => ranks[a]! - ranks[b]! || a - b,
  );

/**
 * By endpoint: the highest place of one of its switches among those that are as manieth to some
 * endpoint. In a BCube, a grid of levels, the first half is then a square: its rows and columns are
 * cut nowhere else. Null if all endpoints hang on one switch.
 */
function blockRanks({ endpoints, endpointOf, switchOf }: PlaneNetwork): Float64Array | null {
  const switchesOf: number[][] = Array.from(endpoints, () => []);
  switchOf.forEach((v, k) => {
    const list = switchesOf[endpointOf[k]!]!;
    if (!list.includes(v)) list.push(v);
  });
  if (switchesOf.every((list) => list.length < 2)) return null;
  const levels: Set<number>[] = [];
  for (const list of switchesOf) {
    for (const [level, v] of list.sort((a, b) => a - b).entries()) {
      levels[level] ??= new Set();
      levels[level].add(v);
    }
  }
  const places = levels.map((level) => {
    const sorted = [...level].sort((a, b) => a - b);
    return new Map(sorted.map((v, place) => [v, place / sorted.length]));
  });
  return Float64Array.from(switchesOf, (list) =>
    list.reduce((most, v, level) => Math.max(most, places[level]!.get(v)!), 0),
  );
}
