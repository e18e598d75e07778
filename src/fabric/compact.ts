import type {
  EndpointAttributes,
  FabricGraph,
  FabricGroup,
  HostGroup,
  SwitchAttributes,
} from './attributes.js';
import { project } from './project.js';

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
  /** All of them are spelt when somebody asks for the list; `cableId` spells one. */
  readonly cableIds: readonly string[];
  readonly cableId: (cable: number) => string;
  readonly indexOfVertex: ReadonlyMap<string, number>;

  /** By cable: its two vertices, its capacity, its plane. */
  readonly lower: Int32Array;
  readonly upper: Int32Array;
  readonly gbps: Float64Array;
  readonly cablePlane: Int32Array;
  /** By cable: 1 if `cables` or an `extra` exception adds it to those of a family. */
  readonly added: Uint8Array;
  /** By cable: physical port and sub-port (−1: whole) at either end. */
  readonly lowerPort: Int32Array;
  readonly lowerSub: Int32Array;
  readonly upperPort: Int32Array;
  readonly upperSub: Int32Array;
  /** By cable that an item of the document wrote: JSON Pointer of the item. */
  readonly writtenAt: ReadonlyMap<number, string>;
  /** By cable that is slower than its ports are split for: the speed they are split for, Gb/s. */
  readonly designGbps: ReadonlyMap<number, number>;
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
  /** In the order of the document. */
  readonly hostGroups: readonly HostGroup[];
  readonly groups: readonly FabricGroup[];
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
  /**
   * Whether endpoints pass on what comes in by one of their cables of this plane by another one
   * (BCube). They never pass anything on from one plane to another.
   */
  readonly relays: boolean;
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
