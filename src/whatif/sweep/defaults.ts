/** Combinations that are drawn at random where not all are proved, and the seed of the drawing. */
export const defaultSamples = 1000;
export const defaultSeed = 1;
