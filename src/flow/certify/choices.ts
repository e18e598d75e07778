/** Leaves that may take each other's place. */
export interface Kind {
  readonly leaves: number;
  /** By spine: Gb/s that one leaf has to it. */
  readonly toSpine: Float64Array;
  /** Rates of the endpoints of one leaf, Gb/s, ascending. */
  readonly rates: Float64Array;
}

/** Ways to choose leaves × numbers to look at for each; more are not tried. */
export const MOST_WORK = 4e7;

/**
 * Gb/s of the cheapest way to put so many leaves of each kind on side A, the others on side B, and to
 * make these halves of so many endpoints; null if there are too many ways. (What is on A and what is on
 * B may be swapped, so of the first kind half is enough.)
 */
export function cheapestChoice(kinds: readonly Kind[], endpoints: number): number | null {
  const spines = columns(kinds);
  const rates = [...new Set(kinds.flatMap((kind) => [...kind.rates]))].sort((a, b) => a - b);
  const ways = kinds.reduce((product, { leaves }) => product * (leaves + 1), 1);
  if ((ways / 2) * Math.max(1, spines.length + rates.length) > MOST_WORK) return null;

  const perLeaf = kinds.map((kind) => ({
    toSpine: Float64Array.from(spines, ({ first }) => kind.toSpine[first]!),
    ofRate: Float64Array.from(rates, (rate) => kind.rates.filter((one) => one === rate).length),
  }));
  const all = {
    toSpine: Float64Array.from(spines, (_, s) =>
      kinds.reduce((sum, { leaves }, k) => sum + leaves * perLeaf[k]!.toSpine[s]!, 0),
    ),
    ofRate: Float64Array.from(rates, (_, r) =>
      kinds.reduce((sum, { leaves }, k) => sum + leaves * perLeaf[k]!.ofRate[r]!, 0),
    ),
  };
  const most = endpoints - Math.floor(endpoints / 2);
  let least = Number.POSITIVE_INFINITY;

  /** Gb/s of what is chosen, or anything that is not less than `least`. */
  const costOf = (spinesOnA: Float64Array, ratesOnA: Float64Array): number => {
    let [onA, onB] = [0, 0];
    for (let r = 0; r < rates.length; r++) {
      onA += ratesOnA[r]!;
      onB += all.ofRate[r]! - ratesOnA[r]!;
    }
    let cost = 0;
    let tooMany = Math.max(onA, onB) - most;
    for (let r = 0; tooMany > 0; r++) {
      const there = onA > onB ? ratesOnA[r]! : all.ofRate[r]! - ratesOnA[r]!;
      cost += Math.min(there, tooMany) * rates[r]!;
      tooMany -= there;
    }
    for (let s = 0; s < spines.length && cost < least; s++) {
      cost += spines[s]!.count * Math.min(spinesOnA[s]!, all.toSpine[s]! - spinesOnA[s]!);
    }
    return cost;
  };

  // Entry k: what is chosen among the kinds before k.
  const toSpine = Array.from(kinds, () => new Float64Array(spines.length));
  const ofRate = Array.from(kinds, () => new Float64Array(rates.length));
  toSpine.push(new Float64Array(spines.length));
  ofRate.push(new Float64Array(rates.length));
  const choose = (k: number): void => {
    const [spinesNow, ratesNow] = [toSpine[k]!, ofRate[k]!];
    if (k === kinds.length) {
      least = Math.min(least, costOf(spinesNow, ratesNow));
      return;
    }
    const { leaves } = kinds[k]!;
    const one = perLeaf[k]!;
    const [spinesNext, ratesNext] = [toSpine[k + 1]!, ofRate[k + 1]!];
    for (let n = k === 0 ? Math.floor(leaves / 2) : leaves; n >= 0; n--) {
      for (let s = 0; s < spinesNext.length; s++) {
        spinesNext[s] = spinesNow[s]! + n * one.toSpine[s]!;
      }
      for (let r = 0; r < ratesNext.length; r++) ratesNext[r] = ratesNow[r]! + n * one.ofRate[r]!;
      choose(k + 1);
    }
  };
  choose(0);
  return least;
}

/** Spines to which every kind has the same: the first of them, and how many there are. */
function columns(kinds: readonly Kind[]): { first: number; count: number }[] {
  const found = new Map<string, { first: number; count: number }>();
  for (let s = 0; s < (kinds[0]?.toSpine.length ?? 0); s++) {
    const key = kinds.map(({ toSpine }) => toSpine[s]).join();
    const known = found.get(key);
    if (known) known.count++;
    else found.set(key, { first: s, count: 1 });
  }
  return [...found.values()];
}
