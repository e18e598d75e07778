import { describe, expect, it } from 'vitest';
import { cases, combinations, readTerm, Symmetries, type Term } from '../../src/check/cases.js';
import type { CompactFabric } from '../../src/fabric/compact.js';
import { degrade } from '../../src/failure/capacity.js';
import type { FailTerm, TopologyInput } from '../../src/spec/topology.js';
import { outcome, outcomeWithoutTies } from '../measure/outcomes.js';
import { openWorld, readTopology, smallWorlds } from '../worlds.js';

type Measured = (fabric: CompactFabric, capacity: Float64Array) => string | number;

function readTerms(fabric: CompactFabric, terms: readonly FailTerm[]): Term[] {
  return terms.map((term) => {
    const read = readTerm(fabric, term);
    if ('problem' in read) throw new Error(read.problem);
    return read;
  });
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
    for (const choice of term.any ? term.parts.map((part) => [part]) : [term.parts]) {
      const left = capacity.slice();
      for (const part of choice) degrade(fabric, left, part, part.fraction);
      choose(left, rest);
    }
  };
  choose(fabric.gbps, terms);
  return tally;
}

/** The same by symmetry: one case stands for many. */
function byClasses(fabric: CompactFabric, terms: readonly Term[], measured: Measured) {
  const tally = new Map<string | number, number>();
  const symmetries = new Symmetries(fabric, fabric.gbps);
  let evaluated = 0;
  for (const one of cases(fabric, terms, fabric.gbps, (c) => symmetries.under(c))) {
    evaluated++;
    const found = measured(fabric, one.capacity);
    tally.set(found, (tally.get(found) ?? 0) + one.count);
  }
  return { tally, evaluated };
}

function expectEqual(
  name: string,
  fabric: CompactFabric,
  fail: readonly FailTerm[],
  measured: Measured,
): { evaluated: number; total: number } {
  const terms = readTerms(fabric, fail);
  const all = byForce(fabric, terms, measured);
  const { tally, evaluated } = byClasses(fabric, terms, measured);
  const total = [...tally.values()].reduce((a, b) => a + b, 0);
  expect(total, name).toBe(combinations(terms));
  expect(new Map([...tally].sort()), name).toEqual(new Map([...all].sort()));
  return { evaluated, total };
}

const any = (...of: string[]): FailTerm => ({ any: 1, of });
const worlds = [...smallWorlds()].map(({ name, document }) => ({
  name,
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
        const found = expectEqual(name, fabric, fail, outcome);
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
      const found = expectEqual(name, fabric, fail, outcomeWithoutTies);
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
    expectEqual('one plane', fabric, fail, outcomeWithoutTies);
  });

  it('within a plane neither', () => {
    const fail = [any('switch:compute/p0/leaf*'), any('switch:compute/p0/leaf1')];
    expectEqual('one leaf', fabric, fail, outcomeWithoutTies);
  });
});

describe('deepseek-v3', () => {
  it('has the seven classes of pairs of compute switches that DESIGN section 6 counts', () => {
    const { fabric } = openWorld(readTopology('topologies/deepseek-v3.json')).subject;
    const symmetries = new Symmetries(fabric, fabric.gbps);
    const [one, other] = [any('switch:compute/p*/*'), any('switch:compute/p*/*')];
    const terms = readTerms(fabric, [one, other]);
    const tally = new Map<string, number>();
    for (const { chosen, count } of cases(fabric, terms, fabric.gbps, (c) => symmetries.under(c))) {
      const kind = pairKind(fabric, chosen[0]!.id, chosen[1]!.id);
      tally.set(kind, (tally.get(kind) ?? 0) + count);
    }
    // Ordered pairs; those of one kind of switch count each pair twice.
    expect(Object.fromEntries(tally)).toEqual({
      'one switch': 768,
      'leaf, leaf: same plane': 2 * 16_128,
      'leaf, leaf: other plane, same unit': 2 * 1_792,
      'leaf, leaf: other plane, other unit': 2 * 112_896,
      'leaf, spine: same plane': 2 * 16_384,
      'leaf, spine: other plane': 2 * 114_688,
      'spine, spine: same plane': 2 * 3_968,
      'spine, spine: other plane': 2 * 28_672,
    });
  });
});

function pairKind(fabric: CompactFabric, a: string, b: string): string {
  if (a === b) return 'one switch';
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
