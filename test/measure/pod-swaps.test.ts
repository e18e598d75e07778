import { describe, expect, it } from 'vitest';
import { runsOf } from '../../src/measure/pod-swaps.js';
import { symmetry } from '../../src/measure/symmetry.js';
import { changed } from '../spec/documents.js';
import { openWorld } from '../worlds.js';

/** Eight units of one host with four rails; leaves of four uplinks. */
const tree = (pod: object, more: object = {}) => ({
  '/hosts/h/count': 8,
  '/planes/compute': {
    attach: { nics: ['h/nic'], oneLeafPer: 'rail', hostsPerUnit: 1 },
    fatTree: {
      leaf: { model: 'big', up: 4 },
      spine: { model: 'big', up: 4, down: 32 },
      core: { model: 'big' },
      pod,
      ...more,
    },
  },
});

/** Classes of vertices by tier, of cables by the tiers of their ends, and proposals that failed. */
function classesOf(changes: Readonly<Record<string, unknown>>) {
  const { fabric } = openWorld(changed(changes)).subject;
  const { vertexClass, cableClass, dropped } = symmetry(fabric, fabric.gbps);
  const tally = (classes: Int32Array, kindOf: (i: number) => string) => {
    const seen = new Map<string, Set<number>>();
    classes.forEach((of, i) => {
      const kind = kindOf(i);
      seen.set(kind, (seen.get(kind) ?? new Set()).add(of));
    });
    return Object.fromEntries([...seen].map(([kind, set]) => [kind, set.size]));
  };
  const tier = (v: number) => fabric.tierNames[fabric.tierOf[v]!]!;
  return {
    vertices: tally(vertexClass, tier),
    cables: tally(cableClass, (c) => `${tier(fabric.lower[c]!)}-${tier(fabric.upper[c]!)}`),
    dropped,
  };
}

const one = {
  vertices: { endpoint: 1, leaf: 1, spine: 1, core: 1 },
  cables: { 'endpoint-leaf': 1, 'leaf-spine': 1, 'spine-core': 1 },
  dropped: 0,
};

describe('an even fat-tree of three tiers has one class of each tier', () => {
  it.each([
    ['by units', { units: 2 }],
    ['each a unit', { units: 1 }],
    ['by rails', { rails: 1 }],
    ['by pairs of rails', { rails: 2 }],
    ['by units and pairs of rails', { units: 4, rails: 2 }],
    ['all', {}],
  ])('pods %s', (_, pod) => {
    expect(classesOf(tree(pod))).toEqual(one);
  });

  it('with parallel cables to spines and cores', () => {
    const spine = { model: 'big', count: 8, up: 4 };
    const counts = { spine, core: { model: 'big', count: 4 } };
    expect(classesOf(tree({ units: 2 }, counts))).toEqual(one);
  });

  it('with a second plane set of the same hosts', () => {
    const { vertices, dropped } = classesOf({
      ...tree({ units: 2 }),
      '/planes/storage': {
        attach: { nics: ['h/sto'], hostsPerUnit: 2, onePlanePer: 'port' },
        fatTree: { leaf: { model: 'big', up: 2 }, spine: { model: 'big' } },
      },
    });
    // NICs, leaves and spines of two sets.
    expect(vertices).toEqual({ endpoint: 2, leaf: 2, spine: 2, core: 1 });
    expect(dropped).toBe(0);
  });
});

describe('what pods do not allow', () => {
  it('a pod with fewer hosts than the others is of another class', () => {
    const leaf = { model: 'big', up: 4, count: 32 };
    const { vertices } = classesOf({ ...tree({ units: 4 }, { leaf }), '/hosts/h/count': 7 });
    expect(vertices.leaf).toBeGreaterThan(1);
    expect(vertices.spine).toBe(2);
    expect(vertices.core).toBe(1);
  });

  it('a pod without hosts goes to no other one', () => {
    const leaf = { model: 'big', up: 4, count: 48 };
    const { vertices } = classesOf(tree({ units: 4 }, { leaf }));
    expect(vertices).toMatchObject({ leaf: 2, spine: 2, core: 1 });
  });

  it('uneven deals keep spines and cores apart', () => {
    const counts = {
      spine: { model: 'big', count: 12, up: 4 },
      core: { model: 'big', count: 9 },
      uneven: 'deal',
    };
    expect(classesOf(tree({ units: 2 }, counts)).vertices.core).toBeGreaterThan(1);
  });
});

it('runs are consecutive items with one key', () => {
  const runs = (keys: string) => runsOf(keys.length, (i) => keys[i]!);
  expect(runs('')).toEqual([]);
  expect(runs('aabca')).toEqual([
    [0, 2],
    [2, 3],
    [3, 4],
    [4, 5],
  ]);
});
