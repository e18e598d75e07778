import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { build } from '../../src/build/build.js';
import type { Exported } from '../../src/exchange/export/exporter.js';
import { nccl } from '../../src/exchange/export/nccl.js';
import { topologyOf } from '../worlds.js';
import { opened, smallFiles } from './every-fabric.js';
import { exportedOf, filesOf } from './exported.js';

/** Variables as NCCL reads them: param.cc, setEnvFile. */
function variables(conf: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of conf.split('\n')) {
    expect(line.length).toBeLessThan(4095);
    const at = line.indexOf('=');
    if (!line.startsWith('#') && at >= 0)
      found.set(line.slice(0, at), line.slice(at + 1, at + 1024));
  }
  return found;
}

interface Hca {
  readonly name: string;
  readonly port: number;
  readonly rail: number;
  readonly plane: number;
}

/** Fields of NCCL_IB_HCA: utils.cc, parseStringList; −1 is what is left out. */
function hcasOf(value: string): Hca[] {
  expect(value.startsWith('=')).toBe(true);
  return value
    .slice(1)
    .split(',')
    .map((entry) => {
      const [name = '', ...fields] = entry.split(':');
      const [port, rail, plane] = [0, 1, 2].map((i) => (fields[i] ? Number(fields[i]) : -1));
      return { name, port: port!, rail: rail!, plane: plane! };
    });
}

/** Names of hosts in the first comment. */
function hostsOf(conf: string): string[] {
  const list = /^# For (.*?); /.exec(conf)![1]!;
  return (list.match(/[^,[]+(\[[^\]]*\])?/g) ?? []).flatMap((part) => {
    const [, prefix, ranges] = /^([^[]*)\[(.*)\]$/.exec(part) ?? [];
    if (ranges === undefined) return [part];
    return ranges.split(',').flatMap((range) => {
      const [from, to = from] = range.split('-').map(Number) as [number, number?];
      return [...Array(to! - from + 1).keys()].map((i) => `${prefix}${from + i}`);
    });
  });
}

/** By host, in order: rail, plane and Gb/s of each cable of its NICs, from the cables. */
function cabled({ subject: { fabric }, planes }: Exported): Map<string, string[]> {
  const byHost = new Map<string, string[]>();
  const { lower, upper, gbps, cablePlane, endpoints, endpointCount, vertexIds } = fabric;
  lower.forEach((a, c) => {
    if (!planes.includes(cablePlane[c]!)) return;
    for (const e of [a, upper[c]!].filter((v) => v < endpointCount)) {
      const host = vertexIds[e]!.split('/')[0]!;
      const plane = fabric.planes[cablePlane[c]!]!.id;
      const list = byHost.get(host) ?? [];
      byHost.set(host, list);
      list.push(`r${endpoints[e]!.rail} ${plane} ${gbps[c]! * 1000}`);
    }
  });
  return byHost;
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  isArray: (name) => name === 'pci',
});

describe('settings of NCCL', () => {
  it.each(smallFiles)('of %s have every cable of each host, with rail, plane and speed', (path) => {
    const { topology, fabric } = opened(path);
    const planes = [...(fabric.planeSets[0]?.planes ?? [])];
    const exported = exportedOf(topology, { subject: { fabric }, planes });
    const made = nccl(exported);
    if ('problem' in made) {
      expect(path).toMatch(/multiplane/);
      return;
    }
    const files = filesOf(made);
    const found = new Map<string, string[]>();
    for (const [name, conf] of files) {
      if (!name.endsWith('.conf')) continue;
      const hcas = hcasOf(variables(conf).get('NCCL_IB_HCA')!);
      expect(new Set(hcas.map((hca) => hca.name)).size).toBe(hcas.length);
      const planeOf = new Map(
        [...conf.matchAll(/^# (\d+) is (\S+)$/gm)].map(([, number, id]) => [Number(number), id]),
      );
      for (const { port } of hcas) expect(port).toBe(-1);
      // The same in the sketch of the topology.
      const xml = files.get(name.replace('.conf', '.xml'))!;
      expect(XMLValidator.validate(xml)).toBe(true);
      const nets = parser
        .parse(xml)
        .system.cpu.pci.map((pci: { nic: { net: object } }) => pci.nic.net);
      expect(nets).toHaveLength(hcas.length);
      const list = hcas.map(({ name: hca, rail, plane }, dev) => {
        const { speed } = nets[dev];
        expect(nets[dev]).toEqual({
          name: hca,
          dev: `${dev}`,
          speed,
          port: '1',
          rail: `${rail}`,
          plane: `${plane}`,
        });
        return `r${rail} ${planeOf.get(plane)} ${speed}`;
      });
      for (const host of hostsOf(conf)) {
        expect(found.has(host)).toBe(false);
        found.set(host, list);
      }
    }
    const expected = cabled(exported);
    expect([...found.keys()].sort()).toEqual([...expected.keys()].sort());
    for (const [host, list] of expected) {
      expect([...found.get(host)!].sort()).toEqual(list.sort());
    }
  });

  const confOf = (path: string, name = 'h.conf', more: Partial<Exported> = {}) => {
    const { topology, fabric } = opened(path);
    return filesOf(nccl(exportedOf(topology, { subject: { fabric }, ...more }))).get(name)!;
  };

  it('forbid to cross rails where no switch joins them, and there only', () => {
    const crossing = (path: string) => variables(confOf(path)).get('NCCL_CROSS_NIC');
    expect(crossing('topologies/deepseek-v3-2048.json')).toBe('0');
    expect(crossing('topologies/rail-only-1024.json')).toBe('0');
    expect(crossing('topologies/hpn-1024.json')).toBeUndefined();
    expect(crossing('topologies/superpod-h100-4su.json')).toBeUndefined();
  });

  it('say ports of NICs as devices, in the order of the NICs in the file', () => {
    const first = (conf: string) => variables(conf).get('NCCL_IB_HCA')!.split(',').slice(0, 3);
    expect(first(confOf('topologies/hpn-1024.json'))).toEqual([
      '=mlx5_0::0:0',
      'mlx5_1::0:1',
      'mlx5_2::1:0',
    ]);
    const storage = confOf('topologies/deepseek-v3-2048.json', 'h.conf', { planes: [8] });
    expect(first(storage)).toEqual(['=mlx5_8::0:0']);
    const topology = topologyOf({
      name: 'two-ports',
      switchModels: { SW: { ports: 64, portGbps: 100 } },
      nicModels: { dual: { portGbps: 100, ports: 2 }, NIC: { portGbps: 100 } },
      hosts: {
        h: {
          count: 1,
          nics: { nic: { model: 'dual', count: 4 }, sto: { model: 'NIC', count: 2 } },
        },
      },
      planes: { s: { attach: { nics: ['h/sto'] }, fatTree: { leaf: { model: 'SW' } } } },
    });
    const subject = { fabric: build(topology).fabric };
    const conf = filesOf(nccl(exportedOf(topology, { subject }))).get('h.conf')!;
    expect(first(conf)).toEqual(['=mlx5_8::0:0', 'mlx5_9::1:0']);
  });

  it('differ for hosts that are cabled differently', () => {
    const path = 'test/fixtures/ok/as-built.json';
    expect(hostsOf(confOf(path))).toHaveLength(14);
    expect(hostsOf(confOf(path, 'h-kind2.conf'))).toEqual(['h4', 'h5']);
  });

  it('are those of one kind, whatever its group is called', () => {
    const topology = topologyOf({
      name: 'kind',
      switchModels: { SW: { ports: 64, portGbps: 100 } },
      nicModels: { NIC: { portGbps: 100 } },
      hosts: { 'my-kind': { count: 2, nics: { nic: { model: 'NIC' } } } },
      planes: { a: { attach: { nics: ['my-kind/nic'] }, fatTree: { leaf: { model: 'SW' } } } },
    });
    const made = nccl(exportedOf(topology));
    expect('notes' in made && made.notes!.filter((note) => /differently/.test(note))).toEqual([]);
  });

  it('take labels that NCCL reads, each once in a host, and refuse more than it can tell apart', () => {
    const document = (ports: number, labels: object) => ({
      name: 'labels',
      switchModels: { SW: { ports: 64, portGbps: 100 } },
      nicModels: { NIC: { portGbps: 100, ports } },
      hosts: { h: { count: 1, nics: { nic: { model: 'NIC', count: 4 } } } },
      planes: {
        a: {
          attach: { nics: ['h/nic'], onePlanePer: ports > 1 ? 'port' : 'rail' },
          fatTree: { leaf: { model: 'SW' } },
        },
      },
      labels,
    });
    const made = (ports: number, labels: object) => {
      const topology = topologyOf(document(ports, labels));
      const subject = { fabric: build(topology).fabric };
      return nccl(exportedOf(topology, { subject, namedBy: 'labels' }));
    };
    const labels = { 'h0/nic0': 'ib<0>', 'h0/nic1': 'ib1', 'h0/nic2': 'same', 'h0/nic3': 'same' };
    const conf = filesOf(made(1, labels)).get('h.conf')!;
    expect(hcasOf(variables(conf).get('NCCL_IB_HCA')!).map(({ name }) => name)).toEqual([
      'mlx5_0',
      'ib1',
      'mlx5_2',
      'mlx5_3',
    ]);
    const taken = filesOf(made(1, { 'h0/nic0': 'mlx5_1' })).get('h.conf')!;
    expect(hcasOf(variables(taken).get('NCCL_IB_HCA')!)[0]).toHaveProperty('name', 'mlx5_0');
    const swapped = filesOf(made(1, { 'h0/nic0': 'mlx5_1', 'h0/nic1': 'mlx5_0' })).get('h.conf')!;
    expect(hcasOf(variables(swapped).get('NCCL_IB_HCA')!)[0]).toHaveProperty('name', 'mlx5_1');
    expect(made(9, {})).toEqual({ problem: 'h0 has 36 HCAs, NCCL uses 32 at most' });
  });
});
