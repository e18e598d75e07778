import { describe, expect, it } from 'vitest';
import type { FabricGraph } from '../../src/fabric/attributes.js';
import { compact } from '../../src/fabric/compact.js';
import { isolationWitness } from '../../src/measure/isolation.js';
import { openWorld, smallWorlds } from '../worlds.js';
import { isEndpoint } from './naive.js';

/** Length of a shortest switch path between NIC ports of different planes; null if there is none. */
function shortestOffence(graph: FabricGraph): number | null {
  const entries = graph.mapEdges((_, { lowerPort }, __, leaf, a) => ({
    leaf,
    plane: a.kind === 'endpoint' ? a.portPlanes[lowerPort.port] : undefined,
  }));
  let best: number | null = null;
  for (const { leaf, plane } of entries) {
    if (plane === undefined) continue;
    const hops = switchHops(graph, leaf);
    for (const other of entries) {
      if (other.plane === undefined || other.plane === plane) continue;
      const between = hops.get(other.leaf);
      if (between !== undefined) best = Math.min(best ?? Number.POSITIVE_INFINITY, between + 2);
    }
  }
  return best;
}

/** Hops from a switch to all others, over switches only. */
function switchHops(graph: FabricGraph, from: string): Map<string, number> {
  const hops = new Map([[from, 0]]);
  for (const [vertex, depth] of hops) {
    graph.forEachNeighbor(vertex, (next) => {
      if (!isEndpoint(graph, next) && !hops.has(next)) hops.set(next, depth + 1);
    });
  }
  return hops;
}

/** The witness is a path of the graph between ports of the planes that it names. */
function expectWitness(graph: FabricGraph, name: string): void {
  const witness = isolationWitness(compact(graph));
  expect(witness?.cables.length ?? null, name).toBe(shortestOffence(graph));
  if (!witness) return;
  const { cables, vertices, planes } = witness;
  expect(vertices, name).toHaveLength(cables.length + 1);
  cables.forEach((cable, i) => {
    expect(graph.extremities(cable).sort(), name).toEqual([vertices[i], vertices[i + 1]].sort());
  });
  expect(
    vertices.map((vertex) => isEndpoint(graph, vertex)),
    name,
  ).toEqual(vertices.map((_, i) => i === 0 || i === vertices.length - 1));
  const planeOf = (cable: string, vertex: string) => {
    const attributes = graph.getNodeAttributes(vertex);
    const { port } = graph.getEdgeAttribute(cable, 'lowerPort');
    return attributes.kind === 'endpoint' ? attributes.portPlanes[port] : undefined;
  };
  const ends = [planeOf(cables[0]!, vertices[0]!), planeOf(cables.at(-1)!, vertices.at(-1)!)];
  expect(ends, name).toEqual(planes);
  expect(planes[0], name).not.toBe(planes[1]);
}

const worlds = [...smallWorlds()].filter(
  ({ document: { planes } }) => planes.compute!.attach!.onePlanePer !== undefined,
);

/** A few of each kind of attachment and tiers. */
const some = worlds.filter((_, i) => i % 17 === 0);

describe('plane isolation', () => {
  it('holds on all small worlds', () => {
    for (const { name, document } of worlds) {
      expect(isolationWitness(openWorld(document).subject.fabric), name).toBeNull();
    }
  });

  it('two planes joined by any one cable: the witness is a shortest offending path', () => {
    let joined = 0;
    for (const { name, document } of some) {
      const { graph } = openWorld(document);
      const switches = graph.filterNodes((_, { kind }) => kind === 'switch');
      const planeOf = (vertex: string) => vertex.split('/')[1];
      const anyCable = graph.getEdgeAttributes(graph.edges()[0]);
      for (const a of switches) {
        for (const b of switches) {
          if (planeOf(a)! >= planeOf(b)!) continue;
          joined++;
          const added = graph.addEdge(a, b, anyCable);
          expectWitness(graph, `${name}: ${a} to ${b}`);
          expect(isolationWitness(compact(graph)), name).not.toBeNull();
          graph.dropEdge(added);
        }
      }
    }
    expect(joined).toBeGreaterThan(500);
  });

  it('an endpoint cable in a leaf of another plane is found, whatever its label says', () => {
    for (const { name, document } of some) {
      const { graph } = openWorld(document);
      const [cable] = graph.edges('h0/nic0');
      const attributes = graph.getEdgeAttributes(cable);
      const other = ['compute/p0', 'compute/p1'].find((plane) => plane !== attributes.plane)!;
      graph.dropEdge(cable);
      graph.addEdge('h0/nic0', `${other}/leaf0`, attributes);
      expectWitness(graph, name);
      expect(isolationWitness(compact(graph)), name).not.toBeNull();
    }
  });

  it('two joints: the shorter of the two paths is shown', () => {
    const { document } = worlds.find(({ document: { planes } }) => planes.compute!.fatTree!.spine)!;
    const { graph } = openWorld(document);
    const attributes = graph.getEdgeAttributes(graph.edges()[0]);
    graph.addEdge('compute/p0/spine0', 'compute/p1/spine0', attributes);
    expectWitness(graph, 'spines');
    expect(isolationWitness(compact(graph))!.cables).toHaveLength(5);
    graph.addEdge('compute/p0/leaf0', 'compute/p1/spine0', attributes);
    expectWitness(graph, 'leaf and spine');
    expect(isolationWitness(compact(graph))!.cables).toHaveLength(4);
    graph.addEdge('compute/p0/leaf0', 'compute/p1/leaf0', attributes);
    expectWitness(graph, 'leaves');
    expect(isolationWitness(compact(graph))!.cables).toHaveLength(3);
  });
});
