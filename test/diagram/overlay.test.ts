import { expect, test } from 'vitest';
import { type Detail, diagram, type Mark } from '../../src/diagram/diagram.js';
import { tooLarge } from '../../src/diagram/limits.js';
import { cablesOf, verticesOf } from '../../src/diagram/members.js';
import { overlay } from '../../src/diagram/overlay.js';
import { fabrics } from './fabrics.js';
import { options } from './options.js';

const marks: readonly Mark[] = [
  { id: 'compute/p0', mark: 'degraded', value: 0.97 },
  { id: 'compute/p0/spine0', mark: 'down' },
  { id: 'compute/p0/leaf1', mark: 'degraded', value: 0.5 },
  { id: 'h1', mark: 'down' },
  { id: 'h0/nic0', mark: 'cut-off' },
];

const details: readonly Detail[] = ['overview', 'plane', 'full'];
const levels = Object.keys(fabrics).flatMap((name) => details.map((detail) => ({ name, detail })));

/** By id of what shows it: the mark. */
function marksOf({ boxes, links, sets }: ReturnType<typeof diagram>): ReadonlyMap<string, string> {
  const all = [
    ...boxes,
    ...boxes.flatMap(({ slots }) => slots),
    ...links,
    ...sets.flatMap((set) => set.frames),
  ];
  return new Map(all.flatMap(({ id, status }) => (status ? [[id, JSON.stringify(status)]] : [])));
}

test.each(levels)(
  'marks say of $name at $detail what they say if it is drawn with them',
  ({ name, detail }) => {
    const fabric = fabrics[name]!();
    if (tooLarge(fabric, { detail }) !== null) return;
    const healthy = diagram(fabric, options({ detail }));
    const over = overlay(fabric, healthy, marks);
    const marked = diagram(fabric, options({ detail, marks }));
    const drawn = marksOf(marked);
    const shown = marksOf(over);
    // Marked parts may be drawn by themselves where others are counted: then there are other boxes.
    const sameBoxes = marked.boxes.length === healthy.boxes.length;
    const known = new Set(
      [...healthy.boxes, ...healthy.sets.flatMap((set) => set.frames)].map(({ id }) => id),
    );
    for (const [id, status] of drawn) {
      if (!sameBoxes && !known.has(id)) continue;
      expect(shown.get(id), id).toBeDefined();
      expect(JSON.parse(shown.get(id)!).mark).toBe(JSON.parse(status).mark);
    }
    if (sameBoxes) expect(shown.size).toBe(drawn.size);
    expect(shown.size).toBeGreaterThan(0);
    expect(over.boxes.map(({ id }) => id)).toEqual(healthy.boxes.map(({ id }) => id));
    expect(over.boxes.map(verticesOf)).toEqual(healthy.boxes.map(verticesOf));
    expect(over.links.map(cablesOf)).toEqual(healthy.links.map(cablesOf));
  },
);

test('every vertex and every cable of a full picture is stood for once', () => {
  const fabric = fabrics['one-leaf']!();
  const { boxes, links } = diagram(fabric, options({ detail: 'full' }));
  const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);
  const sorted = (list: readonly number[]) => [...list].sort((a, b) => a - b);
  expect(sorted(boxes.flatMap(verticesOf))).toEqual(numbers(fabric.vertexCount));
  expect(sorted(links.flatMap(cablesOf))).toEqual(numbers(fabric.cableCount));
});
