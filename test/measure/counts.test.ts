import { describe, expect, it } from 'vitest';
import type { FabricGraph } from '../../src/fabric/attributes.js';
import { compact } from '../../src/fabric/compact.js';
import { counts } from '../../src/measure/counts.js';
import { leafSpineCables, smallFabric } from '../small-fabrics.js';
import { openWorld, smallWorlds } from '../worlds.js';

/** Counted on the graph, by ids. */
function naive(graph: FabricGraph, planes: readonly string[]) {
  const inScope = graph.filterNodes(
    (_, a) => a.kind === 'endpoint' && a.portPlanes.some((plane) => planes.includes(plane)),
  );
  const tier = (vertex: string) => {
    const a = graph.getNodeAttributes(vertex);
    return a.kind === 'endpoint' ? 'endpoint' : a.tier;
  };
  const switches: Record<string, number> & { total: number } = { total: 0 };
  graph.forEachNode((vertex, a) => {
    if (a.kind !== 'switch' || !planes.includes(a.plane)) return;
    switches[tier(vertex)] = (switches[tier(vertex)] ?? 0) + 1;
    switches.total++;
  });
  const pairs: Record<string, Map<string, number>> = { endpoint: new Map(), switch: new Map() };
  graph.forEachEdge((_, { plane }, lower, upper) => {
    if (!planes.includes(plane)) return;
    const low = tier(lower);
    for (const kind of low === 'endpoint' ? [low] : ['switch', `${low}-${tier(upper)}`]) {
      pairs[kind] ??= new Map();
      const pair = `${lower} ${upper}`;
      pairs[kind].set(pair, (pairs[kind].get(pair) ?? 0) + 1);
    }
  });
  const perKind = Object.entries(pairs).map(([kind, of]) => [kind, [...of.values()]] as const);
  return {
    planes: planes.length,
    hosts: new Set(inScope.map((e) => e.split('/')[0])).size,
    endpoints: inScope.length,
    ports: inScope.flatMap((e) => portPlanesOf(graph, e)).filter((p) => planes.includes(p)).length,
    switches,
    cables: Object.fromEntries(perKind.map(([k, n]) => [k, n.reduce((a, b) => a + b, 0)])),
    cablesPerPair: Object.fromEntries(
      perKind
        .filter(([, n]) => n.length > 0)
        .map(([k, n]) => [k, { min: Math.min(...n), max: Math.max(...n) }]),
    ),
  };
}

function expectNaive(name: string, graph: FabricGraph): void {
  const fabric = compact(graph);
  const all = fabric.planes.map((_, p) => p);
  for (const scope of [...all.map((p) => [p]), all]) {
    const ids = scope.map((p) => fabric.planes[p]!.id);
    expect(counts(fabric, scope), name).toEqual(naive(graph, ids));
  }
}

describe('counts', () => {
  it('are what the graph has, on all small worlds', () => {
    for (const { name, document } of smallWorlds()) expectNaive(name, openWorld(document).graph);
  });

  it('follow the graph when a cable or a switch goes', () => {
    for (const [i, { name, document }] of [...smallWorlds()].entries()) {
      if (i % 10 !== 0) continue;
      const { graph } = openWorld(document);
      graph.dropEdge(graph.edges()[i % graph.size]!);
      expectNaive(name, graph);
      graph.dropNode('compute/p0/leaf0');
      expectNaive(name, graph);
    }
  });

  it('tell the fewest and the most parallel cables apart', () => {
    const graph = smallFabric({
      cables: [...leafSpineCables([1, 1], 2, 2), ['leaf0', 'spine0'], ['leaf0', 'leaf1']],
    });
    expectNaive('parallel', graph);
    expect(counts(compact(graph), [0])).toMatchObject({
      cables: { endpoint: 2, switch: 10, 'leaf-spine': 9, 'leaf-leaf': 1 },
      cablesPerPair: { 'leaf-spine': { min: 2, max: 3 }, switch: { min: 1, max: 3 } },
    });
  });
});

function portPlanesOf(graph: FabricGraph, endpoint: string): readonly string[] {
  const attributes = graph.getNodeAttributes(endpoint);
  return attributes.kind === 'endpoint' ? attributes.portPlanes : [];
}
