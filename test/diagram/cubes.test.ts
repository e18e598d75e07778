import { describe, expect, it, test } from 'vitest';
import { diagram } from '../../src/diagram/diagram.js';
import { tooLarge } from '../../src/diagram/limits.js';
import type { CompactFabric } from '../../src/fabric/compact.js';
import { cubeWorlds } from '../cube-worlds.js';
import { openWorld, readTopology } from '../worlds.js';
import { options } from './options.js';

const fabricOf = (file: string): CompactFabric =>
  openWorld(readTopology(`topologies/${file}.json`)).subject.fabric;

describe('levels of a cube are rows of their own', () => {
  const fabric = fabricOf('zcube-32-2');

  it('in a plane, with hosts by their router of level 0', () => {
    const { boxes, sets, links } = diagram(fabric, options({ detail: 'plane' }));
    const row = (n: number) => boxes.filter((box) => box.row === n).map(({ name }) => name);
    expect([row(0).length, row(1).length, row(2).length]).toEqual([32, 32, 32]);
    expect(row(0)[1]).toBe('h4–h7');
    expect([row(1)[0], row(2)[0]]).toEqual(['router0', 'router32']);
    const lines = (id: string) => boxes.find((box) => box.id === `compute/p0/${id}`)!.lines;
    expect([lines('router3'), lines('router35')]).toEqual([['u3'], ['level 1']]);
    // Hosts to their router and to all of level 1, and level 0 to level 1.
    expect(links.length).toBe(32 + 32 * 32 + 32 * 32);
    expect(sets[0]!.captions).toEqual([
      { row: 1, lines: ['32 level-0 routers', '64 × 200G'] },
      { row: 1.5, lines: ['32 × 32 pairs', '1 × 200G each', '204.8 Tb/s'] },
      { row: 2, lines: ['32 level-1 routers', '64 × 200G'] },
    ]);
  });

  it('in a plane, unless its hosts need more lines than elk lays out', () => {
    const cube = (n: number) =>
      openWorld({
        name: 'cube',
        switchModels: { s: { ports: 64, portGbps: 100 } },
        nicModels: { nic: { ports: 2, portGbps: 100 } },
        hosts: { h: { count: n * n, nics: { nic: { model: 'nic' } } } },
        planes: { compute: { attach: { nics: ['h/nic'] }, cube: { model: 's', n } } },
      }).subject.fabric;
    expect(tooLarge(cube(34), { detail: 'plane' })).toBeNull();
    expect(tooLarge(cube(35), { detail: 'plane' })).toContain('need 1,260 lines to its switches');
    expect(tooLarge(cube(35), { detail: 'overview' })).toBeNull();
  });

  it('in the overview, few of those that all hosts hang on', () => {
    const { boxes } = diagram(fabricOf('bcube-32-2'), options());
    const names = (n: number) => boxes.filter((box) => box.row === n).map(({ name }) => name);
    expect(names(2)).toEqual(['32', '33', '34', '+28', '63']);
    expect(names(1)).toEqual(['0', '1', '2', '3', '4', '5', '+25', '31']);
    expect(boxes.filter((box) => box.row === 2).reduce((sum, box) => sum + box.count, 0)).toBe(32);
    for (const { kind, slots } of boxes) if (kind === 'host') expect(slots.length).toBeLessThan(8);
  });

  it('in a focus, counted apart', () => {
    const { boxes } = diagram(fabric, options({ focus: 'compute/p0/router40' }));
    const names = boxes.map(({ name }) => name);
    expect(names).toContain('17 more level-0 routers');
    expect(names).toContain('31 other level-1 routers');
    expect(new Set(boxes.map(({ id }) => id)).size).toBe(boxes.length);
  });
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
