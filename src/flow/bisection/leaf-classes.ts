import type { LeafCapacities, LeafSpine } from './leaf-spine.js';

/** More classes than this cannot be enumerated: 2^25 choices even if each holds one leaf. */
const MOST_CLASSES = 25;

/** Leaves that may take each other's place: same capacity to each spine, same endpoint rates. */
export interface LeafClasses {
  /**
   * By class: its leaves, ascending; small classes first. A leaf without endpoints and without a
   * live cable is in none: it may stand anywhere.
   */
  readonly members: readonly (readonly number[])[];
  /** By slot: the rates of each leaf, ascending, Gb/s. */
  readonly sortedRates: Float64Array;
}

/** The classes of the leaves, or null if there are too many of them to be of use. */
export function leafClasses(shape: LeafSpine, gbps: LeafCapacities): LeafClasses | null {
  const sortedRates = sortRates(shape, gbps.rates);
  const members: number[][] = [];
  const prints: number[] = [];
  for (let leaf = 0; leaf < shape.leaves; leaf++) {
    if (isIdle(shape, gbps.bundles, leaf)) continue;
    const print = fingerprint(shape, gbps.bundles, sortedRates, leaf);
    let found = 0;
    while (
      found < members.length &&
      !(
        print === prints[found] &&
        alike(shape, gbps.bundles, sortedRates, leaf, members[found]![0]!)
      )
    ) {
      found++;
    }
    if (found < members.length) members[found]!.push(leaf);
    else if (members.length === MOST_CLASSES) return null;
    else {
      members.push([leaf]);
      prints.push(print);
    }
  }
  members.sort((a, b) => a.length - b.length || a[0]! - b[0]!);
  return { members, sortedRates };
}

function isIdle(
  { slotOffsets, bundleOffsets }: LeafSpine,
  bundles: Float64Array,
  leaf: number,
): boolean {
  if (slotOffsets[leaf] !== slotOffsets[leaf + 1]) return false;
  for (let b = bundleOffsets[leaf]!; b < bundleOffsets[leaf + 1]!; b++) {
    if (bundles[b]! > 0) return false;
  }
  return true;
}

function sortRates({ leaves, slotOffsets }: LeafSpine, rates: Float64Array): Float64Array {
  const sorted = rates.slice();
  for (let leaf = 0; leaf < leaves; leaf++) {
    const first = slotOffsets[leaf]!;
    const end = slotOffsets[leaf + 1]!;
    for (let i = first + 1; i < end; i++) {
      if (sorted[i]! >= sorted[i - 1]!) continue;
      sorted.subarray(first, end).sort();
      break;
    }
  }
  return sorted;
}

/** A number that like leaves share; unlike ones may. Dead bundles leave no trace in it. */
function fingerprint(
  { slotOffsets, bundleOffsets, spineOf }: LeafSpine,
  bundles: Float64Array,
  sortedRates: Float64Array,
  leaf: number,
): number {
  let print = slotOffsets[leaf + 1]! - slotOffsets[leaf]!;
  for (let i = slotOffsets[leaf]!; i < slotOffsets[leaf + 1]!; i++) {
    print = (print * 0.75 + sortedRates[i]!) % 1e9;
  }
  for (let b = bundleOffsets[leaf]!; b < bundleOffsets[leaf + 1]!; b++) {
    print += bundles[b]! * (spineOf[b]! + 7);
  }
  return print;
}

function alike(
  { slotOffsets, bundleOffsets, spineOf }: LeafSpine,
  bundles: Float64Array,
  sortedRates: Float64Array,
  leaf: number,
  other: number,
): boolean {
  const first = slotOffsets[leaf]!;
  const size = slotOffsets[leaf + 1]! - first;
  const otherFirst = slotOffsets[other]!;
  if (slotOffsets[other + 1]! - otherFirst !== size) return false;
  for (let i = 0; i < size; i++) {
    if (sortedRates[first + i] !== sortedRates[otherFirst + i]) return false;
  }
  let a = bundleOffsets[leaf]!;
  let b = bundleOffsets[other]!;
  const endA = bundleOffsets[leaf + 1]!;
  const endB = bundleOffsets[other + 1]!;
  for (;;) {
    while (a < endA && !(bundles[a]! > 0)) a++;
    while (b < endB && !(bundles[b]! > 0)) b++;
    if (a === endA || b === endB) return a === endA && b === endB;
    if (spineOf[a] !== spineOf[b] || bundles[a] !== bundles[b]) return false;
    a++;
    b++;
  }
}
