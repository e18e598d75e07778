import { expect, test } from 'vitest';
import { diagram } from '../../src/diagram/diagram.js';
import { isFocus, tooLarge } from '../../src/diagram/limits.js';
import { fabrics } from './fabrics.js';
import { options } from './options.js';

test('plane: every switch of one plane, hosts by leaf', () => {
  const { boxes, links, notes } = diagram(
    fabrics['deepseek-v3']!(),
    options({ detail: 'plane', plane: 'compute/p5' }),
  );
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
  const fabric = fabrics['deepseek-v3']!();
  const { boxes, notes } = diagram(fabric, options({ focus: 'compute/p3/leaf12' }));
  expect(boxes.filter(({ focus }) => focus).map(({ id }) => id)).toEqual(['compute/p3/leaf12']);
  const names = boxes.map(({ name }) => name);
  expect(names).toContain('63 other leaves');
  expect(names).toContain('17 more spines');
  expect(names).toContain('21 more hosts');
  expect(notes[0]).toBe('Not drawn: 8 other planes, 2,016 hosts, the other NICs of 32 hosts.');
});

test('focus on a host: all its NICs and their leaves', () => {
  const { boxes } = diagram(fabrics['deepseek-v3']!(), options({ focus: 'h17' }));
  const host = boxes.find(({ id }) => id === 'h17')!;
  expect(host.focus).toBe(true);
  expect(host.slots).toHaveLength(9);
  expect(boxes.filter(({ name }) => name === 'leaf0')).toHaveLength(9);
  expect(boxes.filter(({ name }) => name === '32 spines')).toHaveLength(9);
  expect(boxes.find(({ name }) => name === '31 other hosts')).toBeDefined();
});

test('focus on a plane: that plane alone', () => {
  const { sets, boxes } = diagram(fabrics['deepseek-v3']!(), options({ focus: 'compute/p3' }));
  expect(sets.flatMap((set) => set.frames.map(({ id }) => id))).toEqual(['compute/p3']);
  expect(boxes.some(({ kind }) => kind === 'host')).toBe(true);
});

test('what is too large says what to use instead', () => {
  const large = fabrics['deepseek-v3']!();
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
