import { MultiUndirectedGraph } from 'graphology';

/** A switch model as its vertices carry it. Speeds are Gb/s per direction. */
export interface SwitchModel {
  readonly name: string;
  /** Physical ports 0 … ports − 1, each of `portGbps`. */
  readonly ports: number;
  readonly portGbps: number;
  /** So many further ports, numbered on after `ports`, each of `uplinkGbps`. */
  readonly uplinkPorts: number;
  readonly uplinkGbps: number;
  /** Into how many sub-ports a port may be split. */
  readonly splits: readonly number[];
  /** The last so many of `ports`, which families leave alone. */
  readonly reservedPorts: number;
}

/** A NIC of a host. */
export interface EndpointAttributes {
  readonly kind: 'endpoint';
  readonly host: string;
  readonly planeSet: string;
  /** Index of the NIC in its group. */
  readonly rail: number;
  /** Index of the unit (hosts that share the same leaves) in the plane set; −1: in none. */
  readonly unit: number;
  /** Name of its NIC model. */
  readonly model: string;
  /** Speed of each NIC port, Gb/s. */
  readonly portGbps: number;
  /** By NIC port: id of the plane in which `attach` or `cables` put it, '' for none. */
  readonly portPlanes: readonly string[];
}

export interface SwitchAttributes {
  readonly kind: 'switch';
  readonly planeSet: string;
  readonly plane: string;
  readonly tier: string;
  /** Index in its tier of its plane. */
  readonly index: number;
  readonly model: SwitchModel;
  /** Ports that the topology keeps for a tier outside the file; they count as up. */
  readonly upReserved: number;
  /** Speed of each of these, Gb/s. */
  readonly upReservedGbps: number;
  /** Of a leaf or router: index of the unit that it serves, and its rails if chosen by rail. */
  readonly unit?: number;
  readonly rails?: readonly [first: number, last: number];
  /** Index of the pod that it belongs to, if the plane has pods. */
  readonly pod?: number;
  /** Index of the group of a dragonfly that it belongs to. */
  readonly group?: number;
  /**
   * Index of the column of a Slim Fly that it belongs to, router (s, x, y) to s·q + x: those of the
   * second subgraph come after those of the first.
   */
  readonly column?: number;
  /** Level of a cube that it belongs to: endpoints are cabled to one switch of each. */
  readonly level?: number;
}

export type VertexAttributes = EndpointAttributes | SwitchAttributes;

/** One end of a cable at its vertex: physical port, and the sub-port of a split one (else −1). */
export interface PortNumber {
  readonly port: number;
  readonly sub: number;
}

/** A cable. Its graph source is the lower end (endpoint, leaf, spine …), its target the upper. */
export interface CableAttributes {
  readonly plane: string;
  /** Capacity per direction, Gb/s. */
  readonly gbps: number;
  readonly lowerPort: PortNumber;
  readonly upperPort: PortNumber;
  /** JSON Pointer of the `cables` or `exceptions` item that wrote it; absent: a family made it. */
  readonly writtenAt?: string;
  /** `cables` or an `extra` exception adds it to those of a family, moved or not. */
  readonly added?: true;
  /** Of a cable that runs slower than its ports are split for: the speed they are split for, Gb/s. */
  readonly designGbps?: number;
}

/** A plane set as the fabric knows it. */
export interface PlaneSet {
  readonly id: string;
  readonly planes: readonly string[];
  /** Tiers of its switches, lowest first. */
  readonly tiers: readonly string[];
  /** Its endpoints pass traffic on between their ports in a plane. Absent: they do not. */
  readonly relays?: true;
}

/** A host group: hosts are an attribute of their endpoints, this is what they have in common. */
export interface HostGroup {
  readonly name: string;
  readonly count: number;
  readonly gpus: number;
  /** Scale-up bandwidth per GPU, Gb/s. */
  readonly scaleUpGbps: number;
  /** So many consecutive hosts share one scale-up domain. */
  readonly scaleUpHosts: number;
  /** Names of its NIC groups, in the order of the document. */
  readonly nics: readonly string[];
}

/** Parts that fail together: what selectors match, or that cut into pieces of so many parts. */
export interface FabricGroup {
  readonly name: string;
  readonly lists: readonly { readonly of: readonly string[]; readonly every: number | null }[];
}

export interface FabricAttributes {
  readonly name: string;
  readonly planeSets: readonly PlaneSet[];
  readonly hostGroups: readonly HostGroup[];
  readonly groups: readonly FabricGroup[];
  /** By id: the name on the machine. */
  readonly labels: Readonly<Record<string, string>>;
}

/** The fabric: a vertex per endpoint and switch, one edge per cable. */
export type FabricGraph = MultiUndirectedGraph<VertexAttributes, CableAttributes, FabricAttributes>;

/** An empty fabric. */
export function emptyFabric(attributes: FabricAttributes): FabricGraph {
  const graph: FabricGraph = new MultiUndirectedGraph();
  graph.replaceAttributes(attributes);
  return graph;
}
