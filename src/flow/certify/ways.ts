import type { Carrier } from './carrier.js';

/** How often an arc may be looked at, on average: lengths of a solver need a few times. */
const MOST_LOOKS = 100;

/**
 * By vertex: the length of the shortest way from a source, by correcting labels until none is wrong (L.
 * R. Ford, 1956). Only a source and what passes traffic on lead further. Null if that takes very long.
 */
export function distances(
  { count, offsets, heads, passes }: Carrier,
  source: number,
  length: Float64Array,
): Float64Array | null {
  const distance = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const waits = new Uint8Array(count);
  distance[source] = 0;
  const queue = [source];
  let looks = 0;
  for (let read = 0; read < queue.length; read++) {
    const v = queue[read]!;
    waits[v] = 0;
    if (v !== source && passes[v] === 0) continue;
    looks += offsets[v + 1]! - offsets[v]!;
    if (looks > MOST_LOOKS * heads.length) return null;
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      const head = heads[i]!;
      const farther = distance[v]! + length[i]!;
      if (!(farther < distance[head]!)) continue;
      distance[head] = farther;
      if (waits[head] === 1) continue;
      waits[head] = 1;
      queue.push(head);
    }
  }
  return distance;
}

/** By vertex: the fewest arcs from a source; infinite where it does not lead. */
function hopsFrom({ count, offsets, heads, passes }: Carrier, source: number): Float64Array {
  const hops = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  hops[source] = 0;
  const queue = [source];
  for (const v of queue) {
    if (v !== source && passes[v] === 0) continue;
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      if (hops[heads[i]!] !== Number.POSITIVE_INFINITY) continue;
      hops[heads[i]!] = hops[v]! + 1;
      queue.push(heads[i]!);
    }
  }
  return hops;
}

/** Everything that a source sends, on ways with the fewest hops: by arc, Gb/s. */
export function shortestWayFlow(carrier: Carrier, source: number, row: Float64Array): Float64Array {
  const { count, offsets, heads, tails, gbps, passes } = carrier;
  const hops = hopsFrom(carrier, source);
  const flow = new Float64Array(heads.length);
  const leads = (arc: number) =>
    hops[heads[arc]!] === hops[tails[arc]!]! + 1 &&
    (tails[arc] === source || passes[tails[arc]!] === 1);
  // By vertex: Gb/s of the arcs that bring it something, and what it still has to get.
  const entering = new Float64Array(count);
  heads.forEach((head, arc) => {
    if (leads(arc)) entering[head]! += gbps[arc]!;
  });
  const need = row.slice();
  const reached = hops.filter(Number.isFinite);
  const layers = Array.from({ length: Math.max(...new Set(reached)) + 1 }, (): number[] => []);
  for (let v = 0; v < count; v++) layers[hops[v]!]?.push(v);
  // From the farthest layer inwards, along the arcs that leave the layer before it.
  for (let hop = layers.length - 1; hop > 0; hop--) {
    for (const v of layers[hop - 1]!) {
      for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
        if (!leads(i) || need[heads[i]!] === 0) continue;
        const drawn = need[heads[i]!]! * (gbps[i]! / entering[heads[i]!]!);
        flow[i] = drawn;
        need[v]! += drawn;
      }
    }
  }
  return flow;
}
