import type { Halves } from './leaf-halves.js';
import { leafHalves } from './leaf-halves.js';
import type { LeafCapacities, LeafSpine } from './leaf-spine.js';

/** Numbers that one search may look at. */
const MOST_OPERATIONS = 4e7;

/** Leaf–spine capacities spread out, so that two leaves are compared in one sweep over the spines. */
interface Spread {
  /** Row l: Gb/s of leaf l to each spine. */
  readonly rows: readonly Float64Array[];
  readonly total: Float64Array;
  /** By leaf: its endpoints, and the mean of their rates. */
  readonly sizes: Int32Array;
  /** Gb/s that an endpoint costs on average when it leaves the side of its leaf. */
  readonly meanRate: number;
}

/** Numbers that one round of a search looks at. */
export const searchSteps = ({ leaves, spines }: LeafSpine): number => (leaves ** 2 / 2) * spines;

/**
 * Good halves of a leaf–spine plane with too many classes of leaves to try them all: from a few
 * fixed orders of the leaves, swap and move single leaves for as long as that lowers the cut.
 */
export function searchLeaves(shape: LeafSpine, gbps: LeafCapacities): Halves {
  const spread = spreadOut(shape, gbps);
  const sweeps = { left: MOST_OPERATIONS };
  let best: Halves | null = null;
  for (const order of orders(spread)) {
    const leafSide = firstHalf(shape, order);
    descend(shape, spread, leafSide, sweeps);
    const halves = leafHalves(shape, gbps, leafSide);
    if (!best || halves.cost < best.cost) best = halves;
  }
  return best!;
}

function spreadOut(shape: LeafSpine, { bundles, rates }: LeafCapacities): Spread {
  const { leaves, spines, bundleOffsets, spineOf, slotOffsets } = shape;
  const total = new Float64Array(spines);
  const sizes = new Int32Array(leaves);
  const rows: Float64Array[] = [];
  for (let leaf = 0; leaf < leaves; leaf++) {
    const row = new Float64Array(spines);
    for (let b = bundleOffsets[leaf]!; b < bundleOffsets[leaf + 1]!; b++) {
      row[spineOf[b]!] = bundles[b]!;
      total[spineOf[b]!]! += bundles[b]!;
    }
    rows.push(row);
    sizes[leaf] = slotOffsets[leaf + 1]! - slotOffsets[leaf]!;
  }
  let sum = 0;
  for (let i = 0; i < rates.length; i++) sum += rates[i]!;
  return { rows, total, sizes, meanRate: sum / rates.length };
}

/** Leaves as they were built, every second one first, by capacity, and by a fixed stride. */
function orders({ rows }: Spread): number[][] {
  const built = rows.map((_, leaf) => leaf);
  const up = rows.map((row) => row.reduce((sum, gbps) => sum + gbps, 0));
  const alternating = [...built.filter((l) => l % 2 === 0), ...built.filter((l) => l % 2 === 1)];
  const byCapacity = built.slice().sort((a, b) => up[a]! - up[b]! || a - b);
  const strided = built.slice().sort((a, b) => ((a * 7) % 11) - ((b * 7) % 11) || a - b);
  return [built, alternating, byCapacity, strided];
}

/** Side A takes leaves until it has half of the endpoints. */
function firstHalf({ leaves, endpoints, slotOffsets }: LeafSpine, order: number[]): Uint8Array {
  const leafSide = new Uint8Array(leaves).fill(1);
  let onA = 0;
  for (const leaf of order) {
    const size = slotOffsets[leaf + 1]! - slotOffsets[leaf]!;
    if (2 * (onA + size) > endpoints + 1) continue;
    leafSide[leaf] = 0;
    onA += size;
  }
  return leafSide;
}

/** Takes every swap of two leaves, and every move of one, that lowers the estimated cut. */
function descend(
  shape: LeafSpine,
  spread: Spread,
  leafSide: Uint8Array,
  sweeps: { left: number },
): void {
  const { leaves, spines } = shape;
  const onA = new Float64Array(spines);
  let sizeA = 0;
  for (let l = 0; l < leaves; l++) if (leafSide[l] === 0) sizeA += add(onA, spread, l, 1);
  const none = new Float64Array(spines);
  let cost = estimate(shape, spread, onA, none, none, sizeA);
  for (let improved = true; improved; ) {
    improved = false;
    for (let a = 0; a < leaves; a++) {
      for (let b = a; b < leaves; b++) {
        const swap = leafSide[a] !== leafSide[b];
        if (!swap && a !== b) continue;
        sweeps.left -= spines;
        if (sweeps.left < 0) return;
        const [out, into] = leafSide[a] === 0 ? [a, b] : [b, a];
        const leaving = swap || leafSide[a] === 0 ? out : -1;
        const joining = swap || leafSide[a] === 1 ? into : -1;
        const minus = leaving < 0 ? none : spread.rows[leaving]!;
        const plus = joining < 0 ? none : spread.rows[joining]!;
        const size = sizeA - (spread.sizes[leaving] ?? 0) + (spread.sizes[joining] ?? 0);
        const next = estimate(shape, spread, onA, minus, plus, size);
        if (!(next < cost * (1 - 1e-12))) continue;
        if (leaving >= 0) add(onA, spread, leaving, -1);
        if (joining >= 0) add(onA, spread, joining, 1);
        if (leaving >= 0) leafSide[leaving] = 1;
        if (joining >= 0) leafSide[joining] = 0;
        sizeA = size;
        cost = next;
        improved = true;
      }
    }
  }
}

function add(onA: Float64Array, { rows, sizes }: Spread, leaf: number, times: number): number {
  const row = rows[leaf]!;
  for (let s = 0; s < row.length; s++) onA[s]! += times * row[s]!;
  return sizes[leaf]!;
}

/** The cut if side A loses `minus` and gains `plus`; endpoints too many count at the mean rate. */
function estimate(
  { endpoints, spines }: LeafSpine,
  { total, meanRate }: Spread,
  onA: Float64Array,
  minus: Float64Array,
  plus: Float64Array,
  sizeA: number,
): number {
  const excess = Math.max(sizeA, endpoints - sizeA) - (endpoints - (endpoints >> 1));
  let cost = Math.max(0, excess) * meanRate;
  for (let s = 0; s < spines; s++) {
    const a = onA[s]! - minus[s]! + plus[s]!;
    cost += Math.min(a, total[s]! - a);
  }
  return cost;
}
