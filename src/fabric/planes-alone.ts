import type { FabricAttributes } from './attributes.js';
import type { CompactFabric } from './compact.js';
import { attributesOfVertex, copyCable } from './copy.js';
import type { Part } from './parts.js';
import { Projection } from './project.js';

/** Some planes of a fabric as a fabric of their own: ids and ports are those of the whole. */
export interface PlanesAlone {
  readonly fabric: CompactFabric;
  /** By cable and by vertex of `fabric`: its number in the whole. */
  readonly cables: Int32Array;
  readonly vertices: Int32Array;
  /** What is left of a part of the whole; its cables may be none. */
  part(part: Part): Part;
}

/**
 * Cuts planes out, with the endpoints that have a port in them. Nothing else is in it: no other plane
 * that a symmetry would have to be verified on. Where hosts do not matter, each NIC is a host of its own,
 * beside those that hang on the same leaf: then they may change places, whatever hosts they are of.
 *
 * @param planes ascending; cables of theirs end on no switch of another plane
 */
export function planesAlone(
  whole: CompactFabric,
  planes: readonly number[],
  { hosts }: { readonly hosts: boolean } = { hosts: true },
): PlanesAlone {
  const projection = new Projection(attributesOf(whole, planes));
  const { vertices, numberOf } = verticesOf(whole, planes, hosts);
  for (const v of vertices) {
    const host = hosts || v >= whole.endpointCount ? {} : { host: whole.vertexIds[v]! };
    projection.addVertex(whole.vertexIds[v]!, { ...attributesOfVertex(whole, v), ...host });
  }
  const cables = Int32Array.from(planes.flatMap((p) => [...whole.planes[p]!.cables])).sort();
  const cableNumberOf = new Int32Array(whole.cableCount).fill(-1);
  cables.forEach((cable, c) => {
    cableNumberOf[cable] = c;
    copyCable(projection, whole, cable);
  });
  const within = (numbers: Int32Array, list: Iterable<number>): Int32Array =>
    Int32Array.from(list, (n) => numbers[n]!).filter((n) => n >= 0);
  return {
    fabric: projection.close(),
    cables,
    vertices,
    part: function part({ kind, id, index, cables: dead, vertices: inside, members }): Part {
      const isVertex = kind === 'switch' || kind === 'nic';
      return {
        kind,
        id,
        index: index < 0 ? -1 : (isVertex ? numberOf : cableNumberOf)[index]!,
        cables: within(cableNumberOf, dead),
        vertices: within(numberOf, inside),
        ...(members ? { members: members.map(part) } : {}),
      };
    },
  };
}

function attributesOf(whole: CompactFabric, planes: readonly number[]): FabricAttributes {
  const relays = (p: number) => whole.planes[p]!.relays;
  return {
    name: 'planes',
    planeSets: whole.planeSets.flatMap((set) => {
      const kept = set.planes.filter((p) => planes.includes(p));
      if (kept.length === 0) return [];
      return [
        {
          id: set.id,
          planes: kept.map((p) => whole.planes[p]!.id),
          tiers: set.tiers,
          ...(relays(kept[0]!) ? { relays: true as const } : {}),
        },
      ];
    }),
    hostGroups: whole.hostGroups,
    groups: [],
    labels: {},
  };
}

/** Endpoints before switches, as in every fabric. */
function verticesOf(whole: CompactFabric, planes: readonly number[], hosts: boolean) {
  const is = new Uint8Array(whole.vertexCount);
  for (const p of planes) {
    const { endpoints, switches, cables } = whole.planes[p]!;
    for (const v of endpoints) is[v] = 1;
    for (const v of switches) is[v] = 1;
    // An endpoint may have a cable that the rule of attachment knows nothing of.
    for (const c of cables) {
      is[whole.lower[c]!] = 1;
      is[whole.upper[c]!] = 1;
    }
  }
  const vertices = Int32Array.from(is.keys()).filter((v) => is[v] === 1);
  if (!hosts) vertices.sort((v, w) => placeOf(whole, is, v) - placeOf(whole, is, w) || v - w);
  const numberOf = new Int32Array(whole.vertexCount).fill(-1);
  vertices.forEach((v, n) => {
    numberOf[v] = n;
  });
  return { vertices, numberOf };
}

/** Of an endpoint: the first switch that it hangs on. Of a switch: itself, behind all endpoints. */
function placeOf(whole: CompactFabric, is: Uint8Array, v: number): number {
  const { endpointCount, vertexCount, offsets, neighbours } = whole;
  if (v >= endpointCount) return vertexCount + v;
  for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
    if (neighbours[i]! >= endpointCount && is[neighbours[i]!] === 1) return neighbours[i]!;
  }
  return endpointCount;
}
