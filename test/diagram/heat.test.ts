import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { diagram } from '../../src/diagram/diagram.js';
import { colourOf, edgesOf, figure } from '../../src/diagram/heat.js';
import type { Diagram } from '../../src/diagram/model.js';
import { heatColours } from '../../src/diagram/palette.js';
import { lehmer } from '../small-fabrics.js';
import { fabrics } from './fabrics.js';
import { options } from './options.js';

describe('the scale of a figure', () => {
  it.each([
    [
      [0, 1],
      [0, 0.2, 0.4, 0.6, 0.8, 1],
    ],
    [
      [0, 412],
      [0, 100, 200, 300, 400, 500],
    ],
    [
      [381, 400],
      [380, 384, 388, 392, 396, 400],
    ],
    [[7], [7, 7]],
    [
      [0, 0],
      [0, 0],
    ],
    [[], [0, 0]],
    [
      [3, 26],
      [0, 5, 10, 15, 20, 25, 30],
    ],
  ])('of %j is round', (values, edges) => expect(edgesOf(values)).toEqual(edges));

  it('has five to seven steps that hold all values', () => {
    const value = fc.double({ min: 0, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 2, maxLength: 20 }), (values) => {
        const [min, max] = [Math.min(...values), Math.max(...values)];
        const edges = edgesOf(values);
        const steps = edges.length - 1;
        if (max - min > 1e-6 * max && max > 1e-6) expect([5, 6, 7]).toContain(steps);
        expect(edges[0]! <= min * (1 + 1e-9) && edges.at(-1)! >= max * (1 - 1e-9)).toBe(true);
        const sorted = [...values].sort((a, b) => a - b).map((one) => colourOf(edges, one));
        expect(sorted).toEqual([...sorted].sort((a, b) => a - b));
        expect(sorted.every((one) => one >= 0 && one < heatColours)).toBe(true);
        expect(colourOf(edges, max)).toBeGreaterThanOrEqual(heatColours - 2);
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it.each([
    [5e-324, 1e-323],
    [1, 1 + 2e-16],
    [0, 1.7e308],
    [1e15, 1e15 + 2],
  ])('ends, from %d to %d', (a, b) => {
    const edges = edgesOf([a, b]);
    expect(edges.length).toBeGreaterThanOrEqual(2);
    expect(edges.length).toBeLessThanOrEqual(heatColours + 1);
    expect(edges.every((edge) => Number.isFinite(edge))).toBe(true);
  });

  it('is written in six digits', () => {
    expect([0, 0.1 + 0.2, 1234567, 1e-7, 2.5e12].map(figure)).toEqual([
      '0',
      '0.3',
      '1,234,570',
      '1e-7',
      '2.5e+12',
    ]);
  });
});

const legendOf = ({ legend }: Diagram) => legend.filter(({ key }) => key === 'heat');

test.each(['overview', 'plane', 'full'] as const)(
  'a line has the colour of its cable with the most: %s',
  (detail) => {
    const fabric = fabrics['dual-tor']!();
    const random = lehmer(11);
    // A third of the cables has no value.
    const known = fabric.cableIds.filter(() => random(3) > 0);
    const values = new Map(known.map((id) => [id, random(1000) / 1000]));
    const picture = diagram(fabric, options({ detail, heat: { name: 'load', values } }));
    const edges = edgesOf([...values.values()]);
    const drawn = new Set<string>();
    for (const { id, cables, heat, tip } of picture.links) {
      // By force: the cables between what the two ends of the line stand for.
      const ids = detail === 'full' ? [id] : cablesOf(picture, id);
      expect(ids.length).toBe(cables);
      const own = ids.flatMap((one) => values.get(one) ?? []);
      for (const one of ids) drawn.add(one);
      expect(heat).toBe(own.length > 0 ? colourOf(edges, Math.max(...own)) : null);
      if (own.length === 0) expect(tip).toContain('; load not known');
      else if (ids.length > 1) expect(tip).toContain(`; load at most ${figure(Math.max(...own))},`);
    }
    const note = picture.notes.find((one) => one.startsWith('Load: '))!;
    const without = fabric.cableCount - values.size;
    expect(note).toContain(`; ${without} cables have no value`);
    const hidden = [...values.keys()].filter((id) => !drawn.has(id)).length;
    if (hidden === 0) expect(note).not.toContain('not drawn');
    else expect(note).toContain(`${hidden} cables with a value are not drawn`);
    expect(legendOf(picture)[0]!.text).toBe('load 0 to 0.2');

    function cablesOf({ boxes, links }: Diagram, id: string): string[] {
      const link = links.find((one) => one.id === id)!;
      const slot = boxes.flatMap((one) => one.slots).find((one) => one.id === link.lower.slot);
      expect(link.lower.slot === null || slot !== undefined).toBe(true);
      const standsFor = (box: string) =>
        vertexPattern(box, boxes.find((one) => one.id === box)!.kind);
      const [lower, upper] = [standsFor(link.lower.box), standsFor(link.upper.box)];
      return fabric.cableIds.filter((_, c) => {
        const ends = [fabric.lower[c]!, fabric.upper[c]!].map((v) => fabric.vertexIds[v]!);
        return lower(ends[0]!) && upper(ends[1]!);
      });
    }
  },
);

/** Whether a vertex is in a box: `h[0-7]` are all NICs of these hosts. */
function vertexPattern(box: string, kind: 'switch' | 'host'): (id: string) => boolean {
  const [, stem = box, from = '', to = from] = /^(.*?)\[(\d+)-(\d+)\]/.exec(box) ?? [];
  return (id) => {
    const name = kind === 'host' ? id.split('/')[0]! : id;
    if (from === '') return name === box.split('/nic')[0];
    const index = Number(name.slice(stem.length));
    return name.startsWith(stem) && index >= Number(from) && index <= Number(to);
  };
}

test('without a figure nothing is said of one', () => {
  const picture = diagram(fabrics['dual-tor']!(), options());
  expect(legendOf(picture)).toEqual([]);
  expect(picture.links.some((link) => 'heat' in link)).toBe(false);
});
