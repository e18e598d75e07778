import { describe, expect, test } from 'vitest';
import { build } from '../../../src/build/build.js';
import { dashed } from '../../../src/exchange/names.js';
import { interfaceName, swpName } from '../../../src/exchange/ports.js';
import type { CompactFabric } from '../../../src/fabric/compact.js';
import { load } from '../../../src/pipeline.js';
import { cablesIn, cablesOf, imported, read } from './read.js';

const topology = (document: object) =>
  load({ file: 'x.json', bytes: Buffer.from(JSON.stringify(document)) }).topology!;

const pod = topology({
  name: 'pod',
  switchModels: { SW8: { ports: 8, portGbps: 400, splits: [2] } },
  nicModels: { NIC: { ports: 2, portGbps: 200 } },
  hosts: { h: { count: 8, nics: { nic: { model: 'NIC', count: 2 } } } },
  planes: {
    compute: {
      attach: { nics: ['h/nic'], onePlanePer: 'port' },
      fatTree: { leaf: { model: 'SW8' }, spine: { model: 'SW8' } },
    },
  },
});

/** What each switch would hear of its neighbours, in either form of lldpctl. */
function heard(fabric: CompactFabric, json0: boolean): Record<string, string> {
  const { lower, lowerPort, lowerSub, upper, upperPort, upperSub, endpointCount } = fabric;
  const end = (v: number, port: number, sub: number) => {
    const id = fabric.vertexIds[v]!;
    if (v >= endpointCount) return { machine: dashed(id), port: swpName({ port, sub }) };
    const [machine, nic] = id.split('/') as [string, string];
    return { machine, port: interfaceName(nic, port, 2) };
  };
  const files = new Map<string, object[]>();
  const hear = (at: ReturnType<typeof end>, other: ReturnType<typeof end>, gbps: number) => {
    const speed = `${gbps}GbaseCR4 - fiber`;
    const id = { type: 'ifname', value: other.port };
    const one = json0
      ? {
          name: at.port,
          via: 'LLDP',
          chassis: [{ id: [{ type: 'mac', value: '00:11' }], name: [{ value: other.machine }] }],
          port: [{ id: [id], 'auto-negotiation': [{ current: [{ value: speed }] }] }],
        }
      : {
          [at.port]: {
            via: 'LLDP',
            chassis: { [`${other.machine}.example.org`]: { id: { type: 'mac', value: '00:11' } } },
            port: { id, descr: 'to the other end', 'auto-negotiation': { current: speed } },
          },
        };
    files.set(at.machine, [...(files.get(at.machine) ?? []), one]);
  };
  for (let c = 0; c < fabric.cableCount; c++) {
    const a = end(lower[c]!, lowerPort[c]!, lowerSub[c]!);
    const b = end(upper[c]!, upperPort[c]!, upperSub[c]!);
    hear(b, a, fabric.gbps[c]!);
    // Hosts tell nothing, but switches do.
    if (lower[c]! >= endpointCount) hear(a, b, fabric.gbps[c]!);
  }
  return Object.fromEntries(
    [...files].map(([machine, all]) => [
      `dumps/${machine}.json`,
      JSON.stringify({ lldp: json0 ? [{ interface: all }] : { interface: all } }, null, 1),
    ]),
  );
}

describe('lldpctl', () => {
  const { fabric } = build(pod);

  test.each([
    ['json0', true],
    ['json', false],
  ] as const)('%s of all switches', (_, json0) => {
    const wiring = read('lldp', heard(fabric, json0));
    expect(wiring.findings).toEqual([]);
    expect(cablesIn(imported(wiring).topology)).toEqual(cablesOf(fabric, false));
  });

  test('a switch that does not hear what another one hears', () => {
    const files = heard(fabric, true);
    const spine = 'dumps/compute-p1-spine0.json';
    files[spine] = files[spine]!.replace(/"compute-p1-leaf0"/, '"compute-p1-leaf1"');
    const codes = read('lldp', files).findings.map(({ code }) => code);
    expect(codes).toEqual(['wiring-disagree']);
  });

  test.each([
    ['json', (name: string, of: string) => `{"${name}": {${of}}}`],
    ['json0', (name: string, of: string) => `{"name": "${name}", ${of}}`],
  ])('%s: lines are those of interfaces, whoever is called alike', (_, item) => {
    const neighbour = (machine: string, port: string) =>
      `"chassis": {"${machine}": {}},\n "port": {"id": {"type": "ifname", "value": "${port}"}}`;
    const list = [
      item('swp1', neighbour('spine1', 'swp2')),
      item('\\u0073wp2', neighbour('spine2', 'swp3')),
      item('swp3', neighbour('spine3', 'swp1')),
    ].join(',\n');
    // Of a key that stands there twice the last counts.
    const text = `{"lldp": {"interface": [{"swp7": {}}]},\n "lldp": {"interface": [\n${list}\n]}}`;
    expect(JSON.parse(text).lldp.interface.length).toBe(3);
    const { links } = read('lldp', { 'leaf1.json': text });
    expect(links.map(({ a, source }) => [a.text, source.line])).toEqual([
      ['swp1', 3],
      ['swp2', 5],
      ['swp3', 7],
    ]);
  });

  test('names with escapes are not looked for, which took a time for each', () => {
    const one = (_: unknown, i: number) =>
      `{"\\u0073wp${i}": {"chassis": {"s${i}": {}}, "port": {"id": {"value": "swp1"}}}}`;
    const list = Array.from({ length: 4000 }, one).join(',\n');
    const { links } = read('lldp', { 'leaf1.json': `{"lldp":{"interface":[\n${list}\n]}}` });
    expect(links.map(({ source }) => source.line)).toEqual(links.map((_, i) => i + 2));
  });

  test('the port by which a switch is managed is in another network', () => {
    const file = (port: string, machine: string, remote: string) => ({
      name: port,
      chassis: [{ name: [{ value: machine }] }],
      port: [{ id: [{ type: 'mac', value: '00:11' }], descr: [{ value: remote }] }],
    });
    const interfaces = [file('swp1', 'web01', 'eth2'), file('eth0', 'oob-switch', 'swp9')];
    const wiring = read('lldp', {
      'leaf01.json': JSON.stringify({ lldp: [{ interface: interfaces }] }),
    });
    expect(wiring.links.length).toBe(1);
    expect(wiring.devices.map(({ host, name }) => [host, name])).toEqual([
      [null, 'leaf01'],
      ['web01', 'eth2'],
    ]);
  });
});

test('a cable sheet with the columns of InfiniBand', () => {
  const sheet = [
    'Rack,U,Name,HCA/Port,Rack,U,Name,Port',
    'A1,1,node-01,1,A9,40,leaf-1,1/1',
    'A1,1,node-01,2,A9,41,leaf-2,1/1',
    'A1,2,node-02,1,A9,40,leaf-1,1/2',
    'A1,2,node-02,2,A9,41,leaf-2,1/2',
    'A9,40,leaf-1,32,A9,42,spine-1,1',
    'A9,41,leaf-2,32,A9,42,spine-1,2',
  ];
  const wiring = read('p2p', { 'sheet.csv': sheet.join('\r\n') });
  const { topology } = imported(wiring, 200);
  expect(topology.labels).toMatchObject({ node1: 'node-02', 'node1/mlx1': 'mlx5_1' });
  expect(cablesIn(topology)).toContain('net/p0/leaf1:0.1 node1/mlx1:0 200');
});

test('DOT: machines in quotes may be called like words of the language', () => {
  const { devices, findings } = read('dot', {
    'topology.dot': `graph { node [shape=box]
  "edge" [function="leaf"]
  "node" [function="server"]
  "edge":"e1" -- "node":"e1"
}`,
  });
  expect(findings).toEqual([]);
  expect(devices.map(({ kind, name, host }) => [kind, host ?? name])).toEqual([
    ['switch', 'edge'],
    ['nic', 'node'],
  ]);
});

test('DOT: behind a statement that is too long others may go on in the next line', () => {
  const long = `"h1":"eth0" [x="${'x'.repeat(100_000)}",`;
  const wiring = read('dot', { x: `graph {\n${long}\n"leaf0":"swp1" --\n"h0":"eth0"\n}\n` });
  expect(wiring.findings.map(({ code }) => code)).toEqual(['wiring-line']);
  expect(wiring.links.length).toBe(1);
});

test('DOT as Air writes it, with comments, chains and statements over several lines', () => {
  const wiring = read('dot', {
    'topology.dot': `strict graph "site" { /* drawn by hand
    and mended */ node [shape=box]; hostnametype="hostname"
  "agg1" [function="leaf"
          os="cumulus-vx-5.16.1" cpu="2"]
  "server-1" [function="server"]   // rack 3
  "server-1":"eth1" --
    "agg1":"eth1" [LLDP="match_type=portdescr", gbps=100]
  "agg1":"eth49" -- "agg2":"eth49" # both are switches by their names
}
`,
  });
  expect(wiring.findings).toEqual([]);
  expect(wiring.links.map(({ gbps }) => gbps)).toEqual([100, null]);
  expect(wiring.devices.filter(({ kind }) => kind === 'switch').length).toBe(2);
});
