import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { build } from '../../src/build/build.js';
import { hostList } from '../../src/exchange/export/hosts/host-list.js';
import { slurm } from '../../src/exchange/export/slurm.js';
import { slurmYaml } from '../../src/exchange/export/slurm-yaml.js';
import type { CompactFabric } from '../../src/fabric/compact.js';
import { readTopology, topologyOf } from '../worlds.js';
import { opened, smallFiles } from './every-fabric.js';
import { exportedOf, textOf } from './exported.js';
import { belowTops, expanded, treeOf } from './slurm-reader.js';
import { slurmctldReads } from './slurmctld.js';

/** Sets of hosts that leaves, or all switches, connect: found by walking, by names. */
function connected(fabric: CompactFabric, planes: readonly number[], leavesOnly: boolean) {
  const { lower, upper, cablePlane, cableCount, endpointCount, hostOf, hostIds, vertexIds } =
    fabric;
  const next = new Map<string, string[]>();
  const join = (a: string, b: string) => next.set(a, [...(next.get(a) ?? []), b]);
  const nameOf = (v: number) => (v < endpointCount ? hostIds[hostOf[v]!]! : vertexIds[v]!);
  for (let c = 0; c < cableCount; c++) {
    const [a, b] = [lower[c]!, upper[c]!];
    if (!planes.includes(cablePlane[c]!)) continue;
    if (leavesOnly && a >= endpointCount && b >= endpointCount) continue;
    join(nameOf(a), nameOf(b));
    join(nameOf(b), nameOf(a));
  }
  const seen = new Set<string>();
  const sets: string[] = [];
  for (const host of hostIds) {
    if (seen.has(host) || !next.has(host)) continue;
    const reached = [host];
    seen.add(host);
    for (const at of reached) {
      for (const to of next.get(at) ?? []) {
        if (!seen.has(to)) reached.push(to);
        seen.add(to);
      }
    }
    sets.push(
      reached
        .filter((name) => !name.includes('/'))
        .sort()
        .join(),
    );
  }
  return sets.sort();
}

const sorted = (sets: Iterable<readonly string[]>) =>
  [...sets].map((set) => [...set].sort().join()).sort();

const refused = /bcube-32-2|zcube-32-2|ok\/cube|spectrum-x-multiplane/;

describe('topology.conf', () => {
  it.each(smallFiles)('of %s has the hosts by the leaves that they share', (path) => {
    const { topology, fabric } = opened(path);
    const made = slurm(exportedOf(topology, { subject: { fabric } }));
    const yaml = slurmYaml(exportedOf(topology, { subject: { fabric } }));
    if (refused.test(path)) {
      expect(made).toHaveProperty('problem');
      expect(yaml).toHaveProperty('problem');
      return;
    }
    const tree = treeOf(textOf(made));
    const planes = [...fabric.planes.keys()];
    expect(sorted(tree.nodes.values())).toEqual(connected(fabric, planes, true));
    expect(sorted(belowTops(tree))).toEqual(connected(fabric, planes, false));
    // The same tree in the other file, in which every block holds as many hosts.
    const [asTree, asBlocks] = parse(textOf(yaml));
    expect(asTree.cluster_default).toBe(true);
    const listed = new Map<string, string[]>();
    for (const { switch: name, nodes, children } of asTree.tree.switches) {
      listed.set(name, expanded(nodes ?? children));
    }
    expect(listed).toEqual(new Map([...tree.nodes, ...tree.children]));
    if (!asBlocks) return;
    const { block_sizes: sizes, blocks } = asBlocks.block;
    const hosts = blocks.flatMap(({ nodes }: { nodes: string }) => expanded(nodes));
    expect(hosts.sort()).toEqual([...tree.nodes.values()].flat().sort());
    for (const { nodes } of blocks) expect(expanded(nodes)).toHaveLength(sizes[0]);
    // So many blocks in a row are as many hosts, and a place of the tree.
    const below = (name: string): string[] =>
      tree.nodes.get(name) ?? tree.children.get(name)!.flatMap(below);
    const places = new Set(
      [...tree.nodes.keys(), ...tree.children.keys()].map((name) => below(name).sort().join()),
    );
    for (const size of sizes.slice(1)) {
      const times = size / sizes[0];
      expect(Math.log2(times) % 1).toBe(0);
      for (let i = 0; i < blocks.length; i += times) {
        const row = blocks.slice(i, i + times) as { nodes: string }[];
        expect(places).toContain(
          row
            .flatMap(({ nodes }) => expanded(nodes))
            .sort()
            .join(),
        );
      }
    }
  });

  it('has blocks of the sizes of scale-up domains, leaf groups and pods', () => {
    const sizesOf = (path: string) => {
      const { topology, fabric } = opened(path);
      const planes = [...fabric.planeSets[0]!.planes];
      const made = slurmYaml(exportedOf(topology, { subject: { fabric }, planes }));
      return [parse(textOf(made))[1]?.block.block_sizes, 'notes' in made ? made.notes : []];
    };
    expect(sizesOf('test/fixtures/ok/port-planes.json')).toEqual([[2, 16], []]);
    expect(sizesOf('topologies/roft-1024.json')).toEqual([[16, 32], []]);
    expect(sizesOf('topologies/superpod-h100-4su.json')).toEqual([
      undefined,
      ['no blocks: leaf groups have 31 to 32 hosts, blocks have one size'],
    ]);
  });

  it('has pods, and groups of a dragonfly, between leaves and root', () => {
    const jointsOf = (path: string) => {
      const { topology, fabric } = opened(path);
      return treeOf(textOf(slurm(exportedOf(topology, { subject: { fabric } })))).children;
    };
    const roft = jointsOf('topologies/roft-1024.json');
    expect(roft.get('compute-pod3')).toEqual(['compute-u6', 'compute-u7']);
    expect(roft.get('compute-root')).toHaveLength(4);
    const dragonfly = jointsOf('test/fixtures/ok/dragonfly.json');
    expect([...dragonfly.keys()].filter((name) => /-group\d+$/.test(name)).length).toBeGreaterThan(
      2,
    );
  });
});

/** Two planes of rails, and a storage network whose leaves take other hosts. */
const differing = (change: object = {}) => ({
  ...readTopology('test/fixtures/ok/promises.json'),
  expect: {},
  ...change,
});

const storage = (hostsPerUnit: number) => ({
  planes: {
    ...readTopology('test/fixtures/ok/promises.json').planes,
    storage: {
      attach: { nics: ['h/sto'], hostsPerUnit },
      fatTree: { leaf: { model: 'SW8' }, spine: { model: 'SW8' } },
    },
  },
});

const slurmOf = (document: unknown, more: object = {}) => {
  const topology = topologyOf(document);
  return slurm(exportedOf(topology, { subject: { fabric: build(topology).fabric }, ...more }));
};

describe('the fitness of a tree', () => {
  it('fails for planes that group hosts differently, and names two of each', () => {
    expect(slurmOf(differing(storage(2)))).toEqual({
      problem:
        'h0 and h2 share their leaves in compute/p0, compute/p0/leaf0 (u0 r0), but not in storage/p0: ' +
        'h0 is on storage/p0/leaf0 (u0), h2 on storage/p0/leaf1 (u1): in a tree a node stands below ' +
        'one leaf; a tree fits --plane compute or --plane compute/p0',
    });
    expect(slurmOf(differing(storage(4)))).toHaveProperty('files');
  });

  it('holds for one of the plane sets', () => {
    const text = textOf(slurmOf(differing(storage(2)), { planes: [2] }));
    expect(treeOf(text).nodes.get('storage-u3')).toEqual(['h6', 'h7']);
    const compute = textOf(slurmOf(differing(storage(2)), { planes: [0, 1] }));
    expect([...treeOf(compute).nodes.keys()]).toEqual(['compute-u0', 'compute-u1']);
  });

  it('fails for a host on the leaf of others, and not for one that lost a cable', () => {
    const document = { ...readTopology('test/fixtures/ok/rails-per-leaf.json'), expect: {} };
    const whole = treeOf(textOf(slurmOf(document)));
    const lost = { ...document, exceptions: [{ missing: 'h1/nic2:0' }] };
    expect(treeOf(textOf(slurmOf(lost)))).toEqual(whole);
    const base = readTopology('test/fixtures/ok/as-built.json');
    const { name, switchModels, nicModels, hosts, planes } = base;
    const exceptions = [{ moved: 'h5/nic1:0', to: 'compute/p1/leaf0:9' }];
    expect(slurmOf({ name, switchModels, nicModels, hosts, planes, exceptions })).toEqual({
      problem: expect.stringMatching(
        /^h4 and h5 share their leaves in compute\/p0, compute\/p0\/leaf1 \(u1 r0\), but not in compute\/p1: /,
      ),
    });
  });

  it('fails for a host with one plug of two on the leaf of another unit, and says what to do', () => {
    const twoCables = {
      name: 'wrong-leaf',
      switchModels: { SW: { ports: 16, portGbps: 400 } },
      nicModels: { NIC: { portGbps: 400 } },
      hosts: { h: { count: 8, nics: { nic: { model: 'NIC', count: 2 } } } },
      planes: {
        compute: {
          attach: { nics: ['h/nic'], hostsPerUnit: 4 },
          fatTree: { leaf: { model: 'SW', up: 4 }, spine: { model: 'SW', count: 2 } },
        },
      },
    };
    const moved = { moved: 'h0/nic1:0', to: 'compute/p0/leaf1:14' };
    const problem =
      'in compute/p0 h0 and h1 share compute/p0/leaf0 (u0), but only h0 is on compute/p0/leaf1 (u1): ' +
      'in a tree a node stands below one leaf; run Slurm without a TopologyPlugin, or mend what is cabled wrongly';
    expect(slurmOf({ ...twoCables, exceptions: [moved] })).toEqual({ problem });
    // Nor do losses hide it: nic0 of the other unit leads elsewhere than that of h0.
    const lost = [{ missing: 'h[1-7]/nic1:0' }, moved];
    expect(slurmOf({ ...twoCables, exceptions: lost })).toEqual({
      problem: expect.stringMatching(/^in compute\/p0 h0 and h4 share compute\/p0\/leaf1 /),
    });
  });

  it('gives each part that switches connect a root, and nothing more', () => {
    const listed = {
      name: 'parts',
      switchModels: { SW: { ports: 8, portGbps: 100 } },
      nicModels: { NIC: { portGbps: 100 } },
      hosts: { h: { count: 6, nics: { nic: { model: 'NIC', count: 1 } } } },
      planes: {
        mgmt: {
          switches: { sw: { model: 'SW', count: 3 } },
          cables: [
            ['h[0-1]/nic0:0', 'sw0:[0-1]'],
            ['h[2-3]/nic0:0', 'sw1:[0-1]'],
            ['h4/nic0:0', 'sw2:0'],
            ['sw0:7', 'sw1:7'],
          ],
        },
        far: { switches: { sw: { model: 'SW' } }, cables: [['h5/nic0:0', 'sw0:0']] },
      },
    };
    const made = slurmOf(listed, { planes: [0] });
    expect(made).toHaveProperty('notes', [
      '2 parts that no switch connects have no common root: no job spans them',
      '1 host without a cable in these planes left out: h5',
    ]);
    expect(textOf(made).split('\n').slice(1)).toEqual([
      'SwitchName=mgmt-p0-sw0 Nodes=h[0-1]',
      'SwitchName=mgmt-p0-sw1 Nodes=h[2-3]',
      'SwitchName=mgmt-p0-sw2 Nodes=h4',
      'SwitchName=mgmt-root0 Switches=mgmt-p0-sw[0-1]',
      '',
    ]);
  });

  it('joins parts by any of the leaves of a group', () => {
    const text = textOf(
      slurmOf({
        name: 'second-rail',
        switchModels: { SW: { ports: 8, portGbps: 100 } },
        nicModels: { NIC: { portGbps: 100 } },
        hosts: { h: { count: 2, nics: { nic: { model: 'NIC', count: 2 } } } },
        planes: {
          mgmt: {
            switches: { sw: { model: 'SW', count: 4 } },
            cables: [
              ['h0/nic[0-1]:0', 'sw[0-1]:0'],
              ['h1/nic[0-1]:0', 'sw[2-3]:0'],
              ['sw1:7', 'sw3:7'],
            ],
          },
        },
      }),
    );
    expect(belowTops(treeOf(text))).toEqual([['h0', 'h1']]);
  });

  it('takes labels where Slurm does, and escapes nothing that it cannot', () => {
    const labels = { h0: 'gpu01', h1: 'gpu02', h2: 'a b', h3: 'x,[y]' };
    const text = textOf(slurmOf(differing({ labels }), { namedBy: 'labels' }));
    expect(treeOf(text).nodes.get('compute-u0')).toEqual(['gpu01', 'gpu02', 'h2', 'h3']);
  });
});

describe('lists of hosts', () => {
  it('keep zeros in front', () => {
    const names = [
      'n098',
      'n099',
      'n100',
      'login',
      'x1234567890',
      'a1b',
      'm9',
      'm10',
      'k9',
      'k010',
    ];
    expect(hostList(names)).toBe('n[098-100],login,x1234567890,a1b,m[9-10],k[9,010]');
    expect(expanded(hostList(names)).sort()).toEqual([...names].sort());
    expect(hostList(['h3'])).toBe('h3');
    expect(hostList(['h', 'h0', 'h2'])).toBe('h,h[0,2]');
  });
});

describe('slurmctld', () => {
  const asked = [
    'topologies/superpod-h100-4su.json',
    'topologies/roft-1024.json',
    'topologies/deepseek-v3.json',
  ];

  it.each(asked)('sees the units of %s, host by host', async (path) => {
    const { topology, fabric } = opened(path);
    const text = textOf(slurm(exportedOf(topology, { subject: { fabric } })));
    const written = treeOf(text);
    const { shown, complaints } = await slurmctldReads(text, [...written.nodes.values()].flat());
    expect(complaints).toEqual([]);
    const seen = treeOf(leavesShown(shown!));
    expect(seen.nodes).toEqual(written.nodes);
    // What our model calls a unit, from the NICs.
    const units = new Map<string, Set<string>>();
    for (const { planeSet, unit, host } of fabric.endpoints) {
      if (planeSet !== 'compute') continue;
      const name = `compute-u${unit}`;
      units.set(name, (units.get(name) ?? new Set()).add(host));
    }
    expect(seen.nodes).toEqual(new Map([...units].map(([name, hosts]) => [name, [...hosts]])));
  });

  it('refuses or complains of a file that is wrong', async () => {
    const good =
      'SwitchName=a Nodes=h[0-1]\nSwitchName=b Nodes=h[2-3]\nSwitchName=c Switches=a,b\n';
    const nodes = ['h0', 'h1', 'h2', 'h3'];
    const twice = await slurmctldReads(good.replace('h[2-3]', 'h[1-3]'), nodes);
    expect(twice.complaints.join()).toContain('Multiple leaf switches contain nodes: h1');
    const unknown = await slurmctldReads(good.replace('Switches=a,b', 'Switches=a,d'), nodes);
    expect(unknown.shown).toBeNull();
  });
});

/** Lines of leaves as `scontrol show topology` prints them; it lists the nodes of all others, too. */
const leavesShown = (shown: string) =>
  shown
    .split('\n')
    .filter((line) => line.includes(' Level=0 '))
    .map((line) => line.trim())
    .join('\n');
