/**
 * Mixes 32 bits: each bit of what comes out depends on all that go in, and no two numbers give the
 * same (the finaliser of Austin Appleby's MurmurHash3, `fmix32`).
 */
export function mix(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** A whole number from 0 to 2⁵³ − 1 as 32 mixed bits. */
export const mixSeed = (seed: number): number =>
  mix(mix(Math.floor(seed / 2 ** 32) + 1) ^ (seed % 2 ** 32));
