import fc from 'fast-check';
import { expect, it } from 'vitest';
import { build } from '../../src/build/build.js';
import { load } from '../../src/pipeline.js';
import type { Document } from '../reference/document.js';
import { expand } from '../reference/expand.js';
import { documents } from './random-documents.js';

/** Cables of a graph in order of expansion, as lines "a--b gbps". */
function linesOf(document: unknown): string[] | null {
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  const { topology } = load({ file: 'random.json', bytes }, { maxCables: 20_000 });
  if (!topology) return null;
  const { graph, findings } = build(topology);
  return findings.length > 0 ? null : graph.mapEdges((id, { gbps }) => `${id} ${gbps}`);
}

it('random documents: cable by cable what an independent expansion gives, or refused', () => {
  let built = 0;
  let kinds = new Set<string>();
  fc.assert(
    fc.property(documents(), (document) => {
      const lines = linesOf(document);
      if (lines === null) return;
      built++;
      kinds = new Set([...kinds, ...Object.keys((document as Document).planes.net!)]);
      const expected = expand(document as Document).map(({ a, b, gbps }) => `${a}--${b} ${gbps}`);
      expect(lines).toEqual(expected);
    }),
    { numRuns: Number(process.env.RUNS ?? 10_000), seed: 3 },
  );
  expect(built).toBeGreaterThan(500);
  expect([...kinds]).toEqual(
    expect.arrayContaining(['fatTree', 'slimFly', 'dragonfly', 'cube', 'cables']),
  );
}, 60_000);
