import { describe, expect, it } from 'vitest';
import { compact } from '../../src/fabric/compact.js';
import { bisection } from '../../src/flow/bisection/bisection.js';
import { identicalPlanes } from '../../src/measure/identical-planes.js';
import { planeParts as partsAlone } from '../../src/measure/parts.js';
import { leafSpineCables, smallFabric } from '../small-fabrics.js';
import { openWorld, readTopology, smallWorlds } from '../worlds.js';
import { randomDamage, withoutCables } from './damage.js';

const plane = { cables: leafSpineCables([2, 2], 2) };

describe('identical planes', () => {
  it('all rail-planes and port-planes of small worlds with one kind of hosts are', () => {
    for (const { name, document } of smallWorlds()) {
      if (document.hosts!.g) continue;
      const { fabric } = openWorld(document).subject;
      expect(new Set(identicalPlanes(fabric, fabric.gbps)), name).toEqual(new Set([0]));
    }
  });

  it('planes of two sets are, where they are built alike; others are not', () => {
    const { fabric } = openWorld(readTopology('topologies/deepseek-v3-2048.json')).subject;
    expect([...identicalPlanes(fabric, fabric.gbps)]).toEqual(new Array(9).fill(0));
    const uneven = openWorld({
      ...readTopology('topologies/deepseek-v3-2048.json'),
      scenarios: {},
      expect: {},
      hosts: {
        h: {
          count: 256,
          nics: { nic: { model: 'ConnectX-7', count: 8 }, sto: { model: 'ConnectX-7' } },
        },
        g: { count: 2, nics: { nic: { model: 'ConnectX-7', count: 3 } } },
      },
      planes: {
        compute: {
          attach: { nics: ['h/nic', 'g/nic'], onePlanePer: 'rail' },
          fatTree: { leaf: { model: 'QM9700' }, spine: { model: 'QM9700', count: 32 } },
        },
      },
    }).subject.fabric;
    expect([...identicalPlanes(uneven, uneven.gbps)]).toEqual([0, 0, 0, 3, 3, 3, 3, 3]);
  });

  it('a dead or slower cable makes a plane different, the same damage alike', () => {
    const fabric = compact(smallFabric(plane, plane, plane));
    const of = (...cables: [number, number][]) => {
      const capacity = fabric.gbps.slice();
      for (const [p, c] of cables) capacity[fabric.planes[p]!.cables[c]!] = 200;
      return [...identicalPlanes(fabric, capacity)];
    };
    expect(of()).toEqual([0, 0, 0]);
    expect(of([1, 3])).toEqual([0, 1, 0]);
    expect(of([0, 3])).toEqual([0, 1, 1]);
    expect(of([1, 3], [2, 3])).toEqual([0, 1, 1]);
    expect(of([1, 3], [2, 4])).toEqual([0, 1, 2]);
  });

  it('what is measured of one holds for the other, position by position', () => {
    let twins = 0;
    for (const [i, { name, document }] of [...smallWorlds()].entries()) {
      const { subject } = openWorld(document);
      const { fabric } = subject;
      if (fabric.planes.length === 1) continue;
      // The same damage in the first two planes.
      const damage = randomDamage(fabric, i);
      const capacity = withoutCables(fabric, []);
      const [a, b] = [fabric.planes[0]!.cables, fabric.planes[1]!.cables];
      for (let c = 0; c < Math.min(a.length, b.length); c++) {
        capacity[a[c]!] = damage[a[c]!]!;
        capacity[b[c]!] = damage[a[c]!]!;
      }
      if (identicalPlanes(fabric, capacity)[1] !== 0) continue;
      twins++;
      const measured = [0, 1].map((p) => ({
        parts: [...partsAlone(fabric, capacity, p).cutOff],
        bisection: bisection(fabric, capacity, p).upper,
      }));
      expect(measured[1], name).toEqual(measured[0]);
    }
    expect(twins).toBeGreaterThan(300);
  });

  /** A cable of p1 that ends on a spine of p0, in the place of that of p1. */
  it('a plane with a cable into another plane is not identical to it', () => {
    const graph = smallFabric(plane, plane);
    const [cable] = graph.edges('compute/p1/leaf0', 'compute/p1/spine0');
    const attributes = graph.getEdgeAttributes(cable);
    graph.dropEdge(cable);
    graph.addEdge('compute/p1/leaf0', 'compute/p0/spine0', attributes);
    // The new cable stands last in its plane; so does its counterpart.
    const [counterpart] = graph.edges('compute/p0/leaf0', 'compute/p0/spine0');
    const same = graph.getEdgeAttributes(counterpart);
    graph.dropEdge(counterpart);
    graph.addEdge('compute/p0/leaf0', 'compute/p0/spine0', same);
    const fabric = compact(graph);
    expect([...identicalPlanes(fabric, fabric.gbps)]).toEqual([0, 1]);
  });
});
