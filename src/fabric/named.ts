import type { CompactFabric } from './compact.js';
import { type OwnKind, type Part, partsOf, vertexPart } from './parts.js';
import { readSelector } from './select.js';
import { selectorKinds } from './selector.js';

/** Where ids are looked for; a cable is also known by either of its ports. */
const kindsOfIds: readonly OwnKind[] = [
  'plane',
  'switch',
  'nic',
  'host',
  'cable',
  'bundle',
  'unit',
  'rail',
  'pod',
];

/** The parts that an id or a selector names; none where it names nothing. */
export function partsNamed(fabric: CompactFabric, text: string): readonly Part[] {
  for (const kind of kindsOfIds) {
    const parts = partsOf(fabric, kind);
    const found = parts.near?.(text).filter((n) => parts.ids(n).includes(text)) ?? [];
    if (found.length > 0) return found.map((n) => parts.part(n));
  }
  if (!startsWithKind.test(text)) return [];
  const selected = readSelector(fabric, text, false);
  return 'problem' in selected ? [] : selected.parts;
}

const kind = `(?:${[...selectorKinds, 'random'].join('|')}):`;
const startsWithKind = new RegExp(`^${kind}`);

/** No finding names more: a file that says it does is not searched for them. */
const mostNamed = 16;

/**
 * The parts that a finding is about: an id, a selector or a plane set, several of them (`A, B`), two
 * ends (`A--B`), or a port that no cable is in.
 */
export function partsOfSubject(fabric: CompactFabric, text: string): readonly Part[] {
  const parts = partsNamed(fabric, text);
  if (parts.length > 0) return parts;
  const set = fabric.planeSets.find(({ id }) => id === text);
  if (set) return set.planes.flatMap((p) => partsNamed(fabric, fabric.planes[p]!.id));
  const several = text.split(', ');
  if (several.length > mostNamed) return [];
  if (several.length > 1) return several.flatMap((one) => partsOfSubject(fabric, one));
  const ends = text.split('--');
  if (ends.length > mostNamed) return [];
  if (ends.length > 1) {
    // A bundle has two ends itself: `bundle:A--B--host:h0`.
    for (let i = 1; i < ends.length; i++) {
      const [a, b] = [ends.slice(0, i).join('--'), ends.slice(i).join('--')];
      const both = [partsNamed(fabric, a), partsNamed(fabric, b)];
      if (both.every((found) => found.length > 0)) return both.flat();
    }
    return ends.flatMap((one) => atPort(fabric, one));
  }
  return atPort(fabric, text);
}

function atPort(fabric: CompactFabric, text: string): readonly Part[] {
  const vertex = fabric.indexOfVertex.get(text.slice(0, Math.max(0, text.lastIndexOf(':'))));
  if (vertex === undefined) return [];
  return [vertexPart(fabric, vertex < fabric.endpointCount ? 'nic' : 'switch', vertex)];
}

/** Ids of what a picture shows of a part: itself, its cables, or what it consists of. */
export function elementsOf(fabric: CompactFabric, part: Part): readonly string[] {
  const { kind, id, cables, vertices, members } = part;
  if (members) return members.flatMap((member) => elementsOf(fabric, member));
  if (kind === 'switch' || kind === 'nic' || kind === 'host' || kind === 'plane') return [id];
  if (kind === 'cable' || kind === 'bundle' || kind === 'port') {
    return Array.from(cables, (cable) => fabric.cableId(cable));
  }
  return Array.from(vertices, (v) => fabric.vertexIds[v]!);
}
