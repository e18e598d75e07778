import type { EndpointDemand } from './demands.js';
import type { TrafficNetwork } from './traffic-network.js';

/** Pairs of starts whose distance is kept. */
const MOST_PAIRS = 3e7;

/**
 * The permutation of the endpoints whose partners are farthest apart in all (hops between their
 * switches): near-worst-case traffic (S. A. Jyothi, A. Singla, P. B. Godfrey and A. Kolla, "Measuring
 * and understanding throughput of network topologies", 2016). Found as the heaviest transport between
 * starts: first greedily, then along shortest augmenting paths (J. Edmonds and R. M. Karp, 1972). A
 * pair sends what both can.
 *
 * @returns null if the network has too many starts
 */
export function longestMatching(network: TrafficNetwork): readonly EndpointDemand[] | null {
  const { startOf, rates } = network;
  const members = new Map<number, number[]>();
  startOf.forEach((start, place) => {
    const known = members.get(start) ?? [];
    members.set(start, known);
    known.push(place);
  });
  const starts = [...members.keys()].sort((a, b) => a - b);
  if (starts.length ** 2 > MOST_PAIRS) return null;
  const sizes = Int32Array.from(starts, (start) => members.get(start)!.length);
  const hops = hopsBetween(network, starts);
  const sent = heaviest(sizes, hops);
  const next = new Int32Array(starts.length);
  const demands: EndpointDemand[] = [];
  starts.forEach((from, u) => {
    let sender = 0;
    for (let v = 0; v < starts.length; v++) {
      const count = sent[u * starts.length + v]!;
      const senders = members.get(from)!.slice(sender, sender + count);
      const receivers = members.get(starts[v]!)!.slice(next[v]!, next[v]! + count);
      sender += count;
      next[v]! += count;
      senders.forEach((sends, i) => {
        // Nobody sends to itself: those that stay on their switch change places with each other.
        const to = receivers.includes(sends) ? receivers[(i + 1) % count]! : receivers[i]!;
        if (to !== sends)
          demands.push({ from: sends, to, gbps: Math.min(rates[sends]!, rates[to]!) });
      });
    }
  });
  return demands;
}

/** By pair of starts: hops, breadth-first. */
function hopsBetween(network: TrafficNetwork, starts: readonly number[]): Uint8Array {
  const { count, offsets, heads, passes } = network;
  const hops = new Uint8Array(starts.length ** 2);
  const level = new Int32Array(count);
  const queue = new Int32Array(count);
  starts.forEach((root, u) => {
    level.fill(-1);
    level[root] = 0;
    queue[0] = root;
    let filled = 1;
    for (let read = 0; read < filled; read++) {
      const v = queue[read]!;
      if (v !== root && passes[v] === 0) continue;
      for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
        if (level[heads[i]!]! >= 0) continue;
        level[heads[i]!] = level[v]! + 1;
        queue[filled++] = heads[i]!;
      }
    }
    for (let v = 0; v < starts.length; v++) {
      hops[u * starts.length + v] = Math.max(0, level[starts[v]!]!);
    }
  });
  return hops;
}

/** By pair (u, v): how many of u go to v, everybody going somewhere, so that Σ hops is largest. */
function heaviest(sizes: Int32Array, hops: Uint8Array): Int32Array {
  const n = sizes.length;
  const sent = new Int32Array(n * n);
  const supply = sizes.slice();
  const room = sizes.slice();
  const farthest = hops.reduce((most, hop) => Math.max(most, hop), 0);
  // Costs are farthest − hops; potentials keep reduced costs ≥ 0.
  const ofLeft = new Int32Array(n);
  const ofRight = new Int32Array(n);
  for (let u = 0; u < n; u++) {
    let most = 0;
    for (let v = 0; v < n; v++) most = Math.max(most, hops[u * n + v]!);
    ofLeft[u] = farthest - most;
    // Starting half-way round, neighbours do not compete for the same places.
    for (let k = 0; k < n && supply[u]! > 0; k++) {
      const v = (u + (n >> 1) + k) % n;
      if (hops[u * n + v] === most) move(u, v, Math.min(supply[u]!, room[v]!));
    }
  }
  function move(u: number, v: number, amount: number): void {
    sent[u * n + v]! += amount;
    supply[u]! -= amount;
    room[v]! -= amount;
  }
  const reduced = (u: number, v: number) => farthest - hops[u * n + v]! - ofLeft[u]! - ofRight[v]!;
  for (let u = 0; u < n; u++) {
    while (supply[u]! > 0) augment(u, { n, sent, supply, room, ofLeft, ofRight, reduced });
  }
  return sent;
}

interface Transport {
  readonly n: number;
  readonly sent: Int32Array;
  readonly supply: Int32Array;
  readonly room: Int32Array;
  readonly ofLeft: Int32Array;
  readonly ofRight: Int32Array;
  readonly reduced: (u: number, v: number) => number;
}

/** Sends more of a start along the cheapest way to a place with room, undoing what is in its way. */
function augment(
  root: number,
  { n, sent, supply, room, ofLeft, ofRight, reduced }: Transport,
): void {
  const far = 0x3fffffff;
  const leftCost = new Int32Array(n).fill(far);
  const rightCost = new Int32Array(n).fill(far);
  const cameFrom = new Int32Array(n).fill(-1);
  const undoes = new Int32Array(n).fill(-1);
  const done = new Uint8Array(n);
  leftCost[root] = 0;
  for (let v = 0; v < n; v++) {
    rightCost[v] = reduced(root, v);
    cameFrom[v] = root;
  }
  let end = -1;
  while (end < 0) {
    let nearest = -1;
    for (let v = 0; v < n; v++) {
      if (done[v] === 0 && (nearest < 0 || rightCost[v]! < rightCost[nearest]!)) nearest = v;
    }
    done[nearest] = 1;
    if (room[nearest]! > 0) end = nearest;
    else {
      for (let u = 0; u < n; u++) {
        if (sent[u * n + nearest] === 0 || leftCost[u]! <= rightCost[nearest]!) continue;
        leftCost[u] = rightCost[nearest]!;
        undoes[u] = nearest;
        for (let v = 0; v < n; v++) {
          const cost = leftCost[u]! + reduced(u, v);
          if (cost < rightCost[v]!) {
            rightCost[v] = cost;
            cameFrom[v] = u;
          }
        }
      }
    }
  }
  const least = rightCost[end]!;
  let amount = Math.min(supply[root]!, room[end]!);
  for (let v = end, u = cameFrom[v]!; u !== root; v = undoes[u]!, u = cameFrom[v]!) {
    amount = Math.min(amount, sent[u * n + undoes[u]!]!);
  }
  room[end]! -= amount;
  supply[root]! -= amount;
  for (let v = end; ; ) {
    const u = cameFrom[v]!;
    sent[u * n + v]! += amount;
    if (u === root) break;
    v = undoes[u]!;
    sent[u * n + v]! -= amount;
  }
  for (let i = 0; i < n; i++) {
    if (leftCost[i]! < least) ofLeft[i]! += least - leftCost[i]!;
    if (rightCost[i]! < least) ofRight[i]! -= least - rightCost[i]!;
  }
}
