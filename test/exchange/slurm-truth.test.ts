import { describe, expect, it } from 'vitest';
import { build } from '../../src/build/build.js';
import { slurm } from '../../src/exchange/export/slurm.js';
import { topologyOf } from '../worlds.js';
import { damagedFabric } from './damaged-fabrics.js';
import { exportedOf, textOf } from './exported.js';
import { truthOf } from './slurm-oracle.js';
import { belowTops, treeOf } from './slurm-reader.js';
import { slurmctldReads } from './slurmctld.js';

const sorted = (sets: Iterable<readonly string[]>) =>
  [...sets].map((set) => [...set].sort().join()).sort();

describe('a tree of a damaged fabric', () => {
  it('says what is true, or there is none', () => {
    const told = { tree: 0, parts: 0, none: 0 };
    for (let seed = 0; seed < 360; seed++) {
      const { topology, fabric } = damagedFabric(seed);
      const { groups, parts } = truthOf(fabric);
      const made = slurm(exportedOf(topology, { subject: { fabric } }));
      if (groups === null || groups.length === 0) {
        expect(made, `seed ${seed}`).toHaveProperty('problem');
        told.none++;
        continue;
      }
      expect(made, `seed ${seed}`).toHaveProperty('files');
      const text = textOf(made);
      const tree = treeOf(text);
      expect(text.match(/^SwitchName=/gm)).toHaveLength(tree.nodes.size + tree.children.size);
      expect(sorted(tree.nodes.values()), `seed ${seed}`).toEqual(groups);
      expect(sorted(belowTops(tree)), `seed ${seed}`).toEqual(parts);
      const children = [...tree.children.values()].flat();
      expect(new Set(children).size).toBe(children.length);
      told.tree++;
      if (parts.length > 1) told.parts++;
    }
    // All three are met often.
    expect(Math.min(...Object.values(told)), JSON.stringify(told)).toBeGreaterThan(50);
  });
});

const small = {
  switchModels: { SW: { ports: 8, portGbps: 100 }, TWELVE: { ports: 12, portGbps: 100 } },
  nicModels: { NIC: { portGbps: 100 } },
};

const oneNic = (count: number) => ({ h: { count, nics: { nic: { model: 'NIC' } } } });

const pods = (missing: readonly string[]) => ({
  ...small,
  name: 'pods',
  hosts: oneNic(64),
  planes: {
    compute: {
      attach: { nics: ['h/nic'] },
      fatTree: {
        leaf: { model: 'SW' },
        spine: { model: 'SW' },
        core: { model: 'SW' },
        pod: { units: 4 },
      },
    },
  },
  exceptions: missing.map((port) => ({ missing: port })),
});

const dragonfly = (missing: readonly string[]) => ({
  ...small,
  name: 'dragonfly',
  hosts: oneNic(72),
  planes: { compute: { attach: { nics: ['h/nic'] }, dragonfly: { model: 'TWELVE', h: 2 } } },
  exceptions: missing.map((port) => ({ missing: port })),
});

const slurmOf = (document: unknown) => {
  const topology = topologyOf(document);
  return slurm(exportedOf(topology, { subject: { fabric: build(topology).fabric } }));
};

describe('a pod, or a group of a dragonfly, that is cut', () => {
  it.each([
    ['pod', pods(['compute/p0/leaf2:[4-7]']), ['compute-u0', 'compute-u1', 'compute-u3']],
    ['group', dragonfly(['compute/p0/router0:[2-6]']), ['compute-u1', 'compute-u2', 'compute-u3']],
  ])(
    'has its %s once, without what is cut off, and slurmctld reads it',
    async (what, document, inside) => {
      const text = textOf(slurmOf(document));
      const tree = treeOf(text);
      expect(tree.children.get(`compute-${what}0`)).toEqual(inside);
      const { shown, complaints } = await slurmctldReads(text, [...tree.nodes.values()].flat());
      expect(shown).toContain(`SwitchName=compute-${what}0 Level=1 `);
      // Jobs do not span the parts; slurmctld says so, too.
      expect(complaints).toEqual([expect.stringContaining('no switch can reach all nodes')]);
    },
  );

  it('has a name for each of its parts that has several leaves', () => {
    const apart = [
      ...['leaf0', 'leaf1'].map((leaf) => `compute/p0/${leaf}:[5-7]`),
      ...['leaf2', 'leaf3'].map((leaf) => `compute/p0/${leaf}:4`),
      'compute/p0/spine0:[4-7]',
    ];
    const made = slurmOf(pods(apart));
    const { children } = treeOf(textOf(made));
    expect(children.get('compute-pod0-part0')).toEqual(['compute-u0', 'compute-u1']);
    expect(children.get('compute-pod0-part1')).toEqual(['compute-u2', 'compute-u3']);
    expect(children.get('compute-root1')).toEqual([
      'compute-pod0-part1',
      'compute-pod1',
      'compute-pod2',
      'compute-pod3',
    ]);
    expect(children.size).toBe(6);
  });

  it('has a name of its own where a plane set is called like switches of another', () => {
    const set = (switches: string, nic: string) => ({
      switches: { [switches]: { model: 'SW', count: 2 } },
      cables: [
        [`h0/${nic}0:0`, `${switches}0:0`],
        [`h1/${nic}0:0`, `${switches}1:0`],
        [`${switches}0:7`, `${switches}1:7`],
      ],
    });
    const made = slurmOf({
      ...small,
      name: 'alike',
      hosts: {
        h: { count: 2, nics: { nic: { model: 'NIC' } } },
        k: { count: 4, nics: { mlx: { model: 'NIC' } } },
      },
      planes: {
        a: set('x-u', 'nic'),
        'a-p0-x': {
          attach: { nics: ['k/mlx'], hostsPerUnit: 2 },
          fatTree: { leaf: { model: 'SW', up: 2 }, spine: { model: 'SW', count: 1 } },
        },
      },
    });
    expect([...treeOf(textOf(made)).nodes]).toEqual([
      ['a-p0-x-u0', ['h0']],
      ['a-p0-x-u1', ['h1']],
      ['a-p0-x-u0--2', ['k0', 'k1']],
      ['a-p0-x-u1--2', ['k2', 'k3']],
    ]);
  });
});

/** Hosts with a NIC in each network that they are in, by network and leaf. */
const inNetworks = (networks: Record<string, readonly string[][]>) => {
  const hosts = [...new Set(Object.values(networks).flat(2))].sort();
  const entries = Object.entries(networks);
  const nicsOf = (host: string) =>
    entries.flatMap(([network, leaves]) => (leaves.flat().includes(host) ? [network] : []));
  const planes = entries.map(([network, leaves]) => [
    network,
    {
      switches: { leaf: { model: 'SW', count: leaves.length }, spine: { model: 'SW', count: 1 } },
      cables: leaves.flatMap((of, leaf) => [
        ...of.map((host, port) => [`${host}0/${network}0:0`, `leaf${leaf}:${port}`]),
        ...(leaves.length > 1 ? [[`leaf${leaf}:7`, `spine0:${leaf}`]] : []),
      ]),
    },
  ]);
  const groups = hosts.map((host) => [
    host,
    { count: 1, nics: Object.fromEntries(nicsOf(host).map((nic) => [nic, { model: 'NIC' }])) },
  ]);
  return {
    ...small,
    name: 'networks',
    hosts: Object.fromEntries(groups),
    planes: Object.fromEntries(planes),
  };
};

describe('hosts that only others join', () => {
  it('have no tree if they are apart in a plane that has both', () => {
    const document = inNetworks({ x: [['a', 'b']], y: [['b', 'c']], z: [['a'], ['c']] });
    expect(slurmOf(document)).toEqual({
      problem:
        'a0 and c0 are on different leaves in z/p0, but hosts between them join them: a0 shares its leaves ' +
        'with b0 in x/p0, and so on: in a tree a node stands below one leaf; a tree fits --plane x',
    });
  });

  it('have no tree if no switches join them', () => {
    expect(slurmOf(inNetworks({ x: [['a', 'b']], y: [['b', 'c']] }))).toEqual({
      problem:
        'no switches join a0 (on x/p0/leaf0) and c0 (on y/p0/leaf0), but both reach b0: ' +
        'in a tree all below a root reach each other; a tree fits --plane x',
    });
  });

  it('stand on one leaf if each two of them share one', () => {
    const made = slurmOf(inNetworks({ x: [['a', 'b']], y: [['a', 'c']], z: [['b', 'c']] }));
    expect([...treeOf(textOf(made)).nodes.values()]).toEqual([['a0', 'b0', 'c0']]);
  });
});
