import { expect, test } from 'vitest';
import { diagram } from '../../src/diagram/diagram.js';
import type { Diagram } from '../../src/diagram/model.js';
import { fabrics } from './fabrics.js';
import { options } from './options.js';

const overview = (name: string): Diagram => diagram(fabrics[name]!(), options());
const frames = ({ sets }: Diagram) => sets.flatMap((set) => set.frames);

test.each(Object.keys(fabrics))('everything in %s is drawn or counted', (name) => {
  const fabric = fabrics[name]!();
  const { boxes, links } = diagram(fabric, options());
  const switches = boxes.filter(({ kind }) => kind === 'switch');
  const hosts = boxes.filter(({ kind }) => kind === 'host');
  const sum = (counts: number[]) => counts.reduce((a, b) => a + b, 0);
  expect(sum(switches.map(({ count }) => count))).toBe(fabric.switches.length);
  expect(sum(hosts.map(({ count }) => count))).toBe(fabric.hostIds.length);
  const within = sum(boxes.map((box) => box.within));
  expect(sum(links.map((link) => link.cables)) + within).toBe(fabric.cableCount);
  expect(new Set([...boxes, ...links].map(({ id }) => id)).size).toBe(boxes.length + links.length);
});

test('eight rail-planes and storage stand side by side', () => {
  const picture = overview('deepseek-v3');
  expect(frames(picture).map(({ label }) => label)).toEqual([
    ...Array.from({ length: 8 }, (_, p) => `compute/p${p}`),
    'storage/p0',
  ]);
  expect(frames(picture)[3]!.lines).toEqual(['rail 3']);
  expect(new Set(frames(picture).map(({ hue }) => hue)).size).toBe(9);
  expect(picture.sets[0]!.captions).toContainEqual({
    row: 1.5,
    lines: ['64 × 32 pairs', '1 × 400G each', '819.2 Tb/s'],
  });
  const p0 = picture.boxes.filter(({ frame }) => frame === 'compute/p0');
  expect(p0.map(({ name }) => name).join(' ')).toBe('0 1 2 +60 63 0 1 2 +28 31');
  expect(p0[3]!.id).toBe('compute/p0/leaf[3-62]');
});

test('hosts are grouped by unit, a NIC per plane', () => {
  const hosts = overview('deepseek-v3').boxes.filter(({ kind }) => kind === 'host');
  expect(hosts.map(({ name }) => name)).toEqual([
    'u0: h0–h31',
    'u1: h32–h63',
    'u2: h64–h95',
    '60 more units',
    'u63: h2016–h2047',
  ]);
  expect(hosts[0]!.lines).toEqual(['32 hosts', '32 × 400G per line']);
  const nics = 'nic0 nic1 nic2 nic3 nic4 nic5 nic6 nic7 sto0';
  for (const { slots } of hosts) expect(slots.map(({ name }) => name).join(' ')).toBe(nics);
});

test('port-planes show ports, and the leaves of a unit as one box', () => {
  const { boxes } = overview('deepseek-ideal');
  expect(boxes[0]).toMatchObject({ id: 'compute/p0/leaf[0-7]', lines: ['8 leaves', 'r0–r7'] });
  const unit = boxes.find(({ id }) => id === 'h[0-127]')!;
  expect(unit.slots.map(({ name }) => name)).toEqual(['port 0', 'port 1', 'port 2', 'port 3']);
});

test('parallel cables are a bundle', () => {
  const bundle = overview('superpod-h100-4su').links.find(
    ({ id }) => id === 'compute/p0/leaf0--compute/p0/spine0',
  );
  expect(bundle).toMatchObject({ cables: 2, gbps: 800 });
});

test('many planes are shown by representatives, the hidden ones counted', () => {
  const picture = overview('sixteen-planes');
  expect(frames(picture).map(({ label }) => label)).toEqual([
    'compute/p0',
    'compute/p1',
    'compute/p2',
    'compute/p3–p14',
    'compute/p15',
  ]);
  const rest = picture.boxes.find(({ name }) => name === '12 more planes');
  expect(rest?.lines).toEqual(['108 leaves', '48 spines']);
});

test('tiers are read from the fabric', () => {
  const rows = overview('three-tier').boxes.map(({ row }) => row);
  // 1.5: the pods that are not opened up.
  expect([...new Set(rows)].sort()).toEqual([0, 1, 1.5, 2, 3]);
  expect([...new Set(overview('one-leaf').boxes.map(({ row }) => row))].sort()).toEqual([0, 1]);
});

test('NICs without a cable, and cables that no rule makes, are shown', () => {
  const { boxes, links } = overview('miscabled');
  expect(boxes.find(({ id }) => id === 'h[4-7]')?.lines).toEqual([
    '4 hosts',
    '3 NICs without a cable',
  ]);
  const ids = links.map(({ id }) => id);
  expect(ids).toContain('compute/p0/leaf1--compute/p1/leaf1');
  expect(ids).toContain('compute/p0/spine0--compute/p0/spine1');
  expect(ids).toContain('h3/nic1--compute/p1/spine1');
});
