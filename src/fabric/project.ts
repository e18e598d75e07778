import { assert } from '../std/assert.js';
import type { FabricAttributes, FabricGraph, PortNumber, VertexAttributes } from './attributes.js';
import { CableColumns, type Cables, type CableWords } from './cable-columns.js';
import type { CompactFabric, CompactPlane } from './compact.js';
import { Ints } from './growing.js';
import { cableId, portId } from './ids.js';
import { type PlaneNumbers, planeNumbers, VertexColumns, type Vertices } from './vertex-columns.js';

/** A graph as typed arrays. */
export function project(graph: FabricGraph): CompactFabric {
  const projection = new Projection(graph.getAttributes());
  graph.forEachNode((id, attributes) => projection.addVertex(id, attributes));
  const ids: string[] = [];
  graph.forEachEdge((id, attributes, lower, upper) => {
    ids.push(id);
    projection.addCable(lower, attributes.lowerPort, upper, attributes.upperPort, attributes);
  });
  assert(ids.length === graph.size, 'graph.size counts the cables');
  return projection.close(ids);
}

/** Collects a fabric, each vertex before its cables, and closes it as typed arrays. */
export class Projection {
  readonly #planes: PlaneNumbers;
  readonly #vertices = new VertexColumns();
  readonly #cables: CableColumns;

  constructor(readonly attributes: FabricAttributes) {
    this.#planes = planeNumbers(attributes);
    this.#cables = new CableColumns(this.#vertices, this.#planes);
  }

  get cableCount(): number {
    return this.#cables.count;
  }

  addVertex(id: string, attributes: VertexAttributes): void {
    this.#vertices.add(id, attributes);
  }

  addCable(
    lower: string,
    lowerPort: PortNumber,
    upper: string,
    upperPort: PortNumber,
    words: CableWords,
  ): void {
    this.#cables.add(lower, lowerPort, upper, upperPort, words);
  }

  /** The id of a cable that was added. */
  cableId(cable: number): string {
    return this.#cables.idOf(cable);
  }

  /** @param ids by cable, where they are known; otherwise they are spelt when somebody asks */
  close(ids: readonly string[] | null = null): CompactFabric {
    const { hostGroups, groups } = this.attributes;
    const vertices = this.#vertices.close(this.#planes);
    const cables = this.#cables.close(vertices);
    const idOf = ids ? (cable: number) => ids[cable]! : speller(vertices, cables);
    let all = ids;
    return {
      ...vertices,
      ...cables,
      ...this.#planes,
      cableId: idOf,
      get cableIds() {
        all ??= Array.from({ length: cables.cableCount }, (_, cable) => idOf(cable));
        return all;
      },
      planes: planesOf(this.attributes, vertices, cables),
      hostGroups,
      groups,
    };
  }
}

function speller(
  { vertexIds }: Vertices,
  { lower, lowerPort, lowerSub, upper, upperPort, upperSub }: Cables,
): (cable: number) => string {
  const at = (vertex: number, port: number, sub: number) =>
    portId(vertexIds[vertex]!, { port, sub });
  return (c) =>
    cableId(at(lower[c]!, lowerPort[c]!, lowerSub[c]!), at(upper[c]!, upperPort[c]!, upperSub[c]!));
}

function planesOf(
  { planeSets }: FabricAttributes,
  { endpointCount, vertexCount, planeOfSwitch, portOffsets, portPlanes }: Vertices,
  { cablePlane }: Cables,
): CompactPlane[] {
  const collect = planeSets.flatMap((set, planeSet) =>
    set.planes.map((id) => ({
      id,
      planeSet,
      relays: set.relays === true,
      cables: new Ints(),
      switches: new Ints(),
      endpoints: new Ints(),
    })),
  );
  for (let c = 0; c < cablePlane.length; c++) collect[cablePlane[c]!]!.cables.push(c);
  for (let v = endpointCount; v < vertexCount; v++) collect[planeOfSwitch[v]!]!.switches.push(v);
  for (let e = 0; e < endpointCount; e++) {
    for (let i = portOffsets[e]!; i < portOffsets[e + 1]!; i++) {
      const endpoints = collect[portPlanes[i]!]?.endpoints;
      if (endpoints && endpoints.last !== e) endpoints.push(e);
    }
  }
  return collect.map(({ id, planeSet, relays, cables, switches, endpoints }) => ({
    id,
    planeSet,
    relays,
    cables: cables.close(),
    switches: switches.close(),
    endpoints: endpoints.close(),
  }));
}
