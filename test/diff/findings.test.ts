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
  it('tell the swaps of a ring as steps, in their order', () => {
    const turned = said(railPlanes, (cables) => {
      const [x, y, z] = [cables[0]!, cables[2]!, cables[4]!];
      cables[0] = { ...x, b: y.b };
      cables[2] = { ...y, b: z.b };
      cables[4] = { ...z, b: x.b };
      return cables;
    });
    expect(turned.map(({ code }) => code)).toEqual([
      'as-built-differs',
      'as-built-swapped',
      'as-built-swapped',
    ]);
    expect(turned[1]!.text).toMatch(/^step 1 of 2: .*explains 2 of 6 differences/);
    expect(turned[2]!.text).toMatch(/^step 2 of 2: .*explains 4 of 6 differences/);
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
