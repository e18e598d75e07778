import { describe, expect, it } from 'vitest';
import { check } from '../../src/check/run.js';
import { isolationWitness } from '../../src/measure/isolation.js';
import { portUse } from '../../src/measure/port-use.js';
import { bruteBisection } from '../flow/brute-force.js';
import { openWorld, smallWorlds, topologyOf } from '../worlds.js';

const worlds = [...smallWorlds()].map(({ name, document }) => ({
  name,
  document,
  ...openWorld(document),
}));

describe('all small topologies', () => {
  it('are many, and of every kind', () => {
    expect(worlds.length).toBeGreaterThan(1000);
    const kinds = new Set(
      worlds.map(({ document: { planes } }) => {
        const { onePlanePer, oneLeafPer } = planes.compute!.attach!;
        return `${onePlanePer} ${oneLeafPer}`;
      }),
    );
    expect(kinds.size).toBe(9);
    const leaves = worlds.map(({ topology: { planes } }) => planes.compute!.fatTree!.leaf.count);
    const spines = worlds.map(({ topology: { planes } }) => planes.compute!.fatTree!.spine?.count);
    expect(new Set(leaves)).toEqual(new Set([1, 2, 3, 4]));
    expect(new Set(spines)).toEqual(new Set([undefined, 1, 2, 3, 4]));
    const trees = worlds.map(({ topology: { planes } }) => planes.compute!.fatTree!);
    expect(new Set(trees.map(({ core }) => core?.count))).toEqual(new Set([undefined, 1, 2, 4]));
    const pods = trees.flatMap(({ pod, leaf, spine, core }) =>
      pod ? [`${pod.units} ${pod.rails} ${leaf.count} ${spine!.count} ${core!.count}`] : [],
    );
    expect(new Set(pods).size).toBeGreaterThan(40);
  });

  it('normalise to themselves', () => {
    for (const { name, topology } of worlds) {
      expect(topologyOf(topology), name).toEqual(topology);
    }
  });

  it('pass every check, with claims that were compared', () => {
    const compared: Record<string, number> = {};
    for (const { name, subject } of worlds) {
      const { results, findings } = check(subject);
      expect(findings, name).toEqual([]);
      expect(
        results.filter(({ status }) => status !== 'pass'),
        name,
      ).toEqual([]);
      for (const { basis, measure } of results) {
        if (basis === 'formula') compared[measure] = (compared[measure] ?? 0) + 1;
      }
    }
    for (const measure of [
      'planes',
      'hosts',
      'endpoints',
      'ports',
      'switches.leaf',
      'switches.spine',
      'cables.endpoint',
      'cables.switch',
      'switches.core',
      'cables.leaf-spine',
      'cables.spine-core',
      'cablesPerPair.leaf-spine',
      'cablesPerPair.spine-core',
      'oversubscription.leaf',
      'oversubscription.spine',
      'bisectionGbps',
      'cableConnectivity',
      'switchConnectivity',
    ]) {
      expect(compared[measure], measure).toBeGreaterThan(100);
    }
  });

  it('have claims that count what the graph has', () => {
    for (const { name, graph, subject } of worlds) {
      const claim = (measure: string, tier?: string) =>
        subject.claims.find((c) => c.measure === measure && c.name === tier)?.value;
      const vertices = graph.mapNodes((_, attributes) => attributes);
      const endpoints = vertices.filter(({ kind }) => kind === 'endpoint');
      const tier = (wanted: string) =>
        vertices.filter((v) => v.kind === 'switch' && v.tier === wanted).length;
      expect(claim('endpoints'), name).toBe(endpoints.length);
      expect(claim('switches', 'leaf'), name).toBe(tier('leaf'));
      expect(claim('switches', 'spine') ?? 0, name).toBe(tier('spine'));
      expect(claim('switches', 'core') ?? 0, name).toBe(tier('core'));
      const ofEndpoints = graph.filterEdges((_, __, ___, ____, a) => a.kind === 'endpoint').length;
      expect(claim('cables', 'endpoint'), name).toBe(ofEndpoints);
      expect(claim('ports'), name).toBe(ofEndpoints);
      expect(claim('cables', 'switch'), name).toBe(graph.size - ofEndpoints);
    }
  });

  it('use no port twice and none that is not there', () => {
    for (const { name, graph, subject } of worlds) {
      expect(portUse(subject.fabric).problems, name).toEqual([]);
      const ports = graph.mapEdges((id) => id.split('--')).flat();
      expect(new Set(ports).size, name).toBe(ports.length);
    }
  });

  it('keep their planes apart', () => {
    for (const { name, subject } of worlds) {
      expect(isolationWitness(subject.fabric), name).toBeNull();
    }
  });

  it('have the bisection that trying all halves gives', () => {
    let tried = 0;
    for (const { name, subject } of worlds) {
      const { fabric, healthy } = subject;
      const { endpoints, switches } = fabric.planes[0]!;
      if (endpoints.length > 6 || switches.length > 6) continue;
      tried++;
      const { lower, upper, exact } = healthy.bisection(0);
      const brute = bruteBisection(fabric, fabric.gbps, 0);
      if (exact) expect(upper, name).toBeCloseTo(brute, 6);
      expect(lower, name).toBeLessThanOrEqual(brute + 1e-6);
      expect(upper, name).toBeGreaterThanOrEqual(brute - 1e-6);
    }
    expect(tried).toBeGreaterThan(500);
  });
});
