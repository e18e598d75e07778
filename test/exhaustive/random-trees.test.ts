import { expect, it } from 'vitest';
import { build } from '../../src/build/build.js';
import { compact } from '../../src/fabric/compact.js';
import { portUse } from '../../src/measure/port-use.js';
import type { TierInput, TopologyInput } from '../../src/spec/topology.js';
import { cableList } from '../build/cable-list.js';
import { lehmer } from '../small-fabrics.js';
import { loadDocument } from '../spec/documents.js';
import { topologyOf } from '../worlds.js';

const switchModels = {
  eight: { ports: 8, portGbps: 100, splits: [2] },
  sixteen: { ports: 16, portGbps: 200, splits: [2, 4] },
  reserved: { ports: 16, portGbps: 100, splits: [2, 4], reservedPorts: 2 },
  uplinks: { ports: 8, portGbps: 100, uplinkPorts: 4, uplinkGbps: 200, splits: [2] },
};

/** A fat-tree of one to three tiers with some of its numbers stated, half of them wrong. */
function randomTree(draw: (below: number) => number): TopologyInput {
  const pick = <T>(list: readonly T[]): T => list[draw(list.length)]!;
  const some = <V>(key: string, values: readonly V[], oneIn: number) =>
    draw(oneIn) === 0 ? { [key]: pick(values) } : {};
  const tier = (counts: readonly number[], isTop: boolean): TierInput => ({
    model: pick(Object.keys(switchModels)),
    ...some('count', counts, 4),
    ...some('down', [2, 4, 6, 8, 12], 6),
    ...(isTop ? {} : some('up', [1, 2, 3, 4, 6, 8], 4)),
    ...(isTop ? {} : some('upGbps', [50, 100, 200], 6)),
    ...some('upReserved', [1, 2, 4], 8),
  });
  const tiers = 1 + draw(3);
  const counts = [1, 2, 3, 4, 6, 8, 12, 16];
  const byRail = draw(2) === 0;
  const nic = { model: 'nic', count: pick([1, 2, 4]) };
  return {
    name: 'random',
    switchModels,
    nicModels: { nic: { ports: pick([1, 1, 2]), portGbps: pick([50, 100, 100]) } },
    hosts: { h: { count: pick([2, 4, 6, 8, 12, 16]), nics: { nic } } },
    planes: {
      compute: {
        attach: {
          nics: ['h/nic'],
          ...(byRail ? { oneLeafPer: pick(['rail', 'rail+port'] as const) } : {}),
          ...(byRail ? some('railsPerLeaf', [1, 2], 3) : {}),
          ...some('hostsPerUnit', [1, 2, 4], 2),
          ...some('emptySlots', [[0], [1, 3]], 6),
        },
        fatTree: {
          leaf: tier(counts, tiers === 1),
          ...(tiers > 1 ? { spine: tier(counts, tiers === 2) } : {}),
          ...(tiers > 2 ? { core: tier(counts, true) } : {}),
          ...(tiers > 2 && draw(20) > 0
            ? { pod: { ...some('units', [1, 2, 4], 2), ...some('rails', [1, 2], byRail ? 2 : 20) } }
            : {}),
          ...(draw(4) === 0 ? { uneven: 'deal' as const } : {}),
        },
      },
    },
  };
}

/** What the reference, which trusts a document, does not look at. */
const unseen = ['tier-size-pod-rails-unused', 'tier-size-leaf-count'];

function referenceOf(document: TopologyInput): string[] | null {
  try {
    return cableList(document);
  } catch {
    return null;
  }
}

it('random fat-trees are refused, or have the cables of an independent expansion', () => {
  const draw = lehmer(11);
  const seen: Record<string, number> = {};
  const tally = (what: string) => {
    seen[what] = (seen[what] ?? 0) + 1;
  };
  for (let n = 0; n < 3000; n++) {
    const document = randomTree(draw);
    const name = JSON.stringify(document.planes);
    const { topology, findings } = loadDocument(document);
    const cables = referenceOf(document);
    if (!topology) {
      for (const { code } of findings) tally(code);
      const codes = findings.map(({ code }) => code);
      expect(codes, name).not.toEqual([]);
      if (cables) expect(unseen, name).toContain(codes.join());
      continue;
    }
    expect(cables, name).not.toBeNull();
    const { graph } = build(topology);
    expect(graph.mapEdges((id, { gbps }) => `${id.replace('--', ',')},${gbps}`)).toEqual(cables);
    expect(portUse(compact(graph)).problems, name).toEqual([]);
    expect(topologyOf(topology), name).toEqual(topology);
    const { fatTree } = document.planes.compute!;
    tally(`tiers: ${[fatTree?.leaf, fatTree?.spine, fatTree?.core].filter(Boolean).length}`);
  }
  for (const what of ['tiers: 1', 'tiers: 2', 'tiers: 3', 'port-budget-tier', 'tier-size-count']) {
    expect(seen[what], what).toBeGreaterThan(100);
  }
  // Fifteen kinds of mistakes and three heights.
  expect(Object.keys(seen).length).toBeGreaterThanOrEqual(18);
});
