import { describe, expect, it, test } from 'vitest';
import { diagram } from '../../src/diagram/diagram.js';
import { tooLarge } from '../../src/diagram/limits.js';
import type { CompactFabric } from '../../src/fabric/compact.js';
import { cubeWorlds } from '../cube-worlds.js';
import { openWorld, readTopology } from '../worlds.js';
import { options } from './options.js';

const fabricOf = (file: string): CompactFabric =>
  openWorld(readTopology(`topologies/${file}.json`)).subject.fabric;

describe('a cube of two levels is a grid', () => {
  const fabric = fabricOf('zcube-32-2');

  it('in a plane, with a cell for every NIC', () => {
    const { boxes, sets, links, notes } = diagram(fabric, options({ detail: 'plane' }));
    const row = (n: number) => boxes.filter((box) => box.row === n);
    expect([row(0).length, row(1).length, row(2).length]).toEqual([1024, 32, 32]);
    expect(row(1)[0]).toMatchObject({ name: 'router0', cell: { column: 0, line: 1 } });
    expect(row(2)[1]).toMatchObject({ name: 'router33', cell: { column: 2, line: 0 } });
    expect(row(0)[33]).toMatchObject({ id: 'h4/nic1', cell: { column: 2, line: 2 } });
    expect(sets[0]!.frames[0]).toMatchObject({ shape: 'cells' });
    // Every NIC to its two routers, and the first router to all of level 1.
    expect(links.length).toBe(2 * 1024 + 32);
    expect(notes).toEqual([
      '992 cables between routers are not drawn: every router of level 0 has one to every router of level 1, as drawn for the first.',
    ]);
  });

  it('by representatives in the overview', () => {
    const { boxes, links, notes } = diagram(fabricOf('bcube-32-2'), options());
    const names = (n: number) => boxes.filter((box) => box.row === n).map(({ name }) => name);
    expect(names(1)).toEqual(['router0', 'router1', 'router2', 'router3', '+27', 'router31']);
    expect(names(2).slice(-3)).toEqual(['router38', '+24', 'router63']);
    expect(names(0).slice(-2)).toEqual(['24 NICs', 'h127/nic7']);
    expect(links.reduce((sum, { cables }) => sum + cables, 0)).toBe(2048);
    expect(notes).toEqual([]);
  });

  it('in a focus, counted apart', () => {
    const { boxes } = diagram(fabric, options({ focus: 'compute/p0/router40' }));
    const names = boxes.map(({ name }) => name);
    expect(names).toContain('17 more level-0 routers');
    expect(names).toContain('31 other level-1 routers');
    expect(new Set(boxes.map(({ id }) => id)).size).toBe(boxes.length);
  });
});

test('a cube of other levels stands in rows, unless its hosts need too many lines', () => {
  const cube = (n: number) =>
    openWorld({
      name: 'cube',
      switchModels: { s: { ports: 64, portGbps: 100 } },
      nicModels: { nic: { ports: 3, portGbps: 100 } },
      hosts: { h: { count: n ** 3, nics: { nic: { model: 'nic' } } } },
      planes: { compute: { attach: { nics: ['h/nic'] }, cube: { model: 's', n, levels: 3 } } },
    }).subject.fabric;
  const { boxes, sets } = diagram(cube(3), options({ detail: 'plane' }));
  expect(sets[0]!.frames[0]!.shape).toBe('rows');
  expect(boxes.find(({ id }) => id === 'compute/p0/router3')!.lines).toEqual(['u3']);
  expect(boxes.find(({ id }) => id === 'compute/p0/router9')!.lines).toEqual(['level 1']);
  expect(tooLarge(cube(7), { detail: 'plane' })).toBeNull();
  expect(tooLarge(cube(9), { detail: 'plane' })).toContain('lines to its switches');
  expect(tooLarge(cube(9), { detail: 'overview' })).toBeNull();
});

test('all small cubes are drawn whole: every vertex and cable once', () => {
  for (const { name, document } of cubeWorlds()) {
    const { fabric } = openWorld(document).subject;
    const { boxes, links } = diagram(fabric, options({ detail: 'full' }));
    expect(links.map(({ id }) => id).sort(), name).toEqual([...fabric.cableIds].sort());
    const drawn = boxes.flatMap(({ kind, id, slots }) =>
      kind === 'switch' ? [id] : slots.map((slot) => slot.id),
    );
    expect(drawn.sort(), name).toEqual([...fabric.vertexIds].sort());
    const rows = new Set(boxes.map(({ row }) => row));
    expect(rows.size, name).toBe(1 + document.planes.compute!.cube!.levels!);
  }
});
