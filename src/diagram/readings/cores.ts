import type { CompactFabric } from '../../fabric/compact.js';
import { groupBy } from '../../std/group.js';
import { formatCounted } from '../../std/units.js';
import { attributesOf, type Draft, nounOf, switchDraft } from '../draft.js';
import { boxId, compareNumbers, lastPart } from '../names.js';
import { bestOf } from '../ranks.js';
import { representatives, runs } from '../representatives.js';
import type { Asked } from './reading.js';

/**
 * Switches of a plane that are in no pod. Those that are cabled to the same switches are one box, as
 * long as that makes them fewer: a pod reaches a group of cores from one of its spines.
 */
export function coreDrafts({ fabric, plane, rankOf }: Asked, most: number): Draft[] {
  const tiers = groupBy(fabric.planes[plane]!.switches, (v) =>
    attributesOf(fabric, v).pod === undefined ? nounOf(fabric, v) : undefined,
  );
  return [...tiers].flatMap(([tier, vertices]) => {
    const alike = groupsOf(fabric, vertices);
    const items = 2 * alike.length <= vertices.length ? alike : vertices.map((v) => [v]);
    return runs(
      items,
      representatives(items, most, (item) => bestOf(item, rankOf)),
    ).flatMap((run) =>
      run.rest
        ? [coreDraft(fabric, tier, run.items.flat().sort(compareNumbers), true)]
        : run.items.map((item) => coreDraft(fabric, tier, item, false)),
    );
  });
}

const groupsOf = (
  { offsets, neighbours }: CompactFabric,
  vertices: readonly number[],
): number[][] => [
  ...groupBy(vertices, (v) => neighbours.subarray(offsets[v], offsets[v + 1]).join(' ')).values(),
];

function coreDraft(
  fabric: CompactFabric,
  tier: string,
  vertices: readonly number[],
  rest: boolean,
): Draft {
  const first = switchDraft(fabric, vertices[0]!, nameOf(fabric, vertices, rest));
  if (vertices.length === 1) return { ...first, terse: true };
  const id = boxId(vertices.map((v) => fabric.vertexIds[v]!));
  const lines = rest ? [] : [formatCounted(vertices.length, tier)];
  return { ...first, id, lines, terse: true, rest, vertices };
}

/** `32–63`; of a group whose numbers do not follow each other `0, 32 …`. */
function nameOf(fabric: CompactFabric, vertices: readonly number[], rest: boolean): string {
  if (rest) return `+${formatCounted(vertices.length, nounOf(fabric, vertices[0]!))}`;
  const indices = vertices.map((v) => attributesOf(fabric, v).index).sort(compareNumbers);
  const [first, second, last] = [indices[0]!, indices[1], indices.at(-1)!];
  if (second === undefined) return lastPart(fabric.vertexIds[vertices[0]!]!).replace(/^\D+/, '');
  return last - first === indices.length - 1 ? `${first}–${last}` : `${first}, ${second} …`;
}
