import { describe, expect, it } from 'vitest';
import { nearestPart, select } from '../../src/fabric/select.js';
import { parseSelector, type Selector, selectorKinds } from '../../src/fabric/selector.js';
import { openWorld, readTopology } from '../worlds.js';

/** 31 hosts, 8 rails of 2 ports; two rails share a leaf, each port has its own: 16 leaves. */
const { fabric } = openWorld(readTopology('test/samples/dual-tor.json')).subject;
const v3 = openWorld(readTopology('topologies/deepseek-v3-2048.json')).subject.fabric;

const selectorOf = (text: string): Selector => {
  const selector = parseSelector(text);
  if ('problem' in selector) throw new Error(selector.problem);
  return selector;
};
const matches = (text: string, of = fabric) => select(of, selectorOf(text)).map(({ id }) => id);

describe('selectors', () => {
  it.each([
    ['switch:compute/p0/spine0', 1],
    ['switch:compute/p*/spine[0-3]', 4],
    ['switch:compute/p0/leaf[0-15/5]', 4],
    ['switch:*', 24],
    ['nic:h30/nic*', 8],
    ['nic:*', 248],
    ['host:h*', 31],
    ['host:h[0-3]', 4],
    ['plane:*', 1],
    ['unit:compute/u1', 1],
    ['unit:compute/*', 2],
    ['rail:compute/r[6-7]', 2],
    ['port:h0/nic0:*', 2],
    ['cable:h0/nic*:1', 8],
    ['cable:compute/p0/leaf0:*', 62],
    ['cable:compute/p0/spine*:*', 512],
    ['cable:*', 496 + 512],
    ['bundle:compute/p0/leaf0--compute/p0/spine*', 8],
    ['bundle:h0/nic0--compute/p0/leaf0', 1],
  ])('%s matches %i', (text, count) => {
    expect(matches(text)).toHaveLength(count);
  });

  it('"*" stops at "/" and ":"', () => {
    expect(matches('switch:compute/*')).toEqual([]);
    expect(matches('port:compute/p0/leaf0*')).toEqual([]);
    expect(matches('cable:compute/p*/spine*')).toEqual([]);
  });

  it('a name is not a prefix of another', () => {
    expect(matches('host:h3')).toEqual(['h3']);
    expect(matches('switch:compute/p0/leaf1')).toEqual(['compute/p0/leaf1']);
    expect(matches('unit:compute/u[1-1]')).toEqual(['compute/u1']);
  });

  it('a cable answers to its id and to either port', () => {
    const id = 'h0/nic0:0--compute/p0/leaf0:0';
    expect(matches(`cable:${id}`)).toEqual([id]);
    expect(matches('cable:h0/nic0:0')).toEqual([id]);
    expect(matches('cable:compute/p0/leaf0:0')).toEqual([id]);
  });

  it('a part brings all its cables', () => {
    const cables = (text: string, of = fabric) =>
      select(of, selectorOf(text)).map((part) => [...part.cables].length);
    // Leaf 1 has 16 hosts × 2 rails, but slot 15 is empty: 30, and 32 uplinks.
    expect(cables('switch:compute/p0/leaf0')).toEqual([30 + 32]);
    expect(cables('switch:compute/p0/spine0')).toEqual([64]);
    expect(cables('nic:h0/nic0')).toEqual([2]);
    expect(cables('host:h0')).toEqual([16]);
    expect(cables('unit:compute/u*')).toEqual([15 * 16, 16 * 16]);
    expect(cables('rail:compute/r0')).toEqual([31 * 2]);
    expect(cables('bundle:compute/p0/leaf0--compute/p0/spine0')).toEqual([4]);
    expect(cables('plane:compute/p0')).toEqual([496 + 512]);
    // A host has NICs of both plane sets; units and rails are of one.
    expect(cables('host:h0', v3)).toEqual([9]);
    expect(cables('unit:compute/u0', v3)).toEqual([32 * 8]);
    expect(cables('unit:storage/u0', v3)).toEqual([32]);
    expect(cables('rail:storage/r0', v3)).toEqual([256]);
  });

  it('offers the nearest id', () => {
    expect(nearestPart(fabric, selectorOf('switch:compute/p0/spin0'))).toBe('compute/p0/spine0');
    expect(nearestPart(fabric, selectorOf('host:h31'))).toMatch(/^h\d+$/);
    expect(nearestPart(fabric, selectorOf('rail:compute/r9'))).toBe('compute/r0');
    expect(nearestPart(fabric, selectorOf('nic:completely-different/thing'))).toBeNull();
  });
});

describe('notation', () => {
  it.each([
    ['spine0', 'a selector starts with one of'],
    ['router:compute/p0/leaf0', 'a selector starts with one of'],
    ['', 'a selector starts with one of'],
    [':x', 'a selector starts with one of'],
    ['switch:', 'followed by an id'],
    ['switch:a@0.5', '"@" goes with'],
    ['host:h0@0.5', '"@" goes with'],
    ['plane:compute/p0@0.5', '"@" goes with'],
    ['cable:a@', 'no fraction'],
    ['cable:a@2', 'no fraction'],
    ['cable:a@-0.5', 'no fraction'],
    ['cable:a@1e-1', 'no fraction'],
    ['cable:a@half', 'no fraction'],
    ['cable:a@0.5@0.5', 'followed by an id'],
    ['switch:compute/p[3-1]/leaf0', 'ends before it starts'],
    ['switch:compute/p[0-3/0]/leaf0', 'is no range'],
    ['switch:compute/p[03-4]/leaf0', 'is no range'],
    ['switch:compute/p[0-', 'is no range'],
    ['pod:compute/p0/pod3', 'cannot carry it out yet'],
    ['group:rack0', 'cannot carry it out yet'],
    ['random:cable=5,seed=7', 'cannot carry it out yet'],
  ])('"%s" is refused: %s', (text, problem) => {
    expect(parseSelector(text)).toEqual({ problem: expect.stringContaining(problem) });
  });

  it.each([
    ['cable:a', 0],
    ['cable:a@0', 0],
    ['cable:a@0.5', 0.5],
    ['bundle:a@.25', 0.25],
    ['port:a@1.0', 1],
  ])('%s leaves %d', (text, fraction) => {
    expect(parseSelector(text)).toMatchObject({ fraction });
  });

  it.each(selectorKinds)('%s: alone with "*" matches all of its kind', (kind) => {
    expect(select(fabric, selectorOf(`${kind}:*`)).length).toBeGreaterThan(0);
  });
});
