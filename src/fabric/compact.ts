import { assert, present } from '../std/assert.js';
import type { EndpointAttributes, FabricGraph, SwitchAttributes } from './attributes.js';

/**
 * A fabric as typed arrays: how it is looked at quickly. Vertices 0 … endpointCount − 1 are the
 * endpoints, the others the switches, each in order of expansion. Cables stand in order of
 * expansion. A capacity is a `Float64Array` of Gb/s per cable and direction; `gbps` is the intact
 * one. Indices never leave the folders named in ARCHITECTURE.md: results speak ids.
 */
export interface CompactFabric {
  readonly vertexCount: number;
  readonly endpointCount: number;
  readonly cableCount: number;
  readonly vertexIds: readonly string[];
  readonly cableIds: readonly string[];
  readonly indexOfVertex: ReadonlyMap<string, number>;

  /** By cable: its two vertices, its capacity, its plane. */
  readonly lower: Int32Array;
  readonly upper: Int32Array;
  readonly gbps: Float64Array;
  readonly cablePlane: Int32Array;
  /** By cable: physical port and sub-port (−1: whole) at either end. */
  readonly lowerPort: Int32Array;
  readonly lowerSub: Int32Array;
  readonly upperPort: Int32Array;
  readonly upperSub: Int32Array;
  /** By cable of an endpoint: the plane in which the attachment rule puts its port, else −1. */
  readonly attachedPlane: Int32Array;

  /**
   * Incidence lists: entries `offsets[v]` … `offsets[v + 1] − 1` of `neighbours` and `incident`
   * are the other ends and the cables of v, by ascending neighbour, then cable.
   */
  readonly offsets: Int32Array;
  readonly neighbours: Int32Array;
  readonly incident: Int32Array;

  readonly planeSets: readonly CompactPlaneSet[];
  readonly planes: readonly CompactPlane[];
  /** By vertex: plane of a switch, −1 for an endpoint. */
  readonly planeOfSwitch: Int32Array;
  /** By vertex: index into `tierNames`; 0 is `endpoint`. */
  readonly tierOf: Uint8Array;
  readonly tierNames: readonly string[];

  /** By endpoint: its host, an index into `hostIds` (in order of expansion). */
  readonly hostOf: Int32Array;
  readonly hostIds: readonly string[];
  /**
   * By endpoint: entries `portOffsets[e]` … of `portPlanes` are the planes (−1: none) in which the
   * attachment rule puts its ports 0, 1 …
   */
  readonly portOffsets: Int32Array;
  readonly portPlanes: Int32Array;
  readonly endpoints: readonly EndpointAttributes[];
  /** By vertex minus endpointCount. */
  readonly switches: readonly SwitchAttributes[];
}

export interface CompactPlaneSet {
  readonly id: string;
  /** Indices into `planes`. */
  readonly planes: readonly number[];
  readonly tiers: readonly string[];
}

export interface CompactPlane {
  readonly id: string;
  readonly planeSet: number;
  /** Its cables, switches, and the endpoints that the attachment rule puts in it; ascending. */
  readonly cables: Int32Array;
  readonly switches: Int32Array;
  readonly endpoints: Int32Array;
}

const memory = new WeakMap<FabricGraph, CompactFabric>();
const watched = new WeakSet<FabricGraph>();
const mutations = [
  'nodeAdded',
  'nodeDropped',
  'edgeAdded',
  'edgeDropped',
  'cleared',
  'edgesCleared',
  'nodeAttributesUpdated',
  'edgeAttributesUpdated',
  'eachNodeAttributesUpdated',
  'eachEdgeAttributesUpdated',
  'attributesUpdated',
] as const;

/** The typed arrays of a graph: made once, made again after the graph was changed. */
export function compact(graph: FabricGraph): CompactFabric {
  const known = memory.get(graph);
  if (known) return known;
  if (!watched.has(graph)) {
    watched.add(graph);
    for (const event of mutations) graph.on(event, () => memory.delete(graph));
  }
  const made = project(graph);
  memory.set(graph, made);
  return made;
}

function project(graph: FabricGraph): CompactFabric {
  const vertices = readVertices(graph);
  const cables = readCables(graph, vertices);
  return { ...vertices, ...cables, planes: planesOf(graph, vertices, cables) };
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
  return collect.map(({ id, planeSet, cables, switches, endpoints }) => ({
    id,
    planeSet,
    cables: Int32Array.from(cables),
    switches: Int32Array.from(switches),
    endpoints: Int32Array.from(endpoints),
  }));
}
