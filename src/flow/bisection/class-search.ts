import { type LeafClasses, leafClasses } from './leaf-classes.js';
import type { LeafCapacities, LeafSpine } from './leaf-spine.js';

/** Limit of an enumeration: choices × numbers per choice. Up to 65 ms on Node 20. */
export const MOST_OPERATIONS = 2e7;

/**
 * The numbers that a choice of leaves is judged by, as one row per class: first Gb/s to each kind of
 * spine, then how many endpoints have each of the distinct rates.
 */
interface Columns {
  readonly width: number;
  readonly spineKinds: number;
  /** By kind of spine: how many spines have this column. */
  readonly repeats: Float64Array;
  /** By rate: Gb/s, ascending. */
  readonly rates: Float64Array;
  readonly rows: readonly Float64Array[];
  /** All leaves together. */
  readonly total: Float64Array;
}

/** The best choice of leaves, and the classes that it was made from. */
export interface Choice {
  /** By leaf: 1 on side B. */
  readonly leafSide: Uint8Array;
  readonly members: LeafClasses['members'];
}

/**
 * The best choice of leaves for side A by trying every number of leaves out of each class: exact, as
 * only these numbers matter. Null above `MOST_OPERATIONS`.
 */
export function searchClasses(shape: LeafSpine, gbps: LeafCapacities): Choice | null {
  const classes = leafClasses(shape, gbps);
  if (!classes) return null;
  const { members } = classes;
  let choices = 1;
  for (const { length } of members) choices *= length + 1;
  // A first look at the size without the columns; their width is at least one.
  if (choices > 2 * MOST_OPERATIONS) return null;
  const columns = columnsOf(shape, gbps, classes);
  if ((choices / 2) * columns.width > MOST_OPERATIONS) return null;
  const best = enumerate(shape, columns, members);
  const leafSide = new Uint8Array(shape.leaves).fill(1);
  members.forEach((leaves, c) => {
    for (let i = 0; i < best[c]!; i++) leafSide[leaves[i]!] = 0;
  });
  return { leafSide, members };
}

function columnsOf(shape: LeafSpine, gbps: LeafCapacities, classes: LeafClasses): Columns {
  const { slotOffsets, bundleOffsets, spineOf, spines } = shape;
  const { members, sortedRates } = classes;
  const toSpine = members.map(([leaf]) => {
    const row = new Float64Array(spines);
    for (let b = bundleOffsets[leaf!]!; b < bundleOffsets[leaf! + 1]!; b++) {
      row[spineOf[b]!] = gbps.bundles[b]!;
    }
    return row;
  });
  const { kinds, repeats } = kindsOfSpine(toSpine, spines);
  const distinct = new Set<number>();
  for (const [leaf] of members) {
    for (let i = slotOffsets[leaf!]!; i < slotOffsets[leaf! + 1]!; i++)
      distinct.add(sortedRates[i]!);
  }
  const rates = Float64Array.from(distinct).sort();
  const width = kinds.length + rates.length;
  const total = new Float64Array(width);
  const rows = members.map((leaves, c) => {
    const row = new Float64Array(width);
    for (let k = 0; k < kinds.length; k++) row[k] = toSpine[c]![kinds[k]!]!;
    let r = 0;
    for (let i = slotOffsets[leaves[0]!]!; i < slotOffsets[leaves[0]! + 1]!; i++) {
      while (rates[r] !== sortedRates[i]) r++;
      row[kinds.length + r]!++;
    }
    for (let j = 0; j < width; j++) total[j]! += leaves.length * row[j]!;
    return row;
  });
  return { width, spineKinds: kinds.length, repeats, rates, rows, total };
}

/** Spines with the same capacity to every class cost the same: one of each kind is enough. */
function kindsOfSpine(toSpine: readonly Float64Array[], spines: number) {
  const kinds: number[] = [];
  const repeats: number[] = [];
  for (let s = 0; s < spines; s++) {
    let k = 0;
    for (; k < kinds.length; k++) {
      const known = kinds[k]!;
      let c = 0;
      while (c < toSpine.length && toSpine[c]![s] === toSpine[c]![known]) c++;
      if (c === toSpine.length) break;
    }
    if (k < kinds.length) repeats[k]!++;
    else {
      kinds.push(s);
      repeats.push(1);
    }
  }
  return { kinds, repeats: Float64Array.from(repeats) };
}

/** How many leaves of each class stand on side A in the cheapest choice. */
function enumerate(
  { endpoints }: LeafSpine,
  columns: Columns,
  members: readonly (readonly number[])[],
): Int32Array {
  const { width, rows } = columns;
  const classCount = members.length;
  const largerHalf = endpoints - (endpoints >> 1);
  // Sides A and B may be swapped, so half of the first class is enough.
  const most = Int32Array.from(members, ({ length }, c) => (c === 0 ? length >> 1 : length));
  const count = new Int32Array(classCount);
  // Row c of `sums`: the chosen leaves of the classes before c. No running sum: rounding adds up.
  const sums = new Float64Array((classCount + 1) * width);
  const last = sums.subarray(classCount * width);
  const best = new Int32Array(classCount);
  let bestCost = Number.POSITIVE_INFINITY;
  let bestMoved = 0;
  for (;;) {
    const moved = excess(columns, last, largerHalf);
    const moves = costOfMoves(columns, last, moved);
    if (moves <= bestCost) {
      const cost = moves + costOfSpines(columns, last, bestCost - moves);
      // Of equal halves those that split the fewest leaves read best.
      if (cost < bestCost || (cost === bestCost && Math.abs(moved) < bestMoved)) {
        bestCost = cost;
        bestMoved = Math.abs(moved);
        best.set(count);
      }
    }
    let c = classCount - 1;
    while (c >= 0 && count[c] === most[c]) count[c--] = 0;
    if (c < 0) return best;
    count[c]!++;
    for (; c < classCount; c++) {
      const row = rows[c]!;
      const times = count[c]!;
      for (let j = 0; j < width; j++) {
        sums[(c + 1) * width + j] = sums[c * width + j]! + times * row[j]!;
      }
    }
  }
}

/** So many endpoints are too many on side A; negative if they are on side B. */
function excess({ width, spineKinds, total }: Columns, onA: Float64Array, largerHalf: number) {
  let a = 0;
  let b = 0;
  for (let j = spineKinds; j < width; j++) {
    a += onA[j]!;
    b += total[j]! - onA[j]!;
  }
  return a > largerHalf ? a - largerHalf : b > largerHalf ? largerHalf - b : 0;
}

/** Gb/s of the cheapest endpoints that have to leave the side of their leaf. */
function costOfMoves(
  { width, spineKinds, rates, total }: Columns,
  onA: Float64Array,
  moved: number,
): number {
  let cost = 0;
  let left = Math.abs(moved);
  for (let j = spineKinds; left > 0 && j < width; j++) {
    const there = moved > 0 ? onA[j]! : total[j]! - onA[j]!;
    const taken = Math.min(left, there);
    cost += taken * rates[j - spineKinds]!;
    left -= taken;
  }
  return cost;
}

/** Gb/s of the cut around the spines, or anything above `enough` once it is clear that it is more. */
function costOfSpines(
  { spineKinds, repeats, total }: Columns,
  onA: Float64Array,
  enough: number,
): number {
  let cost = 0;
  for (let k = 0; k < spineKinds && cost <= enough; k++) {
    const a = onA[k]!;
    cost += repeats[k]! * Math.min(a, total[k]! - a);
  }
  return cost;
}
