import { describe, expect, it } from 'vitest';
import {
  below,
  type Loss,
  meanLoss,
  sorted,
  together,
} from '../../../src/whatif/availability/losses.js';
import { lehmer } from '../../small-fabrics.js';

const loss = (probability: number, least: number, most = least): Loss => ({
  probability,
  least,
  most,
});

const healthy = (gbps: number) => ({ lower: gbps, upper: gbps });

describe('losses', () => {
  it('joins what is the same, but for what floating point makes of a sum', () => {
    const found = sorted([loss(0.25, 0.3), loss(0.5, 0), loss(0.25, 0.1 + 0.2)], 1000);
    expect(found).toHaveLength(2);
    expect(found.map(({ probability }) => probability)).toEqual([0.5, 0.5]);
  });

  it('of two networks add, and their probabilities multiply', () => {
    const a = [loss(0.75, 0), loss(0.25, 100)];
    const b = [loss(0.5, 0), loss(0.5, 100, 200)];
    const both = together(a, b, 2000);
    expect(both).toEqual(
      [loss(0.375, 0), loss(0.375, 100, 200), loss(0.125, 100), loss(0.125, 200, 300)].sort(
        (x, y) => x.least - y.least || x.most - y.most,
      ),
    );
    expect(meanLoss(both)).toEqual({ least: 75, most: 125 });
    expect(below(both, 0.95, healthy(2000))).toEqual({ lower: 0.125, upper: 0.5 });
    expect(below(both, 1, healthy(2000))).toEqual({ lower: 0.625, upper: 0.625 });
  });

  it('too many to be told apart: the ends are moved outward, never inward', () => {
    const draw = lehmer(7);
    const many = Array.from({ length: 3000 }, (_, i) =>
      loss(1 / 3000, i < 3 ? 0 : (1 + draw(999_999)) / 997),
    );
    const whole = 1_000_000 / 997;
    const found = sorted(many, whole);
    expect(found.length).toBeLessThanOrEqual(1024);
    expect(found.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 12);
    const [few, all] = [meanLoss(found), meanLoss(many)];
    expect(few.least).toBeLessThanOrEqual(all.least);
    expect(few.most).toBeGreaterThanOrEqual(all.most);
    expect(few.most - few.least).toBeLessThan(whole / 100);
    expect(below(found, 1, healthy(whole)).upper).toBeCloseTo(1 - 3 / 3000, 9);
    expect(below(found, 1, healthy(whole)).lower).toBeCloseTo(1 - 3 / 3000, 9);
    for (const share of [0, 0.123, 0.5, 0.9, 1]) {
      const [wide, exact] = [found, many].map((list) => below(list, share, healthy(whole)));
      expect(wide!.lower).toBeLessThanOrEqual(exact!.lower + 1e-12);
      expect(wide!.upper).toBeGreaterThanOrEqual(exact!.upper - 1e-12);
    }
  });

  it('an open bisection: nothing lost is nothing lost', () => {
    const open = { lower: 500, upper: 1000 };
    const losses = [loss(0.5, 0), loss(0.5, 0, 100)];
    expect(below(losses, 1, open)).toEqual({ lower: 0, upper: 0.5 });
    expect(below(losses, 0.9, open)).toEqual({ lower: 0, upper: 0.5 });
    expect(below(losses, 0.8, open)).toEqual({ lower: 0, upper: 0 });
  });
});
