import { describe, expect, it } from 'vitest';
import type { FabricGraph } from '../../src/fabric/attributes.js';
import { shortestFrom } from '../../src/measure/distance.js';
import { cubeWorlds } from '../cube-worlds.js';
import { openWorld, smallWorlds } from '../worlds.js';
import { leftOf, randomDamage } from './damage.js';
import { endpointsOf, type Left, relaysIn } from './naive.js';

/** Lists, cable by cable, all ways of so many hops between two endpoints of a plane. */
function waysOf(
  graph: FabricGraph,
  plane: string,
  left: Left,
  [from, to]: readonly [string, string],
  hops: number,
): string[] {
  const relays = relaysIn(graph, plane);
  const passes = (v: string) => relays || graph.getNodeAttribute(v, 'kind') === 'switch';
  const walk = (at: string, way: readonly string[], met: readonly string[]): string[] => {
    if (at === to) return way.length === hops ? [way.join()] : [];
    if (way.length === hops || (at !== from && !passes(at))) return [];
    return graph
      .filterEdges(at, (cable, attributes) => attributes.plane === plane && left(cable) > 0)
      .flatMap((cable) => {
        const next = graph.opposite(at, cable);
        return met.includes(next) ? [] : walk(next, [...way, cable], [...met, next]);
      });
  };
  return walk(from, [], [from]);
}

describe('shortest ways from an endpoint', () => {
  const worlds = [...[...smallWorlds()].filter((_, i) => i % 16 === 3), ...cubeWorlds()];

  it('are as many as there are when each is listed', () => {
    let [several, none] = [0, 0];
    for (const [i, { name, document }] of worlds.entries()) {
      const { graph, subject } = openWorld(document);
      const { fabric } = subject;
      const capacity = i % 2 === 0 ? fabric.gbps : randomDamage(fabric, i);
      for (const [p, { id }] of fabric.planes.entries()) {
        const [from, ...others] = endpointsOf(graph, id);
        const { hops, paths } = shortestFrom(fabric, capacity, p, fabric.indexOfVertex.get(from!)!);
        for (const to of others.slice(0, 6)) {
          const v = fabric.indexOfVertex.get(to)!;
          const left = leftOf(fabric, capacity);
          const ways = hops[v]! < 0 ? [] : waysOf(graph, id, left, [from!, to], hops[v]!);
          expect(paths[v], `${name}: ${from} to ${to}`).toBe(ways.length);
          if (ways.length > 1) several++;
          if (ways.length === 0) none++;
        }
      }
    }
    expect([several, none].every((count) => count > 30)).toBe(true);
  });
});
