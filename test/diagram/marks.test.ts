import { expect, test } from 'vitest';
import { diagram, type Mark } from '../../src/diagram/diagram.js';
import type { Status } from '../../src/diagram/model.js';
import { fabrics, tree } from './fabrics.js';
import { options } from './options.js';

const words = (status: Status | null | undefined) => status?.texts.map(({ text }) => text);

const large = fabrics['deepseek-v3']!();
const small = fabrics['dual-tor']!();

function marked(marks: readonly Mark[], detail: 'overview' | 'plane' | 'full' = 'overview') {
  return diagram(detail === 'full' ? small : large, options({ detail, marks }));
}

test('a mark inside a stack is counted', () => {
  const down = [5, 9, 17, 18, 19].map((n): Mark => ({ id: `compute/p0/spine${n}`, mark: 'down' }));
  const { boxes, sets, notes } = marked(down);
  const stack = boxes.find(({ rest, row, frame }) => rest && row === 2 && frame === 'compute/p0');
  expect(words(stack?.status)).toEqual(['2 of 25 spines down']);
  expect(stack?.status).toMatchObject({ mark: 'down', whole: false });
  expect(words(sets[0]!.frames[0]!.status)).toEqual(['5 of 32 spines down']);
  expect(notes).toContain(`Down: ${down.map(({ id }) => id).join(', ')}.`);
});

/** Names of the boxes of a row of a plane, in their order. */
const rowOf = (marks: readonly Mark[], row: number, frame = 'compute/p0') =>
  marked(marks)
    .boxes.filter((box) => box.frame === frame && box.row === row)
    .map(({ name }) => name)
    .join(' ');

const spine = (n: number, mark: Mark['mark'] = 'down'): Mark => ({
  id: `compute/p0/spine${n}`,
  mark,
});

test('what is marked is drawn by itself', () => {
  expect(rowOf([spine(17)], 2)).toBe('0 1 2 +14 17 +13 31');
  expect(rowOf([spine(17)], 2, 'compute/p1')).toBe('0 1 2 +28 31');
  expect(rowOf([spine(2), spine(31)], 2)).toBe('0 1 2 +28 31');
  expect(rowOf([{ id: 'compute/p0/leaf40', mark: 'warning' }], 1)).toBe('0 1 2 +37 40 +22 63');
  // Four runs would be: so the rest is one box, and no box is alone between two.
  expect(rowOf([spine(5), spine(9), spine(17)], 2)).toBe('0 1 2 +25 5 9 17 31');
});

test('a marked leaf stands beside the others of its unit', () => {
  const fabric = tree({
    name: 'units',
    groups: [{ name: 'h', count: 8 }],
    sets: [
      {
        id: 'compute',
        nic: 'nic',
        nics: 8,
        ports: 2,
        gbps: 100,
        planePer: 'port',
        leafPer: 'rail',
        hostsPerUnit: 2,
        spines: 2,
        up: 2,
      },
    ],
  });
  const leaves = (...marked: number[]) =>
    diagram(
      fabric,
      options({ marks: marked.map((n) => ({ id: `compute/p0/leaf${n}`, mark: 'down' })) }),
    )
      .boxes.filter((box) => box.row === 1 && box.frame === 'compute/p0')
      .map(({ name, count }) => `${name} (${count})`);
  expect(leaves()).toEqual(['0–7 (8)', '8–15 (8)', '16–23 (8)', '24–31 (8)']);
  expect(leaves(12)).toEqual([
    '0–7 (8)',
    '8–11 (4)',
    '12 (1)',
    '13–15 (3)',
    '16–23 (8)',
    '24–31 (8)',
  ]);
  expect(leaves(8, 15)[1]).toBe('8 (1)');
  expect(leaves(8, 15)[2]).toBe('9–14 (6)');
});

test('the worst marks are drawn by themselves, up to three; what most bear tells nothing', () => {
  const many = Array.from({ length: 28 }, (_, i) => spine(3 + i, 'degraded'));
  expect(rowOf(many, 2)).toBe('0 1 2 +28 31');
  expect(rowOf([...many, spine(20)], 2)).toBe('0 1 2 +17 20 +10 31');
  const few = [4, 5, 6, 7].map((n) => spine(n, 'warning'));
  expect(rowOf([...few, spine(20)], 2)).toBe('0 1 2 3 4 5 +14 20 +10 31');
});

test('both ends of a marked cable are drawn, and the unit of a marked NIC', () => {
  const cable = 'compute/p0/leaf40:49--compute/p0/spine17:40';
  expect(large.cableIds).toContain(cable);
  const picture = marked([{ id: cable, mark: 'changed' }]);
  const link = picture.links.find(({ status }) => status?.whole)!;
  expect(link.id).toBe('compute/p0/leaf40--compute/p0/spine17');
  // Of many ends none is picked, of many marked switches some are.
  const cables = large.cableIds.filter((id) =>
    /^compute\/p0\/leaf4[0-7]:.*\/spine1[0-2]:/.test(id),
  );
  const many: Mark[] = cables.map((id) => ({ id, mark: 'removed' }));
  expect(many.length).toBe(24);
  expect([rowOf(many, 1), rowOf(many, 2)]).toEqual(['0 1 2 +60 63', '0 1 2 +7 10 11 12 +18 31']);
  const hosts = marked([{ id: 'h700/nic3', mark: 'cut-off' }]).boxes.filter(
    ({ kind }) => kind === 'host',
  );
  expect(hosts.map(({ name }) => name.replace(/:.*/, ''))).toEqual([
    'u0',
    'u1',
    'u2',
    '18 more units',
    'u21',
    '41 more units',
    'u63',
  ]);
});

test('what is counted keeps one slot for each plane, however many boxes it leads to', () => {
  const leaf: Mark = { id: 'compute/p0/leaf40', mark: 'warning' };
  const { boxes, links } = marked([leaf]);
  const rest = boxes.find(({ kind, rest: counted }) => kind === 'host' && counted)!;
  expect(rest.slots.map(({ name }) => name)).toEqual([
    ...[0, 1, 2, 3, 4, 5, 6, 7].map((n) => `nic${n}`),
    'sto0',
  ]);
  const lines = links.filter(({ lower }) => lower.slot === rest.slots[0]!.id);
  expect(lines.map(({ cables }) => cables)).toEqual([37 * 32, 32, 22 * 32]);
  expect(rest.slots[0]!.tip).toContain('nic0: 1,920 × 400G');
});

test('of another overlay a mark stands beside the others, and what they say is said', () => {
  const { boxes, links } = marked([
    { id: 'compute/p0/leaf0', mark: 'warning', text: 'first' },
    { id: 'compute/p0/leaf0', mark: 'changed', text: 'speed 400G → 200G' },
    { id: 'compute/p0/leaf0', mark: 'finding', text: 'second' },
    { id: 'compute/p0/leaf0', mark: 'degraded', value: 0.5 },
    ...Array.from({ length: 9 }, (_, i) => ({
      id: 'compute/p0/leaf1',
      mark: 'warning' as const,
      text: `warning ${i}`,
    })),
  ]);
  const leaf = boxes.find(({ id }) => id === 'compute/p0/leaf0')!;
  expect(words(leaf.status)).toEqual(['50% left', 'finding', 'changed']);
  expect(leaf.tip).toMatch(/; 50% left, finding, changed: first; second; speed 400G → 200G$/);
  expect(boxes.find(({ id }) => id === 'compute/p0/leaf1')!.tip).toMatch(
    /; warning: warning 0; warning 1; warning 2; warning 3; and 5 more$/,
  );
  expect(links.some(({ status }) => status)).toBe(false);
});

test('what is added or removed as a whole is so; in part it has changed', () => {
  const spines = Array.from({ length: 32 }, (_, i) => spine(i, 'removed'));
  const plane: Mark = { id: 'compute/p0', mark: 'removed' };
  const { boxes, sets } = marked([plane, ...spines]);
  expect(words(sets[0]!.frames[0]!.status)).toEqual(['removed']);
  expect(boxes.find(({ id }) => id === 'compute/p0/spine[3-30]')!.status).toMatchObject({
    mark: 'removed',
    whole: true,
  });
  const part = marked(spines.filter((_, i) => i < 16)).boxes;
  expect(part.find(({ id }) => id === 'compute/p0/spine[6-30]')!.status).toMatchObject({
    mark: 'changed',
    whole: false,
    texts: [{ mark: 'removed', text: '10 of 25 spines removed' }],
  });
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

test('of several marks of an overlay on an element the worst counts; ids that are not there do not', () => {
  const { boxes, notes } = marked([
    { id: 'compute/p0/leaf0', mark: 'degraded' },
    { id: 'compute/p0/leaf0', mark: 'down' },
    { id: 'compute/p9/leaf0', mark: 'finding' },
  ]);
  const leaf = boxes.find(({ id }) => id === 'compute/p0/leaf0');
  expect(leaf?.status).toMatchObject({ mark: 'down', whole: true });
  expect(words(leaf?.status)).toEqual(['down']);
  expect(notes).toContain('With a finding: compute/p9/leaf0.');
});

test('a plane can be marked, also one that is not drawn', () => {
  const { sets } = marked([{ id: 'compute/p3', mark: 'down' }]);
  expect(sets[0]!.frames[3]).toMatchObject({ mark: 'down' });
  const fabric = fabrics['sixteen-planes']!();
  const frames = (marks: readonly Mark[]) => diagram(fabric, options({ marks })).sets[0]!.frames;
  const shown = frames([{ id: 'compute/p7', mark: 'down' }]);
  expect(shown.map(({ id }) => id)).toEqual(
    ['p0', 'p1', 'p2', 'p7', 'p3+10', 'p15'].map((name) => `compute/${name}`),
  );
  const most = [3, 4, 5, 6, 7, 8, 9].map((p): Mark => ({ id: `compute/p${p}`, mark: 'down' }));
  expect(words(frames(most)[3]!.status)).toEqual(['7 of 12 planes down']);
});

test('cables go down with what stands at their ends, and with nothing else', () => {
  const ids = ['compute/p0/leaf0', 'h3', 'h7/nic1'];
  const { links } = marked(
    ids.map((id) => ({ id, mark: 'down' as const })),
    'full',
  );
  const dead = links.filter(({ status }) => status?.mark === 'down').map(({ id }) => id);
  const ends = (id: string) => id.split('--').map((end) => end.replace(/:.*/, ''));
  const expected = small.cableIds.filter((id) =>
    ends(id).some((end) => ids.includes(end) || ids.includes(end.replace(/\/.*/, ''))),
  );
  expect(dead.sort()).toEqual(expected.sort());
  expect(dead.length).toBeGreaterThan(20);
});

test('a bundle of which some cables are down still carries the others', () => {
  const { links } = marked([{ id: 'h3', mark: 'down' }]);
  const bundle = links.find(({ lower, cables }) => lower.box === 'h[0-31]' && cables === 32)!;
  expect(bundle.status).toMatchObject({ mark: 'degraded', whole: false });
  expect(words(bundle.status)).toEqual(['1 of 32 cables down']);
});
