import { describe, expect, it } from 'vitest';
import { cases, combinations, weightOfOne } from '../../src/check/cases.js';
import { VerifiedSymmetries } from '../../src/check/symmetries.js';
import { readTerm, type Term } from '../../src/check/terms.js';
import type { CompactFabric } from '../../src/fabric/compact.js';
import { degrade } from '../../src/failure/capacity.js';
import type { Region } from '../../src/measure/kept.js';
import type { FailTerm, TopologyInput } from '../../src/spec/topology.js';
import { directDocument } from '../build/direct-networks.js';
import { outcome, outcomeWithoutTies } from '../measure/outcomes.js';
import { openWorld, readTopology, smallWorlds } from '../worlds.js';
import { fingerprint } from './fingerprint.js';

type Measured = (fabric: CompactFabric, capacity: Float64Array) => string | number;

function readTerms(fabric: CompactFabric, terms: readonly FailTerm[]): Term[] {
  return terms.map((one) => {
    const { term, problems } = readTerm(fabric, one);
    if (problems.length > 0) throw new Error(JSON.stringify(problems));
    return term;
  });
}

/** All choices of so many of some parts. */
function* choices<T>(parts: readonly T[], count: number): Iterable<T[]> {
  if (count === 0) yield [];
  for (let i = 0; i + count <= parts.length && count > 0; i++) {
    for (const rest of choices(parts.slice(i + 1), count - 1)) yield [parts[i]!, ...rest];
  }
}

/** How often each outcome comes, over all combinations: one by one. */
function byForce(fabric: CompactFabric, terms: readonly Term[], measured: Measured) {
  const tally = new Map<string | number, number>();
  const choose = (capacity: Float64Array, [term, ...rest]: readonly Term[]): void => {
    if (!term) {
      const found = measured(fabric, capacity);
      tally.set(found, (tally.get(found) ?? 0) + 1);
      return;
    }
    for (const choice of choices(term.parts, term.any ?? term.parts.length)) {
      const left = capacity.slice();
      for (const part of choice) degrade(fabric, left, part, part.fraction);
      choose(left, rest);
    }
  };
  choose(fabric.gbps, terms);
  return tally;
}

/** The same by symmetry: one case stands for many. */
function byClasses(
  fabric: CompactFabric,
  terms: readonly Term[],
  measured: Measured,
  regions: readonly Region[],
) {
  const weights = new Map<string | number, bigint>();
  const symmetries = new VerifiedSymmetries(fabric, fabric.gbps);
  let evaluated = 0;
  for (const one of cases(fabric, terms, fabric.gbps, { symmetries, regions })) {
    if (!one) continue;
    evaluated++;
    const found = measured(fabric, one.capacity);
    weights.set(found, (weights.get(found) ?? 0n) + one.weight);
  }
  const whole = weightOfOne(terms);
  const tally = new Map(
    [...weights].map(([found, weight]) => {
      expect(weight % whole).toBe(0n);
      return [found, Number(weight / whole)];
    }),
  );
  return { tally, evaluated };
}

function expectEqual(
  name: string,
  fabric: CompactFabric,
  terms: readonly Term[],
  measured: Measured,
  regions: readonly Region[] = [],
): { evaluated: number; total: number } {
  const all = byForce(fabric, terms, measured);
  const { tally, evaluated } = byClasses(fabric, terms, measured, regions);
  const total = [...tally.values()].reduce((a, b) => a + b, 0);
  expect(BigInt(total), name).toBe(combinations(terms));
  expect(new Map([...tally].sort()), name).toEqual(new Map([...all].sort()));
  return { evaluated, total };
}

const any = (...of: string[]): FailTerm => ({ any: 1, of });
const worlds = [...smallWorlds()].map(({ name, document }) => ({
  name,
  document,
  spines: document.planes.compute!.fatTree!.spine !== undefined,
  fabric: openWorld(document).subject.fabric,
}));
const twoTiers = worlds.filter(({ spines }) => spines);

describe('cases by classes', () => {
  it.each([
    ['any switch', [any('switch:*')]],
    ['any cable', [any('cable:*')]],
    ['any host', [any('host:*')]],
    ['any NIC or bundle', [any('nic:*', 'bundle:*')]],
    ['any plane, unit or rail', [any('plane:*', 'unit:*', 'rail:*')]],
    ['any port at half its speed', [any('port:*@0.5')]],
  ] as const)(
    '%s: every combination is counted once, and the outcomes are those of all',
    (_, fail) => {
      let [evaluated, total] = [0, 0];
      for (const { name, fabric } of worlds.filter((_, i) => i % 12 === 0)) {
        const found = expectEqual(name, fabric, readTerms(fabric, fail), outcome);
        evaluated += found.evaluated;
        total += found.total;
      }
      expect(evaluated).toBeLessThan(total);
    },
  );

  it.each([
    ['a spine down, then any switch', ['switch:compute/p0/spine0', any('switch:*')]],
    ['two different terms', [any('switch:compute/p*/leaf*'), any('switch:compute/p*/spine*')]],
    ['the same term twice', [any('switch:*'), any('switch:*')]],
    ['a cable at half its speed, then any switch', [any('cable:*@0.5'), any('switch:*')]],
  ] as const)('%s', (_, fail) => {
    let [evaluated, total] = [0, 0];
    for (const { name, fabric } of twoTiers.filter((_, i) => i % 25 === 0)) {
      const found = expectEqual(name, fabric, readTerms(fabric, fail), outcomeWithoutTies);
      evaluated += found.evaluated;
      total += found.total;
    }
    expect(evaluated).toBeLessThan(total);
  });
});

describe('cases of direct networks', () => {
  const direct = [
    { slimFly: { q: 3, p: 1 }, hosts: 18 },
    { slimFly: { q: 3, p: 2 }, hosts: 35 },
    { dragonfly: { a: 2, h: 2, p: 1 }, hosts: 10 },
    { dragonfly: { a: 3, h: 1, p: 1 }, hosts: 12 },
    { dragonfly: { a: 2, h: 1, g: 3, p: 2 }, hosts: 11 },
  ].map((of) => ({
    name: JSON.stringify(of),
    fabric: openWorld(directDocument(of)).subject.fabric,
  }));

  it.each([
    ['any switch', [any('switch:*')]],
    ['any cable', [any('cable:*')]],
    ['any two switches', [{ any: 2, of: ['switch:*'] }]],
    ['a switch down, then any host', ['switch:compute/p0/router1', any('host:*')]],
    ['any switch, then any other cable', [any('switch:*'), any('cable:compute/p0/router*:*')]],
  ] as const)('%s: every combination is counted once', (_, fail) => {
    let [evaluated, total] = [0, 0];
    for (const { name, fabric } of direct) {
      for (const measured of [outcomeWithoutTies, fingerprint]) {
        const found = expectEqual(name, fabric, readTerms(fabric, fail), measured);
        evaluated += found.evaluated;
        total += found.total;
      }
    }
    expect(evaluated).toBeLessThan(total);
  });
});

/** Racks of two hosts, trios across them, pairs of leaves, bunches of cables. */
const groups = (leaves: number): NonNullable<TopologyInput['groups']> => ({
  rack: { of: ['host:h*'], every: 2 },
  trio: { of: ['host:h*'], every: 3 },
  bunch: { of: ['cable:*'], every: 5 },
  ...(leaves === 1 ? {} : { leaf: { of: ['switch:compute/p*/leaf*'], every: 2 } }),
});

const of = (count: number, ...selectors: string[]): FailTerm => ({ any: count, of: selectors });

/** Questions of one to four parts, each to every so many worlds; all worlds are asked something. */
const questions: readonly (readonly FailTerm[])[] = [
  [of(2, 'switch:*')],
  [of(2, 'host:*', 'switch:*')],
  [of(3, 'switch:*')],
  [of(1, 'group:rack*')],
  [of(2, 'group:rack*')],
  [of(2, 'nic:*')],
  [of(2, 'cable:compute/p0/leaf*:*')],
  [of(3, 'host:*')],
  [of(2, 'unit:*', 'rail:*')],
  [of(2, 'group:rack*', 'group:bunch*', 'plane:*')],
  [of(2, 'bundle:*')],
  [of(2, 'port:compute/p0/leaf0:*@0.5', 'port:compute/p0/leaf0:*')],
  [of(3, 'nic:*')],
  [of(2, 'pod:*', 'switch:*')],
  [of(2, 'switch:compute/p*/leaf*'), of(1, 'switch:compute/p*/spine*', 'host:h0')],
  [of(1, 'host:*'), of(2, 'switch:*')],
  ['nic:h0/nic0', of(2, 'nic:*')],
  [of(1, 'group:rack*'), of(1, 'unit:*')],
  [of(2, 'switch:*'), of(2, 'host:*')],
  [of(1, 'host:*'), of(1, 'group:trio*')],
  [of(2, 'group:trio*', 'host:*')],
  [of(1, 'switch:compute/p*/leaf*'), of(1, 'group:leaf*')],
  [of(1, 'group:leaf*', 'switch:compute/p0/leaf0')],
  [of(4, 'switch:*', 'rail:*')],
];

/** Combinations that are worth trying one by one. */
const most = 600n;

describe('every choice of several parts', () => {
  const asked = worlds.map(({ name, document, fabric }, i) => {
    const leaves = fabric.switches.filter(({ tier }) => tier === 'leaf').length;
    const opened = openWorld({ ...document, groups: groups(leaves) }).subject.fabric;
    const own = [0, 7, 13].map((step) => questions[(i + step) % questions.length]!);
    return { name, fabric: opened, own };
  });

  it('is counted once, by what it leaves of the fabric', () => {
    let [evaluated, total, worldsAsked] = [0, 0, 0];
    for (const { name, fabric, own } of asked) {
      let any = false;
      for (const fail of own) {
        const read = fail.map((one) => readTerm(fabric, one).term);
        const there = read.every(({ any: count, parts }) => parts.length > (count ?? 0));
        if (!there || combinations(read) > most) continue;
        const label = `${name}: ${JSON.stringify(fail)}`;
        const found = expectEqual(label, fabric, read, fingerprint);
        evaluated += found.evaluated;
        total += found.total;
        any = true;
      }
      worldsAsked += Number(any);
    }
    expect(worldsAsked).toBeGreaterThan(worlds.length * 0.9);
    expect(evaluated).toBeLessThan(total);
  });
});

describe('what is measured apart', () => {
  it('is mapped onto itself', () => {
    let [evaluated, total] = [0, 0];
    for (const { name, fabric } of worlds.filter((_, i) => i % 7 === 0)) {
      const region = fabric.endpointCount >> 1;
      const regions = [
        { planes: [fabric.planes.length - 1], vertices: [] },
        { planes: [], vertices: [region] },
      ];
      const marked = (v: number) => Number(v === region);
      const last = (v: number) => Number(fabric.planeOfSwitch[v] === fabric.planes.length - 1);
      const measured: Measured = (_, capacity) =>
        fingerprint(fabric, capacity, (v) => 2 * marked(v) + last(v));
      const terms = readTerms(fabric, [any('switch:*', 'host:*', 'plane:*')]);
      const found = expectEqual(name, fabric, terms, measured, regions);
      evaluated += found.evaluated;
      total += found.total;
    }
    expect(evaluated).toBeLessThan(total);
  });
});

/** Two units of two hosts with two-port NICs, a port-plane for each port, one spine a plane. */
const portPlanes: TopologyInput = {
  name: 'port-planes',
  switchModels: { s: { ports: 8, portGbps: 100 } },
  nicModels: { nic: { ports: 2, portGbps: 100 } },
  hosts: { h: { count: 4, nics: { nic: { model: 'nic' } } } },
  planes: {
    compute: {
      attach: { nics: ['h/nic'], onePlanePer: 'port', hostsPerUnit: 2 },
      fatTree: { leaf: { model: 's', up: 2 }, spine: { model: 's', count: 1 } },
    },
  },
};

describe('cases that depend on more than symmetry', () => {
  const { fabric } = openWorld(portPlanes).subject;

  /**
   * Planes p0 and p1 are symmetric, but the second term names p1 only: a choice in p0 does not
   * stand for one in p1.
   */
  it('a later term need not be closed under the symmetry of an earlier one', () => {
    const fail = [any('switch:compute/p*/leaf*'), any('switch:compute/p1/leaf0')];
    expectEqual('one plane', fabric, readTerms(fabric, fail), outcomeWithoutTies);
  });

  it('within a plane neither', () => {
    const fail = [any('switch:compute/p0/leaf*'), any('switch:compute/p0/leaf1')];
    expectEqual('one leaf', fabric, readTerms(fabric, fail), outcomeWithoutTies);
  });
});

describe('deepseek-v3', () => {
  it('has the seven classes of pairs of compute switches that DESIGN section 6 counts', () => {
    const { fabric } = openWorld(readTopology('topologies/deepseek-v3.json')).subject;
    const symmetries = new VerifiedSymmetries(fabric, fabric.gbps);
    const terms = readTerms(fabric, [{ any: 2, of: ['switch:compute/p*/*'] }]);
    const tally = new Map<string, number>();
    const found = [...cases(fabric, terms, fabric.gbps, { symmetries })].filter((one) => one);
    for (const one of found) {
      const { chosen, weight } = one!;
      const kind = pairKind(fabric, chosen[0]!.id, chosen[1]!.id);
      tally.set(kind, (tally.get(kind) ?? 0) + Number(weight) / 2);
    }
    expect(found).toHaveLength(7);
    expect(Object.fromEntries(tally)).toEqual({
      'leaf, leaf: same plane': 16_128,
      'leaf, leaf: other plane, same unit': 1_792,
      'leaf, leaf: other plane, other unit': 112_896,
      'leaf, spine: same plane': 16_384,
      'leaf, spine: other plane': 114_688,
      'spine, spine: same plane': 3_968,
      'spine, spine: other plane': 28_672,
    });
    expect(combinations(terms)).toBe(294_528n);
  });
});

describe('racks of deepseek-v3', () => {
  const document = readTopology('topologies/deepseek-v3.json');
  const groups = { rack: { of: ['host:h*'], every: 4 } };
  const { fabric } = openWorld({ ...document, groups }).subject;
  const weightsOf = (fail: FailTerm) => {
    const symmetries = new VerifiedSymmetries(fabric, fabric.gbps);
    const terms = readTerms(fabric, [fail]);
    return [...cases(fabric, terms, fabric.gbps, { symmetries })].flatMap((one) =>
      one ? [Number(one.weight / weightOfOne(terms))] : [],
    );
  };

  it('are all alike, though eight of them share a unit', () => {
    expect(weightsOf(of(1, 'group:rack*'))).toEqual([512]);
  });

  it('two of them are of one unit or of two', () => {
    const ofOneUnit = (64 * (8 * 7)) / 2;
    expect(weightsOf(of(2, 'group:rack*'))).toEqual([ofOneUnit, (512 * 511) / 2 - ofOneUnit]);
  });

  it('those of one unit stay apart from others that are named', () => {
    expect(weightsOf(of(1, 'group:rack[0-7]', 'host:h31'))).toEqual([7, 1, 1]);
  });
});

function pairKind(fabric: CompactFabric, a: string, b: string): string {
  const [x, y] = [a, b].map(
    (id) => fabric.switches[fabric.indexOfVertex.get(id)! - fabric.endpointCount]!,
  );
  const plane = x!.plane === y!.plane ? 'same plane' : 'other plane';
  const units = x!.unit === y!.unit ? ', same unit' : ', other unit';
  const sayUnits = x!.tier === 'leaf' && y!.tier === 'leaf' && plane === 'other plane';
  return `${[x!.tier, y!.tier].sort().join(', ')}: ${plane}${sayUnits ? units : ''}`;
}

describe('a part that is named twice', () => {
  const { fabric } = openWorld(portPlanes).subject;

  it('is one part of a term', () => {
    const [term] = readTerms(fabric, [any('switch:compute/p0/*0', 'switch:compute/p0/leaf0')]);
    expect(term!.parts.map(({ id }) => id)).toEqual(['compute/p0/leaf0', 'compute/p0/spine0']);
  });
});
