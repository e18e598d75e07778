import { isExact } from '../../flow/rates.js';
import type { Ends } from '../answer.js';

/** States that together have a probability, and what is lost of a bisection in each of them, Gb/s. */
export interface Loss {
  readonly probability: number;
  readonly least: number;
  readonly most: number;
}

/** Probabilities that differ by no more are one. */
const certain = 1e-12;

/** Both ends of a probability. */
export const oddsOf = (lower: number, upper: number): Ends => ({
  lower,
  upper,
  exact: isExact(lower, upper) || upper - lower <= certain,
});

export const endsOf = (lower: number, upper: number): Ends => ({
  lower,
  upper,
  exact: isExact(lower, upper),
});

/** Losses that differ by so much of the whole are one: floating point makes more of a sum. */
const sameShare = 1e-12;
/** States that together come so seldom are not told apart. */
const seldom = 1e-14;
/** So many different losses are told apart; of more, those that are near each other are one. */
const mostApart = 1024;

/** Joins losses that are the same, in ascending order. @param whole the bisection, Gb/s */
export function sorted(losses: readonly Loss[], whole: number): Loss[] {
  const step = whole * sameShare;
  let found = withoutSeldom(byPlace(losses, (gbps) => Math.round(gbps / step)));
  // By factors, so that a small loss stays one: nothing is put together with none.
  for (let factor = 1 / mostApart; found.length > mostApart; factor *= 2) {
    found = byPlace(found, (gbps) => Math.floor(Math.log(gbps / whole) / factor));
  }
  return found.sort((a, b) => a.least - b.least || a.most - b.most);
}

/** The least probable ones as one, if there are many. */
function withoutSeldom(losses: readonly Loss[]): Loss[] {
  if (losses.length <= mostApart) return [...losses];
  const ascending = [...losses].sort((a, b) => a.probability - b.probability);
  let [sum, first] = [0, 0];
  while (first < ascending.length && sum + ascending[first]!.probability <= seldom) {
    sum += ascending[first++]!.probability;
  }
  const rest = hull(ascending.slice(0, first));
  return rest ? [...ascending.slice(first), rest] : ascending;
}

/** Those whose ends have the same places as one, with the outermost ends. */
function byPlace(losses: readonly Loss[], placeOf: (gbps: number) => number): Loss[] {
  const found = new Map<string, Loss>();
  for (const loss of losses) {
    const key = `${placeOf(loss.least)} ${placeOf(loss.most)}`;
    const known = found.get(key);
    found.set(key, known ? hull([known, loss])! : loss);
  }
  return [...found.values()];
}

/** Several as one; null for none. */
function hull(losses: readonly Loss[]): Loss | null {
  if (losses.length === 0) return null;
  const [probability, least, most] = [0, Number.POSITIVE_INFINITY, 0];
  return losses.reduce(
    (sum, loss) => ({
      probability: sum.probability + loss.probability,
      least: Math.min(sum.least, loss.least),
      most: Math.max(sum.most, loss.most),
    }),
    { probability, least, most },
  );
}

/** What two networks lose together that fail independently. @param whole of both, Gb/s */
export function together(a: readonly Loss[], b: readonly Loss[], whole: number): Loss[] {
  const pairs = a.flatMap((one) =>
    b.map((other) => ({
      probability: one.probability * other.probability,
      least: one.least + other.least,
      most: one.most + other.most,
    })),
  );
  return sorted(pairs, whole);
}

/** What is lost on average, Gb/s. */
export function meanLoss(losses: readonly Loss[]): {
  readonly least: number;
  readonly most: number;
} {
  // The smallest first: they would be lost beside the largest.
  const ascending = [...losses].sort((a, b) => a.probability - b.probability);
  let [least, most] = [0, 0];
  for (const loss of ascending) {
    least += loss.probability * loss.least;
    most += loss.probability * loss.most;
  }
  return { least, most };
}

/** How often more is lost than a share leaves: for certain, and possibly. */
export function below(
  losses: readonly Loss[],
  share: number,
  healthy: { readonly lower: number; readonly upper: number },
): { readonly lower: number; readonly upper: number } {
  let [lower, upper] = [0, 0];
  for (const loss of [...losses].sort((a, b) => a.probability - b.probability)) {
    const kept = keeps(loss, share, healthy);
    if (!kept.possible) lower += loss.probability;
    if (!kept.certain) upper += loss.probability;
  }
  return { lower: Math.min(lower, 1), upper: Math.min(upper, 1) };
}

/** Whether a share of the healthy bisection is there after a loss. */
export function keeps(
  { least, most }: Pick<Loss, 'least' | 'most'>,
  share: number,
  { lower, upper }: { readonly lower: number; readonly upper: number },
): { readonly certain: boolean; readonly possible: boolean } {
  const rounding = 1e-9 * upper;
  return {
    certain: most <= (1 - share) * lower + rounding,
    possible: least <= (1 - share) * upper + rounding,
  };
}
