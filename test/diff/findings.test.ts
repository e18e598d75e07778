import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asBuilt } from '../../src/check/as-built-rule.js';
import { explain } from '../../src/diff/explain.js';
import { differenceFindings } from '../../src/diff/findings.js';
import { type Found, type FoundCable, foundFabric } from '../../src/diff/found.js';
import { words } from '../../src/finding/rule.js';
import { openWorld, readTopology } from '../worlds.js';

const fabricOf = (path: string) => openWorld(readTopology(path)).subject.fabric;
const superpod = fabricOf('topologies/superpod-h100-1su.json');
const railPlanes = fabricOf('test/fixtures/ok/rail-planes.json');

/** What is said of a fabric of which some cables are others. */
function said(fabric: typeof superpod, change: (cables: FoundCable[]) => FoundCable[]) {
  const intact = foundFabric(fabric, fabric, 'found.json');
  const found: Found = { ...intact, cables: change([...intact.cables]) };
  return differenceFindings(explain(fabric, found)).map((one) => ({
    code: one.code,
    text: words(asBuilt, one),
  }));
}

describe('findings of a difference', () => {
  it('tell a ring of cables as one thing, each plug with the port that it belongs into', () => {
    const turned = said(railPlanes, (cables) => {
      const [x, y, z] = [cables[0]!, cables[2]!, cables[4]!];
      cables[0] = { ...x, b: y.b };
      cables[2] = { ...y, b: z.b };
      cables[4] = { ...z, b: x.b };
      return cables;
    });
    expect(turned.map(({ code }) => code)).toEqual(['as-built-differs', 'as-built-swapped']);
    const [, { text }] = turned as [unknown, { text: string }];
    expect(text).toContain('3 plugs go round, by 2 swaps');
    expect(text).toContain('explains 6 of 6 differences');
    const moves = [...text.matchAll(/that of (\S+) .*?from (\S+) .*?to (\S+?)(?: \(|,)/g)];
    const ends = (fabric: typeof railPlanes) => {
      const mates = new Map<string, string>();
      fabric.cableIds.forEach((id) => {
        const [a, b] = id.split('--') as [string, string];
        mates.set(a, b).set(b, a);
      });
      return mates;
    };
    expect(moves).toHaveLength(3);
    for (const [, stays, , belongs] of moves) expect(ends(railPlanes).get(stays!)).toBe(belongs);
  });

  it('say another speed of a cable that was moved, too', () => {
    const moved = said(superpod, (cables) => {
      const port = { vertex: superpod.endpointCount, port: 31, sub: -1 };
      cables[0] = { ...cables[0]!, b: port, gbps: 100 };
      return cables;
    });
    expect(moved.map(({ code }) => code)).toEqual([
      'as-built-differs',
      'as-built-moved',
      'as-built-speed',
    ]);
  });

  it('name a NIC of a host that the design has, and a host that it has not', () => {
    const intact = foundFabric(railPlanes, railPlanes, 'found.json');
    const place = { pointer: '' };
    const strangers = [
      { kind: 'nic', name: 'h0/nic7', machine: 'h0', place },
      { kind: 'nic', name: 'h90/nic0', machine: 'h90', place },
    ] as const;
    const found = { ...intact, strangers };
    const texts = differenceFindings(explain(railPlanes, found)).map((one) => words(asBuilt, one));
    expect(texts).toEqual([
      'NIC "h0/nic7" is not in the design; 0 cables lead there',
      'host "h90" is not in the design; 0 cables lead there',
    ]);
  });

  it('count what is more than anybody reads', () => {
    const half = said(superpod, (cables) => cables.filter((_, c) => c % 2 === 0));
    const codes = half.map(({ code }) => code);
    expect(codes.filter((code) => code === 'as-built-bundle').length).toBeLessThanOrEqual(50);
    expect(codes).toContain('as-built-more');
    const texts = half.filter(({ code }) => code === 'as-built-more').map(({ text }) => text);
    expect(texts.join()).toMatch(/\d+ further findings "as-built-/);
  });

  it('leave out a second cable in a port', () => {
    const twice = said(railPlanes, (cables) => [...cables, { ...cables[0]!, a: cables[2]!.a }]);
    expect(twice.map(({ code }) => code)).toEqual(['as-built-port']);
    expect(twice[0]!.text).toContain('another one is in the same port');
  });

  it('are all tried, here or on the command line', () => {
    const here = readFileSync(import.meta.filename, 'utf8');
    const there = readFileSync(join(import.meta.dirname, '../cli/diff.scenario'), 'utf8');
    for (const code of Object.keys(asBuilt.messages)) {
      expect(here.includes(`'${code}'`) || there.includes(`[${code}]`), code).toBe(true);
    }
  });
});
