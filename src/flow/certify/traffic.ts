import type { CompactFabric } from '../../fabric/compact.js';
import type { Carrier } from './carrier.js';

/** What endpoints send to each other at t = 1. */
export type Traffic =
  /** Each its rate, spread evenly over all others of its part. */
  'uniform' | readonly { readonly from: string; readonly to: string; readonly gbps: number }[];

/** The same between the vertices of a carrier. */
export interface Wanted {
  /** Vertices that send to another one. */
  readonly sources: Int32Array;
  /** By vertex: Gb/s that a source sends to it. */
  readonly row: (source: number) => Float64Array;
  /** Whether a permutation that takes v to w keeps what they send and get. */
  readonly keeps: (v: number, w: number, image: Int32Array) => boolean;
  /** The largest t that the cables of single endpoints allow. */
  readonly most: number;
}

export function wantedOf(
  fabric: CompactFabric,
  carrier: Carrier,
  traffic: Traffic,
  reasons: string[],
): Wanted {
  if (Array.isArray(traffic)) return between(carrier, given(fabric, carrier, traffic, reasons));
  if (traffic !== 'uniform') reasons.push(`there is no traffic ${traffic}`);
  return uniform(carrier);
}

function uniform({ count, starts, rates }: Carrier): Wanted {
  const others = rates.length - 1;
  const [sends, takes] = [new Float64Array(count), new Float64Array(count)];
  const total = rates.reduce((sum, gbps) => sum + gbps, 0);
  starts.forEach((v, i) => {
    sends[v]! += rates[i]! / others;
    takes[v]! += 1;
  });
  const at = takes.map((n, v) => (n > 0 ? v : -1)).filter((v) => v >= 0);
  return {
    sources: Int32Array.from(at.length > 1 ? at : []),
    row: (source) => takes.map((n, v) => (v === source ? 0 : sends[source]! * n)),
    keeps: (v, w) => sends[v] === sends[w] && takes[v] === takes[w],
    // What is sent to an endpoint is a part of what every other one sends.
    most: rates.reduce((least, gbps) => Math.min(least, (gbps * others) / (total - gbps)), 1),
  };
}

interface Pair {
  readonly from: number;
  readonly to: number;
  readonly gbps: number;
}

/** The pairs by place of the endpoints. */
function given(
  { indexOfVertex }: CompactFabric,
  { endpoints }: Carrier,
  traffic: Exclude<Traffic, 'uniform'>,
  reasons: string[],
): Pair[] {
  const placeOf = new Map(Array.from(endpoints, (e, place) => [e, place]));
  return traffic.flatMap(({ from, to, gbps }) => {
    const places = [from, to].map((id) => {
      const place = placeOf.get(indexOfVertex.get(id) ?? -1);
      if (place === undefined) reasons.push(`${id} is none of the endpoints that take part`);
      return place;
    });
    if (from === to) reasons.push(`${from} sends to itself`);
    if (!(gbps > 0 && Number.isFinite(gbps))) reasons.push(`${gbps} Gb/s cannot be sent`);
    const [a, b] = places;
    return a === undefined || b === undefined ? [] : [{ from: a, to: b, gbps }];
  });
}

function between({ count, starts, rates }: Carrier, pairs: readonly Pair[]): Wanted {
  const [sent, taken] = [new Float64Array(rates.length), new Float64Array(rates.length)];
  const rows = new Map<number, Map<number, number>>();
  const columns = new Map<number, Map<number, number>>();
  const add = (table: typeof rows, at: number, other: number, gbps: number) => {
    const line = table.get(at) ?? new Map<number, number>();
    table.set(at, line);
    line.set(other, (line.get(other) ?? 0) + gbps);
  };
  for (const { from, to, gbps } of pairs) {
    sent[from]! += gbps;
    taken[to]! += gbps;
    const [v, w] = [starts[from]!, starts[to]!];
    if (v === w) continue;
    add(rows, v, w, gbps);
    add(columns, w, v, gbps);
  }
  return {
    sources: Int32Array.from(rows.keys()),
    row(source) {
      const row = new Float64Array(count);
      for (const [v, gbps] of rows.get(source) ?? []) row[v] = gbps;
      return row;
    },
    keeps: (v, w, image) =>
      same(rows.get(v), rows.get(w), image) && same(columns.get(v), columns.get(w), image),
    most: rates.reduce(
      (least, gbps, i) => Math.min(least, gbps / Math.max(sent[i]!, taken[i]!)),
      Number.POSITIVE_INFINITY,
    ),
  };
}

/** Whether two lines of a table are one once vertices have moved. */
function same(
  a: ReadonlyMap<number, number> | undefined,
  b: ReadonlyMap<number, number> | undefined,
  image: Int32Array,
): boolean {
  if ((a?.size ?? 0) !== (b?.size ?? 0)) return false;
  for (const [v, gbps] of a ?? []) if (b!.get(image[v]!) !== gbps) return false;
  return true;
}
