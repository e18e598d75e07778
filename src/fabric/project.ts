import { assert, present } from '../std/assert.js';
import type { EndpointAttributes, FabricGraph, SwitchAttributes } from './attributes.js';
import type { CompactFabric, CompactPlane, CompactPlaneSet } from './compact.js';

/** A graph as typed arrays. */
export function project(graph: FabricGraph): CompactFabric {
  const vertices = readVertices(graph);
  const cables = readCables(graph, vertices);
  return {
    ...vertices,
    ...cables,
    planes: planesOf(graph, vertices, cables),
    hostGroups: graph.getAttribute('hostGroups'),
    groups: graph.getAttribute('groups'),
  };
}

function readVertices(graph: FabricGraph) {
  const endpoints: EndpointAttributes[] = [];
  const switches: SwitchAttributes[] = [];
  const endpointIds: string[] = [];
  const switchIds: string[] = [];
  graph.forEachNode((id, attributes) => {
    if (attributes.kind === 'endpoint') {
      endpoints.push(attributes);
      endpointIds.push(id);
    } else {
      switches.push(attributes);
      switchIds.push(id);
    }
  });
  const vertexIds = endpointIds.concat(switchIds);
  const endpointCount = endpoints.length;
  const vertexCount = vertexIds.length;
  const indexOfVertex = new Map(vertexIds.map((id, v) => [id, v]));

  const planeIndex = new Map<string, number>();
  const planeSets: CompactPlaneSet[] = graph.getAttribute('planeSets').map((set) => ({
    id: set.id,
    tiers: set.tiers,
    planes: set.planes.map((id) => {
      planeIndex.set(id, planeIndex.size);
      return planeIndex.size - 1;
    }),
  }));

  const tierNames = ['endpoint'];
  const planeOfSwitch = new Int32Array(vertexCount).fill(-1);
  const tierOf = new Uint8Array(vertexCount);
  switches.forEach((attributes, s) => {
    planeOfSwitch[endpointCount + s] = present(planeIndex.get(attributes.plane), attributes.plane);
    if (!tierNames.includes(attributes.tier)) tierNames.push(attributes.tier);
    tierOf[endpointCount + s] = tierNames.indexOf(attributes.tier);
  });

  const hostIndex = new Map<string, number>();
  const hostOf = new Int32Array(endpointCount);
  const portOffsets = new Int32Array(endpointCount + 1);
  const ports: number[] = [];
  endpoints.forEach(({ host, portPlanes }, e) => {
    let index = hostIndex.get(host);
    if (index === undefined) {
      index = hostIndex.size;
      hostIndex.set(host, index);
    }
    hostOf[e] = index;
    for (const plane of portPlanes) ports.push(planeIndex.get(plane) ?? -1);
    portOffsets[e + 1] = ports.length;
  });

  return {
    vertexCount,
    endpointCount,
    vertexIds,
    indexOfVertex,
    planeSets,
    planeIndex,
    planeOfSwitch,
    tierOf,
    tierNames,
    hostOf,
    hostIds: [...hostIndex.keys()],
    portOffsets,
    portPlanes: Int32Array.from(ports),
    endpoints,
    switches,
  };
}

type Vertices = ReturnType<typeof readVertices>;

function readCables(graph: FabricGraph, vertices: Vertices) {
  const { vertexCount, indexOfVertex, planeIndex, portOffsets, portPlanes } = vertices;
  const cableCount = graph.size;
  const cableIds: string[] = [];
  const gbps = new Float64Array(cableCount);
  const added = new Uint8Array(cableCount);
  const writtenAt = new Map<number, string>();
  const designGbps = new Map<number, number>();
  const ints = () => new Int32Array(cableCount);
  const [lower, upper, cablePlane, attachedPlane] = [ints(), ints(), ints(), ints()];
  const [lowerPort, lowerSub, upperPort, upperSub] = [ints(), ints(), ints(), ints()];
  const offsets = new Int32Array(vertexCount + 1);
  graph.forEachEdge((id, attributes, source, target) => {
    const cable = cableIds.push(id) - 1;
    const a = present(indexOfVertex.get(source), source);
    const b = present(indexOfVertex.get(target), target);
    lower[cable] = a;
    upper[cable] = b;
    gbps[cable] = attributes.gbps;
    added[cable] = attributes.added ? 1 : 0;
    if (attributes.writtenAt !== undefined) writtenAt.set(cable, attributes.writtenAt);
    if (attributes.designGbps !== undefined) designGbps.set(cable, attributes.designGbps);
    cablePlane[cable] = present(planeIndex.get(attributes.plane), attributes.plane);
    lowerPort[cable] = attributes.lowerPort.port;
    lowerSub[cable] = attributes.lowerPort.sub;
    upperPort[cable] = attributes.upperPort.port;
    upperSub[cable] = attributes.upperPort.sub;
    const ports = a < vertices.endpointCount ? portOffsets[a + 1]! - portOffsets[a]! : 0;
    const port = attributes.lowerPort.port;
    attachedPlane[cable] = port < ports ? portPlanes[portOffsets[a]! + port]! : -1;
    offsets[a + 1]!++;
    offsets[b + 1]!++;
  });
  assert(cableIds.length === cableCount, 'graph.size counts the cables');
  for (let v = 0; v < vertexCount; v++) offsets[v + 1]! += offsets[v]!;
  return {
    cableCount,
    cableIds,
    lower,
    upper,
    gbps,
    cablePlane,
    added,
    writtenAt,
    designGbps,
    lowerPort,
    lowerSub,
    upperPort,
    upperSub,
    attachedPlane,
    offsets,
    ...incidence(vertexCount, lower, upper, offsets),
  };
}

/** Incidence lists ordered by neighbour: a list of lists is sorted by transposing it twice. */
function incidence(
  vertexCount: number,
  lower: Int32Array,
  upper: Int32Array,
  offsets: Int32Array,
): { neighbours: Int32Array; incident: Int32Array } {
  const size = 2 * lower.length;
  const incidentUnsorted = new Int32Array(size);
  let next = offsets.slice(0, vertexCount);
  for (let cable = 0; cable < lower.length; cable++) {
    incidentUnsorted[next[lower[cable]!]!++] = cable;
    incidentUnsorted[next[upper[cable]!]!++] = cable;
  }
  const neighbours = new Int32Array(size);
  const incident = new Int32Array(size);
  next = offsets.slice(0, vertexCount);
  for (let u = 0; u < vertexCount; u++) {
    for (let i = offsets[u]!; i < offsets[u + 1]!; i++) {
      const cable = incidentUnsorted[i]!;
      const v = lower[cable]! === u ? upper[cable]! : lower[cable]!;
      const at = next[v]!++;
      neighbours[at] = u;
      incident[at] = cable;
    }
  }
  return { neighbours, incident };
}

function planesOf(
  graph: FabricGraph,
  vertices: Vertices,
  cables: { cablePlane: Int32Array; lower: Int32Array },
): CompactPlane[] {
  const sets = graph.getAttribute('planeSets');
  const collect = sets.flatMap((set, planeSet) =>
    set.planes.map((id) => ({
      id,
      planeSet,
      relays: set.relays === true,
      cables: [] as number[],
      switches: [] as number[],
      endpoints: [] as number[],
    })),
  );
  for (let c = 0; c < cables.cablePlane.length; c++) collect[cables.cablePlane[c]!]!.cables.push(c);
  for (let v = vertices.endpointCount; v < vertices.vertexCount; v++) {
    collect[vertices.planeOfSwitch[v]!]!.switches.push(v);
  }
  for (let e = 0; e < vertices.endpointCount; e++) {
    for (let i = vertices.portOffsets[e]!; i < vertices.portOffsets[e + 1]!; i++) {
      const plane = collect[vertices.portPlanes[i]!];
      if (plane && plane.endpoints.at(-1) !== e) plane.endpoints.push(e);
    }
  }
  return collect.map(({ id, planeSet, relays, cables, switches, endpoints }) => ({
    id,
    planeSet,
    relays,
    cables: Int32Array.from(cables),
    switches: Int32Array.from(switches),
    endpoints: Int32Array.from(endpoints),
  }));
}
