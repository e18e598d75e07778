import type { PlaneNetwork } from '../plane-network.js';

/**
 * A plane for the search of good halves: what is moved from side to side in one go. Clusters
 * 0 … switchCount − 1 are the switches with the endpoints that hang on them alone; the others are
 * groups of endpoints that share the same two or more switches.
 */
export interface Clusters {
  readonly count: number;
  /** By cluster: its endpoints. */
  readonly sizes: Int32Array;
  /** By endpoint (place): its cluster, −1 if it has no cable. */
  readonly clusterOf: Int32Array;
  /** Entries `offsets[c]` … of `others` and `gbps`: the clusters joined to c, and how strongly. */
  readonly offsets: Int32Array;
  readonly others: Int32Array;
  readonly gbps: Float64Array;
}

/** What the intact plane says of clusters, and by entry of `others` the cable behind it. */
type Shape = Omit<Clusters, 'gbps'> & { readonly cables: Int32Array };

const memory = new WeakMap<PlaneNetwork, Shape>();

/** The clusters of a plane; capacities are those of `capacity`, the grouping is the intact one. */
export function clustersOf(network: PlaneNetwork, capacity: Float64Array): Clusters {
  const shape = memory.get(network) ?? shapeOf(network);
  memory.set(network, shape);
  const { cables, ...clusters } = shape;
  const gbps = new Float64Array(cables.length);
  for (let i = 0; i < cables.length; i++) gbps[i] = capacity[cables[i]!]!;
  return { ...clusters, gbps };
}

function shapeOf(network: PlaneNetwork): Shape {
  const { switchCount, switchCables, heads, endpointCables, endpointOf, switchOf } = network;
  const endpoints = network.endpoints.length;
  const { clusterOf, count } = group(network, endpoints);
  const sizes = new Int32Array(count);
  for (let e = 0; e < endpoints; e++) if (clusterOf[e]! >= 0) sizes[clusterOf[e]!]!++;
  const ends: number[] = [];
  const joins: number[] = [];
  for (let k = 0; k < switchCables.length; k++) {
    ends.push(heads[2 * k]!, heads[2 * k + 1]!);
    joins.push(switchCables[k]!);
  }
  for (let k = 0; k < endpointCables.length; k++) {
    const cluster = clusterOf[endpointOf[k]!]!;
    if (cluster < switchCount) continue;
    ends.push(cluster, switchOf[k]!);
    joins.push(endpointCables[k]!);
  }
  const offsets = new Int32Array(count + 1);
  for (const end of ends) offsets[end + 1]!++;
  for (let c = 0; c < count; c++) offsets[c + 1]! += offsets[c]!;
  const next = offsets.slice();
  const others = new Int32Array(ends.length);
  const cables = new Int32Array(ends.length);
  for (let i = 0; i < ends.length; i++) {
    const at = next[ends[i]!]!++;
    others[at] = ends[i ^ 1]!;
    cables[at] = joins[i >> 1]!;
  }
  return { count, sizes, clusterOf, offsets, others, cables };
}

function group({ switchCount, endpointOf, switchOf }: PlaneNetwork, endpoints: number) {
  const homes: number[][] = Array.from({ length: endpoints }, () => []);
  for (let k = 0; k < endpointOf.length; k++) {
    const list = homes[endpointOf[k]!]!;
    if (!list.includes(switchOf[k]!)) list.push(switchOf[k]!);
  }
  const groups = new Map<string, number>();
  const clusterOf = new Int32Array(endpoints).fill(-1);
  homes.forEach((list, e) => {
    if (list.length === 1) clusterOf[e] = list[0]!;
    if (list.length < 2) return;
    const key = list.sort((a, b) => a - b).join();
    const known = groups.get(key) ?? switchCount + groups.size;
    groups.set(key, known);
    clusterOf[e] = known;
  });
  return { clusterOf, count: switchCount + groups.size };
}
