import { describe, expect, it } from 'vitest';
import { type CompactFabric, compact } from '../../../src/fabric/compact.js';
import { hopCounts } from '../../../src/measure/paths/hop-search.js';
import { diversityFrom, pathDiversity } from '../../../src/measure/paths/path-diversity.js';
import {
  averageHopsSwitchDown,
  pathLengths,
  switchDownBy,
} from '../../../src/measure/paths/path-lengths.js';
import { graphOf } from '../../../src/measure/paths/path-question.js';
import { everyKind, oneOfEachClass } from '../../../src/measure/paths/sources.js';
import { FabricState } from '../../../src/measure/state.js';
import { cubeWorlds } from '../../cube-worlds.js';
import { openWorld, smallWorlds } from '../../worlds.js';
import { leftOf, randomDamage } from '../damage.js';
import { type Ground, naiveCounts, naiveFewestDisjoint, naiveLengths } from './naive-paths.js';

/** Everything is its own class. */
const nothingAlike = ({ vertexCount }: CompactFabric) =>
  Int32Array.from({ length: vertexCount }, (_, v) => v);

describe.each([
  ['healthy', (fabric: CompactFabric) => fabric.gbps],
  ['damaged', (fabric: CompactFabric, i: number) => randomDamage(fabric, i)],
] as const)('%s worlds', (_, capacityOf) => {
  const cubes = [...cubeWorlds()];
  const worlds = [...smallWorlds(), ...cubes];
  const isCube = (i: number) => i >= worlds.length - cubes.length;

  it('have the path lengths of the definition, through switches and through hosts', () => {
    let [none, apart, ways] = [0, 0, 0];
    for (const [i, { name, document }] of worlds.entries()) {
      const { graph, subject } = openWorld(document);
      const { fabric } = subject;
      const capacity = capacityOf(fabric, i);
      const state = new FabricState(fabric, capacity);
      const planes = [...fabric.planes.keys()].slice(0, 1 + (i % fabric.planes.length));
      for (const relays of ['switches', 'hosts'] as const) {
        const ground: Ground = {
          graph,
          planes: planes.map((p) => fabric.planes[p]!.id),
          left: leftOf(fabric, capacity),
          viaHosts: relays === 'hosts',
          relays: fabric.planes[0]!.relays,
        };
        const expected = naiveLengths(ground);
        expect(pathLengths(state, { planes, relays }), `${name}, ${relays}`).toEqual(expected);
        if (expected.joined === 0) none++;
        else if (expected.joined < expected.pairs) apart++;
        else ways++;
      }
    }
    expect(ways).toBeGreaterThan(100);
    expect(none + apart).toBeGreaterThan(100);
  });

  it('have the averages of the definition with any switch down', () => {
    let seen = 0;
    for (const [i, { name, document }] of worlds.entries()) {
      if (i % 7 !== 0 && !isCube(i)) continue;
      const { graph, subject } = openWorld(document);
      const { fabric } = subject;
      const capacity = capacityOf(fabric, i);
      const state = new FabricState(fabric, capacity);
      const planes = [...fabric.planes.keys()];
      const ids = planes.map((p) => fabric.planes[p]!.id);
      for (const relays of ['switches', 'hosts'] as const) {
        const averages = planes
          .flatMap((p) => [...fabric.planes[p]!.switches])
          .map((s) =>
            naiveLengths({
              graph,
              planes: ids,
              left: leftOf(fabric, capacity),
              down: fabric.vertexIds[s]!,
              viaHosts: relays === 'hosts',
              relays: fabric.planes[0]!.relays,
            }),
          )
          .flatMap(({ averageHops }) => (averageHops === null ? [] : [averageHops]));
        const mean = averages.reduce((a, b) => a + b, 0) / averages.length;
        const question = { planes, relays };
        const one = switchDownBy(fabric, question, graphOf(state, question), nothingAlike(fabric));
        for (const found of [averageHopsSwitchDown(state, question), one]) {
          if (averages.length === 0) expect(found, name).toEqual({ averageHops: null });
          else expect(found?.averageHops, `${name}, ${relays}`).toBeCloseTo(mean, 12);
        }
        seen += averages.length;
      }
    }
    expect(seen).toBeGreaterThan(300);
  });

  it('have as many shortest and as many disjoint paths as the definition says', () => {
    const seen = new Set<number>();
    for (const [i, { name, document }] of worlds.entries()) {
      if (i % 5 !== 0 && !isCube(i)) continue;
      const { graph, subject } = openWorld(document);
      const { fabric } = subject;
      const capacity = capacityOf(fabric, i);
      const state = new FabricState(fabric, capacity);
      const planes = [...fabric.planes.keys()];
      const ids = planes.map((p) => fabric.planes[p]!.id);
      const ground = {
        graph,
        planes: ids,
        left: leftOf(fabric, capacity),
        viaHosts: false,
        relays: fabric.planes[0]!.relays,
      };
      const found = pathDiversity(state, { planes });
      const endpoints = [...new Set(planes.flatMap((p) => [...fabric.planes[p]!.endpoints]))];
      const leaves = planes
        .flatMap((p) => [...fabric.planes[p]!.switches])
        .filter((s) =>
          [...fabric.incident.subarray(fabric.offsets[s]!, fabric.offsets[s + 1]!)].some(
            (c) => capacity[c]! > 0 && fabric.lower[c]! < fabric.endpointCount,
          ),
        );
      const idsOf = (vertices: readonly number[]) => vertices.map((v) => fabric.vertexIds[v]!);
      expect(found, name).toEqual({
        shortestPaths: naiveCounts(ground),
        disjointPaths: naiveFewestDisjoint(ground, idsOf(endpoints)),
        disjointSwitchPaths: naiveFewestDisjoint(ground, idsOf(leaves)),
      });
      seen.add(found?.shortestPaths?.max ?? 0);
      seen.add(100 + (found?.disjointPaths ?? 0));
    }
    expect(seen.size).toBeGreaterThan(6);
  });
});

it('only some endpoints count, and all of them relay in their hosts', () => {
  const world = [...smallWorlds()].find(
    ({ document }) => document.planes.compute!.attach?.onePlanePer === 'rail',
  )!;
  const { graph, subject } = openWorld(world.document);
  const { fabric } = subject;
  const planes = [...fabric.planes.keys()];
  const list = Int32Array.from({ length: fabric.endpointCount }, (_, e) => e).filter(
    (e) => e % 2 === 0,
  );
  const has = new Uint8Array(fabric.endpointCount);
  for (const e of list) has[e] = 1;
  const state = new FabricState(fabric, fabric.gbps);
  const lengths = pathLengths(state, { planes, among: { list, has }, relays: 'hosts' });
  const whole = naiveLengths({
    graph,
    planes: planes.map((p) => fabric.planes[p]!.id),
    left: () => 1,
    viaHosts: true,
  });
  expect(lengths?.pairs).toBe(list.length * (list.length - 1));
  expect(lengths?.joined).toBe(lengths?.pairs);
  expect(lengths?.diameterHops).toBeLessThanOrEqual(whole.diameterHops!);
});

it('endpoints that stand for their class find what all of them find', () => {
  const document = {
    name: 'pods',
    switchModels: { s: { ports: 16, portGbps: 100 } },
    nicModels: { n: { portGbps: 100 } },
    hosts: { h: { count: 448, nics: { nic: { model: 'n' } } } },
    planes: {
      compute: {
        attach: { nics: ['h/nic'] },
        fatTree: {
          leaf: { model: 's' },
          spine: { model: 's' },
          core: { model: 's' },
          pod: { units: 8 },
        },
      },
    },
  };
  const { graph } = openWorld(document);
  const fabric = compact(graph);
  for (const capacity of [fabric.gbps, fabric.gbps.map((gbps, c) => (c % 97 === 3 ? 0 : gbps))]) {
    const state = new FabricState(fabric, capacity);
    const whole = { planes: [0], relays: 'switches' } as const;
    const all = diversityFrom(graphOf(state, whole), everyKind(graphOf(state, whole)));
    const few = oneOfEachClass(state, whole, graphOf(state, whole));
    expect(diversityFrom(graphOf(state, whole), few)).toEqual(all);
    expect(all?.shortestPaths?.max).toBeGreaterThan(8);
    for (const relays of ['switches', 'hosts'] as const) {
      const question = { planes: [0], relays };
      const paths = graphOf(state, question);
      const sources = oneOfEachClass(state, question, paths);
      expect(sources.length).toBeLessThan(paths.kindCount);
      expect(hopCounts(paths, -1, sources)).toEqual(hopCounts(paths));
    }
  }
});
