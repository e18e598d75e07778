import type { CompactFabric } from '../fabric/compact.js';
import type { TwoPhaseProof } from './certify-two-phase.js';
import type { Guarantee } from './guarantee.js';
import type { PlaneNetwork } from './plane-network.js';
import { sumOfSmallest } from './rates.js';

/** Switches × arcs that a bound may walk. */
const MOST_STEPS = 1e8;

/**
 * A bisection guaranteed by Valiant's two-phase routing (L. G. Valiant, 1982), for any network. Each
 * switch u shares what its endpoints emit, R_u, among all switches in proportion to their R, over
 * shortest paths; from there it goes to its target in the same way. Each phase loads the switch
 * cables no more than the uniform traffic R_u · R_v / ΣR does, whatever the halves. So if that
 * uniform traffic fits x times, the part ρ = min(1, x / 2) of any traffic fits. Endpoints outside
 * the largest connected part are left out.
 *
 * @returns null if nothing is proved or the plane is too large
 */
export function twoPhaseBound(
  { vertexIds }: CompactFabric,
  capacity: Float64Array,
  network: PlaneNetwork,
): Guarantee<TwoPhaseProof> | null {
  const endpoints = network.endpoints.length;
  const { switchCount, endpointCables, endpointOf, switchOf, heads } = network;
  if (switchCount * heads.length > MOST_STEPS) return null;
  const part = largestPart(network, capacity);
  const rates = new Float64Array(endpoints);
  const emits = new Float64Array(switchCount);
  let total = 0;
  for (let k = 0; k < endpointCables.length; k++) {
    const gbps = capacity[endpointCables[k]!]!;
    const v = switchOf[k]!;
    if (part[v] !== 1 || !(gbps > 0)) continue;
    rates[endpointOf[k]!]! += gbps;
    emits[v]! += gbps;
    total += gbps;
  }
  const gbps = Float64Array.from(network.arcs, (arc) => capacity[network.switchCables[arc >> 1]!]!);
  const load = uniformLoad(network, gbps, emits, total);
  let fits = 2;
  for (let i = 0; i < load.length; i++) {
    if (load[i]! > 0) fits = Math.min(fits, gbps[i]! / load[i]!);
  }
  const found = (fits / 2) * sumOfSmallest(rates, endpoints >> 1);
  if (!(found > 0)) return null;
  const around = vertexIds[network.vertexOf[emits.findIndex((sum) => sum > 0)]!]!;
  return { gbps: found, proof: { by: 'two-phase', around } };
}

/**
 * Gb/s when every switch sends R_u · R_v / ΣR to every other over shortest paths, by position in
 * `network.arcs`: the arcs of a switch stand together there, which is how they are walked.
 */
function uniformLoad(
  { switchCount, arcOffsets, arcs, heads }: PlaneNetwork,
  gbps: Float64Array,
  emits: Float64Array,
  total: number,
): Float64Array {
  const load = new Float64Array(arcs.length);
  const headAt = arcs.map((arc) => heads[arc]!);
  const hops = new Int32Array(switchCount);
  const queue = new Int32Array(switchCount);
  const passing = new Float64Array(switchCount);
  for (let target = 0; target < switchCount; target++) {
    if (emits[target] === 0) continue;
    hops.fill(-1);
    hops[target] = 0;
    queue[0] = target;
    let filled = 1;
    for (let read = 0; read < filled; read++) {
      const v = queue[read]!;
      passing[v] = (emits[v]! * emits[target]!) / total;
      const farther = hops[v]! + 1;
      const end = arcOffsets[v + 1]!;
      for (let i = arcOffsets[v]!; i < end; i++) {
        const head = headAt[i]!;
        if (hops[head]! >= 0 || !(gbps[i]! > 0)) continue;
        hops[head] = farther;
        queue[filled++] = head;
      }
    }
    // The farthest first: all that passes a switch is there before it is shared out.
    for (let read = filled - 1; read > 0; read--) {
      const v = queue[read]!;
      const nearer = hops[v]! - 1;
      const [start, end] = [arcOffsets[v]!, arcOffsets[v + 1]!];
      let closer = 0;
      for (let i = start; i < end; i++) if (hops[headAt[i]!] === nearer) closer += gbps[i]!;
      const perGbps = passing[v]! / closer;
      for (let i = start; i < end; i++) {
        const head = headAt[i]!;
        if (hops[head] !== nearer) continue;
        const sent = perGbps * gbps[i]!;
        load[i]! += sent;
        passing[head]! += sent;
      }
    }
  }
  return load;
}

/** By switch: 1 in the connected part whose live endpoint cables have most Gb/s. */
function largestPart(
  { switchCount, arcOffsets, arcs, heads, switchCables, endpointCables, switchOf }: PlaneNetwork,
  capacity: Float64Array,
): Uint8Array {
  const partOf = new Int32Array(switchCount).fill(-1);
  const queue = new Int32Array(switchCount);
  let parts = 0;
  for (let root = 0; root < switchCount; root++) {
    if (partOf[root]! >= 0) continue;
    partOf[root] = parts;
    queue[0] = root;
    let filled = 1;
    for (let read = 0; read < filled; read++) {
      const v = queue[read]!;
      for (let i = arcOffsets[v]!; i < arcOffsets[v + 1]!; i++) {
        const head = heads[arcs[i]!]!;
        if (partOf[head]! >= 0 || !(capacity[switchCables[arcs[i]! >> 1]!]! > 0)) continue;
        partOf[head] = parts;
        queue[filled++] = head;
      }
    }
    parts++;
  }
  const gbps = new Float64Array(parts);
  for (let k = 0; k < endpointCables.length; k++) {
    gbps[partOf[switchOf[k]!]!]! += capacity[endpointCables[k]!]!;
  }
  let largest = 0;
  for (let i = 1; i < parts; i++) if (gbps[i]! > gbps[largest]!) largest = i;
  return Uint8Array.from(partOf, (part) => (part === largest ? 1 : 0));
}
