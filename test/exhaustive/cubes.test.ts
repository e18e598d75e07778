import { describe, expect, it } from 'vitest';
import { check } from '../../src/check/run.js';
import { isolationWitness } from '../../src/measure/isolation.js';
import { portUse } from '../../src/measure/port-use.js';
import { sizeOf } from '../../src/spec/size.js';
import { cableList } from '../build/cable-list.js';
import { cableLines } from '../build/direct-networks.js';
import { cubeWorlds } from '../cube-worlds.js';
import { bruteBisection } from '../flow/brute-force.js';
import { openWorld, topologyOf } from '../worlds.js';

const worlds = [...cubeWorlds()].map(({ name, document }) => ({
  name,
  document,
  ...openWorld(document),
}));

describe('all small cubes', () => {
  it('are of every shape, with endpoints that relay and without', () => {
    expect(worlds.length).toBeGreaterThan(45);
    const shapes = worlds.map(({ topology: { planes }, subject: { fabric } }) => {
      const { n, levels, joined } = planes.compute!.cube!;
      const relays = new Set(fabric.planes.map((plane) => plane.relays));
      return [n, levels, joined, ...relays].join(' ');
    });
    expect([...new Set(shapes)]).toEqual([
      '2 1 false false',
      '3 1 false false',
      '2 2 false true',
      '3 2 false true',
      '2 3 false true',
      '2 2 true false',
      '3 2 true false',
    ]);
  });

  it('normalise to themselves', () => {
    for (const { name, topology } of worlds) {
      expect(topologyOf(topology), name).toEqual(topology);
    }
  });

  it('have the cables of an independent expansion', () => {
    for (const { name, document } of worlds) {
      expect(cableLines(document), name).toEqual(cableList(document));
    }
  });

  it('have claims that count what the graph has, and sizes', () => {
    for (const { name, graph, topology, subject } of worlds) {
      const claims = new Map(
        subject.claims.map(({ measure, name: of, value }) => [`${measure} ${of ?? ''}`, value]),
      );
      const count = (kind: string) => graph.filterNodes((_, a) => a.kind === kind).length;
      const atEndpoints = graph.filterEdges((_, __, ___, ____, a) => a.kind === 'endpoint').length;
      expect(claims.get('endpoints '), name).toBe(count('endpoint'));
      expect(claims.get('ports '), name).toBe(atEndpoints);
      expect(claims.get('switches router'), name).toBe(count('switch'));
      expect(claims.get('cables endpoint'), name).toBe(atEndpoints);
      expect(claims.get('cables switch'), name).toBe(graph.size - atEndpoints);
      expect(sizeOf(topology, 'compute'), name).toEqual({
        planes: claims.get('planes '),
        endpointCables: atEndpoints,
        switchCables: graph.size - atEndpoints,
        switches: count('switch'),
      });
      const pairs = (endpoint: boolean) =>
        graph
          .mapEdges((_, __, a, b) => [a, b] as const)
          .filter(([a]) => (graph.getNodeAttribute(a, 'kind') === 'endpoint') === endpoint)
          .map(([a, b]) => `${a}--${b}`);
      for (const [kind, list] of [
        ['endpoint', pairs(true)],
        ['switch', pairs(false)],
      ] as const) {
        expect(list.length, name).toBe(new Set(list).size);
        expect(claims.get(`cablesPerPair ${kind}`), name).toBe(list.length > 0 ? 1 : undefined);
      }
    }
  });

  it('pass every check', () => {
    for (const { name, subject } of worlds) {
      const { results, findings } = check(subject);
      expect(findings, name).toEqual([]);
      expect(
        results.filter(({ status }) => status !== 'pass'),
        name,
      ).toEqual([]);
    }
  });

  it('cable every NIC to one router of each level, in the port of its digit there', () => {
    for (const { name, graph, topology } of worlds) {
      const { n, levels } = topology.planes.compute!.cube!;
      graph.forEachNode((id, attributes) => {
        if (attributes.kind !== 'endpoint') return;
        const routers = graph.mapEdges(id, (_, { lowerPort, upperPort }, __, router) => {
          const { index } = graph.getNodeAttributes(router) as { index: number };
          return { level: lowerPort.port, index, port: upperPort };
        });
        expect(routers.length, name).toBe(levels);
        for (const { level, index } of routers) {
          expect(Math.floor(index / n ** (levels - 1)), name).toBe(level);
        }
      });
    }
  });

  it('use no port twice, and keep their planes apart', () => {
    for (const { name, subject } of worlds) {
      expect(portUse(subject.fabric).problems, name).toEqual([]);
      expect(isolationWitness(subject.fabric), name).toBeNull();
    }
  });

  it('have a bisection around what trying all halves gives', () => {
    let proved = 0;
    for (const { name, subject } of worlds) {
      const { fabric, healthy } = subject;
      const { lower, upper } = healthy.bisection(0);
      const brute = bruteBisection(fabric, fabric.gbps, 0);
      expect(lower, name).toBeLessThanOrEqual(brute + 1e-6);
      expect(upper, name).toBeGreaterThanOrEqual(brute - 1e-6);
      if (lower >= 0.4 * brute && brute > 0) proved++;
    }
    expect(proved).toBeGreaterThan(35);
  });
});

describe('by hand', () => {
  const lines = (levels: number, more: object = {}) =>
    cableLines({
      name: 'cube',
      switchModels: { router: { ports: 8, portGbps: 400 } },
      nicModels: { nic: { ports: levels, portGbps: 400 } },
      hosts: { h: { count: 2 ** levels, nics: { nic: { model: 'nic' } } } },
      planes: {
        compute: { attach: { nics: ['h/nic'] }, cube: { model: 'router', n: 2, levels, ...more } },
      },
    }).map((line) => line.replaceAll('compute/p0/', '').replace(',400', ''));

  it('GPU (a, b) is on router a of level 0 and router b of level 1', () => {
    expect(lines(2)).toEqual([
      'h0/nic0:0,router0:0',
      'h0/nic0:1,router2:0',
      'h1/nic0:0,router0:1',
      'h1/nic0:1,router3:0',
      'h2/nic0:0,router1:0',
      'h2/nic0:1,router2:1',
      'h3/nic0:0,router1:1',
      'h3/nic0:1,router3:1',
    ]);
  });

  it('joined: each router of level 0 with each of level 1, behind the endpoint ports', () => {
    expect(lines(2, { joined: true }).slice(8)).toEqual([
      'router0:2,router2:2',
      'router0:3,router3:2',
      'router1:2,router2:3',
      'router1:3,router3:3',
    ]);
  });

  it('three levels: without digit j, in the port of digit j', () => {
    // Endpoint 6 is 110: without digit 0 11 (port 0), without digit 1 10 (1), without digit 2 10 (1).
    expect(lines(3).slice(18, 21)).toEqual([
      'h6/nic0:0,router3:0',
      'h6/nic0:1,router6:1',
      'h6/nic0:2,router10:1',
    ]);
  });
});
