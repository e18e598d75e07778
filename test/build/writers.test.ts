import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGraph, buildLarge } from '../../src/build/build.js';
import { type CompactFabric, compact } from '../../src/fabric/compact.js';
import { load } from '../../src/pipeline.js';
import type { Topology } from '../../src/spec/topology.js';
import { smallWorlds, topologyOf } from '../worlds.js';
import { directDocument } from './direct-networks.js';
import { documents } from './random-documents.js';

/** All that typed arrays say: every property, and the ids that are spelt one by one. */
function everything(fabric: CompactFabric) {
  const { cableId, ...rest } = fabric;
  const spelt = Array.from({ length: fabric.cableCount }, (_, cable) => cableId(cable));
  return { ...rest, spelt };
}

/** Written straight into arrays, against the projection of the graph. */
function expectBothAlike(topology: Topology, name: string): void {
  const [large, small] = [buildLarge(topology), buildGraph(topology)];
  expect(everything(large.fabric), name).toEqual(everything(compact(small.graph)));
  expect(large.findings, name).toEqual(small.findings);
  expect(large.claims, name).toEqual(small.claims);
}

describe('both writers agree', () => {
  it('on every small world', () => {
    for (const { name, document } of smallWorlds()) expectBothAlike(topologyOf(document), name);
  });

  it('on random documents with listed cables and exceptions', () => {
    let built = 0;
    let wrong = 0;
    fc.assert(
      fc.property(documents(), (document) => {
        const bytes = new TextEncoder().encode(JSON.stringify(document));
        const { topology } = load({ file: 'random.json', bytes }, { maxCables: 5000 });
        if (!topology) return;
        built++;
        wrong += buildGraph(topology).findings.length;
        expectBothAlike(topology, JSON.stringify(document));
      }),
      { numRuns: Number(process.env.RUNS ?? 2000), seed: 4 },
    );
    expect(built).toBeGreaterThan(100);
    expect(wrong).toBeGreaterThan(10);
  }, 60_000);

  it('on a cable that the document lists although the family made it', () => {
    const document = directDocument({ dragonfly: { a: 2, h: 1, p: 1 }, hosts: 6 });
    const [local] = buildGraph(topologyOf(document)).fabric.cableIds.slice(6);
    const ports = local!.split('--');
    const twice = { ...document, exceptions: [{ extra: ports }] };
    expectBothAlike(topologyOf(twice), 'extra');
    expect(buildLarge(topologyOf(twice)).findings).toHaveLength(1);
  });
});

describe('the graph of a large fabric', () => {
  const topology = topologyOf(directDocument({ slimFly: { q: 3, p: 1 }, hosts: 18 }));

  it('is made when somebody asks for it', () => {
    const graph = buildLarge(topology).graph;
    expect(everything(compact(graph))).toEqual(everything(buildGraph(topology).fabric));
  });

  it('decides, once it is there', () => {
    const built = buildLarge(topology);
    const before = built.fabric.cableCount;
    built.graph.dropEdge(built.graph.edges()[0]!);
    expect(built.fabric.cableCount).toBe(before - 1);
  });
});
