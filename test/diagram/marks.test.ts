import { expect, test } from 'vitest';
import { diagram, type Mark } from '../../src/diagram/diagram.js';
import type { Status } from '../../src/diagram/model.js';
import { fabrics } from './fabrics.js';
import { options } from './options.js';

const words = (status: Status | null | undefined) => status?.texts.map(({ text }) => text);

function marked(marks: readonly Mark[], detail: 'overview' | 'plane' | 'full' = 'overview') {
  const name = detail === 'full' ? 'dual-tor' : 'deepseek-v3';
  return diagram(fabrics[name]!(), options({ detail, marks }));
}

test('a mark inside a stack is counted', () => {
  const { boxes, sets, notes } = marked([{ id: 'compute/p0/spine17', mark: 'down' }]);
  const stack = boxes.find(({ id }) => id === 'compute/p0/spine[3-30]');
  expect(words(stack?.status)).toEqual(['1 of 28 spines down']);
  expect(stack?.status).toMatchObject({ mark: 'down', whole: false });
  expect(words(sets[0]!.frames[0]!.status)).toEqual(['1 of 32 spines down']);
  expect(notes).toContain('Down: compute/p0/spine17.');
});

test('NICs and hosts are counted in their unit', () => {
  const { boxes } = marked([
    { id: 'h3', mark: 'down' },
    ...Array.from({ length: 32 }, (_, h) => ({ id: `h${h}/nic2`, mark: 'cut-off' as const })),
  ]);
  const unit = boxes.find(({ id }) => id === 'h[0-31]')!;
  expect(words(unit.status)).toEqual(['1 of 32 hosts down', '32 of 288 NICs cut off']);
  const nic2 = unit.slots.find(({ name }) => name === 'nic2')!;
  expect(words(nic2.status)).toEqual(['all 32 NICs cut off']);
});

test('a bundle says what its cables lost', () => {
  const cable = 'compute/p0/leaf0:32--compute/p0/spine0:0';
  const { links, sets } = marked([{ id: cable, mark: 'degraded', value: 0.5 }], 'plane');
  const bundle = links.find(({ id }) => id === 'compute/p0/leaf0--compute/p0/spine0')!;
  expect(words(bundle.status)).toEqual(['50% left']);
  expect(bundle.status?.value).toBe(0.5);
  expect(words(sets[0]!.frames[0]!.status)).toEqual(['1 of 4,096 cables degraded']);
});

test('a cable of a full picture is marked by itself', () => {
  const cable = 'compute/p0/leaf0:16--compute/p0/spine0:0';
  const { links } = marked([{ id: cable, mark: 'down' }], 'full');
  expect(links.filter(({ status }) => status).map(({ id }) => id)).toEqual([cable]);
});

test('of several marks on an element the worst counts; ids that are not there do not', () => {
  const { boxes, notes } = marked([
    { id: 'compute/p0/leaf0', mark: 'finding' },
    { id: 'compute/p0/leaf0', mark: 'down' },
    { id: 'compute/p9/leaf0', mark: 'finding' },
  ]);
  const leaf = boxes.find(({ id }) => id === 'compute/p0/leaf0');
  expect(leaf?.status).toMatchObject({ mark: 'down', whole: true });
  expect(words(leaf?.status)).toEqual(['down']);
  expect(notes).toContain('With a finding: compute/p0/leaf0, compute/p9/leaf0.');
});

test('a plane can be marked, also one that is not drawn', () => {
  const { sets } = marked([{ id: 'compute/p3', mark: 'down' }]);
  expect(sets[0]!.frames[3]).toMatchObject({ mark: 'down' });
  const fabric = fabrics['sixteen-planes']!();
  const marks: Mark[] = [{ id: 'compute/p7', mark: 'down' }];
  const hidden = diagram(fabric, options({ marks })).sets[0]!.frames[3];
  expect(words(hidden?.status)).toEqual(['1 of 12 planes down']);
});
