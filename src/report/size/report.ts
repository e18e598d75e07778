import type { Missing } from '../../cost/price.js';
import type { Design } from '../../sizing/design.js';
import { rounded } from '../../sizing/design.js';
import type { Sizing } from '../../sizing/size.js';
import type { Wish } from '../../sizing/wish.js';
import type { FamilyId } from '../../spec/families/shape.js';

/** A design in its place of the list, with its cost in short. */
export interface SizeDesign extends Omit<Design, 'cost'> {
  readonly rank: number;
  readonly cost: SizeCost | null;
}

export interface SizeCost {
  /** In the currency of the prices; parts without a price count nothing. */
  readonly total: number;
  readonly perEndpoint: number;
  readonly watts: number | null;
}

/** What `planewright size` answers, as it is printed in JSON. */
export interface SizeReport {
  readonly version: 1;
  readonly wish: Omit<Wish, 'oversubscription' | 'prices'> & { readonly oversubscription: string };
  /** Best first. */
  readonly designs: readonly SizeDesign[];
  /** Designs behind those that are listed. */
  readonly more: number;
  readonly mostEndpoints: Readonly<Partial<Record<FamilyId, number>>>;
  /** Null: no prices were given. */
  readonly prices: {
    readonly currency: string | null;
    /** Parts of the listed designs that have no price. */
    readonly missing: readonly Missing[];
  } | null;
}

export function sizeReport(wish: Wish, { designs, more, most }: Sizing): SizeReport {
  const { prices, oversubscription: ratio, ...asked } = wish;
  const missing = designs.flatMap(({ design }) => design.cost?.missing ?? []);
  const once = new Map(missing.map((part) => [JSON.stringify(part), part]));
  return {
    version: 1,
    wish: { ...asked, oversubscription: `${ratio.down}:${ratio.up}` },
    designs: designs.map(({ design }, i) => ({ rank: i + 1, ...design, cost: costOf(design) })),
    more,
    mostEndpoints: most,
    prices: prices ? { currency: prices.currency ?? null, missing: [...once.values()] } : null,
  };
}

const costOf = ({ cost, endpoints }: Design): SizeCost | null =>
  cost && {
    total: cost.total,
    perEndpoint: rounded(cost.total / endpoints),
    watts: cost.watts,
  };
