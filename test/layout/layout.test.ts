import { expect, test } from 'vitest';
import { type Detail, type DiagramOptions, diagram } from '../../src/diagram/diagram.js';
import { isFocus, tooLarge } from '../../src/diagram/limits.js';
import { markKinds } from '../../src/diagram/marks.js';
import type { Diagram } from '../../src/diagram/model.js';
import { differences } from '../../src/diff/parts.js';
import { union } from '../../src/fabric/union.js';
import { layout, type PlacedDiagram } from '../../src/layout/layout.js';
import { fabrics } from '../diagram/fabrics.js';
import { families } from '../diagram/families.js';
import { options } from '../diagram/options.js';
import { pairs, variant } from '../fabric/pairs.js';
import { faultsOf, pageFaults } from './geometry.js';

const details: readonly Detail[] = ['overview', 'plane', 'full'];
const known = { ...fabrics, ...families };
const levels = Object.keys(known).flatMap((name) => details.map((detail) => ({ name, detail })));

const drawn = new Map<string, Promise<{ picture: Diagram; placed: PlacedDiagram } | null>>();

/** A picture, drawn once for all tests; null where the fabric is too large for the level. */
function draw(name: string, detail: Detail) {
  const key = `${name} ${detail}`;
  const found = drawn.get(key) ?? drawNow(name, detail);
  drawn.set(key, found);
  return found;
}

async function drawNow(name: string, detail: Detail) {
  const fabric = known[name]!();
  if (tooLarge(fabric, { detail }) !== null) return null;
  const picture = diagram(fabric, options({ detail }));
  return { picture, placed: await layout(picture) };
}

test.each(levels)('nothing overlaps in $name at $detail', async ({ name, detail }) => {
  const { placed } = (await draw(name, detail)) ?? {};
  if (!placed) return;
  expect(faultsOf(placed).slice(0, 5)).toEqual([]);
});

test.each(levels)('$name fits a page at $detail', async ({ name, detail }) => {
  const { placed } = (await draw(name, detail)) ?? {};
  if (placed && detail !== 'full') expect(pageFaults(placed)).toEqual([]);
});

const marks: DiagramOptions['marks'] = [
  { id: 'compute/p0', mark: 'degraded', value: 0.97 },
  { id: 'compute/p0/spine0', mark: 'down' },
  { id: 'compute/p0/leaf1', mark: 'finding' },
  { id: 'h1', mark: 'down' },
  { id: 'h0/nic0', mark: 'cut-off' },
  { id: 'h2/nic0:0--compute/p0/leaf0:2', mark: 'degraded', value: 0.5 },
];

test.each([
  ['deepseek-v3', 'overview'],
  ['deepseek-v3', 'plane'],
  ['superpod-h100-4su', 'plane'],
  ['dual-tor', 'full'],
  ['one-leaf', 'full'],
] as const)('nothing overlaps with marks in %s at %s', async (name, detail) => {
  const placed = await layout(diagram(fabrics[name]!(), options({ detail, marks })));
  expect(faultsOf(placed).slice(0, 5)).toEqual([]);
});

const everyMark: DiagramOptions['marks'] = markKinds.flatMap((mark, i) => [
  { id: `compute/p0/spine${i + 5}`, mark, text: `told at ${i}` },
  { id: `compute/p0/leaf${(i * 7) % 60}`, mark },
  { id: `h${i * 11}`, mark },
  { id: `h${i * 11}/nic0`, mark },
  { id: `h${i * 3}/nic1:0--compute/p1/leaf0:${i * 3}`, mark },
  { id: `compute/p${i}`, mark },
]);

test.each([
  ['deepseek-v3', 'overview'],
  ['two-groups', 'overview'],
  ['two-groups', 'plane'],
  ['dual-tor', 'full'],
] as const)('nothing overlaps with every mark and a figure in %s at %s', async (name, detail) => {
  const fabric = fabrics[name]!();
  const values = new Map(fabric.cableIds.map((id, i) => [id, (i * 7) % 1000]));
  const heat = { name: 'x'.repeat(30), values };
  const notes = ['A note. '.repeat(60)];
  const placed = await layout(diagram(fabric, options({ detail, marks: everyMark, heat, notes })));
  expect(faultsOf(placed).slice(0, 5)).toEqual([]);
});

test.each(Object.entries(pairs))('nothing overlaps in two designs as one: %s', async (_, pair) => {
  const [now, before] = pair.map((changes) => variant(changes).subject);
  const marks = differences(now!, before!);
  for (const detail of details) {
    const picture = diagram(union(now!.fabric, before!.fabric), options({ detail, marks }));
    const placed = await layout(picture);
    expect(faultsOf(placed).slice(0, 5), detail).toEqual([]);
    // What is gone, or new, is drawn; in a full picture part by part.
    if (detail !== 'full') continue;
    const drawn = new Set([...picture.boxes, ...picture.links].map(({ id }) => id));
    for (const { id, noun, mark } of marks) {
      const status = [...picture.boxes, ...picture.links].find((one) => one.id === id)?.status;
      if (noun === 'cable' || noun === 'spine' || noun === 'host') {
        expect(drawn.has(id), id).toBe(true);
        expect(status?.mark, id).toBe(mark);
      }
    }
  }
});

test.each([
  ['three-tier', 'compute/p0/spine5', 2],
  ['three-tier', 'h3', 9],
  ['two-groups', 'compute/u1', 1],
  ['two-groups', 'switch:compute/p0/spine[0-1]', 2],
  ['miscabled', 'compute/p0/spine0--compute/p0/spine1', 1],
  ['sixteen-planes', 'plane:compute/p[3-4]', 1],
])('nothing overlaps in %s with the focus on %s up to %i', async (name, focus, depth) => {
  const fabric = fabrics[name]!();
  expect(isFocus(fabric, focus)).toBe(true);
  const placed = await layout(diagram(fabric, options({ focus, depth })));
  expect(faultsOf(placed).slice(0, 5)).toEqual([]);
});

test.each([
  ['pods-8', 'overview', ['compute/p0/pod1', 'compute/p0/leaf0', 'compute/p0/pod4']],
  ['pods-8', 'plane', ['compute/p0/pod7', 'compute/p0/spine0']],
  ['dragonfly-16', 'overview', ['compute/p0/router0', 'compute/p0/router5', 'h3']],
  ['dragonfly-9', 'plane', ['compute/p0/router0', 'compute/p0/router5']],
  ['slim-fly-17', 'overview', ['compute/p0/router0', 'compute/p0/router300', 'h40']],
  ['slim-fly-5', 'plane', ['compute/p0/router0', 'compute/p0/router26']],
] as const)('nothing overlaps with parts of %s down at %s', async (name, detail, ids) => {
  const down = ids.map((id) => ({ id, mark: 'down' as const }));
  const placed = await layout(diagram(families[name]!(), options({ detail, marks: down })));
  expect(faultsOf(placed).slice(0, 5)).toEqual([]);
});

test.each([
  ['deepseek-v3', 'compute/p3/leaf12'],
  ['deepseek-v3', 'compute/p3/spine0'],
  ['deepseek-v3', 'h17'],
  ['deepseek-v3', 'h17/nic3'],
  ['deepseek-v3', 'compute/p3'],
  ['three-tier', 'compute/p0/core3'],
  ['three-tier', 'compute/p0/spine5'],
  ['one-leaf', 'h0'],
])('nothing overlaps in %s with the focus on %s', async (name, focus) => {
  const placed = await layout(diagram(fabrics[name]!(), options({ focus })));
  expect(faultsOf(placed).slice(0, 5)).toEqual([]);
});

test('foreign texts are cut to what fits', async () => {
  const long = `<script>"'\n\u0000\u202e${'x'.repeat(10_000)}`;
  const titleBlock = { title: long, name: long, facts: [long, long], source: long };
  const placed = await layout(diagram(fabrics['one-leaf']!(), options({ titleBlock })));
  expect(faultsOf(placed)).toEqual([]);
  expect(placed.height).toBeLessThan(2000);
});

test.each(levels)('rows of $name keep their order at $detail', async ({ name, detail }) => {
  const { picture, placed } = (await draw(name, detail)) ?? {};
  if (!picture || !placed) return;
  const xOf = new Map(placed.boxes.map(({ box, x }) => [box.id, x]));
  const rows = new Map<string, number[]>();
  const frames = picture.sets.flatMap((set) => set.frames);
  const free = frames.filter(({ shape }) => shape === 'ring' || shape === 'cells');
  for (const { id, frame, row } of picture.boxes) {
    if (free.some((one) => one.id === frame)) continue;
    const key = `${frame} ${row}`;
    rows.set(key, [...(rows.get(key) ?? []), xOf.get(id)!]);
  }
  for (const row of rows.values()) expect(row).toEqual([...row].sort((a, b) => a - b));
});

test('spines stand above leaves and hosts below', async () => {
  const { boxes } = await layout(diagram(fabrics['deepseek-v3']!(), options()));
  const yOf = (row: number) => boxes.filter(({ box }) => box.row === row).map(({ y }) => y);
  expect(Math.max(...yOf(2))).toBeLessThan(Math.min(...yOf(1)));
  expect(Math.max(...yOf(1))).toBeLessThan(Math.min(...yOf(0)));
});
