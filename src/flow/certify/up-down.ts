import type { CompactFabric, CompactPlane } from '../../fabric/compact.js';
import type { EndpointSet } from '../../fabric/endpoint-set.js';
import { leastRates, type SeenPlane, seenPlane } from './plane.js';

/**
 * What proves a bound by routing up and down. In an intact fat-tree (a parallel-ports generalised one)
 * of any number of tiers this is the whole proof that no halves are cut by less than the best ones:
 * all top switches weigh the same, all leaves are one class, and if ρ = 1 the bisection is full
 * because *any* halves exchange all that their endpoints can emit; the cut that meets it is the one
 * through the endpoint cables of a half, or through the ways up of halves that are whole pods. If
 * ρ < 1, the tier that gives ρ is oversubscribed, and that cut goes through it.
 */
export interface UpDownProof {
  readonly by: 'up-down';
  /** Cables from a leaf up to where traffic turns round. */
  readonly tiers: number;
  /** Ids of the switches where it turns round, and which part of it at each; absent: equal parts. */
  readonly tops: readonly string[];
  readonly weights?: readonly number[];
}

/** Classes of leaves × vertices that are walked, so that no certificate takes for ever. */
const MOST_STEPS = 1e9;

/** A plane from its leaves up to where traffic turns round. */
interface Rise {
  readonly seen: SeenPlane;
  readonly tiers: number;
  /** By vertex: hops from the nearest leaf, −1 where none leads. */
  readonly hops: Int32Array;
  /** Vertices that have hops, the highest last. */
  readonly met: readonly number[];
  /** By entry of `seen.ways`: 1 if it leads up, and on to the top; by vertex: their Gb/s. */
  readonly leads: Uint8Array;
  readonly total: Float64Array;
}

/**
 * The bisection, Gb/s, that a proof by routing up and down guarantees: what leaf l sends is shared
 * among the top switches by weight, whatever it is for, and on the way to each of them as if every
 * switch shared what goes up among its cables in proportion to their capacity. The part
 * min(1, capacity / load) over all cables of any traffic fits, so this part of what half of the
 * endpoints can emit crosses any halves. Adds a reason per defect; then the number means nothing.
 */
export function verifyUpDown(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: CompactPlane,
  among: EndpointSet | null,
  proof: UpDownProof,
  reasons: string[],
): number {
  const { tiers } = proof;
  if (!(Number.isInteger(tiers) && tiers >= 1)) {
    reasons.push(`traffic cannot turn round ${tiers} cables above the leaves`);
    return 0;
  }
  const seen = seenPlane(fabric, capacity, plane, among);
  const rise = riseOf(fabric, capacity, seen, tiers);
  const weights = weightsOf(fabric, rise, proof, reasons);
  const rates = new Float64Array(fabric.vertexCount);
  const emits = new Float64Array(fabric.vertexCount);
  seen.accessGbps.forEach((gbps, i) => {
    // A leaf without a way to the top may stay idle, with its endpoints.
    if (rise.total[seen.accessAt[i]!] === 0) return;
    rates[seen.accessEnd[i]!]! += gbps;
    emits[seen.accessAt[i]!]! += gbps;
  });
  const classes = classesOf(capacity, rise, emits);
  if (classes.length * rise.met.length > MOST_STEPS) {
    reasons.push(`${classes.length} kinds of leaves are too many to be walked`);
  }
  if (reasons.length > 0) return 0;
  const loads = new Float64Array(fabric.cableCount);
  for (const leaves of classes) {
    if (addLoads(capacity, rise, leaves, emits, weights, loads)) continue;
    reasons.push(`${fabric.vertexIds[leaves[0]!]} does not reach all of the top switches`);
  }
  let fits = 1;
  for (const cable of seen.links) {
    if (loads[cable]! > 0) fits = Math.min(fits, capacity[cable]! / loads[cable]!);
  }
  return fits * leastRates(rates, seen.endpoints, Math.floor(seen.endpoints.length / 2));
}

function riseOf(
  { vertexCount }: CompactFabric,
  capacity: Float64Array,
  seen: SeenPlane,
  tiers: number,
): Rise {
  const { offsets, heads, ways } = seen;
  const hops = new Int32Array(vertexCount).fill(-1);
  const met: number[] = [];
  const meet = (v: number, at: number) => {
    if (hops[v] !== -1) return;
    hops[v] = at;
    met.push(v);
  };
  for (const leaf of seen.accessAt) meet(leaf, 0);
  for (let read = 0; read < met.length && hops[met[read]!]! < tiers; read++) {
    const v = met[read]!;
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) meet(heads[i]!, hops[v]! + 1);
  }
  const leads = new Uint8Array(ways.length);
  const total = new Float64Array(vertexCount);
  for (const v of met.toReversed()) {
    if (hops[v] === tiers) continue;
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      const head = heads[i]!;
      if (hops[head] !== hops[v]! + 1 || (hops[head] < tiers && total[head] === 0)) continue;
      leads[i] = 1;
      total[v]! += capacity[ways[i]!]!;
    }
  }
  return { seen, tiers, hops, met, leads, total };
}

/** By top switch: the part of all traffic that turns round there. */
function weightsOf(
  { indexOfVertex }: CompactFabric,
  { hops, tiers }: Rise,
  { tops, weights }: UpDownProof,
  reasons: string[],
): Map<number, number> {
  const found = new Map<number, number>();
  let sum = 0;
  if (weights && weights.length !== tops.length) {
    reasons.push(`${tops.length} top switches have ${weights.length} weights`);
  }
  tops.forEach((id, i) => {
    const v = indexOfVertex.get(id);
    const weight = weights ? weights[i]! : 1;
    if (v === undefined || hops[v] !== tiers) reasons.push(`${id} is not ${tiers} cables up`);
    else if (found.has(v)) reasons.push(`${id} is a top switch twice`);
    else if (!(weight > 0 && Number.isFinite(weight))) reasons.push(`${id} has weight ${weight}`);
    else {
      found.set(v, weight);
      sum += weight;
    }
  });
  if (found.size === 0) reasons.push('there is no top switch');
  for (const [v, weight] of found) found.set(v, weight / sum);
  return found;
}

/** Leaves that emit, those with the same ways up together, compared cable by cable. */
function classesOf(
  capacity: Float64Array,
  { seen: { offsets, heads, ways }, met, leads, total }: Rise,
  emits: Float64Array,
): number[][] {
  const nameOf = new Int32Array(total.length);
  const names = new Map<string, number>();
  const speeds = new Map(Array.from(new Set(capacity), (gbps, i) => [gbps, i]));
  const classes = new Map<number, number[]>();
  for (const v of met.toReversed()) {
    // Of what is no way further up each is alone.
    let key = `top ${v}`;
    if (total[v]! > 0) {
      const up: number[] = [];
      for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
        if (leads[i] === 0) continue;
        up.push(nameOf[heads[i]!]! * speeds.size + speeds.get(capacity[ways[i]!]!)!);
      }
      key = Float64Array.from(up).sort().join();
    }
    nameOf[v] = names.get(key) ?? names.size;
    names.set(key, nameOf[v]);
    if (!(emits[v]! > 0)) continue;
    const members = classes.get(nameOf[v]);
    if (members) members.push(v);
    else classes.set(nameOf[v], [v]);
  }
  return [...classes.values()];
}

/** Adds what leaves of one class send at most; false if they do not reach all top switches. */
function addLoads(
  capacity: Float64Array,
  { seen: { offsets, heads, ways }, met, leads, total }: Rise,
  leaves: readonly number[],
  emits: Float64Array,
  weights: ReadonlyMap<number, number>,
  loads: Float64Array,
): boolean {
  const flows = new Float64Array(total.length);
  let sent = 0;
  for (const leaf of leaves) {
    flows[leaf] = emits[leaf]!;
    sent += emits[leaf]!;
  }
  const passing: number[] = [];
  for (const v of met) {
    if (flows[v] === 0) continue;
    passing.push(v);
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      if (leads[i] === 1) flows[heads[i]!]! += flows[v]! * (capacity[ways[i]!]! / total[v]!);
    }
  }
  // By vertex: by how much more it passes than if nothing were weighed.
  const more = new Float64Array(total.length);
  for (const [top, weight] of weights) {
    if (flows[top] === 0) return false;
    more[top] = (weight * sent) / flows[top]!;
  }
  for (const v of passing.reverse()) {
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      if (leads[i] === 0) continue;
      const part = (capacity[ways[i]!]! / total[v]!) * more[heads[i]!]!;
      loads[ways[i]!]! += flows[v]! * part;
      more[v]! += part;
    }
  }
  return true;
}
