import { describe, expect, it } from 'vitest';
import { diffWiring } from '../../src/diff/diff.js';
import { type Found, foundFabric } from '../../src/diff/found.js';
import type { Wiring } from '../../src/exchange/wiring.js';
import type { TopologyInput } from '../../src/spec/topology.js';
import { openWorld, readTopology } from '../worlds.js';
import { nameless, type Scrambled, scramble } from './scramble.js';

const railPlanes = readTopology('test/fixtures/ok/rail-planes.json');

/** What a tool prints that knows our names. */
function named(document: TopologyInput, seed: number, faults: number) {
  const { subject } = openWorld(document);
  const { fabric } = subject;
  const scrambled = scramble(fabric, seed, faults, ['swap', 'move', 'drop', 'exchange']);
  return { subject, wiring: withNames(fabric, scrambled) };
}

function withNames(fabric: Parameters<typeof nameless>[0], { found }: { found: Found }): Wiring {
  const source = { file: 0, line: 1 };
  return {
    files: ['dump'],
    findings: [],
    ports: 'parts',
    devices: fabric.vertexIds.map((id, v) => ({
      kind: v < fabric.endpointCount ? 'nic' : 'switch',
      name: v < fabric.endpointCount ? id.split('/')[1]! : id,
      host: v < fabric.endpointCount ? id.split('/')[0]! : null,
      key: null,
      model: null,
      ports: null,
      source,
    })),
    links: found.cables.map(({ a, b, gbps }) => {
      const end = ({ vertex, port, sub }: typeof a) => ({ device: vertex, port, sub, text: '' });
      return { a: end(a), b: end(b), gbps, source };
    }),
  };
}

const codes = (document: unknown, wiring: Wiring) =>
  diffWiring(openWorld(document).subject, wiring).findings.map(({ code }) => code);

describe('what is written down of a difference', () => {
  it('differs in nothing from what was found', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const { subject, wiring } = named(railPlanes, seed, seed % 6);
      const { topology, unsaid } = diffWiring(subject, wiring);
      expect(unsaid).toBe(0);
      const left = codes(topology, wiring).filter((code) => code.startsWith('as-built'));
      expect(left, `seed ${seed}`).toEqual([]);
    }
  });

  it('has as many exceptions where nobody knows a name', () => {
    const { subject } = openWorld(railPlanes);
    for (let seed = 1; seed <= 20; seed++) {
      const scrambled: Scrambled = scramble(subject.fabric, seed, seed % 4);
      const { topology } = diffWiring(subject, nameless(subject.fabric, scrambled, seed));
      // A swap is two moved cables.
      const most = 2 * scrambled.faults.length;
      expect(topology!.exceptions.length, `seed ${seed}`).toBeLessThanOrEqual(most);
    }
  });
});

describe('what a design has out of use', () => {
  const off = { ...railPlanes, exceptions: [{ off: 'host:h3' }] };
  const { subject } = openWorld(off);
  const { fabric } = subject;
  const intact = foundFabric(fabric, fabric, 'found.json');
  const without = intact.cables.filter(
    ({ a }) => a.vertex >= fabric.endpointCount || !fabric.vertexIds[a.vertex]!.startsWith('h3/'),
  );

  it.each([
    ['there', intact.cables],
    ['not there', without],
  ])('may be %s', (_, cables) => {
    const difference = diffWiring(subject, withNames(fabric, { found: { ...intact, cables } }));
    expect(difference.findings).toEqual([]);
    expect(difference.topology!.exceptions).toEqual(off.exceptions);
  });
});

it('a label may look like the id of another machine', () => {
  const labels = { 'compute/p0/leaf0': 'compute-p0-leaf1', 'compute/p0/leaf1': 'compute-p0-leaf2' };
  const { subject } = openWorld({ ...railPlanes, labels });
  const { fabric } = subject;
  const wiring = withNames(fabric, { found: foundFabric(fabric, fabric, 'found.json') });
  const called = new Map(Object.entries(labels).map(([id, label]) => [id, label]));
  const relabelled = {
    ...wiring,
    // As an importer gives it: what looks like one of our names has become an id.
    devices: wiring.devices.map((device) => {
      const label = called.get(device.name);
      return label ? { ...device, name: label.replace('-p0-', '/p0/') } : device;
    }),
  };
  expect(diffWiring(subject, relabelled).findings).toEqual([]);
});

it('hosts keep apart NICs that were not found, and those of other groups', () => {
  const document = {
    ...railPlanes,
    hosts: {
      h: { count: 8, nics: { roce: { model: 'NIC', count: 1 }, aux: { model: 'NIC', count: 1 } } },
    },
    planes: {
      compute: {
        ...railPlanes.planes.compute,
        attach: { nics: ['h/roce'] },
      },
      other: { ...railPlanes.planes.compute, attach: { nics: ['h/aux'] } },
    },
  };
  const { subject } = openWorld(document);
  const { fabric } = subject;
  const all = withNames(fabric, { found: foundFabric(fabric, fabric, 'found.json') });
  const renamed = (wiring: Wiring): Wiring => ({
    ...wiring,
    devices: wiring.devices.map((one) => ({ ...one, host: one.host && `node-${one.host}` })),
  });
  expect(diffWiring(subject, renamed(all)).findings.map(({ code }) => code)).toEqual([
    'as-built-name',
  ]);
  const gone = all.devices.findIndex(({ name, host }) => name === 'roce0' && host === 'h3');
  const links = all.links.filter(({ a, b }) => a.device !== gone && b.device !== gone);
  const fewer = { ...all, links };
  const found = diffWiring(subject, renamed(fewer)).findings.map(({ code }) => code);
  expect(found.filter((code) => code.startsWith('as-built')).sort()).toEqual([
    'as-built-consequence',
    'as-built-differs',
    'as-built-missing',
    'as-built-name',
  ]);
});

describe('NICs with names of their own', () => {
  const { subject } = openWorld(readTopology('topologies/superpod-h100-1su.json'));
  const { fabric } = subject;
  const all = withNames(fabric, { found: foundFabric(fabric, fabric, 'found.json') });
  const foreign = (wiring: Wiring): Wiring => ({
    ...wiring,
    devices: wiring.devices.map((one) =>
      one.host ? { ...one, name: one.name.replace('nic', 'mlx5_'), host: `node${one.host}` } : one,
    ),
  });
  /** Without some machines, and without those that have no cable left. */
  const without = (wiring: Wiring, gone: (device: number) => boolean): Wiring => {
    const links = wiring.links.filter(({ a, b }) => !gone(a.device) && !gone(b.device));
    const left = new Set(links.flatMap(({ a, b }) => [a.device, b.device]));
    const kept = [...wiring.devices.keys()].filter((d) => left.has(d));
    const place = new Map(kept.map((d, i) => [d, i]));
    const end = (one: Wiring['links'][number]['a']) => ({ ...one, device: place.get(one.device)! });
    return {
      ...wiring,
      devices: kept.map((d) => wiring.devices[d]!),
      links: links.map((link) => ({ ...link, a: end(link.a), b: end(link.b) })),
    };
  };
  const saidOf = (wiring: Wiring) =>
    diffWiring(subject, wiring)
      .findings.map(({ code }) => code)
      .filter((code) => code.startsWith('as-built'))
      .sort();

  it('lose one, the first of its host', () => {
    const nic = fabric.indexOfVertex.get('h13/nic0')!;
    expect(saidOf(foreign(without(all, (d) => d === nic)))).toEqual([
      'as-built-consequence',
      'as-built-differs',
      'as-built-missing',
      'as-built-name',
    ]);
  });

  it('lose a rail with its leaf', () => {
    const leaf = fabric.indexOfVertex.get('compute/p0/leaf0')!;
    expect(saidOf(foreign(without(all, (d) => d === leaf)))).toEqual([
      'as-built-consequence',
      'as-built-differs',
      'as-built-name',
      'as-built-unseen',
    ]);
  });
});
