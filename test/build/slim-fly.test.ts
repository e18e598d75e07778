import { describe, expect, it } from 'vitest';
import { generatorSets } from '../../src/build/families/slim-fly/generator-sets.js';
import { check } from '../../src/check/run.js';
import { sizeOf } from '../../src/spec/size.js';
import { galoisField } from '../../src/std/galois.js';
import { openWorld, topologyOf } from '../worlds.js';
import { cableList } from './cable-list.js';
import { cableLines, directDocument, joints, neighboursOf } from './direct-networks.js';

const orders = [3, 4, 5, 7, 8, 9, 11, 13, 16, 25, 27];

/** k′ of every order, from the table of the published construction (Besta and Hoefler, 2014). */
const degrees: Readonly<Record<number, number>> = {
  3: 5,
  4: 6,
  5: 7,
  7: 11,
  8: 12,
  9: 13,
  11: 17,
  13: 19,
  16: 24,
  25: 37,
  27: 41,
};

describe.each(orders)('q = %i', (q) => {
  const document = directDocument({ slimFly: { q, p: 1 } });
  const degree = degrees[q]!;
  const count = 2 * q * q;
  const cables = joints(document);
  const neighbours = neighboursOf(cables, count);

  it('has 2q² routers of one degree, no two joined twice, none to itself', () => {
    neighbours.forEach((list, router) => {
      expect(list.length).toBe(degree);
      expect(new Set(list).size).toBe(degree);
      expect(list).not.toContain(router);
    });
    expect(cables.length).toBe((count * degree) / 2);
    expect(sizeOf(topologyOf(document), 'compute')).toMatchObject({
      switches: count,
      switchCables: (count * degree) / 2,
    });
  });

  it('has diameter 2', () => {
    for (const [router, near] of neighbours.entries()) {
      const reached = new Set([router, ...near, ...near.flatMap((next) => neighbours[next]!)]);
      expect(reached.size).toBe(count);
    }
  });

  it('fills the ports by ascending neighbour, behind those of endpoints', () => {
    for (const list of neighbours) expect(list).toEqual(list.toSorted((a, b) => a - b));
    const ports = new Set(cables.flatMap((cable) => cable.ports));
    expect([...ports].sort((a, b) => a - b)).toEqual(
      Array.from({ length: degree }, (_, i) => i + 1),
    );
    for (const { routers } of cables) expect(routers[0]).toBeLessThan(routers[1]);
  });

  it('has symmetric sets of differences that cover the field together', () => {
    const field = galoisField(q);
    const { own, other } = generatorSets(field);
    for (const set of [own, other]) {
      expect(new Set(set.map((x) => field.subtract(0, x)))).toEqual(new Set(set));
      expect(new Set(set).size).toBe(degree - q);
    }
    expect(new Set([...own, ...other]).size).toBe(q - 1);
  });

  it('has the cables of an independent expansion', () => {
    const lines = cableLines(document);
    const reference = cableList(document);
    expect(lines.length).toBe(reference.length);
    expect(lines.find((line, i) => line !== reference[i])).toBeUndefined();
  });
});

describe('q = 5', () => {
  it('is the Hoffman–Singleton graph: 50 routers of degree 7, girth 5', () => {
    const neighbours = neighboursOf(joints(directDocument({ slimFly: { q: 5 } })), 50);
    // The strongly regular graph (50, 7, 0, 1) is unique: no triangle, and exactly one common
    // neighbour of any two routers that are not joined, so no cycle of four.
    for (let a = 0; a < 50; a++) {
      for (let b = 0; b < a; b++) {
        const common = neighbours[a]!.filter((c) => neighbours[b]!.includes(c));
        expect(common.length).toBe(neighbours[a]!.includes(b) ? 0 : 1);
      }
    }
  });

  it('router 0 is joined as worked by hand', () => {
    // ξ = 2: X = {2⁰, 2²} = {1, 4}. (0,0,0) to (0,0,1), (0,0,4), and (1,m,0) = 25 + 5m.
    const [router] = neighboursOf(joints(directDocument({ slimFly: { q: 5 } })), 50);
    expect(router).toEqual([1, 4, 25, 30, 35, 40, 45]);
  });
});

describe('defaults and attachment', () => {
  it('p is half the degree, rounded up; hosts fill the routers', () => {
    const { planes } = topologyOf(directDocument({ slimFly: { q: 27 }, hosts: 30618 }));
    expect(planes.compute).toMatchObject({
      slimFly: { model: 'router', q: 27, p: 21 },
      attach: { hostsPerUnit: 21 },
    });
    const four = directDocument({ slimFly: { q: 5 }, nic: { count: 4 } });
    // p = ⌈7 ÷ 2⌉ = 4, all of them of one host.
    expect(topologyOf(four).planes.compute).toMatchObject({
      slimFly: { p: 4 },
      attach: { hostsPerUnit: 1 },
    });
  });

  it('NICs of a quarter of the speed: five endpoint ports stand in two, the others follow', () => {
    const lines = cableLines(
      directDocument({
        slimFly: { q: 3, p: 5 },
        hosts: 6,
        nicModel: { portGbps: 100 },
        router: { splits: [4] },
      }),
    );
    expect(lines.slice(0, 6)).toEqual([
      'h0/nic0:0,compute/p0/router0:0.0,100',
      'h1/nic0:0,compute/p0/router0:0.1,100',
      'h2/nic0:0,compute/p0/router0:0.2,100',
      'h3/nic0:0,compute/p0/router0:0.3,100',
      'h4/nic0:0,compute/p0/router0:1.0,100',
      'h5/nic0:0,compute/p0/router1:0.0,100',
    ]);
    // X of GF(3) is {1, 2}: router 0 is joined to 1 first.
    expect(lines[6]).toBe('compute/p0/router0:2,compute/p0/router1:2,400');
  });

  it('two planes by port, uplink ports left alone: as an independent expansion has it', () => {
    const document = directDocument({
      slimFly: { q: 4 },
      hosts: 31,
      nicModel: { ports: 2, portGbps: 200 },
      nic: { count: 2 },
      router: { ports: 12, uplinkPorts: 4, uplinkGbps: 800, splits: [2], reservedPorts: 3 },
      attach: { onePlanePer: 'port', emptySlots: [3], hostsPerUnit: 1 },
    });
    const lines = cableLines(document);
    expect(lines).toEqual(cableList(document));
    expect(lines.length).toBe(31 * 4 + 2 * ((32 * 6) / 2));
  });

  it('keeps what its formulas claim, as counted on the graph', () => {
    const { subject } = openWorld(
      directDocument({
        slimFly: { q: 3 },
        hosts: 13,
        nic: { count: 2 },
        attach: { onePlanePer: 'rail' },
      }),
    );
    const { results, findings } = check(subject);
    expect(findings).toEqual([]);
    expect(results.filter(({ status }) => status === 'fail')).toEqual([]);
    expect(subject.claims.length).toBe(8);
  });

  it('routers know their unit and rail', () => {
    const { graph } = openWorld(
      directDocument({ slimFly: { q: 3 }, nic: { count: 2 }, attach: { onePlanePer: 'rail' } }),
    );
    expect(graph.getNodeAttributes('compute/p1/router7')).toMatchObject({
      tier: 'router',
      index: 7,
      unit: 7,
      rails: [1, 1],
    });
  });
});
