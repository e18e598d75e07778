import { describe, expect, it } from 'vitest';
import type { FabricGraph } from '../../src/fabric/attributes.js';
import { compact } from '../../src/fabric/compact.js';
import { oversubscription } from '../../src/measure/oversubscription.js';
import { leafSpineCables, smallFabric } from '../small-fabrics.js';
import { openWorld, readTopology, smallWorlds } from '../worlds.js';

/** Of every switch: capacity down and up, from its cables and reserved ports. */
function naive(graph: FabricGraph, plane: string): Record<string, number> {
  const height = (vertex: string) => {
    const attributes = graph.getNodeAttributes(vertex);
    return attributes.kind === 'endpoint' ? 0 : attributes.tier === 'leaf' ? 1 : 2;
  };
  const worst: Record<string, number> = {};
  graph.forEachNode((vertex, attributes) => {
    if (attributes.kind === 'endpoint' || attributes.plane !== plane) return;
    let [down, up] = [0, attributes.upReserved * attributes.upReservedGbps];
    graph.forEachEdge(vertex, (_, { gbps }, a, b) => {
      if (height(a === vertex ? b : a) < height(vertex)) down += gbps;
      else up += gbps;
    });
    if (up > 0) worst[attributes.tier] = Math.max(worst[attributes.tier] ?? 0, down / up);
  });
  return worst;
}

describe('oversubscription', () => {
  it('is that of the worst switch, on all small worlds', () => {
    const seen = new Set<number>();
    for (const { name, document } of smallWorlds()) {
      const { graph, subject } = openWorld(document);
      for (const [p, { id }] of subject.fabric.planes.entries()) {
        const found = Object.entries(oversubscription(subject.fabric, [p]));
        const ratios = found.map(([tier, { downGbps, upGbps }]) => [tier, downGbps / upGbps]);
        expect(Object.fromEntries(ratios), name).toEqual(naive(graph, id));
        for (const [, ratio] of ratios) seen.add(ratio as number);
      }
    }
    expect(seen.size).toBeGreaterThan(5);
  });

  it('names the switch, and takes the worst of all planes in scope', () => {
    const graph = smallFabric(
      { cables: leafSpineCables([2, 3], 2) },
      { cables: leafSpineCables([5, 2], 2) },
    );
    const fabric = compact(graph);
    const worst = (planes: number[]) => oversubscription(fabric, planes).leaf;
    expect(worst([0])).toEqual({ switch: 'compute/p0/leaf1', downGbps: 1200, upGbps: 800 });
    expect(worst([0, 1])).toEqual({ switch: 'compute/p1/leaf0', downGbps: 2000, upGbps: 800 });
    expect(oversubscription(fabric, [0]).spine).toBeUndefined();
  });

  it('HPN: attached cables count, not kept ports; reserved ports count as up', () => {
    const { fabric } = openWorld(readTopology('test/samples/hpn-pod.json')).subject;
    const { leaf, spine } = oversubscription(fabric, [1]);
    expect(leaf).toMatchObject({ downGbps: 128 * 200, upGbps: 60 * 400 });
    expect(spine).toMatchObject({ downGbps: (120 * 2 * 400) / 2, upGbps: 8 * 400 });
  });
});
