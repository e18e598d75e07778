import type { Prices } from '../spec/topology.js';

type ByKind = Readonly<Record<string, unknown>>;

/**
 * The kind by which a cable is looked up in a map: the most special one, that is the first
 * `within:…` of the map that holds, and then the others in their order; null: the map has none.
 */
export function priceKind(kinds: readonly string[], map: ByKind): string | null {
  const within = kinds.filter((kind) => kind.startsWith('within:'));
  const first =
    within.length === 0 ? undefined : Object.keys(map).find((kind) => within.includes(kind));
  return (
    first ?? kinds.find((kind) => !kind.startsWith('within:') && Object.hasOwn(map, kind)) ?? null
  );
}

/** Names of the groups that prices tell apart: counting looks for no others. */
export const groupsPriced = ({ cables = {}, transceivers = {} }: Prices): ReadonlySet<string> =>
  new Set(
    [...Object.keys(cables), ...Object.keys(transceivers)]
      .filter((kind) => kind.startsWith('within:'))
      .map((kind) => kind.slice('within:'.length)),
  );
