import type { CompactFabric } from '../fabric/compact.js';
import { pointerTo } from '../finding/pointer.js';
import type { Place } from '../finding/rule.js';

/** One end of a cable. */
export interface FoundEnd {
  readonly vertex: number;
  readonly port: number;
  /** Part of a split port; −1: a whole one. */
  readonly sub: number;
}

export interface FoundCable {
  readonly a: FoundEnd;
  readonly b: FoundEnd;
  /** Null: not said. */
  readonly gbps: number | null;
  /** Where that is written. */
  readonly place: Place;
}

/** A machine that the design does not have. */
export interface Stranger {
  readonly kind: 'switch' | 'nic';
  readonly name: string;
  /** The switch itself, or the host of the NIC. */
  readonly machine: string;
  readonly place: Place;
}

/**
 * What was found, in terms of the design: vertices are those of the design, and from `vertexCount` on
 * the strangers.
 */
export interface Found {
  readonly strangers: readonly Stranger[];
  readonly cables: readonly FoundCable[];
  /** By vertex of the design: 1 if it was found at all. */
  readonly seen: Uint8Array;
  /** By vertex of the design: 1 if it was recognised by its cables only, not by a name. */
  readonly nameless: Uint8Array;
  /** By vertex that was recognised by its cables although it has a name: the name. */
  readonly called: ReadonlyMap<number, string>;
}

/**
 * Another fabric in terms of a design: machines with the same id are the same.
 *
 * @param file what the file of the other one is called: places are places in it
 */
export function foundFabric(design: CompactFabric, other: CompactFabric, file: string): Found {
  const strangers: Stranger[] = [];
  const seen = new Uint8Array(design.vertexCount);
  const vertexOf = Int32Array.from({ length: other.vertexCount }, (_, v) => {
    const id = other.vertexIds[v]!;
    const known = design.indexOfVertex.get(id);
    const kind = v < other.endpointCount ? 'nic' : 'switch';
    if (known !== undefined && known < design.endpointCount === (kind === 'nic')) {
      seen[known] = 1;
      return known;
    }
    const machine = kind === 'nic' ? id.split('/')[0]! : id;
    strangers.push({ kind, name: id, machine, place: { ...designPlace(id), file } });
    return design.vertexCount + strangers.length - 1;
  });
  const { lower, upper, lowerPort, lowerSub, upperPort, upperSub } = other;
  const written = (c: number) => {
    const pointer = other.writtenAt.get(c);
    return pointer === undefined ? {} : { pointer };
  };
  const cables = Array.from({ length: other.cableCount }, (_, c) => ({
    a: { vertex: vertexOf[lower[c]!]!, port: lowerPort[c]!, sub: lowerSub[c]! },
    b: { vertex: vertexOf[upper[c]!]!, port: upperPort[c]!, sub: upperSub[c]! },
    gbps: other.gbps[c]!,
    place: { ...designPlace(other.vertexIds[lower[c]!]!), ...written(c), file },
  }));
  const nameless = new Uint8Array(design.vertexCount);
  return { strangers, cables, seen, nameless, called: new Map() };
}

/** Where a topology says that there is a machine: its plane set, or its group of hosts. */
export function designPlace(vertex: string): Place {
  const [first = ''] = vertex.split('/');
  const host = /^(.*[a-z])\d+$/.exec(first);
  return { pointer: host ? pointerTo('', 'hosts', host[1]!) : pointerTo('', 'planes', first) };
}
