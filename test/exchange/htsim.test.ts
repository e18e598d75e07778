import { describe, expect, it } from 'vitest';
import { htsim } from '../../src/exchange/export/htsim.js';
import type { CompactFabric } from '../../src/fabric/compact.js';
import { topologyOf } from '../worlds.js';
import { opened, smallFiles } from './every-fabric.js';
import { exportedOf, filesOf } from './exported.js';

interface Tier {
  down: number;
  up: number;
  gbps: number;
  oversub: number;
  bundle: number;
}

/** Reads a file as `FatTreeTopology::load` of csg-htsim does: keys, and what is missing in them. */
function load(text: string) {
  const header: Record<string, number> = {};
  const tiers: Tier[] = [];
  const keys: Record<string, keyof Tier | null> = {
    downlink_speed_gbps: 'gbps',
    radix_up: 'up',
    radix_down: 'down',
    oversubscribed: 'oversub',
    bundle: 'bundle',
    switch_latency_ns: null,
    downlink_latency_ns: null,
  };
  let latencies = 0;
  for (const line of text.split('\n')) {
    const [word = '', number, ...rest] = line.split(' ');
    if (word === '' || word.startsWith('#')) continue;
    expect(rest).toEqual([]);
    expect(number).toMatch(/^\d+$/);
    const key = word.toLowerCase();
    if (key === 'downlink_latency_ns') latencies += Number(number) > 0 ? 1 : 0;
    if (key === 'tier') {
      expect(Number(number)).toBe(tiers.length);
      tiers.push({ down: 0, up: 0, gbps: 0, oversub: 1, bundle: 1 });
    } else if (tiers.length === 0) header[key] = Number(number);
    else {
      expect(keys).toHaveProperty(key);
      const field = keys[key];
      if (field) tiers.at(-1)![field] = Number(number);
    }
  }
  expect(Object.keys(header).sort()).toEqual(['nodes', 'podsize', 'tiers']);
  expect(tiers).toHaveLength(header.tiers!);
  expect(latencies).toBe(tiers.length);
  return { nodes: header.nodes!, podSize: header.podsize!, tiers };
}

const exactly = (a: number, b: number) => {
  expect(a % b).toBe(0);
  return a / b;
};

/** The links that `set_custom_params` and `init_network` make of it, and what they assert on the way. */
function wire({ nodes, podSize, tiers }: ReturnType<typeof load>) {
  const [tor, agg, core] = tiers as [Tier, Tier, Tier | undefined];
  const pods = exactly(nodes, podSize);
  const torsPerPod = exactly(podSize, tor.down);
  expect(tor.bundle).toBe(1);
  expect(tor.up % agg.bundle).toBe(0);
  expect(agg.down % agg.bundle).toBe(0);
  const torUplinks = exactly(nodes * tor.gbps, agg.gbps * tor.oversub);
  expect(Math.floor(tor.down / tor.up)).toBe(tor.oversub);
  const aggsPerPod = exactly(torUplinks, pods * agg.down);
  expect(aggsPerPod * agg.bundle).toBe(tor.up);
  const links: [string, string, number][] = [];
  for (let host = 0; host < nodes; host++) {
    links.push([`host ${host}`, `tor ${Math.floor(host / tor.down)}`, tor.gbps]);
  }
  const [tors, aggs] = [torsPerPod * pods, aggsPerPod * pods];
  for (let t = 0; t < tors; t++) {
    const first = core ? Math.floor(t / torsPerPod) * aggsPerPod : 0;
    const last = core ? first + aggsPerPod : aggs;
    for (let a = first; a < last; a++) links.push([`tor ${t}`, `agg ${a}`, agg.gbps * agg.bundle]);
  }
  if (!core) return { links, counts: { host: nodes, tor: tors, agg: aggs, core: 0 } };
  const aggUplinks = exactly(torUplinks * agg.gbps, core.gbps * agg.oversub);
  const cores = exactly(aggUplinks, core.down);
  expect(exactly(cores, aggsPerPod) * core.bundle).toBe(agg.up);
  for (let a = 0; a < aggs; a++) {
    for (let l = 0; l < agg.up / core.bundle; l++) {
      const c = (a % aggsPerPod) + aggsPerPod * l;
      links.push([`agg ${a}`, `core ${c}`, core.gbps * core.bundle]);
    }
  }
  return { links, counts: { host: nodes, tor: tors, agg: aggs, core: cores } };
}

/** Gb/s by pair of ids. */
function cabled(fabric: CompactFabric, plane: number): Map<string, number> {
  const { lower, upper, gbps, vertexIds } = fabric;
  const pairs = new Map<string, number>();
  for (const c of fabric.planes[plane]!.cables) {
    const pair = [vertexIds[lower[c]!]!, vertexIds[upper[c]!]!].sort().join(' ');
    pairs.set(pair, (pairs.get(pair) ?? 0) + gbps[c]!);
  }
  return pairs;
}

const taken = [
  'topologies/ft2.json',
  'topologies/rail-only-1024.json',
  'topologies/roft-1024.json',
  'test/fixtures/ok/paths.json',
  'test/fixtures/ok/port-planes.json',
  'test/fixtures/ok/three-tiers.json',
  'test/fixtures/ok/throughput.json',
];

describe('a topology of htsim', () => {
  it.each(taken)('of %s is wired as the plane is, cable by cable', (path) => {
    const { topology, fabric } = opened(path);
    const files = filesOf(htsim(exportedOf(topology, { subject: { fabric } })));
    expect(files.size).toBe(2 * fabric.planes.length);
    for (const [p, { id }] of fabric.planes.entries()) {
      const name = id.replaceAll('/', '-');
      const { links, counts } = wire(load(files.get(`${name}.topo`)!));
      const ids = new Map<string, string>();
      const found = { host: 0, tor: 0, agg: 0, core: 0 };
      for (const line of files.get(`${name}-ids.csv`)!.trimEnd().split('\n').slice(1)) {
        const [kind, number, ours] = line.split(',');
        ids.set(`${kind} ${number}`, ours!);
        found[kind as keyof typeof found]++;
      }
      expect(found).toEqual(counts);
      const pairs = new Map(
        links.map(([a, b, gbps]) => [[ids.get(a)!, ids.get(b)!].sort().join(' '), gbps]),
      );
      const cables = cabled(fabric, p);
      expect(links.length).toBe(cables.size);
      for (const [pair, gbps] of cables) {
        if (pairs.get(pair) !== gbps)
          expect({ pair, gbps: pairs.get(pair) }).toEqual({ pair, gbps });
      }
    }
  });

  it.each(smallFiles)('of %s is there, or the rule that the plane breaks', (path) => {
    const { topology, fabric } = opened(path);
    const made = htsim(exportedOf(topology, { subject: { fabric } }));
    if ('problem' in made)
      expect(made.problem).toMatch(/ is no fat-tree that htsim wires: |no plane/);
    if (taken.includes(path)) expect(made).toHaveProperty('files');
  });

  it('says which rule, with its numbers', () => {
    const problemOf = (path: string) => {
      const { topology, fabric } = opened(path);
      const made = htsim(exportedOf(topology, { subject: { fabric } }));
      return 'problem' in made ? made.problem.replace(/^.*wires: /, '') : null;
    };
    expect(problemOf('topologies/superpod-h100-1su.json')).toBe(
      'ToR switches have 31 ports down of 400 Gb/s and 32 up of 400 Gb/s: Oversubscribed has to be a whole number, not 12400:12800',
    );
    expect(problemOf('topologies/hpn-1024.json')).toContain(
      'and has to be Radix_Down / Radix_Up, 2',
    );
    const wide = topologyOf({
      name: 'wide',
      switchModels: { SW: { ports: 100, portGbps: 100 } },
      nicModels: { NIC: { portGbps: 100 } },
      hosts: { h: { count: 100, nics: { nic: { model: 'NIC' } } } },
      planes: {
        a: {
          attach: { nics: ['h/nic'] },
          fatTree: { leaf: { model: 'SW' }, spine: { model: 'SW' } },
        },
      },
    });
    expect(htsim(exportedOf(wide))).toEqual({
      problem:
        'a/p0 is no fat-tree that htsim wires: ToR switches have 100 ports, those of htsim at most 96',
    });
    expect(problemOf('test/fixtures/ok/as-built.json')).toBe(
      'compute/p0/leaf0--compute/p0/spine0 is 2 × 400 Gb/s, compute/p0/leaf3--compute/p0/spine0 is 1 × 400 Gb/s',
    );
    expect(problemOf('test/fixtures/ok/dual-tor.json')).toBe(
      'h0/nic0 is on front/p0/leaf0 and on front/p0/leaf1',
    );
    expect(problemOf('test/fixtures/ok/dragonfly.json')).toBe(
      'compute/p0/router0 is cabled to compute/p0/router1, which is not in the next tier',
    );
    expect(problemOf('test/fixtures/ok/one-tier.json')).toBe(
      'it has one tier of switches, htsim two or three',
    );
  });
});
