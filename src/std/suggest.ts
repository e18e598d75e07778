import { distance } from 'fastest-levenshtein';

/** The candidate nearest to a word that was probably mistyped, or null if none is near. */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  const limit = Math.max(1, Math.floor(Math.min(word.length, 64) / 2));
  const wanted = word.slice(0, 200).toLowerCase();
  let best: string | null = null;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue;
    const d = distance(wanted, candidate.slice(0, 200).toLowerCase());
    if (d < bestDistance) {
      best = candidate;
      bestDistance = d;
    }
  }
  return best;
}

/** " (did you mean …?)", or nothing. */
export function didYouMean(suggestion: string | null): string {
  return suggestion === null ? '' : `; did you mean "${suggestion}"?`;
}

/** Comparisons after which suggestions are no longer worth the wait: a fifth of a second. */
const mostComparisons = 1_000_000;

/**
 * Finds the nearest of the same candidates for one word after the other. Ten thousand words that are
 * not among ten thousand others get no suggestion any more: nobody reads so many.
 */
export function suggester(candidates: Iterable<string>): (word: string) => string | null {
  let known: readonly string[] | null = null;
  let left = mostComparisons;
  return (word) => {
    if (left <= 0) return null;
    known ??= [...candidates];
    // Long words are compared block by block.
    left -= known.length * Math.ceil(Math.min(word.length, 200) / 32) ** 2;
    return nearest(word, known);
  };
}
