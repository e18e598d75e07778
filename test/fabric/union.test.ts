import { describe, expect, test } from 'vitest';
import type { CompactFabric } from '../../src/fabric/compact.js';
import { union } from '../../src/fabric/union.js';
import { fabrics } from '../diagram/fabrics.js';
import { pairs, variant } from './pairs.js';

/** Both lists together, each id once. */
const both = (a: readonly string[], b: readonly string[]): string[] =>
  [...new Set([...a, ...b])].sort();

function checkUnion(now: CompactFabric, before: CompactFabric): void {
  const all = union(now, before);
  expect([...all.vertexIds].sort()).toEqual(both(now.vertexIds, before.vertexIds));
  expect([...all.cableIds].sort()).toEqual(both(now.cableIds, before.cableIds));
  expect([...all.hostIds].sort()).toEqual(both(now.hostIds, before.hostIds));
  const planeIds = ({ planes }: CompactFabric) => planes.map(({ id }) => id);
  expect(planeIds(all).sort()).toEqual(both(planeIds(now), planeIds(before)));
  for (let c = 0; c < all.cableCount; c++) {
    const id = all.cableId(c);
    // The ports of its ends are what it is called by.
    const at = (v: number, port: number) => `${all.vertexIds[v]}:${port}`;
    expect(id).toBe(
      `${at(all.lower[c]!, all.lowerPort[c]!)}--${at(all.upper[c]!, all.upperPort[c]!)}`,
    );
    const owner = now.cableIds.includes(id) ? now : before;
    expect(all.gbps[c]).toBe(owner.gbps[owner.cableIds.indexOf(id)]);
  }
  for (const plane of all.planes) {
    const named = [now, before].map((fabric) => {
      const own = fabric.planes.find(({ id }) => id === plane.id);
      return Array.from(own?.endpoints ?? [], (e) => fabric.vertexIds[e]!);
    });
    const endpoints = Array.from(plane.endpoints, (e) => all.vertexIds[e]!);
    expect(endpoints.sort()).toEqual(both(named[0]!, named[1]!));
  }
}

describe('two fabrics as one have', () => {
  test.each(Object.entries(pairs))('what either has: %s', (_, [now, before]) => {
    const [a, b] = [variant(now).subject.fabric, variant(before).subject.fabric];
    checkUnion(a, b);
    checkUnion(b, a);
  });

  test('what either has, though they have nothing in common', () => {
    checkUnion(fabrics['dual-tor']!(), fabrics['two-groups']!());
    checkUnion(fabrics.routers!(), fabrics['one-leaf']!());
  });

  test('parts in their order, what is gone behind what it stood behind', () => {
    const now = variant({ exceptions: [{ missing: 'h2/nic0:0' }], hosts: 6 }).subject.fabric;
    const all = union(now, variant({ hosts: 8, spines: 4 }).subject.fabric);
    const rank = new Map(all.hostIds.map((id, i) => [id, i]));
    expect([...rank.keys()]).toEqual(['h0', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'h7']);
    const at = all.cableIds.findIndex((id) => id.startsWith('h2/nic0:0--'));
    expect(all.cableIds[at - 1]).toMatch(/^h1\/nic/);
    expect(all.vertexIds.filter((id) => id.startsWith('compute/p0/spine'))).toEqual(
      [0, 1, 2, 3].map((n) => `compute/p0/spine${n}`),
    );
  });

  test('one object for the same two', () => {
    const [a, b] = [variant().subject.fabric, variant({ hosts: 4 }).subject.fabric];
    expect(union(a, b)).toBe(union(a, b));
  });
});
