/** Combinations that are drawn at random where not all are proved, at most, and the seed of the drawing. */
export const mostSamples = 1000;
export const defaultSeed = 1;
