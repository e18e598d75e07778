import { expect, test } from 'vitest';
import { apart } from '../../../src/render/chart/apart.js';
import { decadeTicks, doublingTicks, linearTicks } from '../../../src/render/chart/ticks.js';
import { seededDraw } from '../../../src/std/random.js';

const draw = seededDraw(9);
/** From 1e-4 to 1e12, as many small ones as large ones, and round ones among them. */
const values = [
  ...Array.from({ length: 120 }, () => (1 + draw(999_999) / 1e5) * 10 ** (draw(16) - 4)),
  ...Array.from({ length: 12 }, (_, i) => 10 ** (i - 3)),
  ...Array.from({ length: 30 }, (_, i) => 2 ** i),
  0.3,
  0.7,
  50,
  1024,
];

test('figures of a linear axis are round, even, few, and cover what is shown', () => {
  for (const most of values) {
    for (const limit of [4, 6]) {
      const ticks = linearTicks(most, limit);
      expect(ticks[0]).toBe(0);
      expect(ticks.length).toBeLessThanOrEqual(limit + 1);
      expect(ticks.length).toBeGreaterThanOrEqual(3);
      const [step, last, before] = [ticks[1]!, ticks.at(-1)!, ticks.at(-2)!];
      expect(last).toBeGreaterThanOrEqual(most * (1 - 1e-9));
      expect(before).toBeLessThan(most);
      expect(['1', '2', '2.5', '5']).toContain(step.toExponential().split('e')[0]);
      ticks.forEach((tick, i) => {
        expect(Math.abs(tick - i * step)).toBeLessThanOrEqual(1e-9 * last);
        expect(String(tick).length).toBeLessThan(16);
      });
    }
  }
  expect(linearTicks(0)).toEqual([0, 1]);
});

test('counts have whole figures', () => {
  for (let most = 1; most <= 300; most++) {
    const ticks = linearTicks(most, 4, true);
    expect(ticks.every(Number.isInteger)).toBe(true);
    expect(new Set(ticks).size).toBe(ticks.length);
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(most);
    expect(ticks.length).toBeLessThanOrEqual(5);
  }
});

test('figures of doublings are powers of two, even, few, and cover what is shown', () => {
  for (const a of values.filter((value) => value >= 1)) {
    for (const factor of [1, 1.5, 2, 16, 3000, 2 ** 28]) {
      for (const limit of [6, 10]) {
        const powers = doublingTicks(a, a * factor, limit).map(Math.log2);
        expect(powers.every(Number.isInteger)).toBe(true);
        const gaps = new Set(powers.slice(1).map((power, i) => power - powers[i]!));
        expect(gaps.size).toBe(1);
        expect(powers.length).toBeLessThanOrEqual(limit);
        expect(2 ** powers[0]!).toBeLessThanOrEqual(a * (1 + 1e-9));
        expect(2 ** powers[0]!).toBeGreaterThan(a / 2);
        expect(2 ** powers.at(-1)!).toBeGreaterThanOrEqual(a * factor * (1 - 1e-9));
      }
    }
  }
});

test('figures of decades', () => {
  expect(decadeTicks(1)).toEqual([1, 10]);
  expect(decadeTicks(1000)).toEqual([1, 10, 100, 1000]);
  expect(decadeTicks(1001)).toEqual([1, 10, 100, 1000, 10_000]);
});

/** All places on a coarse grid that are far enough apart, in the wanted order: the least sum of squares. */
function nearest(wanted: readonly number[], gap: number, bottom: number): number {
  const sorted = [...wanted].sort((a, b) => a - b);
  let best = Number.POSITIVE_INFINITY;
  const place = (i: number, from: number, sum: number): void => {
    if (sum >= best) return;
    if (i === sorted.length) best = sum;
    else for (let y = from; y <= bottom; y++) place(i + 1, y + gap, sum + (y - sorted[i]!) ** 2);
  };
  place(0, 0, 0);
  return best;
}

test('labels are moved as little as is needed', () => {
  for (let round = 0; round < 120; round++) {
    const [gap, bottom] = [2, 14];
    const wanted = Array.from({ length: 1 + draw(5) }, () => draw(bottom + 1));
    const places = apart(wanted, gap, 0, bottom);
    const sorted = [...places].sort((a, b) => a - b);
    sorted.forEach((y, i) => {
      expect(y).toBeGreaterThanOrEqual(-1e-9);
      expect(y).toBeLessThanOrEqual(bottom + 1e-9);
      if (i > 0) expect(y - sorted[i - 1]!).toBeGreaterThanOrEqual(gap - 1e-9);
    });
    wanted.forEach((a, i) => {
      wanted.forEach((b, k) => {
        if (a < b) expect(places[i]).toBeLessThan(places[k]!);
      });
    });
    const moved = places.reduce((sum, y, i) => sum + (y - wanted[i]!) ** 2, 0);
    expect(moved, wanted.join()).toBeLessThanOrEqual(nearest(wanted, gap, bottom) + 1e-9);
  }
});
