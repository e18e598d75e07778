import { expect, test } from 'vitest';
import { diagram } from '../../src/diagram/diagram.js';
import { isFocus, tooLarge } from '../../src/diagram/limits.js';
import { fabrics } from './fabrics.js';
import { options } from './options.js';

/** The same for all tests: it takes long to be made. */
const v3 = fabrics['deepseek-v3']!();

test('plane: every switch of one plane, hosts by leaf', () => {
  const { boxes, links, notes } = diagram(v3, options({ detail: 'plane', plane: 'compute/p5' }));
  expect(boxes.filter(({ kind }) => kind === 'switch')).toHaveLength(96);
  expect(boxes.find(({ id }) => id === 'compute/p5/leaf0')?.lines).toEqual(['u0']);
  const hosts = boxes.filter(({ kind }) => kind === 'host');
  expect(hosts).toHaveLength(64);
  expect(hosts[1]).toMatchObject({ name: 'h32–h63', lines: ['nic5', '32 × 400G'] });
  expect(links).toHaveLength(64 * 32 + 64);
  expect(notes).toEqual(['Not drawn: 8 other planes, the other NICs of 2,048 hosts.']);
});

test('full: every endpoint, switch and cable', () => {
  const fabric = fabrics['dual-tor']!();
  const { boxes, links, notes } = diagram(fabric, options({ detail: 'full' }));
  expect(links.map(({ id }) => id).sort()).toEqual([...fabric.cableIds].sort());
  const drawn = boxes.flatMap(({ kind, id, slots }) =>
    kind === 'switch' ? [id] : slots.map((slot) => slot.id),
  );
  expect(drawn.sort()).toEqual([...fabric.vertexIds].sort());
  expect(notes).toEqual([]);
});

test('focus on a leaf: its hosts and spines, the rest counted', () => {
  const fabric = v3;
  const { boxes, notes } = diagram(fabric, options({ focus: 'compute/p3/leaf12' }));
  expect(boxes.filter(({ focus }) => focus).map(({ id }) => id)).toEqual(['compute/p3/leaf12']);
  const names = boxes.map(({ name }) => name);
  expect(names).toContain('63 other leaves');
  expect(names).toContain('17 more spines');
  expect(names).toContain('21 more hosts');
  expect(notes[0]).toBe('Not drawn: 8 other planes, 2,016 hosts, the other NICs of 32 hosts.');
});

test('a focus up to a depth: what is nearer is never hidden by what is farther', () => {
  const fabric = v3;
  const at = (depth: number) =>
    diagram(fabric, options({ focus: 'compute/p3/leaf40', depth })).boxes;
  const names = (depth: number, row: number) =>
    at(depth)
      .filter((box) => box.row === row)
      .map(({ name }) => name);
  expect(names(1, 1)).toEqual(['leaf40', '63 other leaves']);
  expect(names(2, 1)).toEqual([
    'leaf0',
    'leaf1',
    'leaf2',
    'leaf3',
    'leaf4',
    'leaf5',
    '56 more leaves',
    'leaf40',
    'leaf63',
  ]);
  expect(names(2, 2)).toEqual(names(1, 2));
  expect(names(2, 0).at(-1)).toBe('2,016 other hosts');
  // All there is, and nothing is farther away.
  expect(names(9, 0).filter((name) => name.includes('other'))).toEqual([]);
  expect(
    at(9)
      .filter(({ focus }) => focus)
      .map(({ id }) => id),
  ).toEqual(['compute/p3/leaf40']);
  expect(at(9)).toEqual(at(1000000));
  for (const depth of [1, 2, 3, 9]) {
    const counts = at(depth)
      .filter(({ kind }) => kind === 'switch')
      .map(({ count }) => count);
    expect(counts.reduce((a, b) => a + b, 0)).toBe(96);
    expect(new Set(at(depth).map(({ id }) => id)).size).toBe(at(depth).length);
  }
});

test('depths reach through three tiers', () => {
  const fabric = fabrics['three-tier']!();
  const rows = (depth: number) =>
    [
      ...new Set(diagram(fabric, options({ focus: 'h0/nic0', depth })).boxes.map((b) => b.row)),
    ].sort();
  expect([1, 2, 3].map(rows)).toEqual([
    [0, 1, 2],
    [0, 1, 2, 3],
    [0, 1, 2, 3],
  ]);
});

test.each([
  ['compute/p0/leaf12:40--compute/p0/spine8:12', ['compute/p0/leaf12', 'compute/p0/spine8']],
  ['compute/p0/leaf12--compute/p0/spine8', ['compute/p0/leaf12', 'compute/p0/spine8']],
  ['port:compute/p0/leaf12:40', ['compute/p0/leaf12', 'compute/p0/spine8']],
  ['switch:compute/p[0-1]/spine31', ['compute/p0/spine31', 'compute/p1/spine31']],
  ['host:h[8-9]', ['h8', 'h9']],
  [
    'compute/u63',
    [
      'h2016',
      'h2017',
      'h2018',
      'h2019',
      'h2020',
      'h2021',
      'h2022',
      'h2023',
      'h2024',
      'h2025',
      'h2047',
    ],
  ],
])('the focus may be %s', (focus, ids) => {
  const fabric = v3;
  expect(isFocus(fabric, focus)).toBe(true);
  const { boxes } = diagram(fabric, options({ focus }));
  const drawn = boxes.filter((box) => box.focus && !box.rest).map(({ id }) => id);
  expect(drawn.sort()).toEqual([...ids].sort());
});

test('the focus may be several planes', () => {
  const { sets } = diagram(v3, options({ focus: 'plane:compute/p[2-3]' }));
  expect(sets.flatMap((set) => set.frames.map(({ id }) => id))).toEqual([
    'compute/p2',
    'compute/p3',
  ]);
});

test('focus on a host: all its NICs and their leaves', () => {
  const { boxes } = diagram(v3, options({ focus: 'h17' }));
  const host = boxes.find(({ id }) => id === 'h17')!;
  expect(host.focus).toBe(true);
  expect(host.slots).toHaveLength(9);
  expect(boxes.filter(({ name }) => name === 'leaf0')).toHaveLength(9);
  expect(boxes.filter(({ name }) => name === '32 spines')).toHaveLength(9);
  expect(boxes.find(({ name }) => name === '31 other hosts')).toBeDefined();
});

test('focus on a plane: that plane alone', () => {
  const { sets, boxes } = diagram(v3, options({ focus: 'compute/p3' }));
  expect(sets.flatMap((set) => set.frames.map(({ id }) => id))).toEqual(['compute/p3']);
  expect(boxes.some(({ kind }) => kind === 'host')).toBe(true);
});

test('what is too large says what to use instead', () => {
  const large = v3;
  expect(tooLarge(large, { detail: 'full' })).toBe(
    'the fabric has 19,296 endpoints and switches and 36,864 cables; --detail full draws at most ' +
      '300 and 1,500; use --detail plane or overview, or --focus on one element',
  );
  expect(tooLarge(large, { detail: 'plane' })).toBeNull();
  expect(tooLarge(large, { detail: 'overview' })).toBeNull();
  expect(tooLarge(large, { detail: 'full', focus: 'h17' })).toBeNull();
  expect(tooLarge(fabrics['one-leaf']!(), { detail: 'full' })).toBeNull();
});

test('what can be in focus', () => {
  const fabric = fabrics['one-leaf']!();
  const ids = ['h0', 'h0/nic1', 'compute/p0', 'compute/p0/leaf0', 'h9', 'compute'];
  expect(ids.map((id) => isFocus(fabric, id))).toEqual([true, true, true, true, false, false]);
});
