import { expect, it } from 'vitest';
import type { EndpointAttributes, FabricGraph } from '../../src/fabric/attributes.js';
import { type CompactFabric, compact } from '../../src/fabric/compact.js';
import { openWorld, smallWorlds } from '../worlds.js';

/** The graph as plain data: what the typed arrays must say, too. */
function pictureOfGraph(graph: FabricGraph) {
  return {
    vertices: graph.mapNodes((id, a) => [id, a.kind, a.kind === 'switch' ? a.plane : a.host]),
    cables: graph.mapEdges((id, a, lower, upper) => [
      id,
      lower,
      upper,
      a.gbps,
      a.added ?? false,
      a.plane,
      a.lowerPort.port,
      a.lowerPort.sub,
      a.upperPort.port,
      a.upperPort.sub,
    ]),
    incident: graph.mapNodes((id) => [id, ...graph.edges(id).sort()]),
    attached: graph.mapEdges((_, { lowerPort }, __, ___, a) =>
      a.kind === 'endpoint' ? (a.portPlanes[lowerPort.port] ?? null) : null,
    ),
    inPlane: graph
      .getAttribute('planeSets')
      .flatMap(({ planes }) => planes)
      .map((plane) => [
        plane,
        graph.filterEdges((_, a) => a.plane === plane).sort(),
        graph.filterNodes((_, a) => a.kind === 'switch' && a.plane === plane).sort(),
        graph.filterNodes((_, a) => a.kind === 'endpoint' && a.portPlanes.includes(plane)).sort(),
      ]),
  };
}

function pictureOfArrays(fabric: CompactFabric): ReturnType<typeof pictureOfGraph> {
  const { vertexIds, cableIds, planes, endpointCount } = fabric;
  const ids = (list: Int32Array, names: readonly string[]) => [...list].map((i) => names[i]!);
  const incidentOf = (v: number) => {
    const cables = fabric.incident.subarray(fabric.offsets[v], fabric.offsets[v + 1]);
    return ids(cables, cableIds).sort();
  };
  return {
    vertices: vertexIds.map((id, v) =>
      v < endpointCount
        ? [id, 'endpoint', fabric.hostIds[fabric.hostOf[v]!]!]
        : [id, 'switch', planes[fabric.planeOfSwitch[v]!]!.id],
    ),
    cables: cableIds.map((id, c) => [
      id,
      vertexIds[fabric.lower[c]!]!,
      vertexIds[fabric.upper[c]!]!,
      fabric.gbps[c]!,
      fabric.added[c] === 1,
      planes[fabric.cablePlane[c]!]!.id,
      fabric.lowerPort[c]!,
      fabric.lowerSub[c]!,
      fabric.upperPort[c]!,
      fabric.upperSub[c]!,
    ]),
    incident: vertexIds.map((id, v) => [id, ...incidentOf(v)]),
    attached: [...fabric.attachedPlane].map((p) => planes[p]?.id ?? null),
    inPlane: planes.map(({ id, cables, switches, endpoints }) => [
      id,
      ids(cables, cableIds).sort(),
      ids(switches, vertexIds).sort(),
      ids(endpoints, vertexIds).sort(),
    ]),
  };
}

const worlds = [...smallWorlds()].filter((_, i) => i % 2 === 0);

it('the typed arrays are a faithful picture of the graph, for small worlds', () => {
  for (const { name, document } of worlds) {
    const { graph } = openWorld(document);
    expect(pictureOfArrays(compact(graph)), name).toEqual(pictureOfGraph(graph));
  }
});

it('incidence lists are ordered by neighbour, then cable', () => {
  for (const { name, document } of worlds) {
    const { offsets, neighbours, incident, lower, upper, vertexCount } =
      openWorld(document).subject.fabric;
    for (let v = 0; v < vertexCount; v++) {
      for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
        const [w, c] = [neighbours[i]!, incident[i]!];
        expect(new Set([lower[c], upper[c]]), name).toEqual(new Set([v, w]));
        if (i === offsets[v]) continue;
        const [u, b] = [neighbours[i - 1]!, incident[i - 1]!];
        expect(u < w || (u === w && b < c), name).toBe(true);
      }
    }
  }
});

const removeACable = (graph: FabricGraph) => graph.dropEdge(graph.edges()[0]!);

const mutations: readonly (readonly [string, (graph: FabricGraph) => void])[] = [
  ['addNode', (g) => g.addNode('compute/p0/spine9', switchLike(g))],
  ['mergeNode', (g) => g.mergeNode('compute/p0/spine9', switchLike(g))],
  ['dropNode', (g) => g.dropNode('compute/p0/spine0')],
  ['addEdge', (g) => g.addEdgeWithKey('x', ...leafAndSpine, g.getEdgeAttributes(g.edges()[0]))],
  ['dropEdge', removeACable],
  ['clearEdges', (g) => g.clearEdges()],
  ['setEdgeAttribute', (g) => g.setEdgeAttribute(g.edges()[0], 'gbps', 1)],
  ['mergeEdgeAttributes', (g) => g.mergeEdgeAttributes(g.edges()[0], { gbps: 1 })],
  ['updateEdgeAttribute', (g) => g.updateEdgeAttribute(g.edges()[0], 'gbps', () => 1)],
  ['updateEachEdgeAttributes', (g) => g.updateEachEdgeAttributes((_, a) => ({ ...a, gbps: 1 }))],
  ['setNodeAttribute', (g) => g.setNodeAttribute('h0/nic0', 'kind', 'endpoint')],
  ['replaceNodeAttributes', (g) => g.replaceNodeAttributes('h0/nic0', elsewhere(g))],
  [
    'updateEachNodeAttributes',
    (g) =>
      g.updateEachNodeAttributes((_, a) =>
        a.kind === 'endpoint' ? { ...a, host: `${a.host}x` } : a,
      ),
  ],
];

const elsewhere = (graph: FabricGraph) => ({
  ...(graph.getNodeAttributes('h0/nic0') as EndpointAttributes),
  host: 'elsewhere',
});
const leafAndSpine = ['compute/p0/leaf0', 'compute/p0/spine0'] as const;
const switchLike = (graph: FabricGraph) => graph.getNodeAttributes('compute/p0/spine0');

it.each(mutations)('the arrays are made anew after %s', (_, mutate) => {
  const { document } = worlds.find(({ name }) => name.endsWith('parallel cables'))!;
  const { graph } = openWorld(document);
  const before = compact(graph);
  expect(compact(graph)).toBe(before);
  mutate(graph);
  expect(compact(graph)).not.toBe(before);
  expect(pictureOfArrays(compact(graph))).toEqual(pictureOfGraph(graph));
  // The new arrays are watched as well.
  if (graph.size > 0) removeACable(graph);
  expect(pictureOfArrays(compact(graph))).toEqual(pictureOfGraph(graph));
});

it('the arrays are made anew after the graph was cleared, or its planes replaced', () => {
  const { graph } = openWorld(worlds[0]!.document);
  compact(graph);
  graph.setAttribute('name', 'renamed');
  graph.updateAttribute('planeSets', (sets) => sets!.map((set) => ({ ...set, tiers: ['leaf'] })));
  expect(compact(graph).planeSets[0]!.tiers).toEqual(['leaf']);
  graph.clear();
  graph.replaceAttributes({ name: 'empty', planeSets: [], hostGroups: [], groups: [], labels: {} });
  expect(compact(graph)).toMatchObject({ vertexCount: 0, cableCount: 0, planes: [] });
});
