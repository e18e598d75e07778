import type { PlaneNetwork } from '../plane-network.js';

/**
 * A plane whose endpoints (those that are looked at) have all their cables on one leaf each. A switch
 * with endpoint cables is a leaf, one without is a spine; the intact fabric with all endpoints decides,
 * not names and not damage. A switch that
 * has neither endpoints nor a cable to a leaf with endpoints is a leaf that nobody has filled yet
 * (or a core above the spines): it costs what a leaf with no endpoints costs.
 */
export interface LeafSpine {
  readonly endpoints: number;
  readonly leaves: number;
  readonly spines: number;
  /** By leaf: its switch in the network. */
  readonly switchOfLeaf: Int32Array;
  /** By endpoint cable of the network: its slot. */
  readonly slotOf: Int32Array;
  /**
   * Endpoints leaf by leaf: slots `slotOffsets[l]` … `slotOffsets[l + 1] − 1` of `endpointAt` hold
   * the places of endpoints. Behind the slots of the last leaf: endpoints without a cable.
   */
  readonly slotOffsets: Int32Array;
  readonly endpointAt: Int32Array;
  /**
   * Bundles leaf by leaf: entries `bundleOffsets[l]` … of `spineOf` are the spines that a leaf has
   * cables to, ascending.
   */
  readonly bundleOffsets: Int32Array;
  readonly spineOf: Int32Array;
  /** By switch cable of the network: its bundle, −1 if it joins two leaves or two spines. */
  readonly bundleOf: Int32Array;
}

/** Gb/s in a leaf–spine plane under one capacity. */
export interface LeafCapacities {
  /** By slot. */
  readonly rates: Float64Array;
  /** By bundle. */
  readonly bundles: Float64Array;
}

const memory = new WeakMap<PlaneNetwork, LeafSpine | null>();

/** The leaves and spines of a network, made once; null if an endpoint has two leaves. */
export function leafSpine(network: PlaneNetwork): LeafSpine | null {
  const found = memory.get(network);
  if (found !== undefined) return found;
  const made = build(network, network.endpoints.length);
  memory.set(network, made);
  return made;
}

/** What a capacity leaves; null if a cable between two leaves or two spines is alive. */
export function leafCapacities(
  { switchCables, endpointCables }: PlaneNetwork,
  { endpoints, spineOf, bundleOf, slotOf }: LeafSpine,
  capacity: Float64Array,
): LeafCapacities | null {
  const bundles = new Float64Array(spineOf.length);
  for (let k = 0; k < switchCables.length; k++) {
    const gbps = capacity[switchCables[k]!]!;
    const bundle = bundleOf[k]!;
    if (bundle >= 0) bundles[bundle]! += gbps;
    else if (gbps > 0) return null;
  }
  const rates = new Float64Array(endpoints);
  for (let k = 0; k < endpointCables.length; k++) {
    rates[slotOf[k]!]! += capacity[endpointCables[k]!]!;
  }
  return { rates, bundles };
}

function build(network: PlaneNetwork, endpoints: number): LeafSpine | null {
  if (network.directAt.length > 0) return null;
  const isLeaf = withEmptyLeaves(network);
  // Leaves and spines are numbered apart, each in order of expansion.
  const tierIndex = new Int32Array(isLeaf.length);
  let leaves = 0;
  let spines = 0;
  for (let v = 0; v < isLeaf.length; v++) tierIndex[v] = isLeaf[v] === 1 ? leaves++ : spines++;
  const slots = placeEndpoints(network, endpoints, tierIndex, leaves);
  if (!slots) return null;
  const bundles = bundle(network, isLeaf, tierIndex, leaves, spines);
  const switchOfLeaf = Int32Array.from(isLeaf.keys()).filter((v) => isLeaf[v] === 1);
  return { endpoints, leaves, spines, switchOfLeaf, ...slots, ...bundles };
}

/** By switch: 1 if it counts as a leaf. */
function withEmptyLeaves({ switchCount, isLeaf, arcOffsets, arcs, heads }: PlaneNetwork) {
  const found = isLeaf.slice();
  for (let v = 0; v < switchCount; v++) {
    let i = arcOffsets[v]!;
    const end = arcOffsets[v + 1]!;
    if (i === end) continue;
    while (i < end && isLeaf[heads[arcs[i]!]!] === 0) i++;
    if (i === end) found[v] = 1;
  }
  return found;
}

function placeEndpoints(
  { endpointCables, endpointOf, switchOf }: PlaneNetwork,
  endpoints: number,
  tierIndex: Int32Array,
  leaves: number,
) {
  // An endpoint without a cable counts as one of a leaf behind the last.
  const leafOf = new Int32Array(endpoints).fill(leaves);
  for (let k = 0; k < endpointCables.length; k++) {
    const leaf = tierIndex[switchOf[k]!]!;
    const e = endpointOf[k]!;
    if (leafOf[e] !== leaves && leafOf[e] !== leaf) return null;
    leafOf[e] = leaf;
  }
  const slotOffsets = new Int32Array(leaves + 2);
  for (let e = 0; e < endpoints; e++) slotOffsets[leafOf[e]! + 1]!++;
  for (let l = 0; l <= leaves; l++) slotOffsets[l + 1]! += slotOffsets[l]!;
  const next = slotOffsets.slice();
  const endpointAt = new Int32Array(endpoints);
  const slotOfEndpoint = new Int32Array(endpoints);
  for (let e = 0; e < endpoints; e++) {
    const slot = next[leafOf[e]!]!++;
    endpointAt[slot] = e;
    slotOfEndpoint[e] = slot;
  }
  const slotOf = new Int32Array(endpointCables.length);
  for (let k = 0; k < slotOf.length; k++) slotOf[k] = slotOfEndpoint[endpointOf[k]!]!;
  return { slotOf, slotOffsets, endpointAt };
}

function bundle(
  { switchCount, switchCables, heads, arcOffsets, arcs }: PlaneNetwork,
  isLeaf: Uint8Array,
  tierIndex: Int32Array,
  leaves: number,
  spines: number,
) {
  const bundleOf = new Int32Array(switchCables.length).fill(-1);
  const bundleOffsets = new Int32Array(leaves + 1);
  const spineOf: number[] = [];
  const bundleAt = new Int32Array(spines);
  for (let v = 0; v < switchCount; v++) {
    if (isLeaf[v] !== 1) continue;
    const met: number[] = [];
    for (let i = arcOffsets[v]!; i < arcOffsets[v + 1]!; i++) {
      const head = heads[arcs[i]!]!;
      if (isLeaf[head] === 1) continue;
      const spine = tierIndex[head]!;
      if (bundleAt[spine] === 0) {
        bundleAt[spine] = 1;
        met.push(spine);
      }
    }
    met.sort((a, b) => a - b);
    for (const spine of met) bundleAt[spine] = spineOf.push(spine);
    for (let i = arcOffsets[v]!; i < arcOffsets[v + 1]!; i++) {
      const arc = arcs[i]!;
      const head = heads[arc]!;
      if (isLeaf[head] !== 1) bundleOf[arc >> 1] = bundleAt[tierIndex[head]!]! - 1;
    }
    for (const spine of met) bundleAt[spine] = 0;
    bundleOffsets[tierIndex[v]! + 1] = spineOf.length;
  }
  return { bundleOf, bundleOffsets, spineOf: Int32Array.from(spineOf) };
}
