import type { Missing } from '../../cost/price.js';
import type { Design } from '../../sizing/design.js';
import type { Sizing } from '../../sizing/size.js';
import { ratioWords, type Wish } from '../../sizing/wish.js';
import type { FamilyId } from '../../spec/families/shape.js';
import { rounded } from '../../std/units.js';

/** A design in its place of the list, with its cost in short. */
export interface SizeDesign extends Omit<Design, 'cost'> {
  readonly rank: number;
  readonly cost: SizeCost | null;
}

export interface SizeCost {
  /** In the currency of the prices, of all parts that have a price. */
  readonly total: number;
  readonly perEndpoint: number;
  /** Null: the prices say nothing of power. */
  readonly watts: number | null;
  /** Parts without a price; they count nothing: the cost is at least its total. */
  readonly missing: readonly Missing[];
  /** Switches and NICs without a power, if the prices say it of any part. */
  readonly withoutWatts: readonly Missing[];
}

/** What `planewright size` answers, as it is printed in JSON. */
export interface SizeReport {
  readonly version: 1;
  readonly wish: Omit<Wish, 'oversubscription' | 'prices'> & { readonly oversubscription: string };
  /** Best first. */
  readonly designs: readonly SizeDesign[];
  /** At most so many more designs: the language has not been asked about those that are not listed. */
  readonly more: number;
  readonly mostEndpoints: Readonly<Partial<Record<FamilyId, number>>>;
  /** Null: no prices were given. */
  readonly prices: {
    readonly currency: string | null;
    /** Parts of the listed designs that have no price, each once. */
    readonly missing: readonly Missing[];
    /** Those that have no power. */
    readonly withoutWatts: readonly Missing[];
  } | null;
}

export function sizeReport(wish: Wish, { designs, more, most }: Sizing): SizeReport {
  const { prices, oversubscription: ratio, ...asked } = wish;
  const costs = designs.flatMap(({ design }) => design.cost ?? []);
  return {
    version: 1,
    wish: { ...asked, oversubscription: ratioWords(ratio) },
    designs: designs.map(({ design }, i) => ({ rank: i + 1, ...design, cost: costOf(design) })),
    more,
    mostEndpoints: most,
    prices: prices
      ? {
          currency: prices.currency ?? null,
          missing: onceEach(costs.flatMap(({ missing }) => missing)),
          withoutWatts: onceEach(costs.flatMap(({ withoutWatts }) => withoutWatts)),
        }
      : null,
  };
}

const onceEach = (parts: readonly Missing[]): Missing[] => [
  ...new Map(parts.map((part) => [JSON.stringify(part), part])).values(),
];

const costOf = ({ cost, endpoints }: Design): SizeCost | null =>
  cost && {
    total: cost.total,
    perEndpoint: rounded(cost.total / endpoints),
    watts: cost.watts,
    missing: cost.missing,
    withoutWatts: cost.withoutWatts,
  };
