import type { CompactFabric } from '../fabric/compact.js';
import type { CablePrice, Prices, Topology } from '../spec/topology.js';
import { kindsByEnds } from './count.js';
import { groupsPriced, priceKind } from './kinds.js';
import { itemOf } from './price.js';
import { withinGroups } from './within.js';

/** What a cable is in a bill of materials. */
export interface CableClass {
  /** `leaf-spine`, `endpoint`, `within:rack` …, as `bom` calls it. */
  readonly item: string;
  /** In metres, where the prices say so. */
  readonly lengthM: number | null;
}

/** The class of each cable of a fabric; cables of the same class have the same object. */
export function cableClasses(
  { prices = {} }: Pick<Topology, 'prices'>,
  fabric: CompactFabric,
): (cable: number) => CableClass {
  const { lower, upper } = fabric;
  const within = withinGroups(fabric, groupsPriced(prices));
  const byEnds = kindsByEnds(fabric);
  // Both lists of kinds are one object for all cables that are alike.
  const known = new Map<readonly string[], Map<readonly string[], CableClass>>();
  return (cable) => {
    const [groups, ends] = [
      within(lower[cable]!, upper[cable]!),
      byEnds(lower[cable]!, upper[cable]!),
    ];
    const ofEnds = known.get(ends) ?? new Map<readonly string[], CableClass>();
    known.set(ends, ofEnds);
    const found = ofEnds.get(groups) ?? classOf([...groups, ...ends], prices);
    ofEnds.set(groups, found);
    return found;
  };
}

function classOf(kinds: readonly string[], { cables = {} }: Prices): CableClass {
  const kind = priceKind(kinds, cables);
  return { item: itemOf(kinds, kind), lengthM: kind === null ? null : lengthOf(cables[kind]!) };
}

const lengthOf = (price: CablePrice): number | null =>
  typeof price === 'number' ? null : (price.lengthM ?? null);
