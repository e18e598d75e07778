import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { build } from '../../../src/build/build.js';
import { load, validate } from '../../../src/pipeline.js';
import type { TopologyInput } from '../../../src/spec/topology.js';
import { cablesIn, imported, read } from './read.js';

/** What `ibnetdiscover` 2.1 printed of a network in ibsim: 8 hosts, 4 leaves, 2 spines. */
const printed = readFileSync(
  join(import.meta.dirname, '../dumps/radix-4.ibnetdiscover.txt'),
  'utf8',
);

const count = (text: string) => {
  const wiring = read('ibnetdiscover', { 'dump.txt': text });
  expect(wiring.findings).toEqual([]);
  return wiring;
};

describe('what ibnetdiscover prints', () => {
  test('as the tool printed it', () => {
    const wiring = count(printed);
    expect(wiring.links.length).toBe(16);
    const { topology } = imported(wiring);
    expect(topology.planes.net!.switches).toEqual({
      leaf: { model: '4 x 200G', count: 4 },
      spine: { model: '4 x 200G', count: 2 },
    });
    expect(topology.hosts['p0-host']!.count).toBe(8);
    expect(topology.labels!['net/p0/leaf3']).toBe('p0-leaf3');
    expect(cablesIn(topology)).toContain('net/p0/leaf3:0 p0-host6/hca0:0 200');
  });

  test('with -g, -f, idle ports, CRLF and a part that reduces', () => {
    const dressed = printed
      .replace(/^vendid=0x2c9$/gm, '\nChassis 1 (guid 0x2c90000002003)\nSpine 1\nvendid=0x2c9')
      .replace(/^\[(\d)\]\t("[^"]*")\[(\d)\]/gm, '[$1][ext 1$1]\t$2[$3][ext 2$3]')
      .replace(/4xHDR$/gm, '4xHDR s=32 w=2 v=4')
      .replace('Switch\t4 "S-0002c90000002003"', 'Switch\t41 "S-0002c90000002003"')
      .replace(
        /(lid 6 lmc 0\n)/,
        '$1[41]\t"H-00000000000000aa"[1](ab) \t\t# "Mellanox Technologies Aggregation Node" lid 99 4xHDR\n',
      )
      .replaceAll('\n', '\r\n');
    const idle = dressed.replace(/^(Ca.*)$/m, '$1\r\n[2](2c90100000999)');
    const ca =
      '\r\nCa\t1 "H-00000000000000aa"\t\t# "Mellanox Technologies Aggregation Node"\r\n[1](ab) \t"S-0002c90000002003"[41]\t\t# lid 99 lmc 0 "p0-leaf3" lid 6 4xHDR\r\n';
    const wiring = count(idle + ca);
    expect(wiring.links.length).toBe(16);
    expect(wiring.devices.length).toBe(14);
    expect(wiring.devices.find(({ name }) => name === 'p0-leaf3')!.ports).toBe(40);
  });

  test('with -p, a line a port', () => {
    const wiring = count(
      [
        "SW     6  1 0x0002c90000002003 4x NDR - CA    13  1 0x0002c90100000601 ( 'leaf03' - 'node001 mlx5_0' )",
        "SW     6  2 0x0002c90000002003 4x ???                                    'leaf03'",
        "SW     6  3 0x0002c90000002003 4x NDR - SW     1  4 0x0002c90000001000 ( 'leaf03' - 'spine01' )",
        "SW     1  4 0x0002c90000001000 4x NDR - SW     6  3 0x0002c90000002003 ( 'spine01' - 'leaf03' )",
        "CA    13  1 0x0002c90100000601 4x NDR - SW     6  1 0x0002c90000002003 ( 'node001 mlx5_0' - 'leaf03' )",
        '',
      ].join('\n'),
    );
    expect(wiring.devices.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'switch leaf03',
      'nic mlx5_0',
      'switch spine01',
    ]);
    expect(wiring.links.map(({ gbps }) => gbps)).toEqual([400, 400]);
  });

  test('of managed switches, and of devices without names of their own', () => {
    const [sw, nic] = ['S-0000000000000001', 'H-0000000000000009'];
    const wiring = count(
      `sysimgguid=0x1\nSwitch\t64 "${sw}"\t\t# "MF0;leaf01:MQM9700/U1" enhanced port 0 lid 1 lmc 0
[5]\t"${nic}"[1](a) \t\t# "MT4129 ConnectX7   Mellanox Technologies" lid 2 4xNDR

sysimgguid=0x8
Ca\t1 "${nic}"\t\t# "MT4129 ConnectX7   Mellanox Technologies"
[1](a) \t"${sw}"[5]\t\t# lid 2 lmc 0 "MF0;leaf01:MQM9700/U1" lid 1 4xNDR
`,
    );
    const { topology } = imported(wiring);
    expect(topology.switchModels).toHaveProperty('MQM9700.ports', 64);
    expect(topology.labels).toEqual({ host0: '0x8', 'host0/nic0': nic, 'net/p0/leaf0': 'leaf01' });
  });
});

/** A file for each plane: rails of hosts in planes of their own. */
function railPlanes(hosts: readonly string[], rails: number) {
  return Object.fromEntries(
    Array.from({ length: rails }, (_, r) => {
      const lines = hosts.map((host, h) => `${host}:mlx5_${r},rail${r}-leaf1:swp${h + 1},400`);
      const up = [1, 2].map((s) => `rail${r}-leaf1:swp${s + 32},rail${r}-spine${s}:swp1,400`);
      return [`rail${r}.csv`, `a,b,gbps\n${[...lines, ...up].join('\n')}\n`];
    }),
  );
}

describe('names that are not ours', () => {
  test('several planes are joined by their hosts, rails by the names of NICs', () => {
    const wiring = read('csv', railPlanes(['node001', 'node002', 'node010'], 3));
    expect(wiring.findings).toEqual([]);
    const { topology } = imported(wiring);
    expect(topology.hosts).toMatchObject({ node: { count: 3, nics: { mlx: { count: 3 } } } });
    expect(topology.planes.net!.attach).toEqual({ nics: ['node/mlx'], onePlanePer: 'rail' });
    expect(topology.labels).toMatchObject({
      node2: 'node010',
      'node2/mlx1': 'mlx5_1',
      'net/p1/spine0': 'rail1-spine1',
    });
    expect(cablesIn(topology)).toContain('net/p2/leaf0:1 node1/mlx2:0 400');
  });

  test('a host whose NIC is dead keeps its rails, a plane that lost a leaf stays in its set', () => {
    const files = railPlanes(['node001', 'node002', 'node010'], 3);
    files['rail0.csv'] = files['rail0.csv']!.replace(/^node002.*\n/m, '');
    const { topology } = imported(read('csv', files));
    expect(topology.hosts.node!.count).toBe(3);
    expect(cablesIn(topology)).toContain('net/p1/leaf0:1 node1/mlx1:0 400');
  });
});

/** What `validate` says of a topology. */
function verdict(input: TopologyInput): string {
  const report = validate({ file: 'as-built.json', bytes: Buffer.from(JSON.stringify(input)) });
  const errors = report.findings.filter(({ accepted }) => accepted === null);
  return errors.length === 0 ? report.verdict : errors.map(({ message }) => message).join('\n');
}

describe('what is not there', () => {
  test('keeps its number, is off, and that is accepted', () => {
    const lines = [0, 2, 3].flatMap((h) =>
      [0, 1].map((r) => `h${h}/nic${r}:0,compute/p${r}/leaf${h === 3 ? 2 : 0}:${h},400`),
    );
    const up = [0, 1].flatMap((r) =>
      [0, 2].map((l) => `compute/p${r}/leaf${l}:8,compute/p${r}/spine0:${l},400`),
    );
    const wiring = read('csv', { 'x.csv': `a,b,gbps\n${[...lines, ...up].join('\n')}\n` });
    const { input, topology } = imported(wiring);
    expect(input.exceptions).toEqual([
      { off: 'host:h1', reason: 'no cable of it is in the dump' },
      { off: 'switch:compute/p[0-1]/leaf1', reason: 'no cable of it is in the dump' },
    ]);
    expect(input.accepted).toMatchObject([{ at: 'host:h1' }]);
    expect(cablesIn(topology)).toEqual(
      [...lines, ...up]
        .map((l) => {
          const [a, b, g] = l.split(',') as [string, string, string];
          return `${[a, b].sort().join(' ')} ${g}`;
        })
        .sort(),
    );
    expect(verdict(input)).toBe('pass');
  });

  test('one plane of several stands in its set alone', () => {
    const lines = [0, 1].map((h) => `h${h}/nic3:0,compute/p3/leaf0:${h},400`);
    const { input } = imported(read('csv', { 'x.csv': `a,b,gbps\n${lines.join('\n')}\n` }));
    expect(verdict(input)).toBe('pass');
    expect(
      build(load({ file: 'x', bytes: Buffer.from(JSON.stringify(input)) }).topology!).fabric.planes
        .length,
    ).toBe(4);
  });
});
