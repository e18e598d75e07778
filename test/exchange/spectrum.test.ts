import { describe, expect, it } from 'vitest';
import { air } from '../../src/exchange/export/air.js';
import { launchKit } from '../../src/exchange/export/launch-kit.js';
import { topologyOf } from '../worlds.js';
import { rowsOf } from './csv-cells.js';
import { builtOf, exportedOf, filesOf, topologyAt } from './exported.js';
import type { LinkEnd } from './readers.js';

interface Attributes {
  readonly role: string;
  readonly plane?: number;
  readonly rail?: number;
  readonly pod?: number;
  readonly su?: number;
  readonly rail_group?: readonly number[];
}

type End = LinkEnd & { readonly attributes: Attributes };

interface Reference {
  readonly nodes: readonly { readonly name: string; readonly role: string }[];
  readonly links: readonly (readonly [End, End])[];
}

const exportedAt = (path: string) => {
  const topology = topologyAt(path);
  return exportedOf(topology, { subject: builtOf(topology) });
};

const textOfFile = (files: ReadonlyMap<string, string>, ending: string): string =>
  [...files].find(([name]) => name.endsWith(ending))![1];

/** A cable of a host as l8k sees it. */
interface HostLink {
  readonly host: string;
  readonly rail: number;
  readonly plane: number;
  readonly su: number;
  readonly pod: number;
}

/** Host links of the reference format, read as spectrumx/addressing.go reads them. */
function hostLinks({ links }: Reference): HostLink[] {
  return links.flatMap((link) => {
    const host = link.find(({ attributes }) => attributes.role === 'host');
    if (!host) return [];
    const leaf = link.find(({ attributes }) => attributes.role === 'leaf');
    const { rail, su = 0, pod = 0 } = host.attributes;
    if (rail === undefined || leaf?.attributes.plane === undefined)
      throw new Error('l8k refuses it');
    return [{ host: host.node, rail, plane: leaf.attributes.plane, su, pod }];
  });
}

/** The IPv6 address of each host link: a byte for each number, hosts counted within their unit. */
function addresses(links: readonly HostLink[]): string[] {
  const units = new Map<string, string[]>();
  const made = links.map(({ host, rail, plane, su, pod }) => {
    const hosts = units.get(`${pod} ${su}`) ?? [];
    units.set(`${pod} ${su}`, hosts);
    if (!hosts.includes(host)) hosts.push(host);
    const bytes = [plane, rail, pod, su, hosts.indexOf(host)];
    return bytes.join(':');
  });
  const tooLarge = made.filter((address) => address.split(':').some((n) => Number(n) > 255));
  expect(tooLarge).toEqual([]);
  return made;
}

/** Tokens of a name, `su1` as [su, 0]: spectrumx/air_topology.go, which takes each at most once. */
function ordinals(name: string): ReadonlyMap<string, number> {
  const found = name.split('-').flatMap((token) => {
    const [, word, number] = /^(su|pod|p|r|h)(\d+)$/.exec(token) ?? [];
    return word === undefined ? [] : [[word, Number(number) - 1] as const];
  });
  const map = new Map(found);
  if (map.size < found.length || [...map.values()].includes(-1))
    throw new Error(`l8k refuses ${name}`);
  return map;
}

interface Air {
  readonly content: {
    readonly nodes: Readonly<Record<string, { readonly network_pci?: object }>>;
    readonly links: readonly (readonly [AirEnd, AirEnd])[];
  };
}

type AirEnd = LinkEnd & { readonly network_pci?: string };

/** Host links of a file of Air, held to its contract of names. */
function airHostLinks({ content: { nodes, links } }: Air): HostLink[] {
  const positions = new Map<string, string>();
  return links.flatMap(([a, b]) => {
    const pci = nodes[a.node]!.network_pci;
    if (!pci) return [];
    const [, r, p] = /^rail(\d+)p(\d+)$/.exec(a.interface) ?? [];
    const [rail, plane] = [Number(r) - 1, Number(p) - 1];
    const [host, leaf] = [ordinals(a.node), ordinals(b.node)];
    const [su, pod = 0] = [host.get('su')!, host.get('pod')];
    const position = `${pod} ${su} ${host.get('h')}`;
    const first = positions.get(position) ?? a.node;
    positions.set(position, first);
    const kept =
      first === a.node &&
      nodes[b.node] !== undefined &&
      b.node.startsWith('leaf-') &&
      a.network_pci === `rail${r}` &&
      Object.hasOwn(pci, a.network_pci) &&
      leaf.get('su') === su &&
      leaf.get('p') === plane &&
      leaf.get('r') === rail &&
      leaf.get('pod') === host.get('pod');
    if (!kept) throw new Error(`l8k refuses ${JSON.stringify([a, b])}`);
    return [{ host: a.node, rail, plane, su, pod }];
  });
}

const both = [
  'test/fixtures/ok/rail-and-port-planes.json',
  'test/fixtures/ok/port-planes.json',
  'test/fixtures/ok/rail-planes.json',
  'test/fixtures/ok/dragonfly.json',
  'topologies/superpod-h100-1su-ufm.json',
  'topologies/roft-1024.json',
];

describe('the launch kit', () => {
  it.each([...both, 'test/fixtures/ok/listed-cables.json', 'test/fixtures/ok/three-tiers.json'])(
    'gives each NIC port of %s an address of its own',
    (path) => {
      const exported = exportedAt(path);
      const { fabric } = exported.subject;
      const text = textOfFile(filesOf(launchKit(exported)), '-l8k.json');
      const reference = JSON.parse(text) as Reference;
      const links = hostLinks(reference);
      const attached = [...fabric.lower].filter((v) => v < fabric.endpointCount).length;
      expect(links.length).toBe(attached);
      expect(new Set(addresses(links)).size).toBe(attached);
      const roles = new Map(reference.nodes.map(({ name, role }) => [name, role]));
      const wrong = reference.links.filter(
        ([a, b]) =>
          roles.get(a.node) !== a.attributes.role ||
          roles.get(b.node) !== b.attributes.role ||
          (b.attributes.role === 'host' && !a.attributes.rail_group?.includes(b.attributes.rail!)),
      );
      expect(wrong).toEqual([]);
      expect(reference.links.length).toBe(fabric.cableCount);
    },
  );

  it('tells a plane for each rail from planes of one NIC', () => {
    const planesIn = (path: string) => {
      const text = textOfFile(filesOf(launchKit(exportedAt(path))), '-l8k.json');
      const links = hostLinks(JSON.parse(text) as Reference);
      return {
        rails: Math.max(...links.map(({ rail }) => rail)) + 1,
        planes: Math.max(...links.map(({ plane }) => plane)) + 1,
      };
    };
    expect(planesIn('test/fixtures/ok/rail-planes.json')).toEqual({ rails: 2, planes: 1 });
    expect(planesIn('test/fixtures/ok/port-planes.json')).toEqual({ rails: 4, planes: 4 });
    expect(planesIn('test/fixtures/ok/rail-and-port-planes.json')).toEqual({ rails: 2, planes: 2 });
  });

  it('looks at the plane sets that are asked for only, and at all planes of these', () => {
    const exported = exportedAt('test/fixtures/ok/promises.json');
    const { planes } = exported.subject.fabric;
    for (const set of ['compute', 'storage']) {
      const wanted = [...planes.keys()].filter((p) => planes[p]!.id.startsWith(`${set}/`));
      const made = launchKit({ ...exported, planes: wanted });
      const cables = wanted.reduce((sum, p) => sum + planes[p]!.cables.length, 0);
      const file = JSON.parse(textOfFile(filesOf(made), '-l8k.json')) as Reference;
      expect(file.links.length).toBe(cables);
    }
    // The third of four planes stays the third.
    const third = { ...exportedAt('test/fixtures/ok/port-planes.json'), planes: [2] };
    const text = textOfFile(filesOf(launchKit(third)), '-l8k.json');
    expect(new Set(hostLinks(JSON.parse(text) as Reference).map(({ plane }) => plane))).toEqual(
      new Set([2]),
    );
  });

  it('refuses NICs that a moved cable puts into planes of their own', () => {
    const topology = topologyAt('test/fixtures/ok/as-built.json');
    const moved = { moved: 'h12/nic0:0', to: 'compute/p1/leaf3:8' };
    const crossed = { ...topology, exceptions: [moved] };
    expect(launchKit(exportedOf(crossed))).toEqual({
      problem:
        'compute/p1 is plane 0 of some NICs and plane 1 of h12/nic0: a cable of it leads to another plane',
    });
  });

  it('cannot say some fabrics, and says why', () => {
    const problem = (path: string) => {
      const made = launchKit(exportedAt(path));
      return 'problem' in made ? made.problem : null;
    };
    expect(problem('test/fixtures/ok/dual-tor.json')).toBe(
      'h0/nic0 has cables to front/p0/leaf0 and front/p0/leaf1, both of rail 0 and plane 0: a host has one such cable there',
    );
    expect(problem('test/fixtures/ok/promises.json')).toBe(
      'h0/nic0 has cables to compute/p0/leaf0 and h0/sto0 to storage/p0/leaf0, both of rail 0 and plane 0: a host has one such cable there; choose one with --plane compute',
    );
    const topology = topologyAt('test/fixtures/ok/port-planes.json');
    const nic = { portGbps: 50, ports: 8 };
    const eight = { ...topology, nicModels: { NIC: { ...topology.nicModels.NIC!, ...nic } } };
    expect(launchKit(exportedOf(eight))).toEqual({
      problem: 'NICs are split over 8 planes; this format knows 1, 2 and 4',
    });
  });
});

describe('Air', () => {
  it.each(both)('has names for %s from which l8k reads what its own file says', (path) => {
    const exported = exportedAt(path);
    const files = filesOf(air(exported));
    const ids = new Map(
      rowsOf(textOfFile(files, '-names.csv')).map(({ name, id }) => [name!, id!]),
    );
    const file = JSON.parse(textOfFile(files, '-air.json')) as Air;
    const key = (link: HostLink, host: string) => JSON.stringify({ ...link, host });
    const named = airHostLinks(file).map((link) => key(link, ids.get(link.host)!));
    const reference = textOfFile(filesOf(launchKit(exported)), '-l8k.json');
    const links = hostLinks(JSON.parse(reference) as Reference);
    expect(named.sort()).toEqual(links.map((link) => key(link, link.host)).sort());
    expect(file.content.links.length).toBe(exported.subject.fabric.cableCount);
    // Every machine has one name, and every name a machine.
    expect([...ids.keys()].sort()).toEqual(Object.keys(file.content.nodes).sort());
    expect(new Set(ids.values()).size).toBe(ids.size);
  });

  it('keeps our names where the contract does not fit, and labels where they are wanted', () => {
    const made = air(exportedAt('test/fixtures/ok/rails-per-leaf.json'));
    expect('notes' in made ? made.notes : []).toEqual([
      'l8k cannot read rails and planes from names: compute/p0/leaf0 serves several rails or units',
    ]);
    const { content } = JSON.parse([...filesOf(made).values()][0]!) as Air;
    expect(Object.keys(content.nodes)).toContain('compute-p0-leaf0');
    const labelled = air({ ...exportedAt('test/fixtures/ok/as-built.json'), namedBy: 'labels' });
    const names = JSON.parse([...filesOf(labelled).values()][0]!) as Air;
    expect(names.content.links[0]![0].node).toBe('gpu-r1-01');
    expect(names.content.links[0]![1].node).toBe('leaf-r1-a');
  });

  it('is JSON of a plane without cables, too', () => {
    const topology = topologyOf({
      name: 'alone',
      switchModels: { SW: { ports: 8, portGbps: 100 } },
      nicModels: { NIC: { portGbps: 100 } },
      hosts: { h: { count: 1, nics: { nic: { model: 'NIC' } } } },
      planes: { e: { switches: { leaf: { model: 'SW' } } } },
    });
    const { content } = JSON.parse([...filesOf(air(exportedOf(topology))).values()][0]!) as Air;
    expect([Object.keys(content.nodes), content.links]).toEqual([['e-p0-leaf0'], []]);
  });
});
