import { nearest } from '../std/suggest.js';
import type { CompactFabric } from './compact.js';
import { bundleId, railId, unitId } from './ids.js';
import type { Selector, SelectorKind } from './selector.js';

/** A part of a fabric that can fail: its id, and the cables that are dead when it is down. */
export interface Part {
  readonly kind: SelectorKind;
  readonly id: string;
  /** Index of a switch or NIC (vertex), or of a cable; −1 for the other kinds. */
  readonly index: number;
  readonly cables: Iterable<number>;
}

/** The parts that a selector matches, in order of expansion. */
export function select(fabric: CompactFabric, { kind, pattern }: Selector): Part[] {
  const found: Part[] = [];
  for (const part of candidates[kind](fabric)) {
    if (part.ids.some((id) => pattern.matches(id))) found.push(part);
  }
  return found;
}

/** The id of the selector's kind that is nearest to its pattern, to be offered. */
export function nearestPart(fabric: CompactFabric, { kind, pattern }: Selector): string | null {
  const ids = function* () {
    for (const part of candidates[kind](fabric)) yield* part.ids;
  };
  return nearest(pattern.text, ids());
}

/** A part with all the ids that a pattern may match. */
interface Candidate extends Part {
  readonly ids: readonly string[];
}

const candidates: Readonly<Record<SelectorKind, (fabric: CompactFabric) => Iterable<Candidate>>> = {
  *switch(fabric) {
    for (let v = fabric.endpointCount; v < fabric.vertexCount; v++)
      yield vertex('switch', fabric, v);
  },
  *nic(fabric) {
    for (let v = 0; v < fabric.endpointCount; v++) yield vertex('nic', fabric, v);
  },
  *cable(fabric) {
    for (let index = 0; index < fabric.cableCount; index++) {
      const id = fabric.cableIds[index]!;
      yield { kind: 'cable', id, index, cables: [index], ids: [id, ...id.split('--')] };
    }
  },
  *port(fabric) {
    for (let index = 0; index < fabric.cableCount; index++) {
      for (const id of fabric.cableIds[index]!.split('--')) {
        yield { kind: 'port', id, index, cables: [index], ids: [id] };
      }
    }
  },
  *bundle(fabric) {
    const groups = new Map<string, number[]>();
    for (let c = 0; c < fabric.cableCount; c++) {
      const id = bundleId(fabric.vertexIds[fabric.lower[c]!]!, fabric.vertexIds[fabric.upper[c]!]!);
      push(groups, id, [c]);
    }
    yield* grouped('bundle', groups);
  },
  *host(fabric) {
    yield* grouped(
      'host',
      byEndpoint(fabric, (e) => fabric.hostIds[fabric.hostOf[e]!]!),
    );
  },
  *unit(fabric) {
    yield* grouped(
      'unit',
      byEndpoint(fabric, (e) => unitId(fabric.endpoints[e]!.planeSet, fabric.endpoints[e]!.unit)),
    );
  },
  *rail(fabric) {
    yield* grouped(
      'rail',
      byEndpoint(fabric, (e) => railId(fabric.endpoints[e]!.planeSet, fabric.endpoints[e]!.rail)),
    );
  },
  *plane(fabric) {
    for (const { id, cables } of fabric.planes) {
      yield { kind: 'plane', id, index: -1, cables, ids: [id] };
    }
  },
};

function vertex(kind: 'switch' | 'nic', fabric: CompactFabric, index: number): Candidate {
  const id = fabric.vertexIds[index]!;
  const cables = fabric.incident.subarray(fabric.offsets[index]!, fabric.offsets[index + 1]!);
  return { kind, id, index, cables, ids: [id] };
}

function* grouped(kind: SelectorKind, groups: Map<string, number[]>): Iterable<Candidate> {
  for (const [id, cables] of groups) yield { kind, id, index: -1, cables, ids: [id] };
}

function byEndpoint(fabric: CompactFabric, idOf: (e: number) => string): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (let e = 0; e < fabric.endpointCount; e++) {
    push(groups, idOf(e), fabric.incident.subarray(fabric.offsets[e]!, fabric.offsets[e + 1]!));
  }
  return groups;
}

function push(groups: Map<string, number[]>, id: string, cables: Iterable<number>): void {
  const group = groups.get(id);
  if (group) group.push(...cables);
  else groups.set(id, [...cables]);
}
