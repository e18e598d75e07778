import type { CompactFabric } from '../fabric/compact.js';
import { cannotBeBuilt } from '../spec/families/shape.js';
import type { Prices, Topology } from '../spec/topology.js';
import { partsOfSet } from './count.js';
import { partsByFormula } from './formula.js';
import { groupsPriced } from './kinds.js';
import { joined, type PartList } from './parts.js';
import { type Cost, priceOf } from './price.js';

/**
 * The parts of a plane set: counted if it was built, by closed formulas if it was only described.
 *
 * @param within names of the groups whose kinds `within:…` are told apart
 */
export function partsOf(
  topology: Topology,
  fabric: CompactFabric,
  planeSet: string,
  within: ReadonlySet<string> = groupsPriced(topology.prices ?? {}),
): PartList {
  const isBuilt = fabric.planeSets.some(({ id }) => id === planeSet);
  return isBuilt ? partsOfSet(fabric, planeSet, within) : partsByFormula(topology, planeSet);
}

/**
 * All parts of a topology: those of its plane sets, which have none in common. A set that is described
 * only is counted by formula, unless nobody could build it: then nobody buys it.
 */
export const allParts = (topology: Topology, fabric: CompactFabric): PartList =>
  joined(
    Object.entries(topology.planes)
      .filter(([, set]) => cannotBeBuilt(set) === null)
      .map(([name]) => partsOf(topology, fabric, name)),
  );

const memory = new WeakMap<CompactFabric, { prices: Prices; cost: Cost }>();

/** What a topology costs by its prices; null: it has none. Counted once, whoever asks. */
export function costOf(topology: Topology, fabric: CompactFabric): Cost | null {
  const { prices } = topology;
  if (!prices) return null;
  const known = memory.get(fabric);
  if (known?.prices === prices) return known.cost;
  const cost = priceOf(allParts(topology, fabric), prices);
  memory.set(fabric, { prices, cost });
  return cost;
}

/** What one plane set costs by the prices of the topology; null: it has none. */
export const costOfSet = (
  topology: Topology,
  fabric: CompactFabric,
  planeSet: string,
): Cost | null =>
  topology.prices ? priceOf(partsOf(topology, fabric, planeSet), topology.prices) : null;
