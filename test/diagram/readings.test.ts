import { describe, expect, test } from 'vitest';
import { type Detail, diagram } from '../../src/diagram/diagram.js';
import { tooLarge } from '../../src/diagram/limits.js';
import type { Diagram, Mark } from '../../src/diagram/model.js';
import type { CompactFabric } from '../../src/fabric/compact.js';
import { cubeWorlds } from '../cube-worlds.js';
import { podWorlds } from '../pod-worlds.js';
import { openWorld } from '../worlds.js';
import { fabrics } from './fabrics.js';
import { families } from './families.js';
import { options } from './options.js';

const all = { ...fabrics, ...families };
// Overviews of the trees are in overview.test.ts.
const levels = [
  ...Object.keys(all).map((name) => ({ name, detail: 'plane' as const })),
  ...Object.keys(families).map((name) => ({ name, detail: 'overview' as const })),
];
const draw = (name: string, detail: Detail = 'overview', marks = options().marks): Diagram =>
  diagram(families[name]!(), options({ detail, marks }));

/** What the notes count of cables between boxes that are drawn. */
const leftOut = (notes: readonly string[]): number =>
  notes
    .flatMap(
      (note) =>
        /([\d,]+) (?:others are|cables? between routers are) not drawn/.exec(note)?.[1] ?? [],
    )
    .reduce((sum, count) => sum + Number(count.replaceAll(',', '')), 0);

const sumOf = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);

/** What adds up wrong in a picture, or is there twice. */
function faultsIn(fabric: CompactFabric, detail: Detail, strays = 0): string[] {
  const { boxes, links, notes } = diagram(fabric, options({ detail }));
  const shown = sumOf(links.map(({ cables }) => cables)) + sumOf(boxes.map((box) => box.within));
  const switches = sumOf(boxes.map(({ kind, count }) => (kind === 'switch' ? count : 0)));
  const planes = detail === 'plane' ? fabric.planes.slice(0, 1) : fabric.planes;
  const cables = sumOf(planes.map((plane) => plane.cables.length));
  return [
    ...(shown + leftOut(notes) + strays === cables ? [] : [`${shown} of ${cables} cables`]),
    ...(switches === sumOf(planes.map((plane) => plane.switches.length)) ? [] : ['switches']),
    ...(new Set(boxes.map(({ id }) => id)).size === boxes.length ? [] : ['boxes']),
    ...(new Set(links.map(({ id }) => id)).size === links.length ? [] : ['links']),
  ];
}

test.each(levels)('all of $name is counted once at $detail', ({ name, detail }) => {
  const fabric = all[name]!();
  expect(tooLarge(fabric, { detail })).toBeNull();
  // Cables from plane to plane have an end that the picture of one plane does not show.
  const strays = name === 'miscabled' && detail === 'plane' ? 2 : 0;
  expect(faultsIn(fabric, detail, strays)).toEqual([]);
});

test('all of small cubes and pods is counted once', () => {
  const worlds = [...cubeWorlds(), ...podWorlds()].filter((_, i) => i % 5 === 0);
  expect(worlds.length).toBeGreaterThan(60);
  for (const { name, document } of worlds) {
    const { fabric } = openWorld(document).subject;
    for (const detail of ['overview', 'plane'] as const) {
      expect(faultsIn(fabric, detail), `${name} ${detail}`).toEqual([]);
    }
  }
});

describe('pods', () => {
  const names = ({ boxes }: Diagram, panel: string | null, row: number) =>
    boxes.filter((box) => box.panel === panel && box.row === row).map(({ name }) => name);

  test('stand in panels, the first and the last opened up', () => {
    const picture = draw('pods-8');
    const [frame] = picture.sets[0]!.frames;
    expect(frame).toMatchObject({ shape: 'pods', lines: ['2 NICs per host', '8 pods'] });
    expect(frame!.panels.map(({ id, label }) => `${id} ${label}`)).toEqual([
      'compute/p0/pod0 pod 0',
      'compute/p0/pod1 pod 1',
      'compute/p0/pod7 pod 7',
    ]);
    expect(names(picture, 'compute/p0/pod1', 1)).toEqual(['2', '3']);
    expect(names(picture, 'compute/p0/pod1', 2)).toEqual(['8', '9', '10', '+4', '15']);
    expect(names(picture, null, 1.5)).toEqual(['+5 pods']);
    expect(names(picture, null, 3)).toHaveLength(5);
  });

  test('are all opened up in a plane that fits a page', () => {
    const picture = draw('pods-8', 'plane');
    expect(picture.sets[0]!.frames[0]!.panels).toHaveLength(8);
    expect(names(picture, 'compute/p0/pod7', 1)).toEqual(['leaf14', 'leaf15']);
  });

  test('cores that are joined to the same spines are one box', () => {
    const { boxes, links } = diagram(fabrics['three-tier']!(), options());
    expect(boxes.filter(({ row }) => row === 3).map(({ name }) => name)).toEqual([
      '0–3',
      '4–7',
      '8–11',
      '12–15',
    ]);
    expect(links.find(({ id }) => id === 'compute/p0/spine1--compute/p0/core[4-7]')?.cables).toBe(
      4,
    );
  });

  test('show that they are down, and what is', () => {
    const marks = [
      { id: 'compute/p0/pod1', mark: 'down' as const },
      { id: 'compute/p0/leaf0', mark: 'degraded' as const },
      { id: 'compute/p0/spine30', mark: 'down' as const },
    ];
    const { sets, boxes } = draw('pods-8', 'overview', marks);
    const [first, second] = sets[0]!.frames[0]!.panels;
    expect(first!.status?.texts.map(({ text }) => text)).toEqual(['1 of 2 leaves degraded']);
    expect(second).toMatchObject({ mark: 'down', status: { mark: 'down' } });
    // Its pod would not be opened up otherwise.
    expect(boxes.find(({ id }) => id === 'compute/p0/spine30')!.status?.mark).toBe('down');
    expect(boxes.filter(({ name }) => name.endsWith('pods')).map(({ name }) => name)).toEqual([
      '+3 pods',
    ]);
  });
});

describe('a dragonfly', () => {
  test('has its groups on a ring, the first one opened up', () => {
    const { sets, boxes, links } = draw('dragonfly-16');
    const [frame] = sets[0]!.frames;
    expect(frame).toMatchObject({ shape: 'ring' });
    expect(frame!.panels[0]).toMatchObject({
      id: 'compute/p0/group0',
      lines: ['4 routers', 'full mesh: 6 × 400G'],
    });
    const ring = boxes.filter(({ row }) => row === 2);
    expect(ring.map(({ name }) => name)).toEqual([
      ...Array.from({ length: 10 }, (_, i) => `group ${i + 1}`),
      '+4 groups',
      'group 15',
    ]);
    // Six cables of the full mesh and one to each host.
    expect(ring[0]).toMatchObject({
      count: 4,
      within: 10,
      lines: ['4 routers', '4 hosts', '6 cables inside'],
    });
    const chord = links.filter(({ lower, upper }) =>
      [lower, upper].every(({ box }) => /group[12]$/.test(box)),
    );
    expect(chord.map(({ cables }) => cables)).toEqual([1]);
    expect(boxes.filter(({ kind }) => kind === 'host').map(({ name }) => name)).toHaveLength(4);
  });

  test('shows the routers of its groups in a plane, and which of them are down', () => {
    const marks = [
      { id: 'compute/p0/router5', mark: 'down' as const },
      { id: 'compute/p0/router0', mark: 'down' as const },
    ];
    const { boxes, sets } = draw('dragonfly-9', 'plane', marks);
    const group = boxes.find(({ name }) => name === 'group 1')!;
    expect(group.slots.map(({ id }) => id)).toEqual(
      [4, 5, 6, 7].map((i) => `compute/p0/router${i}`),
    );
    expect(group.slots[1]!.status).toMatchObject({ mark: 'down' });
    expect(group.status!.texts[0]!.text).toBe('1 of 4 routers down');
    expect(sets[0]!.frames[0]!.panels[0]!.status!.texts[0]!.text).toBe('1 of 4 routers down');
  });
});

test('of planes that need a page each an overview has the first, or the one that is marked', () => {
  const { fabric } = openWorld({
    name: 'rails',
    switchModels: { s: { ports: 64, portGbps: 400 } },
    nicModels: { nic: { portGbps: 400 } },
    hosts: { h: { count: 36, nics: { nic: { model: 'nic', count: 4 } } } },
    planes: {
      compute: {
        attach: { nics: ['h/nic'], onePlanePer: 'rail' },
        dragonfly: { model: 's', a: 4, h: 2, p: 1, g: 9 },
      },
    },
  }).subject;
  const labels = (marks: readonly Mark[]) =>
    diagram(fabric, options({ marks })).sets[0]!.frames.map(({ label }) => label);
  expect(labels([])).toEqual(['compute/p1–p3', 'compute/p0']);
  const down = { id: 'compute/p2/router5', mark: 'down' } as const;
  expect(labels([down])).toContain('compute/p2');
  expect(faultsIn(fabric, 'overview')).toEqual([]);
  expect(faultsIn(fabric, 'plane')).toEqual([]);
});

describe('a Slim Fly', () => {
  test('has columns of two subgraphs, q cables between any two', () => {
    const { sets, boxes, links } = draw('slim-fly-17');
    const [frame] = sets[0]!.frames;
    expect(frame!.panels.map(({ label, lines }) => [label, ...lines])).toEqual([
      ['subgraph 0', '17 columns'],
      ['subgraph 1', '17 columns'],
    ]);
    const upper = boxes.filter(({ panel }) => panel === 'compute/p0/subgraph1');
    expect(upper.map(({ name }) => name)).toEqual([
      ...[17, 18, 19, 20, 21, 22].map((i) => `column ${i}`),
      '+10 columns',
      'column 33',
    ]);
    expect(upper[0]!.lines).toEqual(['17 routers', '17 hosts', '68 cables inside']);
    expect(links.filter(({ rest }) => !rest).every(({ cables }) => cables === 17)).toBe(true);
  });

  test('draws all cables of a small one', () => {
    const { boxes, links, notes } = draw('slim-fly-5', 'plane');
    expect(boxes.filter(({ kind }) => kind === 'switch')).toHaveLength(50);
    expect(links).toHaveLength(175);
    expect(notes).toEqual(['150 hosts are inside the boxes of their routers: 3 at each.']);
  });

  test('draws those of one router of each subgraph where there are many', () => {
    const { boxes, links, notes } = draw('slim-fly-17', 'plane');
    expect(boxes.filter(({ focus }) => focus).map(({ id }) => id)).toEqual([
      'compute/p0/router17',
      'compute/p0/router306',
    ]);
    // Eight in the column of either, 17 across, one of which may join the two.
    expect([49, 50]).toContain(links.length);
    expect(notes[1]).toMatch(/every router has 8 in its column and 17 across\.$/);
  });
});

test('a plane set that is described only is drawn by its formulas', () => {
  const tier = (name: string, count: number) => ({ name, count, lines: ['64 × 800G'] });
  const planes = Array.from({ length: 8 }, (_, p) => ({
    id: `far/p${p}`,
    cables: 512,
    gbps: 51200,
    speeds: { min: 100, max: 100 },
  }));
  const joint = { lower: 'leaf', upper: 'spine', kind: 'leaf-spine', cables: 512, gbps: 100 };
  const far = {
    id: 'far',
    hosts: 128,
    endpoints: 512,
    tiers: [tier('leaf', 16), tier('spine', 8)],
  };
  const described = [{ ...far, joints: [joint], planes }];
  const fabric = fabrics['one-leaf']!();
  const { sets, boxes, links, description } = diagram(fabric, { ...options(), described });
  const frames = sets.find(({ id }) => id === 'far')!.frames;
  expect(frames.map(({ label }) => label)).toEqual([
    'far/p0',
    'far/p1',
    'far/p2',
    'far/p3–p6',
    'far/p7',
  ]);
  expect(frames.every((frame) => frame.described)).toBe(true);
  expect(boxes.find(({ id }) => id === 'far/p7/spine*')).toMatchObject({
    name: '8 spines',
    count: 8,
  });
  const drawn = links.filter(({ id }) => id.startsWith('far/'));
  // Of four planes both kinds, of the others what their hosts are cabled with.
  expect(drawn.map(({ cables }) => cables).sort()).toEqual([...Array(8).fill(512), 4 * 512].sort());
  expect(boxes.find(({ id }) => id === 'far/p[3-6]/*')).toMatchObject({
    within: 4 * 512,
    count: 96,
  });
  expect(description).toContain('far is described only: not built, not verified.');
});
