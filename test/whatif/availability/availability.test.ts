import { describe, expect, it } from 'vitest';
import { ratedParts } from '../../../src/failure/rates.js';
import type { Rates } from '../../../src/spec/topology.js';
import type { Ends } from '../../../src/whatif/answer.js';
import type {
  AvailabilityQuestion,
  PlaneSetAvailability,
} from '../../../src/whatif/availability/answer.js';
import { availability } from '../../../src/whatif/availability/availability.js';
import { coupledPlanes } from '../../../src/whatif/availability/coupled.js';
import { enumerate } from '../../../src/whatif/availability/enumerate.js';
import { independent } from '../../../src/whatif/availability/independent.js';
import { below, meanLoss } from '../../../src/whatif/availability/losses.js';
import { mostTakenBy } from '../../../src/whatif/availability/lost.js';
import { availabilityOfSets } from '../../../src/whatif/availability/plane-set.js';
import type { Estimate } from '../../../src/whatif/availability/sample.js';
import { type OpenWorld, openWorld, readTopology } from '../../worlds.js';
import { byForce } from './by-force.js';

/** Down for a share u of the time. */
const down = (u: number): Rates[string] => ({
  failuresPerYear: 87.6,
  repairHours: (100 * u) / (1 - u),
});

function ask(
  { subject }: OpenWorld,
  question: Partial<AvailabilityQuestion> & Pick<AvailabilityQuestion, 'rates'>,
) {
  const answer = availability(subject, {
    keep: [0.9, 0.99, 1],
    samples: null,
    seed: 1,
    ...question,
  });
  if (!('planeSets' in answer)) throw new Error(JSON.stringify(answer));
  return answer;
}

const asDeployed = openWorld(readTopology('topologies/deepseek-v3-2048.json'));
const dualPlane = openWorld({
  name: 'dual-plane',
  switchModels: { switch: { ports: 16, portGbps: 200, splits: [2] } },
  nicModels: { nic: { ports: 2, portGbps: 100 } },
  hosts: { h: { count: 8, gpus: 2, nics: { nic: { model: 'nic', count: 2 } } } },
  planes: {
    compute: {
      attach: { nics: ['h/nic'], onePlanePer: 'port', hostsPerUnit: 4 },
      fatTree: {
        leaf: { model: 'switch', up: 4, upGbps: 200 },
        spine: { model: 'switch', count: 2 },
      },
    },
  },
});

describe('spines only, as deployed: a binomial number of 32', () => {
  const u = 0.01;
  const { planeSets } = ask(asDeployed, {
    rates: { 'switch:compute/p*/spine*': down(u) },
    keep: [0.9, 31 / 32, 1],
  });
  const { proved, healthyGbps, nothingDown, partsDown } = planeSets.compute!;

  /** How often at most k of n are down. */
  function atMost(k: number, n = 32): number {
    let [sum, choices] = [0, 1];
    for (let i = 0; i <= k; i++) {
      sum += choices * u ** i * (1 - u) ** (n - i);
      choices = (choices * (n - i)) / (i + 1);
    }
    return sum;
  }

  it('each takes 1/4 of its plane, 1/32 of all', () => {
    expect(healthyGbps).toEqual({ lower: 409_600, upper: 409_600, exact: true });
    expect(proved!.share.lower).toBeCloseTo(1 - u, 12);
    expect(proved!.share.upper).toBeCloseTo(1 - u, 12);
    expect(proved!.lostGbps.exact).toBe(true);
    expect(partsDown).toBeCloseTo(32 * u, 12);
    expect(nothingDown).toBeCloseTo((1 - u) ** 32, 12);
  });

  it('a share is there if no more are down than it can miss', () => {
    for (const [i, most] of [3, 1, 0].entries()) {
      const { probability, hoursBelow } = proved!.kept[i]!;
      expect(probability.exact).toBe(true);
      expect(probability.lower).toBeCloseTo(atMost(most), 12);
      expect(hoursBelow.upper).toBeCloseTo(8760 * (1 - atMost(most)), 8);
    }
  });

  it('nobody is cut off before all four of a plane are down, and then all but one leaf of eight', () => {
    expect(proved!.endpointsCutOff!.lower).toBeCloseTo(8 * u ** 4 * 224, 12);
    expect(proved!.anybodyCutOff!.upper).toBeCloseTo(1 - (1 - u ** 4) ** 8, 12);
  });

  it('storage has none of them, and misses nothing', () => {
    expect(planeSets.storage!.proved).toMatchObject({
      lostGbps: { lower: 0, upper: 0 },
      left: 0,
      cases: 1,
    });
    expect(planeSets.storage!.nothingDown).toBe(1);
  });
});

describe('hosts couple the planes in which they have NICs', () => {
  it('planes that share a part are tried together, the others by themselves', () => {
    const { fabric, healthy } = dualPlane.subject;
    const apart = (rates: Rates) => {
      const read = ratedParts(fabric, healthy.capacity, rates);
      if (!('parts' in read)) throw new Error(JSON.stringify(read));
      return coupledPlanes(fabric, healthy.capacity, [0, 1], read.parts).map(
        ({ planes, times, parts }) => [planes.length, times, parts.length],
      );
    };
    expect(apart({ 'switch:*': down(0.1) })).toEqual([[1, 2, 4]]);
    expect(apart({ 'port:h*/nic*:0': down(0.1) })).toEqual([
      [1, 1, 16],
      [1, 1, 0],
    ]);
    expect(apart({ 'nic:*': down(0.1) })).toEqual([[2, 1, 16]]);
    expect(apart({ 'host:h3': down(0.1), 'switch:*': down(0.2) })).toEqual([[2, 1, 9]]);
  });

  it('a NIC and its only cable are one part, which is down when either is', () => {
    const { fabric, healthy } = asDeployed.subject;
    const rates = { 'cable:compute/p0/leaf0:*': down(0.1), 'nic:*/nic0': down(0.2) };
    const read = ratedParts(fabric, healthy.capacity, rates);
    if (!('parts' in read)) throw new Error(JSON.stringify(read));
    const [first] = coupledPlanes(fabric, healthy.capacity, [0], read.parts);
    const { classes } = independent(healthy, first!);
    const found = classes.map(({ count, unavailability }) => [count, unavailability.toFixed(12)]);
    // 32 endpoint cables with NICs, 32 cables to spines, and the NICs on other leaves.
    expect(found.sort()).toEqual(
      [
        [32, '0.280000000000'],
        [32, '0.100000000000'],
        [224, '0.200000000000'],
      ].sort(),
    );
  });
});

describe('where not all is tried', () => {
  const rates = { 'switch:*': down(0.15), 'cable:h[0-1]/nic0:*': down(0.3) };
  const { fabric, healthy } = dualPlane.subject;
  const read = ratedParts(fabric, healthy.capacity, rates);
  if (!('parts' in read)) throw new Error(JSON.stringify(read));
  const [, plane] = fabric.planes.keys();
  const parts = read.parts.filter(({ part }) =>
    [...part.cables].some((c) => fabric.cablePlane[c] === plane),
  );
  const keep = [0.25, 0.5, 0.75, 1];
  const all = byForce(healthy, [plane!], parts, keep);
  const [one] = coupledPlanes(fabric, healthy.capacity, [plane!], parts);
  const network = independent(healthy, one!);

  it('the ends enclose the truth, and never widen with the effort', () => {
    let before = Number.POSITIVE_INFINITY;
    const seen = new Set<number>();
    for (const budget of [0, 1, 6e4, 1.2e5, 3e5, 1e6, 3e6, 1e9]) {
      const tried = enumerate(network, budget);
      const { least, most } = meanLoss(tried.losses);
      expect(least).toBeLessThanOrEqual(all.lostGbps + 1e-9);
      expect(most).toBeGreaterThanOrEqual(all.lostGbps - 1e-9);
      expect(most - least).toBeLessThanOrEqual(before + 1e-9);
      before = most - least;
      keep.forEach((share, i) => {
        const { lower, upper } = below(tried.losses, share, tried.healthyGbps);
        expect(lower).toBeLessThanOrEqual(all.below[i]! + 1e-12);
        expect(upper).toBeGreaterThanOrEqual(all.below[i]! - 1e-12);
      });
      expect(tried.cutOff.lower).toBeLessThanOrEqual(all.cutOff + 1e-12);
      expect(tried.cutOff.upper).toBeGreaterThanOrEqual(all.cutOff - 1e-12);
      expect(tried.anyCutOff.lower).toBeLessThanOrEqual(all.anyCutOff + 1e-12);
      expect(tried.anyCutOff.upper).toBeGreaterThanOrEqual(all.anyCutOff - 1e-12);
      seen.add(tried.cases);
    }
    expect(seen.size).toBeGreaterThan(4);
    expect(before).toBeLessThan(1e-9);
  });
});

describe('an open bisection', () => {
  const cube = openWorld(readTopology('test/fixtures/ok/cube.json'));
  const [first, second] = cube.subject.fabric.switches.keys();
  const id = (s: number) => cube.subject.fabric.vertexIds[cube.subject.fabric.endpointCount + s]!;
  const rates = {
    [`switch:${id(first!)}`]: down(0.01),
    [`switch:${id(second!)}`]: down(0.02),
  };

  it('loses nothing where nothing is down, and no more than what is down', () => {
    const { planeSets, nothingDown } = ask(cube, { rates });
    const { proved, healthyGbps, sampled } = planeSets.compute!;
    expect(healthyGbps.exact).toBe(false);
    // All was tried: draws would leave it as open.
    expect([proved!.left, sampled]).toEqual([0, null]);
    const all = proved!.kept[2];
    expect(all!.probability.lower).toBeCloseTo(nothingDown, 12);
    expect(all!.probability.upper).toBe(1);
    const { fabric, healthy } = cube.subject;
    const read = ratedParts(fabric, healthy.capacity, rates);
    if (!('parts' in read)) throw new Error(JSON.stringify(read));
    const most = read.parts.map(
      ({ part, unavailability }) => unavailability * mostTakenBy(fabric, fabric.gbps, part),
    );
    expect(proved!.lostGbps.lower).toBe(0);
    expect(proved!.lostGbps.upper).toBeLessThanOrEqual(most.reduce((a, b) => a + b) + 1e-9);
    expect(proved!.lostGbps.upper).toBeGreaterThan(0);
  });
});

describe('what is drawn agrees with what is proved', () => {
  /** Within four standard errors of the truth; where the draws agree, one more would have to differ. */
  function agrees({
    proved,
    sampled,
  }: {
    proved: PlaneSetAvailability;
    sampled: PlaneSetAvailability;
  }) {
    const [exact, drawn] = [proved.proved!, sampled.sampled!];
    expect(sampled.proved).toBeNull();
    const near = (estimate: Estimate, { lower, upper }: Ends) => {
      const error = 4 * estimate.standardError;
      expect(upper).toBeGreaterThanOrEqual(estimate.lower - error);
      expect(lower).toBeLessThanOrEqual(estimate.upper + error);
    };
    expect(exact.lostGbps.exact).toBe(true);
    near(drawn.lostGbps, exact.lostGbps);
    near(drawn.bisectionGbps, exact.bisectionGbps);
    near(drawn.share, exact.share);
    exact.kept.forEach(({ probability, hoursBelow }, i) => {
      near(drawn.kept[i]!.probability, probability);
      near(drawn.kept[i]!.hoursBelow, hoursBelow);
    });
    if (exact.endpointsCutOff) near(drawn.endpointsCutOff, exact.endpointsCutOff);
    if (exact.anybodyCutOff) near(drawn.anybodyCutOff, exact.anybodyCutOff);
    // Not only because the errors are large.
    expect(drawn.lostGbps.standardError).toBeLessThan(0.1 * exact.lostGbps.upper);
  }

  it.each<[string, Rates]>([
    ['switches', { 'switch:*': down(0.05) }],
    ['leaves and NICs of two planes', { 'switch:*/*/leaf*': down(0.02), 'nic:h0/*': down(0.3) }],
    ['hosts and spines', { 'host:*': down(0.03), 'switch:*/*/spine*': down(0.1) }],
    ['cables of two kinds', { 'cable:*/*:*': down(0.01), 'cable:*/*/spine*:*': down(0.04) }],
  ])('%s', (_, rates) => {
    const keep = [0.5, 0.75, 0.9, 1];
    const proved = ask(dualPlane, { rates, keep }).planeSets.compute!;
    expect(proved.sampled).toBeNull();
    for (const seed of [1, 2]) {
      const sampled = ask(dualPlane, { rates, keep, samples: 2000, seed }).planeSets.compute!;
      expect(sampled.sampled).toMatchObject({ samples: 2000, seed, stopped: 'asked' });
      agrees({ proved, sampled });
    }
  });

  it('the same seed draws the same states, another one others', () => {
    const rates = { 'switch:*': down(0.05) };
    const drawn = [3, 3, 4].map((seed) =>
      JSON.stringify(ask(dualPlane, { rates, samples: 100, seed }).planeSets.compute!.sampled),
    );
    expect(drawn[1]).toBe(drawn[0]);
    expect(drawn[2]).not.toBe(drawn[0]);
  });

  it('is drawn beside the proof where that leaves too much open, until the loss is known to 1 %', () => {
    const rates = { 'switch:*': down(0.2) };
    const { healthy, fabric } = dualPlane.subject;
    const read = ratedParts(fabric, healthy.capacity, rates);
    if (!('parts' in read)) throw new Error(JSON.stringify(read));
    const question = { rates, keep: [0.5], samples: null, seed: 1 };
    const few = availabilityOfSets(healthy, read.parts, question, 1e3).compute!;
    const all = availabilityOfSets(healthy, read.parts, question).compute!;
    expect(all.sampled).toBeNull();
    expect(few.proved!.lostGbps.exact).toBe(false);
    expect(few.sampled).toMatchObject({ seed: 1, stopped: 'precise' });
    const { lower, standardError } = few.sampled!.lostGbps;
    expect(standardError).toBeLessThanOrEqual(0.01 * lower);
    expect(few.proved!.lostGbps.lower).toBeLessThan(all.proved!.lostGbps.lower);
    expect(few.proved!.lostGbps.upper).toBeGreaterThan(all.proved!.lostGbps.upper);
    agrees({ proved: all, sampled: { ...few, proved: null } });
  });
});
