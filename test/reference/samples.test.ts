import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Document } from './document.js';
import { designOf, expand } from './expand.js';
import { type Counts, countsOf } from './measures.js';
import { checkPorts, type Digest, digest, folder, readSampleFile, sample } from './samples.js';

/**
 * `REFERENCE=all npx vitest run test/reference/samples.test.ts --testTimeout 600000`, with
 * `NODE_OPTIONS=--max-old-space-size=12000`, expands every sample, the largest of 8 million
 * cables, and writes samples.json in ten minutes; a common run leaves the large ones out.
 */
const all = process.env.REFERENCE === 'all';
const most = 100_000;

const tableFile = new URL('samples.json', import.meta.url);
const table: Record<string, Digest> =
  all && !existsSync(tableFile) ? {} : JSON.parse(readFileSync(tableFile, 'utf8'));

const namesIn = (of: URL) =>
  readdirSync(of)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.replace(/\.json$/, ''))
    .sort();
const names = namesIn(folder);

it('the table has every sample', () => {
  expect(all ? names : Object.keys(table)).toEqual(names);
});

describe.each(names.filter((name) => all || table[name]!.cables <= most))('%s', (name) => {
  const document = sample(name);
  const cables = expand(document, readSampleFile);
  const found = digest(cables);
  const counted = new Map<string, Counts>();
  const countsIn = (scope: string) => {
    const counts = counted.get(scope) ?? countsOf(document, scope, cables);
    counted.set(scope, counts);
    return counts;
  };

  it('has the cables of the table', () => {
    if (all) table[name] = found;
    expect(found).toEqual(table[name]);
  });

  it('uses each port once', () => checkPorts(document, cables));

  it('has the switches of its families, each with a cable', () => {
    for (const set of Object.keys(document.planes)) {
      const { family, planes } = designOf(document, set, readSampleFile);
      const { total, ...tiers } = countsIn(set).switches;
      for (const [tier, count] of Object.entries(family?.counts ?? {})) {
        expect(tiers[tier], tier).toBe(count * planes);
      }
    }
  });

  it('has the counts that it promises', () => {
    expect(compared(document, countsIn)).toBeGreaterThan(0);
  });
});

if (all) {
  it('writes the table', () => {
    const sorted = Object.fromEntries(names.map((name) => [name, table[name]]));
    writeFileSync(tableFile, `${JSON.stringify(sorted, null, 2)}\n`);
  });
}

describe('refused samples', () => {
  it.each(namesIn(new URL('refused/', folder)))('%s', (name) => {
    expect(() => expand(sample(`refused/${name}`), readSampleFile)).toThrow();
  });
});

type Promises = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Compares every promise that can be counted in the list; how many these were. */
function compared(document: Document, countsIn: (scope: string) => Counts): number {
  const { expect: promises } = document as Document & { expect: Promises };
  let count = 0;
  const same = (value: unknown, promised: unknown, what: string) => {
    expect(value, what).toEqual(promised);
    count++;
  };
  for (const [scope, measures] of Object.entries(promises)) {
    for (const place of scopesOf(document, scope)) {
      const counts = countsIn(place);
      for (const [measure, promised] of Object.entries(measures)) {
        const what = `${place} ${measure}`;
        if (['planes', 'hosts', 'endpoints', 'ports'].includes(measure)) {
          same(counts[measure as keyof Counts], promised, what);
        }
        if (measure === 'switches' || measure === 'cables') {
          for (const [kind, number] of Object.entries(promised as object)) {
            if (kind.startsWith('within:')) continue;
            same(counts[measure][kind], number, `${what} ${kind}`);
          }
        }
        if (measure === 'cablesPerPair') {
          for (const [kind, number] of Object.entries(promised as object)) {
            same(counts.cablesPerPair[kind], [number], `${what} ${kind}`);
          }
        }
        if (measure === 'oversubscription') {
          for (const [tier, ratio] of Object.entries(promised as object)) {
            const [down, up] = ratio.split(':').map(Number);
            expect(counts.oversubscription[tier], `${what} ${tier}`).toBeCloseTo(down / up, 9);
            count++;
          }
        }
      }
    }
  }
  return count;
}

/** The plane sets and planes of a scope; none for those that are selectors. */
function scopesOf(document: Document, scope: string): string[] {
  if (document.planes[scope]) return [scope];
  const plane = /^([a-z-]+)\/p(\d+|\*)$/.exec(scope);
  if (!plane) return [];
  const { planes } = designOf(document, plane[1]!, readSampleFile);
  return Array.from({ length: planes }, (_, p) => `${plane[1]}/p${p}`).filter(
    (id) => plane[2] === '*' || id === scope,
  );
}
