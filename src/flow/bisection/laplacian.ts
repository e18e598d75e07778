import { UnionFind } from '../../std/union-find.js';
import type { PlaneNetwork } from '../plane-network.js';

/**
 * The connected part of a plane with most endpoints as a weighted graph. A row is a switch with the
 * endpoints that hang on it alone, or an endpoint that hangs on several.
 */
export interface Laplacian {
  readonly size: number;
  /** By row: its endpoints, the Gb/s of its cables to other rows, and 1 if it is a switch. */
  readonly counts: Float64Array;
  readonly degrees: Float64Array;
  readonly isSwitch: Uint8Array;
  /** Entries `offsets[r]` … of `others` and `gbps`: the rows that r has live cables to. */
  readonly offsets: Int32Array;
  readonly others: Int32Array;
  readonly gbps: Float64Array;
  /** By endpoint (place): its row, −1 if it is elsewhere. */
  readonly rowOf: Int32Array;
}

export function laplacianOf(network: PlaneNetwork, capacity: Float64Array): Laplacian {
  const { switchCount, switchCables, heads, endpointCables, endpointOf, switchOf } = network;
  const endpoints = network.endpoints.length;
  const home = homesOf(network, capacity);
  const tails: number[] = [];
  const tips: number[] = [];
  const weights: number[] = [];
  const vertexOf = (e: number) => (home[e] === SEVERAL ? switchCount + e : home[e]!);
  const join = (a: number, b: number, cable: number) => {
    tails.push(a);
    tips.push(b);
    weights.push(capacity[cable]!);
  };
  for (let k = 0; k < switchCables.length; k++) {
    if (capacity[switchCables[k]!]! > 0) join(heads[2 * k]!, heads[2 * k + 1]!, switchCables[k]!);
  }
  for (let k = 0; k < endpointCables.length; k++) {
    const e = endpointOf[k]!;
    if (home[e] !== SEVERAL || !(capacity[endpointCables[k]!]! > 0)) continue;
    join(switchCount + e, switchOf[k]!, endpointCables[k]!);
  }
  const parts = new UnionFind(switchCount + endpoints);
  for (let i = 0; i < tails.length; i++) parts.union(tails[i]!, tips[i]!);
  const partOf = parts.representatives();
  const sizes = new Int32Array(switchCount + endpoints);
  let largest = -1;
  for (let e = 0; e < endpoints; e++) {
    if (home[e] === NOWHERE) continue;
    const part = partOf[vertexOf(e)]!;
    sizes[part]!++;
    if (largest < 0 || sizes[part]! > sizes[largest]!) largest = part;
  }
  const rows = new Int32Array(switchCount + endpoints).fill(-1);
  let size = 0;
  for (let v = 0; v < rows.length; v++) if (partOf[v] === largest) rows[v] = size++;
  const counts = new Float64Array(size);
  const rowOf = Int32Array.from({ length: endpoints }, (_, e) =>
    home[e] === NOWHERE ? -1 : rows[vertexOf(e)]!,
  );
  for (const row of rowOf) if (row >= 0) counts[row]!++;
  const isSwitch = new Uint8Array(size);
  for (let v = 0; v < switchCount; v++) if (rows[v]! >= 0) isSwitch[rows[v]!] = 1;
  return { size, counts, isSwitch, rowOf, ...adjacency(size, rows, tails, tips, weights) };
}

const NOWHERE = -1;
const SEVERAL = -2;

/** By endpoint (place): the one switch that it has live cables to, or that it has none or several. */
function homesOf(
  { endpoints, endpointCables, endpointOf, switchOf }: PlaneNetwork,
  capacity: Float64Array,
): Int32Array {
  const home = new Int32Array(endpoints.length).fill(NOWHERE);
  for (let k = 0; k < endpointCables.length; k++) {
    if (!(capacity[endpointCables[k]!]! > 0)) continue;
    const e = endpointOf[k]!;
    home[e] = home[e] === NOWHERE || home[e] === switchOf[k] ? switchOf[k]! : SEVERAL;
  }
  return home;
}

function adjacency(
  size: number,
  rows: Int32Array,
  tails: readonly number[],
  tips: readonly number[],
  weights: readonly number[],
) {
  const offsets = new Int32Array(size + 1);
  for (let i = 0; i < tails.length; i++) {
    if (rows[tails[i]!]! < 0) continue;
    offsets[rows[tails[i]!]! + 1]!++;
    offsets[rows[tips[i]!]! + 1]!++;
  }
  for (let r = 0; r < size; r++) offsets[r + 1]! += offsets[r]!;
  const next = offsets.slice(0, size);
  const others = new Int32Array(offsets[size]!);
  const gbps = new Float64Array(others.length);
  const degrees = new Float64Array(size);
  const add = (a: number, b: number, weight: number) => {
    others[next[a]!] = b;
    gbps[next[a]!++] = weight;
    degrees[a]! += weight;
  };
  for (let i = 0; i < tails.length; i++) {
    const [a, b] = [rows[tails[i]!]!, rows[tips[i]!]!];
    if (a < 0) continue;
    add(a, b, weights[i]!);
    add(b, a, weights[i]!);
  }
  return { offsets, others, gbps, degrees };
}
