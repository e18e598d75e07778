import { nounOf } from '../diagram/draft.js';
import { cablesText } from '../diagram/names.js';
import type { CompactFabric } from '../fabric/compact.js';
import { groupBy } from '../std/group.js';
import { formatCounted, formatGbps } from '../std/units.js';
import { selectorsOfVertices } from './naming.js';
import type { Fact, Way } from './protocol.js';

/** So many ways are offered beside each other; more are no choice. */
const mostWays = 12;

/** What vertices are cabled to, a fact for each kind of neighbours: how many, by which cables. */
export function neighbourFacts(fabric: CompactFabric, vertices: readonly number[]): Fact[] {
  const { offsets, neighbours, incident, endpointCount, gbps } = fabric;
  const own = new Set(vertices);
  const found = vertices.flatMap((v) => {
    const ends: { vertex: number; cable: number }[] = [];
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      const vertex = neighbours[i]!;
      if (!own.has(vertex)) ends.push({ vertex, cable: incident[i]! });
    }
    return ends;
  });
  const noun = (v: number) => (v < endpointCount ? 'NIC' : nounOf(fabric, v));
  return [...groupBy(found, ({ vertex }) => noun(vertex))].map(([name, ends]): Fact => {
    const cables = ends.map(({ cable }) => cable);
    const near = [...new Set(ends.map(({ vertex }) => vertex))].sort((a, b) => a - b);
    const sum = cables.reduce((total, cable) => total + gbps[cable]!, 0);
    const total = cables.length === 1 ? '' : `, ${formatGbps(sum)}`;
    return {
      label: formatCounted(near.length, name),
      words: `${cablesText(fabric, cables)}${total}`,
      ways: waysTo(fabric, near),
    };
  });
}

/** Ways to vertices: a pattern for those that one names. */
export function waysTo(fabric: CompactFabric, vertices: readonly number[]): Way[] {
  return waysOf(selectorsOfVertices(fabric, vertices));
}

export const waysOf = (selectors: readonly string[]): Way[] =>
  selectors.slice(0, mostWays).map((text) => ({
    text: text.slice(text.indexOf(':') + 1),
    selectors: [text],
  }));
