import { describe, expect, it } from 'vitest';
import { check } from '../../src/check/run.js';
import { sizeOf } from '../../src/spec/size.js';
import { openWorld, readTopology, topologyOf } from '../worlds.js';
import { cableList } from './cable-list.js';
import { cableLines, directDocument, type Joint, joints } from './direct-networks.js';

interface Shape {
  readonly h: number;
  readonly a: number;
  readonly g: number;
}

/** All dragonflies with at most three global ports a router and four routers a group. */
const shapes: Shape[] = [1, 2, 3].flatMap((h) =>
  [1, 2, 3, 4].flatMap((a) => Array.from({ length: a * h }, (_, i) => ({ h, a, g: i + 2 }))),
);

const documentOf = ({ h, a, g }: Shape) => directDocument({ dragonfly: { h, a, g, p: 2 } });

/** Cables between groups, by pair "0-3". */
function byPair(cables: readonly Joint[], { a }: Shape): Map<string, number> {
  const pairs = new Map<string, number>();
  for (const { routers } of cables) {
    const [lower, upper] = routers.map((router) => Math.floor(router / a)) as [number, number];
    if (lower === upper) continue;
    pairs.set(`${lower}-${upper}`, (pairs.get(`${lower}-${upper}`) ?? 0) + 1);
  }
  return pairs;
}

describe.each(shapes)('h = $h, a = $a, g = $g', (shape) => {
  const { h, a, g } = shape;
  const document = documentOf(shape);
  const cables = joints(document);
  const pairs = byPair(cables, shape);

  it('joins all pairs of groups, with numbers of cables that differ by at most one', () => {
    const counts = [...pairs.values()];
    expect(counts.length).toBe((g * (g - 1)) / 2);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    if (g === a * h + 1) expect(Math.max(...counts)).toBe(1);
  });

  it('joins all routers of a group, each pair once', () => {
    const local = cables
      .filter(({ routers: [x, y] }) => Math.floor(x / a) === Math.floor(y / a))
      .map(({ routers }) => routers.join());
    expect(local.length).toBe((g * a * (a - 1)) / 2);
    expect(new Set(local).size).toBe(local.length);
  });

  it('uses every port once; one global port of a group is free if all is odd', () => {
    const used = cables.flatMap(({ routers, ports }) => routers.map((r, i) => `${r}:${ports[i]}`));
    expect(new Set(used).size).toBe(used.length);
    const free = (a * h * g) % 2;
    expect(used.length).toBe(g * (a * (a - 1 + h) - free));
    for (const { routers, ports } of cables) {
      expect(routers[0]).toBeLessThan(routers[1]);
      for (const port of ports) {
        expect(port).toBeGreaterThanOrEqual(2);
        expect(port).toBeLessThan(2 + a - 1 + h);
      }
    }
    expect(sizeOf(topologyOf(document), 'compute')).toMatchObject({
      switches: a * g,
      switchCables: cables.length,
    });
  });

  it('has the cables of an independent expansion', () => {
    expect(cableLines(document)).toEqual(cableList(document));
  });
});

describe('worked by hand', () => {
  it('h = 1: three groups of two routers', () => {
    // Ports: endpoint 0, local 1, global 2. Port 0 of a group reaches the next, port 1 the one
    // before: 0 to 1 by routers 0 and 3, 0 to 2 by 1 and 4, 1 to 2 by 2 and 5.
    const cables = joints(directDocument({ dragonfly: { h: 1 } }));
    expect(cables.map(({ routers, ports }) => [...routers, ...ports])).toEqual([
      [0, 1, 1, 1],
      [0, 3, 2, 2],
      [1, 4, 2, 2],
      [2, 3, 1, 1],
      [2, 5, 2, 2],
      [4, 5, 1, 1],
    ]);
  });

  it('a local cable is in port b + j − 1 of router i and b + i of router j', () => {
    const lines = cableLines(directDocument({ dragonfly: { h: 2, p: 3 } }));
    expect(lines).toContain('compute/p0/router1:5,compute/p0/router3:4,400');
  });

  it('p, a and g follow from h; endpoint ports of half the speed take half the ports', () => {
    const document = directDocument({
      dragonfly: { h: 2 },
      nicModel: { portGbps: 200 },
      router: { splits: [2] },
      hosts: 72,
    });
    expect(topologyOf(document).planes.compute).toMatchObject({
      dragonfly: { model: 'router', h: 2, a: 4, p: 2, g: 9 },
      attach: { hostsPerUnit: 2 },
    });
    const lines = cableLines(document);
    expect(lines[71]).toBe('h71/nic0:0,compute/p0/router35:0.1,200');
    expect(lines[72]).toBe('compute/p0/router0:1,compute/p0/router1:1,400');
    expect(lines).toEqual(cableList(document));
  });
});

describe('published sizes', () => {
  it.each([
    ['dragonfly-511', 16_352, 384_272],
    ['dragonfly-513', 16_416, 385_776],
  ] as const)('%s', (name, routers, cables) => {
    const document = readTopology(`test/samples/language/${name}.json`);
    const topology = topologyOf(document);
    expect(sizeOf(topology, 'compute')).toMatchObject({
      switches: routers,
      switchCables: cables,
    });
    expect(joints(document).length).toBe(cables);
  });
});

describe('as a fabric', () => {
  const document = directDocument({ dragonfly: { h: 2, g: 5 }, hosts: 21 });

  it('keeps what its formulas claim, as counted on the graph', () => {
    const { subject } = openWorld(document);
    const { results, findings } = check(subject);
    expect(findings).toEqual([]);
    expect(results.filter(({ status }) => status === 'fail')).toEqual([]);
    expect(subject.claims).toEqual(
      expect.arrayContaining([
        { scope: 'compute', measure: 'cables', name: 'local', value: 30 },
        { scope: 'compute', measure: 'cables', name: 'global', value: 20 },
      ]),
    );
  });

  it('routers know their group, and the unit of their hosts', () => {
    const { graph } = openWorld(document);
    expect(graph.getNodeAttributes('compute/p0/router7')).toMatchObject({ group: 1, unit: 7 });
    expect(graph.getNodeAttributes('h15/nic0')).toMatchObject({ unit: 7 });
  });
});
