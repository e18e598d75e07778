import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { build } from '../../src/build/build.js';
import { simgrid } from '../../src/exchange/export/simgrid.js';
import type { CompactFabric } from '../../src/fabric/compact.js';
import { tool } from '../tool.js';
import { readTopology, topologyOf } from '../worlds.js';
import { opened, smallFiles } from './every-fabric.js';
import { exportedOf, filesOf } from './exported.js';

const python = '/usr/bin/python3';
const probe = ['-c', 'import ctypes; ctypes.CDLL("libsimgrid.so.3.32")'];
const installed = spawnSync(python, probe).status === 0;
if (!installed)
  console.warn('SimGrid is not installed (libsimgrid3.32): it reads no platform here');

interface Loaded {
  readonly hosts: readonly string[];
  readonly links: Readonly<Record<string, number>>;
  readonly routes: readonly (readonly string[])[];
}

/** What SimGrid makes of a platform. */
function loaded(xml: string, pairs: readonly (readonly [string, string])[]): Loaded {
  const folder = mkdtempSync(join(tmpdir(), 'simgrid-'));
  try {
    writeFileSync(join(folder, 'platform.xml'), xml);
    const script = join(import.meta.dirname, 'simgrid-reader.py');
    const args = [script, join(folder, 'platform.xml')];
    return JSON.parse(tool(python, args, JSON.stringify(pairs)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Gb/s by bundle of a plane, and the neighbours of each vertex, by ids. */
function planeOf(fabric: CompactFabric, plane: number) {
  const { lower, upper, gbps, vertexIds } = fabric;
  const bundles = new Map<string, number>();
  const next = new Map<string, Set<string>>();
  for (const c of fabric.planes[plane]!.cables) {
    const [a, b] = [vertexIds[lower[c]!]!, vertexIds[upper[c]!]!];
    const key = [a, b].sort().join(' ');
    bundles.set(key, (bundles.get(key) ?? 0) + gbps[c]!);
    next.set(a, (next.get(a) ?? new Set()).add(b));
    next.set(b, (next.get(b) ?? new Set()).add(a));
  }
  return { bundles, next, cables: fabric.planes[plane]!.cables.length };
}

/** Links between two vertices; endpoints on the way do not count where they pass nothing on. */
function distance(
  next: ReadonlyMap<string, ReadonlySet<string>>,
  from: string,
  to: string,
): number {
  const hops = new Map([[from, 0]]);
  for (const [at, count] of hops) {
    for (const other of next.get(at) ?? []) if (!hops.has(other)) hops.set(other, count + 1);
  }
  return hops.get(to)!;
}

const idsOf = (csv: string) =>
  new Map(
    csv
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',') as [string, string]),
  );

/** Some pairs of hosts, near and far. */
const somePairs = (names: readonly string[]) =>
  [1, 2, 7, 31, 32, 100, names.length - 1]
    .filter((step) => step < names.length)
    .flatMap((step) => [
      [names[0]!, names[step]!] as const,
      [names[names.length - 1]!, names[names.length - 1 - step]!] as const,
    ]);

const trees = [
  'topologies/superpod-h100-1su.json',
  'topologies/roft-1024.json',
  'test/fixtures/ok/rail-planes.json',
];

const linked = [
  'topologies/bcube-32-2.json',
  'topologies/superpod-h100-2su.json',
  'test/fixtures/ok/as-built.json',
  'test/fixtures/ok/dragonfly.json',
];

describe.runIf(installed)('SimGrid', () => {
  it.each(trees)('wires a FAT_TREE as a plane of %s', (path) => {
    const { topology, fabric } = opened(path);
    const files = filesOf(simgrid(exportedOf(topology, { subject: { fabric }, planes: [0] })));
    const xml = files.get('compute-p0.xml')!;
    expect(xml).toContain('topology="FAT_TREE"');
    const ids = idsOf(files.get('compute-p0-ids.csv')!);
    const { next, cables } = planeOf(fabric, 0);
    const pairs = somePairs([...ids.keys()]);
    const { hosts, links, routes } = loaded(xml, pairs);
    expect([...hosts].sort()).toEqual([...ids.keys()].sort());
    const own = Object.keys(links).filter((name) => name !== '__loopback__');
    // Each cable is a link up and a link down, of its speed.
    expect(own.length).toBe(2 * cables);
    expect(new Set(own.map((name) => links[name]))).toEqual(new Set([(fabric.gbps[0]! * 1e9) / 8]));
    expect(routes.map((route) => route.length)).toEqual(
      pairs.map(([a, b]) => distance(next, ids.get(a)!, ids.get(b)!)),
    );
  });

  it.each(linked)('has the links of a plane of %s, and leads along them', (path) => {
    const { topology, fabric } = opened(path);
    const files = filesOf(simgrid(exportedOf(topology, { subject: { fabric }, planes: [0] })));
    const ids = idsOf(files.get('compute-p0-ids.csv')!);
    const { bundles, next } = planeOf(fabric, 0);
    const nics = [...ids].filter(([, id]) => id.includes('/nic')).map(([name]) => name);
    const pairs = somePairs(nics);
    const { hosts, links, routes } = loaded(files.get('compute-p0.xml')!, pairs);
    expect([...hosts].sort()).toEqual([...nics].sort());
    const found = new Map<string, number>();
    const endsOf = (link: string) =>
      link
        .replace(/_(UP|DOWN)$/, '')
        .split('--')
        .map((name) => ids.get(name)!);
    for (const [link, bytes] of Object.entries(links)) {
      if (link === '__loopback__') continue;
      const key = endsOf(link).sort().join(' ');
      expect(found.get(key) ?? (bytes * 8) / 1e9).toBe((bytes * 8) / 1e9);
      found.set(key, (bytes * 8) / 1e9);
    }
    expect(found).toEqual(bundles);
    expect(Object.keys(links).filter((name) => name.endsWith('_UP')).length).toBe(bundles.size);
    routes.forEach((route, i) => {
      let at = ids.get(pairs[i]![0])!;
      for (const link of route)
        at = endsOf(link).find((end) => end !== at && next.get(at)!.has(end))!;
      expect(at).toBe(ids.get(pairs[i]![1])!);
      expect(route.length).toBe(distance(next, ids.get(pairs[i]![0])!, at));
    });
  });
});

describe('a platform of SimGrid', () => {
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' });
  it.each(smallFiles)('of %s is well formed and has every cable, or there is none', (path) => {
    const { topology, fabric } = opened(path);
    const made = simgrid(exportedOf(topology, { subject: { fabric } }));
    if ('problem' in made) {
      expect(path).toMatch(
        /dual-tor|zcube|cube-joined|leaf-per-rail-and-port|separation|multiplane/,
      );
      return;
    }
    const files = filesOf(made);
    for (const [p, { id }] of fabric.planes.entries()) {
      const xml = files.get(`${id.replaceAll('/', '-')}.xml`)!;
      expect(XMLValidator.validate(xml)).toBe(true);
      const { cluster } = parser.parse(xml).platform;
      const { bundles, cables } = planeOf(fabric, p);
      if (cluster) {
        const numbers = cluster.topo_parameters
          .split(';')
          .slice(1)
          .map((list: string) => list.split(',').map(Number));
        const [down, up, parallel] = numbers as [number[], number[], number[]];
        // Vertices of level l: products of children above it and of parents up to it.
        const at = (l: number) =>
          down.slice(l).reduce((a, b) => a * b, 1) * up.slice(0, l).reduce((a, b) => a * b, 1);
        expect(down.reduce((sum, _, l) => sum + at(l) * up[l]! * parallel[l]!, 0)).toBe(cables);
      } else expect(xml.match(/<link /g)).toHaveLength(bundles.size);
    }
  });

  it('has a zone for each part that is connected, and no way between them', () => {
    const listed = {
      name: 'parts',
      switchModels: { SW: { ports: 8, portGbps: 100 } },
      nicModels: { NIC: { portGbps: 100 } },
      hosts: { h: { count: 4, nics: { nic: { model: 'NIC' } } } },
      planes: {
        mgmt: {
          switches: { sw: { model: 'SW', count: 2 } },
          cables: [
            ['h[0-1]/nic0:0', 'sw0:[0-1]'],
            ['h[2-3]/nic0:0', 'sw1:[0-1]'],
          ],
        },
      },
      labels: { h0: 'a<b>"&', 'h1/nic0': 'mlx5_0' },
    };
    const topology = topologyOf(listed);
    const { fabric } = build(topology);
    const made = simgrid(exportedOf(topology, { subject: { fabric }, namedBy: 'labels' }));
    const files = filesOf(made);
    const xml = files.get('mgmt-p0.xml')!;
    const { zone } = parser.parse(xml).platform;
    expect(zone.routing).toBe('None');
    const hostsOf = ({ host }: { host: { id: string }[] }) => host.map(({ id }) => id);
    expect(zone.zone.map(hostsOf)).toEqual([
      ['a<b>"&-nic0', 'h1-mlx5_0'],
      ['h2-nic0', 'h3-nic0'],
    ]);
    if (installed) expect(loaded(xml, [['h2-nic0', 'h3-nic0']]).routes[0]).toHaveLength(2);
  });

  it('is refused where SimGrid would lead traffic through a NIC', () => {
    const topology = topologyOf(readTopology('test/fixtures/ok/dual-tor.json'));
    const { fabric } = build(topology);
    expect(simgrid(exportedOf(topology, { subject: { fabric } }))).toEqual({
      problem:
        'front/p0: h0/nic0 has cables to several switches, and SimGrid would lead the traffic of others through it',
    });
  });
});
