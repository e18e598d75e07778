import type { TrafficNetwork } from './traffic-network.js';

/**
 * A flow that brings exactly what is wanted from a source to every vertex, shared out like a given
 * one: each vertex draws what it needs from the arcs that enter it in proportion to their flow there.
 * So whatever a solver says becomes a flow that conserves, or none.
 *
 * @param wanted by vertex: Gb/s, 0 at the source
 * @param guess by arc; circles in it are taken out (it is changed)
 * @returns by arc: Gb/s; null if the guess does not lead everywhere
 */
export function routedFlow(
  network: TrafficNetwork,
  source: number,
  wanted: Float64Array,
  guess: Float64Array,
): Float64Array | null {
  const order = acyclic(network, source, guess);
  const { reverse, offsets } = network;
  const flow = new Float64Array(guess.length);
  const need = wanted.slice();
  for (let k = order.length - 1; k >= 0; k--) {
    const v = order[k]!;
    if (v === source || need[v] === 0) continue;
    let entering = 0;
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) entering += guess[reverse[i]!]!;
    if (!(entering > 0)) return null;
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      const arc = reverse[i]!;
      if (guess[arc] === 0) continue;
      const drawn = need[v]! * (guess[arc]! / entering);
      flow[arc]! += drawn;
      need[network.tails[arc]!]! += drawn;
    }
    need[v] = 0;
  }
  return need.every((gbps, v) => v === source || gbps === 0) ? flow : null;
}

/** Vertices in an order that all arcs with flow follow, once circles are taken out of it. */
function acyclic(
  { count, offsets, heads, tails }: TrafficNetwork,
  source: number,
  flow: Float64Array,
) {
  const open = 1;
  const done = 2;
  const state = new Uint8Array(count);
  const next = offsets.slice(0, count);
  const finished: number[] = [];
  // The arc by which each open vertex was entered.
  const path: number[] = [];
  state[source] = open;
  for (let v = source; ; ) {
    const end = offsets[v + 1]!;
    while (next[v]! < end && (flow[next[v]!] === 0 || state[heads[next[v]!]!] === done)) next[v]!++;
    if (next[v] === end) {
      state[v] = done;
      finished.push(v);
      const arc = path.pop();
      if (arc === undefined) return finished.reverse();
      v = tails[arc]!;
      continue;
    }
    const arc = next[v]!;
    const head = heads[arc]!;
    path.push(arc);
    if (state[head] !== open) {
      state[head] = open;
      v = head;
      continue;
    }
    // A circle: what is least in it is taken out, and the walk goes on from where that broke it.
    const from = path.findLastIndex((entered) => tails[entered] === head);
    const circle = path.slice(from);
    const least = Math.min(...circle.map((a) => flow[a]!));
    let broken = path.length;
    for (let i = path.length - 1; i >= from; i--) {
      flow[path[i]!] = flow[path[i]!]! - least;
      if (!(flow[path[i]!]! > 0)) {
        flow[path[i]!] = 0;
        broken = i;
      }
    }
    v = tails[path[broken]!]!;
    for (const left of path.splice(broken).slice(0, -1)) state[heads[left]!] = 0;
  }
}
