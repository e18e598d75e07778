import type { CompactFabric } from './compact.js';
import { bundleId, podId, railId, unitId } from './ids.js';
import type { SelectorKind } from './selector.js';

/**
 * A part of a fabric that can fail. There may be millions of them, so most spell their ids when they
 * are asked: wrap a part, do not spread it.
 */
export interface Part {
  readonly kind: SelectorKind;
  readonly id: string;
  /** Index of a switch or NIC (vertex), or of a cable; −1 for the other kinds. */
  readonly index: number;
  /** The cables that are dead when it is down. */
  readonly cables: Iterable<number>;
  /** The NICs and switches that it is, or contains. */
  readonly vertices: Iterable<number>;
  /** Of a group: the parts that it consists of. */
  readonly members?: readonly Part[] | undefined;
}

/** All parts of one kind, numbered in order of expansion. */
export interface Parts {
  readonly count: number;
  /** What a pattern may match; the id comes first. */
  ids(n: number): readonly string[];
  part(n: number): Part;
  /** Where an id that is written out can be, if not all have to be looked at. */
  near?(id: string): readonly number[];
}

/** Kinds of parts that the fabric itself has. */
export type OwnKind = Exclude<SelectorKind, 'group'>;

const memory = new WeakMap<CompactFabric, Map<OwnKind, Parts>>();

/** The parts of a kind, listed once for each fabric. */
export function partsOf(fabric: CompactFabric, kind: OwnKind): Parts {
  const known = memory.get(fabric) ?? new Map<OwnKind, Parts>();
  memory.set(fabric, known);
  const parts = known.get(kind) ?? kinds[kind](fabric);
  known.set(kind, parts);
  return parts;
}

const kinds: Readonly<Record<OwnKind, (fabric: CompactFabric) => Parts>> = {
  switch: (fabric) => vertices(fabric, 'switch', fabric.endpointCount, fabric.vertexCount),
  nic: (fabric) => vertices(fabric, 'nic', 0, fabric.endpointCount),
  cable: cablesOf,
  port: portsOf,
  bundle: bundlesOf,
  host(fabric) {
    const lists = lists0(fabric.hostIds.length);
    for (let e = 0; e < fabric.endpointCount; e++) lists[fabric.hostOf[e]!]!.push(e);
    return containers(fabric, 'host', fabric.hostIds, lists);
  },
  // An endpoint that `attach` gives no slot is in no unit.
  unit: (fabric) =>
    byId(fabric, 'unit', 0, fabric.endpointCount, (e) => {
      const { planeSet, unit } = fabric.endpoints[e]!;
      return unit < 0 ? null : unitId(planeSet, unit);
    }),
  rail: (fabric) =>
    byId(fabric, 'rail', 0, fabric.endpointCount, (e) => {
      const { planeSet, rail } = fabric.endpoints[e]!;
      return railId(planeSet, rail);
    }),
  pod: (fabric) =>
    byId(fabric, 'pod', fabric.endpointCount, fabric.vertexCount, (v) => {
      const { plane, pod } = fabric.switches[v - fabric.endpointCount]!;
      return pod === undefined ? null : podId(plane, pod);
    }),
  plane: (fabric) => {
    const ids = fabric.planes.map(({ id }) => id);
    return containers(
      fabric,
      'plane',
      ids,
      fabric.planes.map(({ switches }) => switches),
    );
  },
};

function vertices(fabric: CompactFabric, kind: 'switch' | 'nic', from: number, to: number): Parts {
  const { vertexIds, indexOfVertex } = fabric;
  return {
    count: to - from,
    ids: (n) => [vertexIds[from + n]!],
    part: (n) => vertexPart(fabric, kind, from + n),
    near(id) {
      const v = indexOfVertex.get(id) ?? -1;
      return v >= from && v < to ? [v - from] : [];
    },
  };
}

/** A switch or a NIC, by its vertex. */
export const vertexPart = (fabric: CompactFabric, kind: 'switch' | 'nic', index: number): Part =>
  new VertexPart(fabric, kind, index);

class VertexPart implements Part {
  constructor(
    readonly fabric: CompactFabric,
    readonly kind: 'switch' | 'nic',
    readonly index: number,
  ) {}

  get id(): string {
    return this.fabric.vertexIds[this.index]!;
  }

  get cables(): Int32Array {
    const { offsets, incident } = this.fabric;
    return incident.subarray(offsets[this.index]!, offsets[this.index + 1]!);
  }

  get vertices(): readonly number[] {
    return [this.index];
  }
}

export const cablePart = (fabric: CompactFabric, index: number): Part =>
  new CablePart(fabric, index);

const noVertices: readonly number[] = [];

class CablePart implements Part {
  constructor(
    readonly fabric: CompactFabric,
    readonly index: number,
  ) {}

  get kind(): SelectorKind {
    return 'cable';
  }

  get id(): string {
    return this.fabric.cableId(this.index);
  }

  get cables(): readonly number[] {
    return [this.index];
  }

  get vertices(): readonly number[] {
    return noVertices;
  }
}

/** Port n is the lower one of cable n ÷ 2 if n is even, otherwise the upper one. */
class PortPart implements Part {
  constructor(
    readonly fabric: CompactFabric,
    readonly n: number,
  ) {}

  get kind(): SelectorKind {
    return 'port';
  }

  get id(): string {
    return this.fabric.cableId(this.index).split('--')[this.n & 1]!;
  }

  get index(): number {
    return this.n >> 1;
  }

  get cables(): readonly number[] {
    return [this.index];
  }

  get vertices(): readonly number[] {
    return noVertices;
  }
}

/** Cables, by id, by either port, or with the ports in the other order. */
function cablesOf(fabric: CompactFabric): Parts {
  return {
    count: fabric.cableCount,
    ids(n) {
      const id = fabric.cableId(n);
      const [lower, upper] = id.split('--') as [string, string];
      return [id, lower, upper, `${upper}--${lower}`];
    },
    part: (n) => cablePart(fabric, n),
    near: (id) => cablesAt(fabric, id.split('--')[0]!),
  };
}

/** Both ports of every cable: number 2c is the lower one of cable c. */
function portsOf(fabric: CompactFabric): Parts {
  return {
    count: 2 * fabric.cableCount,
    ids: (n) => [new PortPart(fabric, n).id],
    part: (n) => new PortPart(fabric, n),
    near: (id) => cablesAt(fabric, id).flatMap((c) => [2 * c, 2 * c + 1]),
  };
}

/** Cables of the vertex that a port is on. */
function cablesAt(fabric: CompactFabric, port: string): number[] {
  const vertex = fabric.indexOfVertex.get(port.slice(0, Math.max(0, port.lastIndexOf(':'))));
  if (vertex === undefined) return [];
  return [...fabric.incident.subarray(fabric.offsets[vertex], fabric.offsets[vertex + 1])];
}

/** Runs of parallel cables in the incidence lists, from their lower ends. */
function bundlesOf(fabric: CompactFabric): Parts {
  const { vertexCount, vertexIds, indexOfVertex, offsets, neighbours, incident, lower } = fabric;
  const [from, to]: [number[], number[]] = [[], []];
  const firstAt = new Int32Array(vertexCount + 1);
  for (let v = 0; v < vertexCount; v++) {
    for (let i = offsets[v]!; i < offsets[v + 1]!; ) {
      let end = i + 1;
      while (end < offsets[v + 1]! && neighbours[end] === neighbours[i]) end++;
      if (lower[incident[i]!] === v) {
        from.push(i);
        to.push(end);
      }
      i = end;
    }
    firstAt[v + 1] = from.length;
  }
  const idOf = (n: number) => {
    const cable = incident[from[n]!]!;
    return bundleId(vertexIds[lower[cable]!]!, vertexIds[fabric.upper[cable]!]!);
  };
  return {
    count: from.length,
    ids: (n) => [idOf(n)],
    part: (n) => {
      const cables = incident.subarray(from[n], to[n]);
      return { kind: 'bundle', id: idOf(n), index: -1, cables, vertices: [] };
    },
    near(id) {
      const v = indexOfVertex.get(id.split('--')[0]!);
      return v === undefined ? [] : numbers(firstAt[v]!, firstAt[v + 1]!);
    },
  };
}

const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, i) => from + i);

const lists0 = (count: number): number[][] => Array.from({ length: count }, () => []);

/** Parts that contain vertices, by the id of the part that a vertex is in (null: in none). */
function byId(
  fabric: CompactFabric,
  kind: OwnKind,
  from: number,
  to: number,
  idOf: (vertex: number) => string | null,
): Parts {
  const lists = new Map<string, number[]>();
  for (let v = from; v < to; v++) {
    const id = idOf(v);
    if (id === null) continue;
    const list = lists.get(id);
    if (list) list.push(v);
    else lists.set(id, [v]);
  }
  return containers(fabric, kind, [...lists.keys()], [...lists.values()]);
}

function containers(
  fabric: CompactFabric,
  kind: OwnKind,
  ids: readonly string[],
  lists: readonly (readonly number[] | Int32Array)[],
): Parts {
  const { offsets, incident } = fabric;
  const numberOf = new Map(ids.map((id, n) => [id, n]));
  return {
    count: ids.length,
    ids: (n) => [ids[n]!],
    part(n) {
      const cables = new Set<number>();
      for (const v of lists[n]!) {
        for (let i = offsets[v]!; i < offsets[v + 1]!; i++) cables.add(incident[i]!);
      }
      return { kind, id: ids[n]!, index: -1, cables: Int32Array.from(cables), vertices: lists[n]! };
    },
    near(id) {
      const n = numberOf.get(id);
      return n === undefined ? [] : [n];
    },
  };
}
