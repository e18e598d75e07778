import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costOf, costOfSet } from '../../src/cost/cost.js';
import { priceOf } from '../../src/cost/price.js';
import type { Prices } from '../../src/spec/topology.js';
import { directDocument } from '../build/direct-networks.js';
import { type OpenWorld, openWorld, smallWorlds } from '../worlds.js';
import { naiveBill } from './naive.js';

/** Groups that overlap, in pieces and whole; the pieces hold both ends of some cables. */
const groups = {
  rack: { of: ['switch:compute/p0/*0', 'host:h*', 'switch:compute/p0/*1'], every: 3 },
  row: ['switch:*'],
  odd: ['host:h0', 'switch:compute/p0/*0'],
};

/** A dragonfly with listed cables: to its routers, between switches of its own, and of NICs. */
function withListedCables() {
  const direct = directDocument({ dragonfly: { a: 2, h: 1, g: 2, p: 2 }, hosts: 2 });
  const compute = {
    ...direct.planes.compute,
    switches: { sw: { model: 'router', count: 2 } },
    cables: [
      ['router0:60', 'router1:60'],
      ['router1:61', 'router2:61'],
      ['sw0:[0-1]', 'router[0-1]:62'],
      ['sw0:5', 'sw1:5'],
      ['g0/nic0:0', 'sw1:0'],
      ['g0/nic1:0', 'sw1:1'],
    ],
  };
  const g = { count: 1, nics: { nic: { model: 'single', count: 2 } } };
  return {
    ...direct,
    nicModels: { ...direct.nicModels, single: { portGbps: 400 } },
    hosts: { ...direct.hosts, g },
    planes: { compute },
  };
}

const worlds = [
  ...[...smallWorlds()].filter((_, i) => i % 29 === 0).map(({ document }) => document),
  directDocument({ dragonfly: { a: 3, h: 1, g: 4, p: 2 }, hosts: 9 }),
  directDocument({ slimFly: { q: 3, p: 1 }, hosts: 5 }),
  withListedCables(),
].map((document) => openWorld({ ...document, groups }));

const amount = fc.oneof(
  fc.integer({ min: 0, max: 50_000 }),
  fc.integer({ min: 0, max: 5_000_000 }).map((cents) => cents / 100),
);

const cablePrice = fc.oneof(
  amount,
  fc.record(
    { each: amount, perM: amount, lengthM: fc.integer({ min: 1, max: 50 }) },
    { requiredKeys: ['lengthM'] },
  ),
);

const transceiverPrice = fc.oneof(
  amount,
  fc.record({ each: amount, watts: amount }, { requiredKeys: [] }),
);

const kinds = [
  ...['rack', 'row', 'odd', 'nothing'].map((name) => `within:${name}`),
  ...['local', 'global', 'leaf-spine', 'spine-core', 'router-router', 'endpoint', 'switch'],
];
const models = ['switch', 'one port a leaf', 'narrow spine', 'nic', 'single', 'router'];

/** A map of some names, in any order. */
const mapOf = <T>(names: readonly string[], value: fc.Arbitrary<T>) =>
  fc
    .shuffledSubarray([...names])
    .chain((some) =>
      fc
        .array(value, { minLength: some.length, maxLength: some.length })
        .map((values) => Object.fromEntries(some.map((name, i) => [name, values[i]!]))),
    );

const priceBooks: fc.Arbitrary<Prices> = fc.record({
  switches: mapOf(models, amount),
  nics: mapOf(models, amount),
  cables: mapOf(kinds, cablePrice),
  transceivers: mapOf(kinds, transceiverPrice),
  watts: mapOf(models, amount),
});

const costIn = ({ topology, subject }: OpenWorld, prices: Prices) =>
  costOf({ ...topology, prices }, subject.fabric)!;

describe('the cost of a fabric', () => {
  it('is that of walking over every switch, NIC, cable and end of a cable', () => {
    expect(worlds.length).toBeGreaterThan(40);
    const priced = new Set<string>();
    const property = fc.property(fc.constantFrom(...worlds), priceBooks, (world, prices) => {
      const cost = costIn(world, prices);
      const naive = naiveBill(world, prices);
      expect(cost.total).toBeCloseTo(naive.total, 4);
      expect(cost.watts ?? 0).toBeCloseTo(naive.watts, 4);
      expect(cost.missing.length === 0).toBe(naive.unpriced.size === 0);
      expect(new Set(cost.missing.map(({ part }) => part))).toEqual(
        new Set([...naive.unpriced].map((what) => what.split(' ')[0])),
      );
      for (const { part, item } of cost.lines) priced.add(part === 'cable' ? item : part);
    });
    fc.assert(property, { seed: 8, numRuns: 1500 });
    const seen = ['within:rack', 'within:row', 'within:odd', 'local', 'global', 'leaf-spine'];
    for (const kind of [...seen, 'endpoint', 'transceiver']) expect([...priced]).toContain(kind);
  });

  it('is the sum of its lines, each of which is its count times its price', () => {
    const property = fc.property(fc.constantFrom(...worlds), priceBooks, (world, prices) => {
      const { lines, total } = costIn(world, prices);
      for (const { count, each, total: all } of lines) {
        expect(all).toEqual(each === null ? null : expect.closeTo(each * count, 5));
      }
      expect(lines.reduce((sum, line) => sum + (line.total ?? 0), 0)).toBeCloseTo(total, 4);
      const names = lines.map(({ part, item, gbps, lengthM, each }) =>
        JSON.stringify([part, item, gbps, lengthM, each]),
      );
      expect(new Set(names).size).toBe(names.length);
    });
    fc.assert(property, { seed: 9, numRuns: 300 });
  });

  it('adds up over plane sets', () => {
    const [compute] = [...smallWorlds()];
    const { switchModels, nicModels, hosts, planes } = compute!.document;
    const nics = { ...hosts!.h!.nics, oob: { model: 'single', count: 1 } };
    const world = openWorld({
      ...compute!.document,
      switchModels: { ...switchModels, small: { ports: 8, portGbps: 100 } },
      nicModels: { ...nicModels, single: { portGbps: 100 } },
      hosts: { ...hosts, h: { ...hosts!.h!, nics } },
      planes: {
        ...planes,
        mgmt: { attach: { nics: ['h/oob'] }, fatTree: { leaf: { model: 'small' } } },
        wan: {
          switches: { sw: { model: 'small', count: 2 } },
          cables: [['sw0:0', 'sw1:0']],
        },
      },
      groups: { rack: { of: ['host:h*', 'switch:mgmt/p0/leaf*'], every: 9 } },
    });
    const property = fc.property(priceBooks, (prices) => {
      const topology = { ...world.topology, prices: { ...prices, switches: { small: 7 } } };
      const whole = costOf(topology, world.subject.fabric)!;
      const sets = Object.keys(topology.planes).map((set) => {
        const one = costOfSet(topology, world.subject.fabric, set)!;
        expect(one.total).toBeCloseTo(naiveBill(world, topology.prices, set).total, 4);
        return one;
      });
      expect(sets).toHaveLength(3);
      const sum = (numbers: (number | null)[]) => numbers.reduce<number>((a, n) => a + (n ?? 0), 0);
      expect(whole.total).toBeCloseTo(sum(sets.map(({ total }) => total)), 4);
      expect(whole.watts ?? 0).toBeCloseTo(sum(sets.map(({ watts }) => watts)), 4);
      const counted = ({ lines }: typeof whole) => sum(lines.map(({ count }) => count));
      expect(counted(whole)).toBe(sum(sets.map(counted)));
    });
    fc.assert(property, { seed: 10, numRuns: 200 });
  });
});

describe('a price list', () => {
  const parts = {
    switches: new Map([['S', 2]]),
    nics: new Map([['N', 3]]),
    cables: [
      { kinds: ['within:rack', 'within:row', 'leaf-spine', 'switch'], gbps: 400, count: 4 },
      { kinds: ['leaf-spine', 'switch'], gbps: 400, count: 5 },
      { kinds: ['endpoint'], gbps: 200, count: 6 },
    ],
  };
  const itemsOf = (cables: NonNullable<Prices['cables']>) =>
    priceOf(parts, { cables })
      .lines.filter(({ part }) => part === 'cable')
      .map(({ item, count, each }) => [item, count, each]);

  it('gives a cable the price of its most special kind', () => {
    expect(itemsOf({ switch: 1, endpoint: 2, 'leaf-spine': 3 })).toEqual([
      ['leaf-spine', 9, 3],
      ['endpoint', 6, 2],
    ]);
    expect(itemsOf({ switch: 1, 'within:row': 4, 'within:rack': 5 })).toEqual([
      ['within:row', 4, 4],
      ['leaf-spine', 5, 1],
      ['endpoint', 6, null],
    ]);
    expect(itemsOf({ 'within:rack': 5, 'within:row': 4 })[0]).toEqual(['within:rack', 4, 5]);
  });

  it('knows lengths: a price of the whole and one of each metre', () => {
    const cables = {
      'within:rack': { each: 10, perM: 2.5, lengthM: 3 },
      'leaf-spine': { perM: 4, lengthM: 30 },
      endpoint: { lengthM: 2 },
    };
    const { lines, missing, total } = priceOf(parts, { cables });
    expect(lines.filter(({ part }) => part === 'cable')).toMatchObject([
      { item: 'within:rack', lengthM: 3, each: 17.5, total: 70 },
      { item: 'leaf-spine', lengthM: 30, each: 120, total: 600 },
      { item: 'endpoint', lengthM: 2, each: null, total: null },
    ]);
    expect(total).toBe(670);
    expect(missing).toContainEqual({ part: 'cable', item: 'endpoint' });
  });

  it('says what has no price, and counts it as nothing; 0 is a price', () => {
    const { total, missing, watts } = priceOf(parts, { switches: { S: 0 }, cables: { switch: 2 } });
    expect(total).toBe(18);
    expect(missing).toEqual([
      { part: 'nic', item: 'N' },
      { part: 'cable', item: 'endpoint' },
    ]);
    expect(watts).toBeNull();
    const names = priceOf(parts, {}).missing.map(({ item }) => item);
    expect(names).toEqual(['S', 'N', 'leaf-spine', 'endpoint']);
  });

  it('counts transceivers by cable ends, where the kind has any', () => {
    const transceivers = { 'leaf-spine': { each: 100, watts: 9 }, 'within:rack': 0.1 };
    const { lines, watts } = priceOf(parts, { transceivers, watts: { S: 1700 } });
    expect(lines.filter(({ part }) => part === 'transceiver')).toMatchObject([
      { item: 'within:rack', gbps: 400, count: 8, each: 0.1, total: 0.8, watts: null },
      { item: 'leaf-spine', gbps: 400, count: 10, each: 100, total: 1000, watts: 90 },
    ]);
    expect(watts).toBe(3490);
  });

  it('says of which models the power is not known, if it is of any', () => {
    expect(priceOf(parts, { watts: { N: 25 } })).toMatchObject({
      watts: 75,
      withoutWatts: [{ part: 'switch', item: 'S' }],
    });
    expect(priceOf(parts, { switches: { S: 1 } }).withoutWatts).toEqual([]);
  });

  it('takes names for names, whatever they are', () => {
    const odd = { ...parts, switches: new Map([['__proto__', 1]]), nics: new Map() };
    expect(priceOf(odd, { switches: {} }).missing[0]).toEqual({
      part: 'switch',
      item: '__proto__',
    });
    expect(priceOf({ ...odd, switches: new Map([['constructor', 2]]) }, {}).total).toBe(0);
  });
});
