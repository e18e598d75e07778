import { HopSearch, type PlaneChannels } from './plane-channels.js';

/** Numbers that are kept: 80 MB. What does not fit is found again each time. */
const MOST_KEPT = 20_000_000;

/** The ways that lead nearer to one set of places (plane-channels.ts), whatever is sent. */
export interface NearerWays {
  /** By place: hops to the nearest of the set, −1: it is not joined. */
  readonly hops: Int32Array;
  /** By set of places: hops from the nearest of them, −1: none is joined. */
  readonly away: Int32Array;
  /** By place: its ways that lead nearer are `count` entries of `nearer` from `first` on. */
  readonly first: Int32Array;
  readonly count: Int32Array;
  readonly nearer: Int32Array;
}

/** Finds them set by set, and remembers them: questions about a plane come by the thousand. */
export function nearerWays(ways: PlaneChannels): (set: number) => NearerWays {
  const { sets } = ways;
  const search = new HopSearch(ways);
  const known = new Map<number, NearerWays>();
  let kept = 0;
  return (set) => {
    const found = known.get(set) ?? waysNearer(ways, search, set);
    const size = found.nearer.length + 3 * ways.placeCount + sets.length;
    if (!known.has(set) && kept + size <= MOST_KEPT) {
      known.set(set, found);
      kept += size;
    }
    return found;
  };
}

function waysNearer(ways: PlaneChannels, search: HopSearch, set: number): NearerWays {
  const { offsets, heads, sets, placeCount } = ways;
  search.from(sets[set]!);
  const hops = search.hops.slice();
  const [first, count] = [new Int32Array(placeCount), new Int32Array(placeCount)];
  const nearer = new Int32Array(heads.length);
  let used = 0;
  for (let v = 0; v < placeCount; v++) {
    first[v] = used;
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      if (hops[v]! > 0 && hops[heads[i]!] === hops[v]! - 1) nearer[used++] = i;
    }
    count[v] = used - first[v]!;
  }
  return {
    hops,
    away: Int32Array.from(sets, (places) => search.nearest(places)),
    first,
    count,
    nearer: nearer.slice(0, used),
  };
}
