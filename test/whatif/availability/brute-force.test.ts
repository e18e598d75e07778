import { describe, expect, it } from 'vitest';
import { ratedParts } from '../../../src/failure/rates.js';
import type { Rates, TopologyInput } from '../../../src/spec/topology.js';
import type { Ends } from '../../../src/whatif/answer.js';
import { availability } from '../../../src/whatif/availability/availability.js';
import { directDocument } from '../../build/direct-networks.js';
import { openWorld, smallWorlds } from '../../worlds.js';
import { byForce } from './by-force.js';

const keep = [0, 0.25, 0.5, 0.75, 0.9, 1];

/** Down for a share u of the time. */
const down = (u: number): Rates[string] => ({
  failuresPerYear: 8760 / 10,
  repairHours: (10 * u) / (1 - u),
});

/** Rates of parts of all kinds that fail by themselves, together, and over each other. */
const questions: readonly Rates[] = [
  { 'switch:*': down(0.1) },
  { 'switch:*': down(0.2), 'switch:compute/p0/leaf0': down(0.4) },
  { 'nic:*': down(0.1), 'cable:h*/nic0:0': down(0.05) },
  { 'host:*': down(0.15), 'switch:compute/p*/leaf*': down(0.1) },
  { 'plane:*': down(0.1), 'nic:h0/*': down(0.3) },
  { 'group:rack*': down(0.2), 'switch:compute/p0/leaf0': down(0.1) },
  { 'bundle:compute/p0/leaf0--*': down(0.2), 'port:h0/nic*:*': down(0.1) },
  { 'unit:*': down(0.1), 'rail:*': down(0.2), 'switch:*': down(0.03) },
  { 'cable:compute/p0/leaf*:*': down(0.1) },
];

/** Two leaves of two hosts in each of two planes; what couples the planes cuts their leaves apart. */
const twoByTwo: TopologyInput = {
  name: 'two-by-two',
  switchModels: { switch: { ports: 8, portGbps: 100 } },
  nicModels: { nic: { ports: 2, portGbps: 100 } },
  hosts: { h: { count: 4, gpus: 1, nics: { nic: { model: 'nic' } } } },
  planes: {
    compute: {
      attach: { nics: ['h/nic'], onePlanePer: 'port', hostsPerUnit: 2 },
      fatTree: { leaf: { model: 'switch', up: 2 }, spine: { model: 'switch', count: 2 } },
    },
  },
  groups: { feed: ['switch:compute/p*/spine*'] },
};

/** Two rail-planes: which NICs are of one host matters once hosts fail, too. */
const rails: TopologyInput = {
  ...twoByTwo,
  nicModels: { nic: { portGbps: 100 } },
  hosts: { h: { count: 3, gpus: 2, nics: { nic: { model: 'nic', count: 2 } } } },
  planes: {
    compute: {
      attach: { nics: ['h/nic'], onePlanePer: 'rail', hostsPerUnit: 3 },
      fatTree: { leaf: { model: 'switch' } },
    },
  },
  groups: {},
};

/** So many parts are tried by force, of worlds that are not chosen. */
const mostParts = 8;

function holds(name: string, { lower, upper }: Ends, figure: number, width: number): void {
  const rounding = 1e-9 * Math.max(1, figure);
  expect(lower, name).toBeLessThanOrEqual(figure + rounding);
  expect(upper, name).toBeGreaterThanOrEqual(figure - rounding);
  expect(upper - lower, name).toBeLessThanOrEqual(width + rounding);
}

const sure = ({ exact }: Ends): boolean => exact;

/** Compares with all states; whether every figure was exact, or null: too many states. */
function compare(name: string, document: TopologyInput, rates: Rates, most = 12): boolean | null {
  const { subject } = openWorld(document);
  const { fabric, healthy } = subject;
  const read = ratedParts(fabric, healthy.capacity, rates);
  if (!('parts' in read) || read.parts.length > most) return null;
  const answer = availability(subject, { rates, keep, samples: null, seed: 1 });
  if (!('planeSets' in answer)) throw new Error(JSON.stringify(answer));
  const [set] = fabric.planeSets;
  const found = answer.planeSets[set!.id]!;
  const { proved } = found;
  if (!proved) throw new Error('nothing was proved');
  const all = byForce(healthy, set!.planes, read.parts, keep);
  const label = `${name} ${JSON.stringify(rates)}`;
  // Open intervals may be as wide as they are.
  const exact = proved.lostGbps.exact || proved.lostGbps.upper < 1e-9;
  const wide = exact ? 0 : Number.POSITIVE_INFINITY;
  holds(`${label} lost`, proved.lostGbps, all.lostGbps, wide);
  keep.forEach((share, i) => {
    const { probability, hoursBelow } = proved.kept[i]!;
    holds(`${label} ${share}`, probability, 1 - all.below[i]!, wide);
    holds(`${label} ${share}`, hoursBelow, 8760 * all.below[i]!, wide);
  });
  expect(proved.left, label).toBeLessThan(1e-12);
  if (proved.endpointsCutOff && proved.anybodyCutOff) {
    holds(
      `${label} cut`,
      proved.endpointsCutOff,
      all.cutOff,
      sure(proved.endpointsCutOff) ? 0 : 100,
    );
    holds(`${label} any`, proved.anybodyCutOff, all.anyCutOff, sure(proved.anybodyCutOff) ? 0 : 1);
  }
  const sum = read.parts.reduce((total, { unavailability }) => total + unavailability, 0);
  const kinds = Object.values(answer.parts).reduce((total, one) => total + one.down, 0);
  expect(kinds, label).toBeCloseTo(sum, 12);
  return exact;
}

/** A line card takes cables of one leaf and one of another: no leaf may change places with the other. */
const lineCards: TopologyInput = {
  ...rails,
  hosts: { h: { count: 6, gpus: 1, nics: { nic: { model: 'nic' } } } },
  planes: {
    compute: {
      attach: { nics: ['h/nic'], hostsPerUnit: 3 },
      fatTree: { leaf: { model: 'switch', up: 4 }, spine: { model: 'switch', count: 4 } },
    },
  },
  groups: {
    card: ['cable:compute/p0/leaf0:4', 'cable:compute/p0/leaf0:5', 'cable:compute/p0/leaf1:6'],
    mixed: ['switch:compute/p0/spine0', 'cable:compute/p0/leaf0:6'],
  },
};

describe('what is tried by classes is what all states say', () => {
  it('where cables of a group are loose', () => {
    const rates = { 'cable:compute/p*/spine*:*': down(0.2), 'group:*': down(0.3) };
    expect(compare('line cards', lineCards, rates)).toBe(true);
  });

  it('on small worlds, as built and damaged', () => {
    let [compared, exact] = [0, 0];
    [...smallWorlds()].forEach(({ name, document }, i) => {
      if (i % 19 !== 0) return;
      const groups = { rack: { of: ['host:h*'], every: 2 } };
      const exceptions = i % 2 === 0 ? [] : [{ off: 'cable:h0/nic0:0' }];
      for (const step of [0, 4]) {
        const rates = questions[(i / 19 + step) % questions.length]!;
        const found = compare(name, { ...document, groups, exceptions }, rates, mostParts);
        if (found === null) continue;
        compared++;
        exact += Number(found);
      }
    });
    expect(compared).toBeGreaterThan(60);
    expect(exact).toBe(compared);
  });

  it('where NICs fail and hosts fail: those of one host go down together', () => {
    const rates = { 'nic:*': down(0.1), 'host:*': down(0.15) };
    expect(compare('rails', rails, rates)).toBe(true);
  });

  it('where only ids decide who is cut off, and symmetric states cut off different numbers', () => {
    const rates = { 'port:h*/nic0:1': down(0.2), 'group:feed': down(0.5) };
    expect(compare('two by two', twoByTwo, rates)).toBe(true);
  });

  it('who is cut off in planes that fail apart, if all fare alike', () => {
    const rates = { 'port:h*/nic0:0': down(0.1), 'port:h*/nic0:1': down(0.3) };
    const { subject } = openWorld(twoByTwo);
    const answer = availability(subject, { rates, keep, samples: null, seed: 1 });
    if (!('planeSets' in answer)) throw new Error(JSON.stringify(answer));
    const { endpointsCutOff, anybodyCutOff } = answer.planeSets.compute!.proved!;
    // A plane with one endpoint left cuts that one off, too.
    expect(endpointsCutOff!.exact).toBe(true);
    const cut = (u: number) => u + (1 - u) * u ** 3;
    expect(endpointsCutOff!.upper).toBeCloseTo(4 * cut(0.1) * cut(0.3), 12);
    expect(anybodyCutOff!.lower).toBeCloseTo(cut(0.1) * cut(0.3), 12);
    expect(compare('two by two', twoByTwo, rates)).toBe(true);
    expect(compare('two by two', twoByTwo, { 'switch:*': down(0.1) })).toBe(true);
    const uneven = { 'port:h0/nic0:*': down(0.1), 'port:h*/nic0:1': down(0.3) };
    expect(compare('two by two', twoByTwo, uneven)).toBe(true);
    const none = availability(subject, { rates: uneven, keep, samples: null, seed: 1 });
    expect('planeSets' in none && none.planeSets.compute!.proved!.endpointsCutOff).toBeNull();
  });

  it('where a cable joins two planes: neither can stand alone', () => {
    const exceptions = [{ extra: ['compute/p0/leaf0:7', 'compute/p1/leaf1:7'] as const }];
    const crossed = { ...twoByTwo, exceptions };
    const rates = { 'switch:compute/p*/leaf*': down(0.1), 'cable:compute/p*/spine0:*': down(0.2) };
    const { fabric } = openWorld(crossed).subject;
    const isCrossed = (c: number) => fabric.cableId(c).includes('p0/leaf0:7');
    expect([...fabric.lower.keys()].filter(isCrossed)).toHaveLength(1);
    expect(compare('crossed', crossed, rates)).toBe(true);
  });

  it('on direct networks, between open ends', () => {
    const rates = { 'switch:compute/p0/router[0-5]': down(0.1), 'nic:h[0-1]/*': down(0.2) };
    const documents = [
      directDocument({ dragonfly: { a: 2, h: 1, g: 3, p: 2 }, hosts: 6 }),
      directDocument({ dragonfly: { a: 2, h: 1, g: 3, p: 1 }, hosts: 5 }),
    ];
    for (const document of documents) expect(compare('direct', document, rates)).not.toBeNull();
  });
});
