import { describe, expect, it } from 'vitest';
import type { FabricGraph } from '../../src/fabric/attributes.js';
import { compact } from '../../src/fabric/compact.js';
import { oversubscription } from '../../src/measure/oversubscription.js';
import { leafSpineCables, smallFabric } from '../small-fabrics.js';
import { changed } from '../spec/documents.js';
import { openWorld, readTopology, smallWorlds } from '../worlds.js';

const openFabric = (document: unknown) => openWorld(document).subject.fabric;

const tiers = ['leaf', 'spine', 'core', 'super'];

/** Of every tier: the worst ratio, from the cables and reserved ports of each switch by ids. */
function naive(graph: FabricGraph, plane: string): Record<string, number> {
  const height = (vertex: string) => {
    const attributes = graph.getNodeAttributes(vertex);
    return attributes.kind === 'endpoint' ? -1 : tiers.indexOf(attributes.tier);
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
    const { fabric } = openWorld(readTopology('topologies/hpn-pod.json')).subject;
    const { leaf, spine } = oversubscription(fabric, [1]);
    expect(leaf).toMatchObject({ downGbps: 128 * 200, upGbps: 60 * 400 });
    expect(spine).toMatchObject({ downGbps: (120 * 2 * 400) / 2, upGbps: 8 * 400 });
  });

  /** Two leaves of two hosts, four uplinks each on two spines, which keep three ports up. */
  const tree = () => ({
    '/switchModels/one': { ports: 64, portGbps: 100 },
    '/nicModels/nic/portGbps': 100,
    '/hosts/h/count': 4,
    '/hosts/h/nics/nic/count': 1,
    '/planes/compute': {
      attach: { nics: ['h/nic'], hostsPerUnit: 2 },
      switches: { super: { model: 'one' } },
      fatTree: {
        leaf: { model: 'one', up: 4 },
        spine: { model: 'one', count: 2, upReserved: 3 },
      },
    },
  });
  const spine = (changes: Readonly<Record<string, unknown>>) => {
    const document = changed({ ...tree(), ...changes });
    const { downGbps, upGbps, switch: id } = oversubscription(openFabric(document), [0]).spine!;
    return [id.split('/').at(-1), downGbps, upGbps];
  };
  const leaf = (changes: Readonly<Record<string, unknown>>) => {
    const { downGbps, upGbps } = oversubscription(
      openFabric(changed({ ...tree(), ...changes })),
      [0],
    ).leaf!;
    return [downGbps, upGbps];
  };
  const toSuper = (ports: number) => ({
    '/planes/compute/cables': [0, 1].map((s) => [
      `spine${s}:[40-${39 + ports}]`,
      `super0:[${10 * s}-${10 * s + ports - 1}]`,
    ]),
  });

  it('cables to higher tiers take the place of reserved ports, until they are more', () => {
    expect(spine({})).toEqual(['spine0', 400, 300]);
    expect(spine(toSuper(2))).toEqual(['spine0', 400, 300]);
    expect(spine(toSuper(3))).toEqual(['spine0', 400, 300]);
    expect(spine(toSuper(5))).toEqual(['spine0', 400, 500]);
  });

  it('so do extra cables; those within a tier count for neither', () => {
    const extra = (to: string, ports: number) => ({
      '/exceptions': Array.from({ length: ports }, (_, i) => ({
        extra: [`compute/p0/spine1:${40 + i}`, `compute/p0/${to}:${10 + i}`],
      })),
    });
    // The other spine is now the worst.
    expect(spine(extra('super0', 4))).toEqual(['spine0', 400, 300]);
    expect(leaf({})).toEqual([200, 400]);
    const within = { extra: ['compute/p0/leaf0:20', 'compute/p0/leaf1:20'] };
    expect(leaf({ '/exceptions': [within] })).toEqual([200, 400]);
    const past = { extra: ['compute/p0/leaf0:20', 'compute/p0/super0:30'] };
    expect(leaf({ '/exceptions': [past] })).toEqual([200, 400]);
    const both = [past, { extra: ['compute/p0/leaf1:20', 'compute/p0/super0:31'] }];
    expect(leaf({ '/exceptions': both })).toEqual([200, 500]);
  });

  it('a cable of the family stays one when it is moved, is gone when it is missing', () => {
    const kept = { '/planes/compute/fatTree/leaf/upReserved': 1 };
    const first = 'compute/p0/leaf0:2';
    expect(leaf(kept)).toEqual([200, 500]);
    const moved = { moved: first, to: 'compute/p0/spine0:9' };
    expect(leaf({ ...kept, '/exceptions': [moved] })).toEqual([200, 500]);
    const other = { moved: 'compute/p0/leaf1:2', to: 'compute/p0/spine0:10' };
    expect(leaf({ ...kept, '/exceptions': [moved, other] })).toEqual([200, 500]);
    const missing = [{ missing: first }, { slower: 'compute/p0/leaf1:2', gbps: 50 }];
    expect(leaf({ ...kept, '/exceptions': missing })).toEqual([200, 400]);
    expect(leaf({ ...kept, '/exceptions': missing.slice(1) })).toEqual([200, 450]);
    const off = [{ off: 'switch:compute/p0/spine0' }, { off: 'port:h0/nic0:0' }];
    expect(leaf({ ...kept, '/exceptions': off })).toEqual([200, 500]);
  });

  it('a moved cable of `cables` stays an added one', () => {
    const exceptions = [0, 1].map((s) => ({
      moved: `compute/p0/super0:${10 * s}`,
      to: `compute/p0/spine${s}:50`,
    }));
    expect(spine({ ...toSuper(2), '/exceptions': exceptions })).toEqual(['spine0', 400, 300]);
  });
});
