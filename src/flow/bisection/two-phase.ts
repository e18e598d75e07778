import type { CompactFabric } from '../../fabric/compact.js';
import type { TwoPhaseProof } from '../certify/two-phase.js';
import type { PlaneNetwork } from '../plane-network.js';
import { sumOfSmallest } from '../rates.js';
import { type LabelledGraph, numbering } from '../symmetry/labelled-graph.js';
import { Orbits } from '../symmetry/orbits.js';
import type { Turn } from '../symmetry/turn.js';
import { turnsWithin } from '../symmetry/turns-within.js';
import { type Bundles, bundlesOf, longBetweenGroups } from './bundles.js';
import type { Guarantee } from './guarantee.js';
import { uniformFits } from './uniform-traffic.js';

/** Switches × bundles that a bound may walk. */
const MOST_STEPS = 1e8;
/** So many that it may walk twice. */
const FEW_STEPS = 1e7;
/**
 * How long a cable between groups is at first: one such cable and one on either side of it are then
 * nearer than two of them, as a dragonfly is meant to be used (J. Kim et al., ISCA 2008).
 */
const LONG = 3;

/**
 * A bisection guaranteed by Valiant's two-phase routing (L. G. Valiant, 1982), for any network. Each
 * switch u shares what its endpoints emit, R_u, among all switches in proportion to their R, over
 * shortest paths; from there it goes to its target in the same way. Each phase loads the switch
 * cables no more than the uniform traffic R_u · R_v / ΣR does, whatever the halves. So if that
 * uniform traffic fits x times, the part ρ = min(1, x / 2) of any traffic fits. Where N endpoints
 * have one rate r, it is that of all of them to all others at once; of it only what crosses the
 * halves is needed, and x · r · ⌊N/2⌋ · ⌈N/2⌉ / N flows, up to what half of them can emit. Endpoints outside
 * the largest connected part are left out. Switches that verified symmetries map onto each other
 * load the plane alike: one of them is walked, and what it loads is shared by orbits of bundles.
 *
 * @param turns proposed symmetries; what is none is dropped
 * @returns null if nothing is proved or the plane is too large
 */
export function twoPhaseBound(
  fabric: CompactFabric,
  capacity: Float64Array,
  network: PlaneNetwork,
  turns: readonly Turn[],
): Guarantee<TwoPhaseProof> | null {
  const { switchCount, endpoints, endpointCables, endpointOf, switchOf, vertexOf } = network;
  const plain = bundlesOf(network, capacity);
  const arcs = plain.heads.length;
  if (turns.length === 0 && switchCount * arcs > MOST_STEPS) return null;
  const emits = new Float64Array(switchCount);
  for (let k = 0; k < switchOf.length; k++) emits[switchOf[k]!]! += capacity[endpointCables[k]!]!;
  const inPart = strongestPart(plain, emits);
  for (let v = 0; v < switchCount; v++) if (inPart[v] === 0) emits[v] = 0;
  const rates = new Float64Array(endpoints.length);
  for (let k = 0; k < switchOf.length; k++) {
    if (inPart[switchOf[k]!] === 1) rates[endpointOf[k]!]! += capacity[endpointCables[k]!]!;
  }
  const groupOf = Array.from(vertexOf, (v) => fabric.switches[v - fabric.endpointCount]?.group);
  const proposed = turnsWithin(vertexOf, turns);
  let best: Guarantee<TwoPhaseProof> | null = null;
  for (const betweenGroups of [LONG, 1]) {
    const bundles = betweenGroups === 1 ? plain : longBetweenGroups(plain, groupOf, betweenGroups);
    if (!bundles) continue;
    const symmetric = new Orbits(labelled(bundles, emits));
    for (const permutation of proposed) symmetric.accept(permutation);
    const orbits = { switches: symmetric.vertexOrbits(), bundles: symmetric.arcOrbits() };
    const walked = orbits.switches.filter((first, v) => first === v && emits[v]! > 0);
    const steps = walked.length * arcs;
    if (steps > MOST_STEPS || (best && steps > FEW_STEPS)) break;
    const gbps = guaranteed(rates, uniformFits(bundles, emits, orbits));
    if (!(gbps > (best?.gbps ?? 0))) continue;
    const ids = (switches: Int32Array) =>
      Array.from(switches, (v) => fabric.vertexIds[vertexOf[v]!]!);
    const kept = symmetric.generators.map(({ from, to }) => ({ from: ids(from), to: ids(to) }));
    best = { gbps, proof: { by: 'two-phase', betweenGroups, turns: kept } };
  }
  return best;
}

/** What a symmetry has to keep: Gb/s and length of every bundle, and what every switch emits. */
function labelled({ offsets, heads, gbps, lengths }: Bundles, emits: Float64Array): LabelledGraph {
  const speed = numbering();
  // Those that enter a switch come in the order in which those that leave it stand.
  const next = offsets.slice();
  return {
    count: emits.length,
    offsets,
    heads,
    reverse: heads.map((head) => next[head]!++),
    labels: heads.map((_, i) => speed(gbps[i]!) * 256 + lengths[i]!),
    colours: Int32Array.from(emits, numbering()),
  };
}

/** What crosses any halves if the uniform traffic of endpoints with these rates fits so often. */
function guaranteed(rates: Float64Array, fits: number): number {
  const half = rates.length >> 1;
  const twoPhases = Math.min(1, fits / 2) * sumOfSmallest(rates, half);
  const alive = rates.filter((rate) => rate > 0).sort();
  const rate = alive[0];
  if (rate === undefined || rate !== alive.at(-1)) return twoPhases;
  // The smaller half may have all that are left out; what is left of it, and the others.
  const few = half - (rates.length - alive.length);
  if (few <= 0) return twoPhases;
  const many = alive.length - few;
  return Math.max(twoPhases, rate * few * Math.min(1, (fits * many) / alive.length));
}

/** By switch: 1 in the connected part whose endpoints have most Gb/s, the first of equal ones. */
function strongestPart({ offsets, heads }: Bundles, emits: Float64Array): Uint8Array {
  const partOf = new Int32Array(emits.length).fill(-1);
  const queue = new Int32Array(emits.length);
  const gbps: number[] = [];
  for (let root = 0; root < emits.length; root++) {
    if (partOf[root] !== -1 || !(emits[root]! > 0)) continue;
    const part = gbps.push(0) - 1;
    partOf[root] = part;
    queue[0] = root;
    let filled = 1;
    for (let read = 0; read < filled; read++) {
      const v = queue[read]!;
      gbps[part]! += emits[v]!;
      for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
        if (partOf[heads[i]!] !== -1) continue;
        partOf[heads[i]!] = part;
        queue[filled++] = heads[i]!;
      }
    }
  }
  let strongest = 0;
  for (let part = 1; part < gbps.length; part++) {
    if (gbps[part]! > gbps[strongest]!) strongest = part;
  }
  return Uint8Array.from(partOf, (part) => (part === strongest ? 1 : 0));
}
