import type { CompactFabric } from '../fabric/compact.js';
import { readSelector } from '../fabric/select.js';
import { oneLine } from '../std/markup.js';
import { formatCounted } from '../std/units.js';
import type { Hit } from './protocol.js';

const mostHits = 12;

/** Parts whose id, or name on the machine, holds a text: those that start with it first. */
export function find(
  fabric: CompactFabric,
  labels: Readonly<Record<string, string>>,
  text: string,
): Hit[] {
  const wanted = text.trim();
  if (wanted === '') return [];
  const found = [...selectorHits(fabric, wanted), ...labelHits(labels, wanted)];
  const ranks: Hit[][] = [[], [], [], []];
  const room = () => ranks[0]!.length + ranks[1]!.length < mostHits;
  for (const [kind, ids] of listsOf(fabric)) {
    for (const id of ids) {
      const rank = rankOf(id, wanted);
      if (rank < 0 || ranks[rank]!.length >= mostHits) continue;
      ranks[rank]!.push({ text: id, kind, selectors: [`${kind}:${id}`] });
    }
    if (!room()) break;
  }
  const unique = new Map([...found, ...ranks.flat()].map((hit) => [hit.selectors[0]!, hit]));
  return [...unique.values()].slice(0, mostHits);
}

/** The id itself, its start, the start of a name in it, anything in it; −1: none of these. */
function rankOf(id: string, wanted: string): number {
  const at = id.indexOf(wanted);
  if (at < 0) return -1;
  if (at === 0) return id.length === wanted.length ? 0 : 1;
  return id.includes(`/${wanted}`) ? 2 : 3;
}

function* listsOf(fabric: CompactFabric): Iterable<readonly [string, readonly string[]]> {
  const { planes, vertexIds, endpointCount, hostIds } = fabric;
  yield ['plane', planes.map(({ id }) => id)];
  yield ['switch', vertexIds.slice(endpointCount)];
  yield ['host', hostIds];
  yield ['nic', vertexIds.slice(0, endpointCount)];
}

/** A text that is a selector itself, or the id of a cable, a unit, a rail … */
function selectorHits(fabric: CompactFabric, wanted: string): Hit[] {
  const kinds = wanted.includes('--') ? ['cable', 'bundle'] : ['unit', 'rail', 'pod', 'group'];
  const texts = [wanted, ...kinds.map((kind) => `${kind}:${wanted}`)];
  return texts.flatMap((text) => {
    const found = readSelector(fabric, text, false);
    if ('problem' in found) return [];
    const { kind } = found.selector;
    const count = found.parts.length;
    const name = count === 1 ? found.parts[0]!.id : formatCounted(count, kind);
    return [{ text: text === wanted ? `${text} (${name})` : name, kind, selectors: [text] }];
  });
}

function labelHits(labels: Readonly<Record<string, string>>, wanted: string): Hit[] {
  return Object.entries(labels)
    .filter(([, label]) => label.toLowerCase().includes(wanted.toLowerCase()))
    .slice(0, mostHits)
    .map(([id, label]) => ({
      text: `${oneLine(label, 80)} (${id})`,
      kind: 'label',
      selectors: [id],
    }));
}
