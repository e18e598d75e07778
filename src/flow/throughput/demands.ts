import type { TrafficNetwork } from './traffic-network.js';

/**
 * What endpoints would send at t = 1, as far as the network between their starts sees it. An endpoint
 * is bound by its own cables, too: `most` is the largest t that these allow.
 */
export interface Demands {
  /** Vertices of the network that send something to another one, ascending. */
  readonly sources: Int32Array;
  /** Fills in, by vertex, the Gb/s that a source sends to it; 0 to itself. */
  readonly row: (source: number, into: Float64Array) => void;
  /** By vertex: what tells vertices apart that send or take differently. */
  readonly colourOf: (vertex: number) => string;
  /** Pairs whose demand symmetries have to keep one by one; none where colours say it all. */
  readonly pairs: readonly { readonly from: number; readonly to: number; readonly gbps: number }[];
  /** The largest t that the cables of single endpoints allow; ∞ if nobody sends anything. */
  readonly most: number;
  /** The endpoint (place) that allows no more, −1 if none. */
  readonly mostAt: number;
}

/**
 * Uniform all-to-all: each endpoint sends its rate, spread evenly over all the others. What an
 * endpoint takes is the same from all that send alike, so a slow one may take less than is sent.
 */
export function uniformDemands(network: TrafficNetwork): Demands {
  const { count, startOf, rates } = network;
  const others = rates.length - 1;
  const sends = new Float64Array(count);
  const takes = new Float64Array(count);
  let total = 0;
  for (let i = 0; i < rates.length; i++) {
    sends[startOf[i]!]! += rates[i]! / others;
    takes[startOf[i]!]!++;
    total += rates[i]!;
  }
  let [most, mostAt] = [others > 0 ? 1 : Number.POSITIVE_INFINITY, -1];
  for (let i = 0; i < rates.length && others > 0; i++) {
    const fits = rates[i]! / ((total - rates[i]!) / others);
    if (fits < most * (1 - 1e-12) || (mostAt < 0 && fits <= 1))
      [most, mostAt] = [Math.min(most, fits), i];
  }
  const used = takes.reduce((sum, n) => sum + (n > 0 ? 1 : 0), 0);
  return {
    sources: Int32Array.from({ length: count }, (_, v) => v).filter(
      (v) => used > 1 && takes[v]! > 0,
    ),
    row(source, into) {
      for (let v = 0; v < count; v++) into[v] = sends[source]! * takes[v]!;
      into[source] = 0;
    },
    colourOf: (v) => `${sends[v]} ${takes[v]}`,
    pairs: [],
    most,
    mostAt,
  };
}

/** A demand between two endpoints, by place. */
export interface EndpointDemand {
  readonly from: number;
  readonly to: number;
  readonly gbps: number;
}

/** What is given, pair by pair of endpoints of the network. */
export function givenDemands(network: TrafficNetwork, given: readonly EndpointDemand[]): Demands {
  const { count, startOf, rates } = network;
  const [sent, taken] = [new Float64Array(rates.length), new Float64Array(rates.length)];
  const rows = new Map<number, Map<number, number>>();
  for (const { from, to, gbps } of given) {
    sent[from]! += gbps;
    taken[to]! += gbps;
    const [a, b] = [startOf[from]!, startOf[to]!];
    if (a === b || !(gbps > 0)) continue;
    const row = rows.get(a) ?? new Map<number, number>();
    rows.set(a, row);
    row.set(b, (row.get(b) ?? 0) + gbps);
  }
  let [most, mostAt] = [Number.POSITIVE_INFINITY, -1];
  for (let i = 0; i < rates.length; i++) {
    const fits = rates[i]! / Math.max(sent[i]!, taken[i]!);
    if (fits < most) [most, mostAt] = [fits, i];
  }
  return {
    sources: Int32Array.from([...rows.keys()].sort((a, b) => a - b)),
    row(source, into) {
      into.fill(0, 0, count);
      for (const [v, gbps] of rows.get(source) ?? []) into[v] = gbps;
    },
    colourOf: () => '',
    pairs: [...rows].flatMap(([from, row]) => [...row].map(([to, gbps]) => ({ from, to, gbps }))),
    most,
    mostAt,
  };
}
