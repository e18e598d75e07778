import { describe, expect, test } from 'vitest';
import { bisectionWords, differences, differenceWords } from '../../src/diff/parts.js';
import { pairs, variant } from '../fabric/pairs.js';
import type { OpenWorld } from '../worlds.js';

const differ = (now: OpenWorld, before: OpenWorld) => differences(now.subject, before.subject);

/** The same from the graphs, part by part, and without a word of `differences`. */
function byForce(now: OpenWorld, before: OpenWorld) {
  const ids = ({ graph }: OpenWorld) => {
    const hosts = graph.mapNodes((_, a) => (a.kind === 'endpoint' ? [a.host] : [])).flat();
    const planes = graph.getAttributes().planeSets.flatMap((set) => set.planes);
    return new Set([...graph.nodes(), ...graph.edges(), ...hosts, ...planes]);
  };
  const [a, b] = [ids(now), ids(before)];
  const faster = now.graph
    .edges()
    .filter(
      (id) =>
        before.graph.hasEdge(id) &&
        before.graph.getEdgeAttribute(id, 'gbps') !== now.graph.getEdgeAttribute(id, 'gbps'),
    );
  return {
    added: [...a].filter((id) => !b.has(id)).sort(),
    removed: [...b].filter((id) => !a.has(id)).sort(),
    faster: faster.sort(),
  };
}

describe('what changed from one design to another is', () => {
  test.each(Object.entries(pairs))('found part by part: %s', (_, [left, right]) => {
    for (const [x, y] of [
      [left, right],
      [right, left],
    ] as const) {
      const [now, before] = [variant(x), variant(y)];
      const found = differ(now, before);
      const of = (mark: string) => found.filter((one) => one.mark === mark).map(({ id }) => id);
      const { added, removed, faster } = byForce(now, before);
      expect(of('added').sort()).toEqual(added);
      expect(of('removed').sort()).toEqual(removed);
      const cables = found.filter(({ noun, text }) => noun === 'cable' && text.startsWith('speed'));
      expect(cables.map(({ id }) => id).sort()).toEqual(faster);
      expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
      expect(found.every(({ mark, text }) => (mark === 'changed') === (text !== ''))).toBe(true);
      const counts = differenceWords(found).map((words) => Number(/\d+/.exec(words)?.[0]));
      expect(counts.reduce((sum, n) => sum + n, 0)).toBe(found.length);
    }
  });

  test('nothing where nothing differs', () => {
    expect(differ(variant(), variant())).toEqual([]);
    expect(differenceWords([])).toEqual([]);
  });

  test('told in words', () => {
    const [now, before] = [variant({ spines: 4 }), variant()];
    expect(differenceWords(differ(now, before))).toEqual(['+4 spines', '+20 cables', '−20 cables']);
    expect(differ(variant({ gpus: 8 }), before)[0]).toEqual({
      id: 'h0',
      mark: 'changed',
      noun: 'host',
      text: 'GPUs 4 → 8',
    });
    const slower = variant({ exceptions: [{ slower: 'compute/p1/leaf1:2', gbps: 50 }] });
    expect(differ(slower, before)).toMatchObject([{ text: 'speed 100G → 50G' }]);
    const model = differ(variant({ gbps: 400 }), before).find(({ noun }) => noun === 'leaf');
    expect(model?.text).toBe('ports 32 × 100G → 32 × 400G');
  });

  test('what is off now, or no longer', () => {
    const off = variant({ exceptions: [{ off: 'switch:compute/p0/spine1' }] });
    const words = (now: OpenWorld, before: OpenWorld) =>
      differ(now, before).map(({ id, text }) => `${id}: ${text}`);
    expect(words(off, variant())).toEqual(['compute/p0/spine1: in use → off']);
    expect(words(variant(), off)).toEqual(['compute/p0/spine1: off → in use']);
    // What only one of them has is no part that was switched off.
    const less = variant({ spines: 1, up: 4 });
    expect(differ(less, off).find(({ id }) => id === 'compute/p0/spine1')?.mark).toBe('removed');
  });
});

test('what became of bisections', () => {
  const state = (changes: Parameters<typeof variant>[0]) => variant(changes).subject.healthy;
  expect(bisectionWords(state({}), state({}))).toEqual(['compute bisection unchanged']);
  expect(bisectionWords(state({ gbps: 400 }), state({}))).toEqual([
    'compute bisection 600 Gb/s → 2.4 Tb/s',
  ]);
});
