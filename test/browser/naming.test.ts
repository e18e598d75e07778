import { expect, test } from 'vitest';
import { selectorsOfShown } from '../../src/browser/naming.js';
import { resolve } from '../../src/browser/resolve.js';
import { type Detail, diagram } from '../../src/diagram/diagram.js';
import { tooLarge } from '../../src/diagram/limits.js';
import { cablesOf, verticesInPanel, verticesOf } from '../../src/diagram/members.js';
import { viewsOf } from '../../src/diagram/views.js';
import { fabrics } from '../diagram/fabrics.js';
import { families } from '../diagram/families.js';
import { options } from '../diagram/options.js';

const details: readonly Detail[] = ['overview', 'plane', 'full'];
/** The largest ones are no other cases, and take longer than all the others. */
const { 'deepseek-ideal': _ideal, ...trees } = fabrics;
const { 'slim-fly-17': _large, ...shapes } = families;
const levels = Object.entries({ ...trees, ...shapes }).flatMap(([name, make]) => {
  const fabric = make();
  return details
    .filter((detail) => tooLarge(fabric, { detail }) === null)
    .map((detail) => ({ name, detail, fabric }));
});

const sorted = (numbers: Iterable<number>) => [...new Set(numbers)].sort((a, b) => a - b);

test.each(levels)(
  'what $name shows at $detail is named whole, and nothing else',
  ({ detail, fabric }) => {
    const picture = diagram(fabric, options({ detail }));
    const partsOf = (id: string) => {
      const pointed = resolve(fabric, picture, [id]);
      // Names go through addresses and commands: they have to say it all by themselves.
      return resolve(fabric, null, pointed?.selectors ?? [])?.parts ?? [];
    };
    // Patterns over the bundles of a large fabric are matched with all of them.
    const step = fabric.cableCount > 20_000 ? 199 : 1;
    const some = <T>(all: readonly T[]) => all.filter((_, i) => i % step === 0);
    for (const box of some(picture.boxes)) {
      const named = partsOf(box.id).flatMap((part) => [...part.vertices]);
      expect(sorted(named), box.id).toEqual(sorted(verticesOf(box)));
    }
    for (const link of some(picture.links)) {
      const named = partsOf(link.id).flatMap((part) => [...part.cables]);
      expect(sorted(named), link.id).toEqual(sorted(cablesOf(link)));
    }
    for (const { id, rest, panels } of picture.sets.flatMap((set) => set.frames)) {
      for (const panel of panels) {
        const named = partsOf(panel.id).flatMap((part) => [...part.vertices]);
        const inside = verticesInPanel(picture, id, panel.id);
        const switches = inside.filter((v) => v >= fabric.endpointCount);
        expect(switches.length).toBeGreaterThan(0);
        expect(sorted(named), panel.id).toEqual(sorted(switches));
      }
      expect(
        partsOf(id).every(({ kind }) => kind === 'plane'),
        id,
      ).toBe(true);
      if (!rest) expect(partsOf(id).map((part) => part.id)).toEqual([id]);
    }
  },
);

test('a pod is named as such, a group and a subgraph by their routers', () => {
  const named = (family: string, id: string) => {
    const fabric = families[family]!();
    return selectorsOfShown(fabric, diagram(fabric, options()), id);
  };
  expect(named('pods-8', 'compute/p0/pod0')).toEqual(['pod:compute/p0/pod0']);
  expect(named('dragonfly-9', 'compute/p0/group0')).toEqual(['switch:compute/p0/router[0-3]']);
  expect(named('slim-fly-5', 'compute/p0/subgraph1')).toEqual(['switch:compute/p0/router[25-49]']);
  // What is selected can be of another view, which does not show it.
  const pods = families['pods-8']!();
  expect(resolve(pods, null, ['compute/p0/pod3'])?.selectors).toEqual(['pod:compute/p0/pod3']);
});

test.each(Object.keys(families))('every id of every view of %s is something', (name) => {
  const fabric = families[name]!();
  for (const { level } of viewsOf(fabric)) {
    const picture = diagram(fabric, options(level));
    const { boxes, links, sets } = picture;
    const ids = [
      ...boxes.flatMap((box) => [box.id, ...box.slots.map((slot) => slot.id)]),
      ...links.map((link) => link.id),
      ...sets.flatMap((set) => set.frames.map((frame) => frame.id)),
    ];
    const nothing = ids.filter((id) => resolve(fabric, picture, [id]) === null);
    expect(nothing, JSON.stringify(level)).toEqual([]);
  }
});

test('a router that stands in a slot is that router', () => {
  const fabric = families['dragonfly-9']!();
  const picture = diagram(fabric, options({ detail: 'plane', plane: 'compute/p0' }));
  const slots = picture.boxes.flatMap((box) => box.slots);
  const router = slots.find(({ id }) => id.includes('router'))!;
  const [only, ...others] = verticesOf(router);
  expect(others).toEqual([]);
  expect(selectorsOfShown(fabric, picture, router.id)).toEqual([
    `switch:${fabric.vertexIds[only!]}`,
  ]);
});

test('a pattern stands for many, an id of nothing for nothing', () => {
  const fabric = fabrics['deepseek-v3']!();
  const picture = diagram(fabric, options());
  expect(selectorsOfShown(fabric, picture, 'compute/p3/leaf[3-62]')).toEqual([
    'switch:compute/p3/leaf[3-62]',
  ]);
  expect(selectorsOfShown(fabric, picture, 'compute/p0/leaf0--compute/p0/spine[3-30]')).toEqual([
    'bundle:compute/p0/leaf0--compute/p0/spine[3-30]',
  ]);
  expect(selectorsOfShown(fabric, picture, 'compute')).toEqual([]);
  expect(resolve(fabric, picture, ['nobody', '__proto__', 'switch:nobody'])).toBeNull();
});
