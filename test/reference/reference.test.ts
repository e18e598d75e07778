import { describe, expect, it } from 'vitest';
import type { Document } from './document.js';
import { designOf, expand } from './expand.js';
import { sample } from './samples.js';
import { between, line, lines, small } from './small.js';

const x4 = { model: 'x4' };
const x8 = { model: 'x8' };
const h = { nics: ['h/nic'] };

const endpoints = (document: Document) =>
  lines(document)
    .filter((text) => text.startsWith('h'))
    .map((text) => text.replace('net/', '').replace(' 100', ''));

describe('attach', () => {
  it('dual-ToR: leaf = u·L + c, leaf port = v·k + i', () => {
    const cables = new Set(expand(sample('dual-tor')).map(line));
    const ids = (Array.from({ length: 31 }, (_, host) => host) as number[]).flatMap((host) =>
      Array.from({ length: 16 }, (_, n) => [host, n >> 1, n & 1] as const),
    );
    for (const [host, nic, port] of ids) {
      const slot = host < 15 ? host : host + 1;
      const leaf = Math.floor(slot / 16) * 8 + Math.floor(nic / 2) * 2 + port;
      const leafPort = (slot % 16) * 2 + (nic % 2);
      expect(cables).toContain(
        `h${host}/nic${nic}:${port}--compute/p0/leaf${leaf}:${leafPort} 200`,
      );
    }
  });

  it('without keys all ports of a host are on one leaf, in order', () => {
    const net = { attach: h, fatTree: { leaf: x8 } };
    expect(endpoints(small({ hosts: 2, nics: 2, ports: 2, ...net }))).toEqual([
      'h0/nic0:0--p0/leaf0:0',
      'h0/nic0:1--p0/leaf0:1',
      'h0/nic1:0--p0/leaf0:2',
      'h0/nic1:1--p0/leaf0:3',
      'h1/nic0:0--p0/leaf0:4',
      'h1/nic0:1--p0/leaf0:5',
      'h1/nic1:0--p0/leaf0:6',
      'h1/nic1:1--p0/leaf0:7',
    ]);
  });

  it('planes by rail and port count ports fastest', () => {
    const net = { attach: { ...h, onePlanePer: 'rail+port' }, fatTree: { leaf: x8 } };
    expect(endpoints(small({ hosts: 1, nics: 2, ports: 2, ...net }))).toEqual([
      'h0/nic0:0--p0/leaf0:0',
      'h0/nic0:1--p1/leaf0:0',
      'h0/nic1:0--p2/leaf0:0',
      'h0/nic1:1--p3/leaf0:0',
    ]);
  });

  it('groups of other shapes leave ports free; pinned slots come first, free ones are skipped', () => {
    const base = small({
      hosts: 2,
      nics: 2,
      attach: {
        nics: ['h/nic', 'g/nic', 'k/nic'],
        oneLeafPer: 'rail',
        hostsPerUnit: 2,
        emptySlots: ['1-3/2'],
        slots: { 'g/nic': [4, '6-9'] },
      },
      fatTree: { leaf: x8 },
    });
    const one = { nic: { model: 'card' } };
    const hosts = { ...base.hosts, g: { count: 2, nics: one }, k: { count: 2, nics: one } };
    // Free slots: 0 and 2 for h, then 5 and 10 for k (7 to 9 stay free for g). L = 2, k = 1.
    expect(lines({ ...base, hosts }).map((text) => text.replace(' 100', ''))).toEqual([
      'h0/nic0:0--net/p0/leaf0:0',
      'h0/nic1:0--net/p0/leaf1:0',
      'h1/nic0:0--net/p0/leaf2:0',
      'h1/nic1:0--net/p0/leaf3:0',
      'g0/nic0:0--net/p0/leaf4:0',
      'g1/nic0:0--net/p0/leaf6:0',
      'k0/nic0:0--net/p0/leaf4:1',
      'k1/nic0:0--net/p0/leaf10:0',
    ]);
  });

  it('slower NICs split the ports of a leaf, faster uplink ports are numbered on', () => {
    const net = {
      attach: h,
      fatTree: { leaf: { model: 'up' }, spine: { model: 'fast', count: 2 } },
    };
    // 4 ports in 8 halves at 50; up = min(8 · 50 ÷ 400, 2) = 1 would be dealt: 16 hosts, 2 leaves.
    expect(() => expand(small({ hosts: 16, nicGbps: 50, ...net }))).toThrow('divide');
    const leaf = { model: 'up', upGbps: 200 };
    const tree = { leaf, spine: { model: 'fast', count: 2 } };
    const cables = lines(small({ hosts: 16, nicGbps: 50, attach: h, fatTree: tree }));
    expect(cables[13]).toBe('h13/nic0:0--net/p0/leaf1:2.1 50');
    // up = 400 ÷ 200 = 2, both in port 4; spines at 400 are split too.
    expect(cables.slice(16)).toEqual([
      'net/p0/leaf0:4.0--net/p0/spine0:0.0 200',
      'net/p0/leaf0:4.1--net/p0/spine1:0.0 200',
      'net/p0/leaf1:4.0--net/p0/spine0:0.1 200',
      'net/p0/leaf1:4.1--net/p0/spine1:0.1 200',
    ]);
  });
});

describe('fatTree', () => {
  it('24 leaves with 32 uplinks on 64 ports give 16 spines, not 12', () => {
    const { family } = designOf(sample('superpod-h100-3su'), 'compute');
    expect(family!.counts).toEqual({ leaf: 24, spine: 16 });
    expect(() => expand(sample('refused/3su-12-spines'))).toThrow();
  });

  it('dealing: uplink j of child i goes to parent (i·up + j) mod w', () => {
    const leaf = { model: 'x8', up: 3, count: 3 };
    const fatTree = { leaf, spine: { model: 'x8', count: 2 }, uneven: 'deal' } as const;
    // down = 8 − 3 = 5, so uplinks start at port 5.
    expect(between(small({ attach: h, fatTree }))).toEqual([
      'leaf0:5--spine0:0',
      'leaf0:6--spine1:0',
      'leaf0:7--spine0:1',
      'leaf1:5--spine1:1',
      'leaf1:6--spine0:2',
      'leaf1:7--spine1:2',
      'leaf2:5--spine0:3',
      'leaf2:6--spine1:3',
      'leaf2:7--spine0:4',
    ]);
  });

  it('dealing: pairs differ by at most one cable, and so do parents', () => {
    for (const [leaves, up, spines] of [
      [5, 3, 4],
      [7, 5, 3],
      [4, 7, 5],
      [6, 2, 5],
    ] as const) {
      const leaf = { model: 'x64', up, count: leaves };
      const spine = { model: 'x64', count: spines };
      const pairs = new Array(leaves * spines).fill(0);
      const parents = new Array(spines).fill(0);
      for (const text of between(small({ attach: h, fatTree: { leaf, spine, uneven: 'deal' } }))) {
        const [, l, s, port] = /^leaf(\d+):\d+--spine(\d+):(\d+)$/.exec(text)!.map(Number);
        expect(port).toBe(parents[s!]++);
        pairs[l! * spines + s!]++;
      }
      expect(Math.max(...pairs) - Math.min(...pairs)).toBe(1);
      expect(Math.max(...parents) - Math.min(...parents)).toBeLessThanOrEqual(1);
    }
  });

  it('three tiers of four ports: 16 hosts, 4 pods, 4 cores', () => {
    const fatTree = { leaf: x4, spine: x4, core: x4, pod: { units: 2 } };
    const eight = Array.from({ length: 8 }, (_, n) => n);
    expect(between(small({ hosts: 16, attach: h, fatTree }))).toEqual([
      ...eight.flatMap((l) =>
        [0, 1].map((j) => `leaf${l}:${2 + j}--spine${(l >> 1) * 2 + j}:${l & 1}`),
      ),
      ...eight.flatMap((s) =>
        [0, 1].map((j) => `spine${s}:${2 + j}--core${(s & 1) * 2 + j}:${s >> 1}`),
      ),
    ]);
  });

  it('spine to core is dealt by pod', () => {
    const core = { model: 'x8', count: 6 };
    const spine = { model: 'x8', down: 2, up: 2 };
    const pod = { units: 2 };
    const fatTree = { leaf: x4, spine, core, pod, uneven: 'deal' } as const;
    const cables = between(small({ hosts: 12, attach: h, fatTree }));
    // 3 pods of w₂ = 2 spines, w₃ = 6 ÷ 2 = 3: spine x of pod q to core 3x + (2q + j) mod 3.
    expect(cables.filter((text) => text.startsWith('spine'))).toEqual([
      'spine0:2--core0:0',
      'spine0:3--core1:0',
      'spine1:2--core3:0',
      'spine1:3--core4:0',
      'spine2:2--core2:0',
      'spine2:3--core0:1',
      'spine3:2--core5:0',
      'spine3:3--core3:1',
      'spine4:2--core1:1',
      'spine4:3--core2:1',
      'spine5:2--core4:1',
      'spine5:3--core5:1',
    ]);
  });

  it.each([
    // Leaf l of two rails: unit l ÷ 2, column l mod 2.
    [{ rails: 1 }, 2, [0, 1, 0, 1, 0, 1, 0, 1]],
    [{ units: 2, rails: 1 }, 2, [0, 1, 0, 1, 2, 3, 2, 3]],
    [{ units: 2 }, 2, [0, 0, 0, 0, 1, 1, 1, 1]],
    [{}, 2, [0, 0, 0, 0, 0, 0, 0, 0]],
    [{ units: 1, rails: 2 }, 4, [0, 0, 1, 1, 2, 2, 3, 3]],
  ])('pods %j of %i rails', (pod, nics, pods) => {
    const attach = { ...h, oneLeafPer: 'rail', hostsPerUnit: 1 };
    const spine = { model: 'x64', up: 1 };
    const leaf = { model: 'x8', up: 1 };
    const fatTree = { leaf, spine, core: x8, pod };
    const cables = between(small({ hosts: (4 * 2) / nics, nics, attach, fatTree }));
    // One uplink and so one spine per pod.
    const found = cables.flatMap((text) => /^leaf\d+:1--spine(\d+)/.exec(text)?.[1] ?? []);
    expect(found.map(Number)).toEqual(pods);
  });

  it('rails of one leaf and ports apart: the rail group is that of the column', () => {
    const attach = { ...h, oneLeafPer: 'rail+port', railsPerLeaf: 2, hostsPerUnit: 1 };
    const leaf = { model: 'x8', up: 1 };
    const fatTree = { leaf, spine: { model: 'x8', up: 1 }, core: x8, pod: { rails: 2 } };
    const cables = between(small({ hosts: 1, nics: 4, ports: 2, attach, fatTree }));
    // Columns 0, 1: rails 0 and 1 by their two ports; columns 2, 3: rails 2 and 3.
    expect(cables.slice(0, 4)).toEqual([
      'leaf0:2--spine0:0',
      'leaf1:2--spine0:1',
      'leaf2:2--spine1:0',
      'leaf3:2--spine1:1',
    ]);
  });

  it('growing on pinned slots only adds cables', () => {
    const document = sample('grow-to-256');
    const { h: group } = document.hosts!;
    const grown = { ...document, hosts: { h: { ...group!, count: 256 } } };
    const after = new Set(expand(grown).map(line));
    expect(after.size).toBe(2048 + 64 * 16);
    expect(
      expand(document)
        .map(line)
        .filter((cable) => !after.has(cable)),
    ).toEqual([]);
  });

  it('defaults written out change nothing', () => {
    const document = sample('superpod-h100-16su');
    const { compute } = document.planes;
    const tier = { model: 'QM9700', upReserved: 0 };
    const fatTree = {
      leaf: { ...tier, count: 128, down: 32, up: 32, upGbps: 400 },
      spine: { ...tier, count: 128, down: 32, up: 32, upGbps: 400 },
      core: { ...tier, count: 64, down: 64 },
      pod: { units: 16, rails: 1 },
    };
    const attach = { ...compute!.attach!, hostsPerUnit: 32, railsPerLeaf: 1, emptySlots: [] };
    const written = { ...document, planes: { compute: { attach, fatTree } } };
    expect(expand(written)).toEqual(expand(document));
  });
});
