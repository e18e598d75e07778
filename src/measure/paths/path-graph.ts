import type { CompactFabric } from '../../fabric/compact.js';
import type { EndpointSet } from '../../fabric/endpoint-set.js';
import { siteKinds } from './site-kinds.js';

/**
 * Who passes traffic on, beside the endpoints of planes in which these do (BCube): nobody, hosts between
 * their NICs, or scale-up domains between those of their hosts.
 */
export type Relays = 'switches' | 'hosts' | 'domains';

/**
 * The switches of some planes, and their endpoints as *kinds*: endpoints with cables in use to the
 * same switches, as many to each. Endpoints of a kind change places without anybody noticing, so a
 * search looks at kinds only. Where hosts relay, hosts with endpoints of the same kinds form a
 * *site*, and a kind is an endpoint of a site; otherwise every kind is a site of its own.
 */
export interface PathGraph {
  readonly switchCount: number;
  /** By switch: its vertex in the fabric. */
  readonly vertexOf: Int32Array;
  /** Switches next to switch s, ascending: entries `offsets[s]` … of `neighbours`, and the cables to each. */
  readonly offsets: Int32Array;
  readonly neighbours: Int32Array;
  readonly cables: Int32Array;

  readonly kindCount: number;
  /** Switches next to kind k, ascending, and the cables of one endpoint to each. */
  readonly leafOffsets: Int32Array;
  readonly leaves: Int32Array;
  readonly leafCables: Int32Array;
  /** Kinds next to switch s, ascending. */
  readonly kindOffsets: Int32Array;
  readonly kindsAt: Int32Array;

  /** By kind: its site, and how many endpoints of it one host of the site has. */
  readonly siteOf: Int32Array;
  readonly perHost: Int32Array;
  /** By site: its hosts (endpoints, where these do not matter), and its first kind; kinds of a site
   * stand one behind the other. */
  readonly hosts: Int32Array;
  readonly firstKind: Int32Array;
  /** By kind: 1 if its endpoints are looked at; the others relay only. */
  readonly counts: Uint8Array;
  /** By kind: 1 if its endpoints pass on what reaches them. */
  readonly relays: Uint8Array;
  /** By kind: its first endpoint, a vertex of the fabric, and what the scope says of it. */
  readonly endpoint: Int32Array;
  readonly marks: Int32Array;
  /** Whether the endpoints of a host are joined by links of one hop. */
  readonly meshed: boolean;
}

/** How many endpoints a kind has. */
export const endpointCount = (
  { hosts, siteOf, perHost }: Pick<PathGraph, 'hosts' | 'siteOf' | 'perHost'>,
  kind: number,
): number => hosts[siteOf[kind]!]! * perHost[kind]!;

/** What a search looks at. */
export interface PathScope {
  /** Indices into `fabric.planes`. */
  readonly planes: readonly number[];
  /** Only these endpoints count; null: all that the attachment rule puts in the planes. */
  readonly among: EndpointSet | null;
  readonly relays: Relays;
  /** By endpoint: only those with the same number are of one kind. */
  readonly marks?: Int32Array;
}

/** The switches and kinds of endpoints of a scope, over cables in use. */
export function pathGraph(
  fabric: CompactFabric,
  capacity: Float64Array,
  scope: PathScope,
): PathGraph {
  const inScope = new Uint8Array(fabric.planes.length);
  for (const p of scope.planes) inScope[p] = 1;
  const inUse = (cable: number) => capacity[cable]! > 0 && inScope[fabric.cablePlane[cable]!] === 1;
  const { vertexOf, numberOf } = switchesOf(fabric, scope.planes);
  const between = adjacency(fabric, vertexOf, numberOf, inUse);
  const kinds = siteKinds(fabric, scope, numberOf, inUse);
  return {
    switchCount: vertexOf.length,
    vertexOf,
    ...between,
    ...kinds,
    ...kindsBySwitch(kinds, vertexOf.length),
    meshed: scope.relays !== 'switches',
  };
}

/** Switches of the planes, and those of others on which their cables end, in order; and their numbers. */
function switchesOf(
  { planes, lower, upper, vertexCount, endpointCount }: CompactFabric,
  scope: readonly number[],
) {
  const found = new Uint8Array(vertexCount);
  for (const p of scope) {
    for (const s of planes[p]!.switches) found[s] = 1;
    for (const cable of planes[p]!.cables) found[lower[cable]!] = found[upper[cable]!] = 1;
  }
  const vertexOf: number[] = [];
  const numberOf = new Int32Array(vertexCount).fill(-1);
  for (let v = endpointCount; v < vertexCount; v++) {
    if (found[v] === 1) numberOf[v] = vertexOf.push(v) - 1;
  }
  return { vertexOf: Int32Array.from(vertexOf), numberOf };
}

/** Incidence lists of the fabric are in order of neighbours: parallel cables are runs. */
function adjacency(
  { offsets: from, neighbours: ends, incident }: CompactFabric,
  vertexOf: Int32Array,
  numberOf: Int32Array,
  inUse: (cable: number) => boolean,
): Pick<PathGraph, 'offsets' | 'neighbours' | 'cables'> {
  const offsets = new Int32Array(vertexOf.length + 1);
  const neighbours: number[] = [];
  const cables: number[] = [];
  for (let s = 0; s < vertexOf.length; s++) {
    const v = vertexOf[s]!;
    let last = -1;
    for (let i = from[v]!; i < from[v + 1]!; i++) {
      const other = numberOf[ends[i]!]!;
      if (other < 0 || other === s || !inUse(incident[i]!)) continue;
      if (other === last) cables[cables.length - 1]!++;
      else {
        neighbours.push(other);
        cables.push(1);
        last = other;
      }
    }
    offsets[s + 1] = neighbours.length;
  }
  return { offsets, neighbours: Int32Array.from(neighbours), cables: Int32Array.from(cables) };
}

/** The list of leaves turned round. */
function kindsBySwitch(
  { leafOffsets, leaves, kindCount }: Pick<PathGraph, 'leafOffsets' | 'leaves' | 'kindCount'>,
  switchCount: number,
): Pick<PathGraph, 'kindOffsets' | 'kindsAt'> {
  const kindOffsets = new Int32Array(switchCount + 1);
  for (const s of leaves) kindOffsets[s + 1]!++;
  for (let s = 0; s < switchCount; s++) kindOffsets[s + 1]! += kindOffsets[s]!;
  const next = kindOffsets.slice(0, switchCount);
  const kindsAt = new Int32Array(leaves.length);
  for (let k = 0; k < kindCount; k++) {
    for (let i = leafOffsets[k]!; i < leafOffsets[k + 1]!; i++) kindsAt[next[leaves[i]!]!++] = k;
  }
  return { kindOffsets, kindsAt };
}
