import { describe, expect, it } from 'vitest';
import { build } from '../../src/build/build.js';
import type { Exported } from '../../src/exchange/export/exporter.js';
import { Links, linkFiles, type SimNode } from '../../src/exchange/export/link-list.js';
import { ns3 } from '../../src/exchange/export/ns3.js';
import { simai } from '../../src/exchange/export/simai.js';
import { simgrid } from '../../src/exchange/export/simgrid.js';
import { readTopology, topologyOf } from '../worlds.js';
import { opened, smallFiles } from './every-fabric.js';
import { exportedOf, filesOf } from './exported.js';

interface Read {
  readonly header: readonly string[];
  readonly switches: readonly number[];
  readonly links: readonly { a: number; b: number; gbps: number }[];
}

/** Words one after the other, as `topof >> …` reads them in third.cc and common.h. */
function read(text: string, headerWords: number, switchCount: (header: string[]) => number): Read {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const take = (count: number) => words.splice(0, count);
  const header = take(headerWords);
  const switches = take(switchCount(header)).map(Number);
  const linkCount = Number(header[headerWords === 6 ? 4 : 2]);
  const links = [...Array(linkCount).keys()].map(() => {
    const [a, b, rate, delay, error] = take(5);
    expect(rate).toMatch(/^\d+(\.\d+)?Gbps$/);
    expect(delay).toMatch(/^\d+(\.\d+)?ms$/);
    expect(error).toBe('0');
    return { a: Number(a), b: Number(b), gbps: Number.parseFloat(rate!) };
  });
  expect(words).toEqual([]);
  expect(text.trimEnd().split('\n')).toHaveLength(2 + linkCount);
  return { header, switches, links };
}

/** By id: kind, name, and what of ours it stands for. */
const idsOf = (csv: string) =>
  csv
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line, id) => {
      const [number, kind, name, of] = line.split(',');
      expect(Number(number)).toBe(id);
      return { kind: kind!, name: name!, of: (of ?? '').split(' ').filter((word) => word !== '') };
    });

/** Gb/s by pair of names, as `cables` says which node an endpoint is of. */
function wired({ subject: { fabric }, planes }: Exported, nodeOf: (endpoint: number) => string) {
  const pairs = new Map<string, number>();
  const { lower, upper, gbps, cablePlane, endpointCount, vertexIds } = fabric;
  lower.forEach((a, c) => {
    if (!planes.includes(cablePlane[c]!)) return;
    const [x, y] = [a, upper[c]!].map((v) => (v < endpointCount ? nodeOf(v) : vertexIds[v]!));
    const pair = [x, y].sort().join(' ');
    if (x !== y) pairs.set(pair, (pairs.get(pair) ?? 0) + gbps[c]!);
  });
  return pairs;
}

const pairsOf = (links: Read['links'], names: readonly { name: string }[]) =>
  new Map(links.map(({ a, b, gbps }) => [[names[a]!.name, names[b]!.name].sort().join(' '), gbps]));

describe('a list of nodes and links for ns-3', () => {
  it.each(smallFiles)('of %s has its hosts, its switches and every cable', (path) => {
    const { topology, fabric } = opened(path);
    const exported = exportedOf(topology, { subject: { fabric } });
    const made = ns3(exported);
    if (/bcube|ok\/cube.json|multiplane/.test(path)) {
      expect(made).toHaveProperty('problem');
      return;
    }
    const files = filesOf(made);
    const ids = idsOf(files.get('ids.csv')!);
    const { header, switches, links } = read(files.get('topology.txt')!, 3, (all) =>
      Number(all[1]),
    );
    expect(Number(header[0])).toBe(ids.length);
    expect(switches.map((id) => ids[id]!.name)).toEqual(
      fabric.vertexIds.slice(fabric.endpointCount),
    );
    const expected = wired(exported, (e) => fabric.endpoints[e]!.host);
    expect(links).toHaveLength(expected.size);
    expect(pairsOf(links, ids)).toEqual(expected);
  });

  it('says what the simulator cannot have', () => {
    const of = (path: string) => {
      const { topology, fabric } = opened(path);
      return ns3(exportedOf(topology, { subject: { fabric } }));
    };
    const lines = (hosts: number, links: number, mostLinks = 1e6) => {
      const made = new Links(hosts + 1);
      for (let i = 0; i < links; i++)
        made.add(i % hosts, i < hosts ? hosts : (i * 7 + 1) % hosts, 1);
      const nodes: SimNode[] = Array(hosts).fill({ kind: 'host', name: 'h', of: '' });
      nodes.push({ kind: 'switch', name: 'leaf', of: '' });
      return linkFiles({ nodes, links: made, counts: String, mostLinks, notes: [] });
    };
    expect(lines(65_537, 0)).toEqual({
      problem: expect.stringContaining('hosts and GPUs are 65,537, the simulator addresses 65,536'),
    });
    expect(lines(65_000, 64_771)).toEqual({
      problem: expect.stringContaining('links are 64,771, the simulator addresses 64,770 at most'),
    });
    expect(lines(300, 257, 256)).toEqual({
      problem: 'leaf has 257 links, a switch of the simulator at most 256 (pCnt in switch-node.h)',
    });
    expect(lines(300, 256, 256)).toHaveProperty('files');
    expect(of('topologies/bcube-32-2.json')).toEqual({
      problem: expect.stringContaining('hosts of compute/p0 pass traffic on'),
    });
    expect(of('topologies/ft2.json')).toHaveProperty(
      'notes',
      expect.arrayContaining(['1,792 parallel cables joined: one link between two nodes']),
    );
  });

  it('has a cable between planes where both are asked for, and says that it lacks it elsewhere', () => {
    const { name, switchModels, nicModels, hosts, planes } = readTopology(
      'test/fixtures/ok/as-built.json',
    );
    const exceptions = [{ extra: ['compute/p0/leaf0:12', 'compute/p1/leaf1:12'] }];
    const topology = topologyOf({ name, switchModels, nicModels, hosts, planes, exceptions });
    const { fabric } = build(topology);
    const made = (wanted: number[]) =>
      ns3(exportedOf(topology, { subject: { fabric }, planes: wanted }));
    const joins = (wanted: number[]) => {
      const files = filesOf(made(wanted));
      const { links } = read(files.get('topology.txt')!, 3, (all) => Number(all[1]));
      return pairsOf(links, idsOf(files.get('ids.csv')!)).get('compute/p0/leaf0 compute/p1/leaf1');
    };
    expect(joins([0, 1])).toBe(400);
    expect(joins([0])).toBeUndefined();
    expect(made([0])).toHaveProperty(
      'notes',
      expect.arrayContaining(['1 cable to other planes left out']),
    );
    const platforms = simgrid(exportedOf(topology, { subject: { fabric } }));
    expect(filesOf(platforms).get('compute-p0.xml')).not.toContain('compute-p1');
    expect(platforms).toHaveProperty(
      'notes',
      expect.arrayContaining(['1 cable to other planes left out']),
    );
  });

  it('has only the planes that are asked for', () => {
    const { topology, fabric } = opened('test/fixtures/ok/promises.json');
    const exported = exportedOf(topology, { subject: { fabric }, planes: [2] });
    const files = filesOf(ns3(exported));
    const { links } = read(files.get('topology.txt')!, 3, (all) => Number(all[1]));
    expect(pairsOf(links, idsOf(files.get('ids.csv')!))).toEqual(
      wired(exported, (e) => fabric.endpoints[e]!.host),
    );
  });
});

const servers = [
  'topologies/dual-tor.json',
  'topologies/superpod-h100-4su.json',
  'test/fixtures/ok/port-planes.json',
];

describe('a list of GPUs, NVSwitches and links for SimAI', () => {
  it.each(servers)('of %s has a GPU on its NVSwitch and on the leaves of its NIC', (path) => {
    const { topology, fabric } = opened(path);
    const planes = [...fabric.planeSets[0]!.planes];
    const exported = exportedOf(topology, { subject: { fabric }, planes });
    const files = filesOf(simai(exported));
    const ids = idsOf(files.get('ids.csv')!);
    const text = files.get('topology.txt')!;
    const read6 = read(text, 6, ([, , nv, sw]) => Number(nv) + Number(sw));
    const [nodes, perServer, nvswitches, switches, , gpuType] = read6.header;
    const { gpus, scaleUpGbps, scaleUpHosts } = fabric.hostGroups[0]!;
    expect(gpuType).toBe('NONE');
    expect(Number(perServer)).toBe(gpus * scaleUpHosts);
    expect(Number(nodes)).toBe(ids.length);
    // NVSwitches first, as SimAI wants them; then its own rule of which one is whose.
    const gpuCount = Number(nodes) - Number(nvswitches) - Number(switches);
    expect(read6.switches).toEqual(
      [...Array(ids.length - gpuCount).keys()].map((i) => gpuCount + i),
    );
    expect(ids.map(({ kind }) => kind)).toEqual([
      ...Array(gpuCount).fill('gpu'),
      ...Array(Number(nvswitches)).fill('nvswitch'),
      ...Array(Number(switches)).fill('switch'),
    ]);
    const nvlinks = read6.links.filter(
      ({ a, b }) => ids[a]!.kind === 'gpu' && ids[b]!.kind === 'nvswitch',
    );
    expect(nvlinks.map(({ a, b }) => [a, b])).toEqual(
      [...Array(gpuCount).keys()].map((g) => [g, gpuCount + Math.floor(g / Number(perServer))]),
    );
    for (const { gbps } of nvlinks) expect(gbps).toBe(scaleUpGbps);
    // Each NIC is one GPU's, of the same host, and as many are each GPU's.
    const gpuOf = new Map(
      ids.flatMap(
        ({ name, of, kind }) =>
          (kind === 'gpu' ? of.map((nic) => [nic, name]) : []) as [string, string][],
      ),
    );
    for (const [nic, gpu] of gpuOf) expect(gpu.split('/')[0]).toBe(nic.split('/')[0]);
    expect(new Set(ids.slice(0, gpuCount).map(({ of }) => of.length)).size).toBe(1);
    const others = read6.links.filter(({ b }) => ids[b]!.kind !== 'nvswitch');
    expect(pairsOf(others, ids)).toEqual(wired(exported, (e) => gpuOf.get(fabric.vertexIds[e]!)!));
  });

  it('refuses servers that are not alike, that have no NVSwitch, and NICs that GPUs would share', () => {
    const problemOf = (document: object, more: object = {}) => {
      const topology = topologyOf(document);
      return simai(exportedOf(topology, { subject: { fabric: build(topology).fabric }, ...more }));
    };
    const refuses = (path: string, why: string) =>
      expect(problemOf(readTopology(path)), path).toEqual({
        problem: expect.stringContaining(why),
      });
    refuses('topologies/deepseek-v3-2048.json', 'h/sto is 1 NIC for 8 GPUs');
    refuses('topologies/ft2.json', 'hosts h have no scaleUpGbps');
    refuses(
      'topologies/superpod-h100-1su-ufm.json',
      'hosts h have 8 GPUs with 3600 Gb/s, hosts ufm 0 with 0',
    );
    refuses('topologies/spectrum-x-multiplane.json', 'no plane is built');
    const document = readTopology('test/fixtures/ok/port-planes.json');
    const hosts = { h: { ...document.hosts!.h!, scaleUpHosts: 3 } };
    expect(problemOf({ ...document, hosts, expect: {} })).toEqual({
      problem: 'scale-up domains have 1 to 3 hosts: the servers of SimAI have one size',
    });
  });
});
