import type { LeafCapacities, LeafSpine } from './leaf-spine.js';

/** Two halves of the endpoints, and a cut that separates them. */
export interface Halves {
  /** Gb/s of the cut. */
  readonly cost: number;
  /** By place of the endpoints: 0 = A, 1 = B. */
  readonly sideOf: Uint8Array;
}

/**
 * The halves that follow from a side for each leaf: where a side has too many endpoints, the
 * slowest ones go to the other half while their leaf stays. Each spine stands where it is cheaper.
 */
export function leafHalves(
  shape: LeafSpine,
  { rates, bundles }: LeafCapacities,
  leafSide: Uint8Array,
): Halves {
  const { leaves, spines, slotOffsets, bundleOffsets, spineOf } = shape;
  const toA = new Float64Array(spines);
  const toB = new Float64Array(spines);
  for (let leaf = 0; leaf < leaves; leaf++) {
    const to = leafSide[leaf] === 0 ? toA : toB;
    for (let b = bundleOffsets[leaf]!; b < bundleOffsets[leaf + 1]!; b++) {
      to[spineOf[b]!]! += bundles[b]!;
    }
  }
  let cost = 0;
  for (let s = 0; s < spines; s++) cost += Math.min(toA[s]!, toB[s]!);

  const sideOfSlot = new Uint8Array(shape.endpoints);
  let onB = 0;
  for (let leaf = 0; leaf < leaves; leaf++) {
    if (leafSide[leaf] === 0) continue;
    sideOfSlot.fill(1, slotOffsets[leaf]!, slotOffsets[leaf + 1]!);
    onB += slotOffsets[leaf + 1]! - slotOffsets[leaf]!;
  }
  cost += balance(shape, rates, sideOfSlot, onB);
  const sideOf = new Uint8Array(shape.endpoints);
  for (let i = 0; i < sideOf.length; i++) sideOf[shape.endpointAt[i]!] = sideOfSlot[i]!;
  return { cost, sideOf };
}

/** Makes both sides halves; returns what the endpoints cost that leave the side of their leaf. */
function balance(
  { endpoints, leaves, slotOffsets }: LeafSpine,
  rates: Float64Array,
  sideOfSlot: Uint8Array,
  onB: number,
): number {
  const largerHalf = endpoints - (endpoints >> 1);
  const attached = slotOffsets[leaves]!;
  // Endpoints without a cable fill up side B for nothing, the others of them stay on side A.
  const fill = Math.max(0, Math.min(endpoints - attached, (endpoints >> 1) - onB));
  sideOfSlot.fill(1, attached, attached + fill);
  const sizeB = onB + fill;
  const excessB = sizeB - largerHalf;
  const excessA = endpoints - sizeB - largerHalf;
  if (excessB > 0) return moveSlowest(rates, sideOfSlot, attached, 1, excessB);
  if (excessA > 0) return moveSlowest(rates, sideOfSlot, attached, 0, excessA);
  return 0;
}

function moveSlowest(
  rates: Float64Array,
  sideOfSlot: Uint8Array,
  attached: number,
  side: number,
  count: number,
): number {
  const there = rates.subarray(0, attached).filter((_, i) => sideOfSlot[i] === side);
  there.sort();
  let cost = 0;
  for (let i = 0; i < count; i++) cost += there[i]!;
  const limit = there[count - 1]!;
  let atLimit = 0;
  for (let i = count - 1; i >= 0 && there[i] === limit; i--) atLimit++;
  for (let i = 0; i < attached; i++) {
    if (sideOfSlot[i] !== side || rates[i]! > limit) continue;
    if (rates[i] === limit && --atLimit < 0) continue;
    sideOfSlot[i] = 1 - side;
  }
  return cost;
}
