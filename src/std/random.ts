import { assert } from './assert.js';

/** Draws whole numbers in [0, below), 1 ≤ below ≤ 2³², all equally likely. */
export type Draw = (below: number) => number;

/**
 * Random numbers that depend on the seed only, a whole number from 0 to 2⁵³ − 1: xoshiro128** (David
 * Blackman and Sebastiano Vigna, "Scrambled linear pseudorandom number generators", 2018), its 128
 * bits of state filled with two outputs of SplitMix64, the low half of each first. A number below n
 * is an output modulo n; outputs above the last multiple of n are thrown away.
 */
export function seededDraw(seed: number): Draw {
  const next = xoshiro128(stateOf(seed));
  return (below) => {
    assert(Number.isInteger(below) && below >= 1 && below <= 2 ** 32, 'numbers below a count');
    const limit = 2 ** 32 - (2 ** 32 % below);
    let output = next();
    while (output >= limit) output = next();
    return output % below;
  };
}

/** So many different numbers below `count`, ascending: Fisher and Yates's shuffle, cut short. */
export function sample(count: number, size: number, draw: Draw): number[] {
  assert(size <= count, 'a sample is not larger than what it is drawn from');
  // Only what was moved is kept: a sample of five costs five, whatever it is drawn from.
  const moved = new Map<number, number>();
  const at = (place: number) => moved.get(place) ?? place;
  const drawn: number[] = [];
  for (let i = 0; i < size; i++) {
    const place = i + draw(count - i);
    drawn.push(at(place));
    moved.set(place, at(i));
  }
  return drawn.sort((a, b) => a - b);
}

/** The generator itself: 32 bits at a time. Exported to be compared with published outputs. */
export function xoshiro128(state: readonly [number, number, number, number]): () => number {
  let [a, b, c, d] = state;
  return () => {
    const output = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return output;
  };
}

const rotate = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

/** Two outputs of SplitMix64 as four words. */
function stateOf(seed: number): [number, number, number, number] {
  const [first, second] = [splitMix64(seed, 1n), splitMix64(seed, 2n)];
  return [low(first), high(first), low(second), high(second)];
}

const mask = (1n << 64n) - 1n;
const low = (word: bigint): number => Number(word & 0xffffffffn);
const high = (word: bigint): number => Number(word >> 32n);

/** The n-th output of SplitMix64 (Steele, Lea and Flood, 2014). */
function splitMix64(seed: number, n: bigint): bigint {
  let z = (BigInt(seed) + n * 0x9e3779b97f4a7c15n) & mask;
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & mask;
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & mask;
  return z ^ (z >> 31n);
}
