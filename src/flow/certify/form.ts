import type { CompactFabric } from '../../fabric/compact.js';
import { type Symmetric, symmetric } from './definite.js';
import type { SeenPlane } from './plane.js';

/** Rows of a matrix that is factorised: the work grows with the cube. */
export const MOST_ROWS = 1600;

/**
 * The connected part of a plane with most endpoints, as a quadratic form. Endpoints on one switch are
 * counted there, those on several are vertices of their own.
 */
export interface Form {
  readonly lower: Symmetric;
  /** By row: endpoints, and Gb/s of its cables if it is a switch (0 for an endpoint). */
  readonly counts: Float64Array;
  readonly gbps: Float64Array;
  /** By row: how many numbers were added up at most. */
  readonly terms: Int32Array;
  /** Rates of the endpoints that are counted at a switch, ascending, Gb/s. */
  readonly rates: Float64Array;
  /** Endpoints in this part, and all others: these stand on either side for nothing. */
  readonly endpoints: number;
  readonly free: number;
}

/** Null if it is too large. */
export function formOf(
  { vertexCount, endpointCount }: CompactFabric,
  capacity: Float64Array,
  seen: SeenPlane,
): Form | null {
  const { accessEnd, accessAt, accessGbps } = seen;
  // By endpoint: its only switch, or `vertexCount` if it has several.
  const home = new Int32Array(endpointCount).fill(-1);
  for (let i = 0; i < accessEnd.length; i++) {
    const e = accessEnd[i]!;
    home[e] = home[e] === -1 || home[e] === accessAt[i] ? accessAt[i]! : vertexCount;
  }
  const joins = joinsOf(capacity, seen, home, vertexCount);
  const members = largestPart(seen.endpoints, joins, home, vertexCount);
  if (members.length > MOST_ROWS) return null;
  const rowOf = new Int32Array(vertexCount).fill(-1);
  for (const [row, v] of members.entries()) rowOf[v] = row;
  const lower = symmetric(members.length);
  const gbps = new Float64Array(members.length);
  const terms = new Int32Array(members.length);
  for (const [a, b, w] of joins) {
    const [i, j] = [rowOf[a]!, rowOf[b]!];
    if (i < 0) continue;
    lower.rows[Math.max(i, j) * lower.stride + Math.min(i, j)]! -= w;
    for (const row of [i, j]) {
      lower.rows[row * lower.stride + row]! += w;
      terms[row]!++;
    }
  }
  const counts = new Float64Array(members.length);
  const rates = new Float64Array(endpointCount);
  accessEnd.forEach((e, i) => {
    rates[e]! += accessGbps[i]!;
  });
  const counted: number[] = [];
  let endpoints = 0;
  for (const e of seen.endpoints) {
    const at = home[e] === vertexCount ? e : home[e]!;
    if (at < 0 || rowOf[at]! < 0) continue;
    counts[rowOf[at]!]!++;
    endpoints++;
    if (at !== e) counted.push(rates[e]!);
  }
  for (const [row, v] of members.entries()) {
    const isEnd = v < endpointCount && home[v] === vertexCount;
    gbps[row] = isEnd ? 0 : lower.rows[row * lower.stride + row]!;
  }
  return {
    lower,
    counts,
    gbps,
    terms,
    rates: Float64Array.from(counted).sort(),
    endpoints,
    free: seen.endpoints.length - endpoints,
  };
}

/** Pairs of vertices with the Gb/s of each live cable between them. */
function joinsOf(
  capacity: Float64Array,
  { heads, offsets, ways, accessEnd, accessAt, accessGbps }: SeenPlane,
  home: Int32Array,
  vertexCount: number,
): [number, number, number][] {
  const joins: [number, number, number][] = [];
  for (let v = 0; v < vertexCount; v++) {
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      if (heads[i]! > v) joins.push([v, heads[i]!, capacity[ways[i]!]!]);
    }
  }
  accessEnd.forEach((e, i) => {
    if (home[e] === vertexCount) joins.push([e, accessAt[i]!, accessGbps[i]!]);
  });
  return joins;
}

/** Vertices of the connected part that most endpoints are in or on; of equal ones the first. */
function largestPart(
  endpoints: Int32Array,
  joins: readonly [number, number, number][],
  home: Int32Array,
  vertexCount: number,
): number[] {
  const next: number[][] = Array.from({ length: vertexCount }, () => []);
  for (const [a, b] of joins) {
    next[a]!.push(b);
    next[b]!.push(a);
  }
  const partOf = new Int32Array(vertexCount).fill(-1);
  const parts: number[][] = [];
  const sizes: number[] = [];
  for (const e of endpoints) {
    const start = home[e] === vertexCount ? e : home[e]!;
    if (start < 0) continue;
    if (partOf[start] === -1) {
      const members = [start];
      partOf[start] = parts.length;
      for (const v of members) {
        for (const w of next[v]!) {
          if (partOf[w] !== -1) continue;
          partOf[w] = parts.length;
          members.push(w);
        }
      }
      parts.push(members);
      sizes.push(0);
    }
    sizes[partOf[start]!]!++;
  }
  const most = sizes.indexOf(sizes.reduce((a, b) => Math.max(a, b), 0));
  return (parts[most] ?? []).sort((a, b) => a - b);
}
