import { describe, expect, it } from 'vitest';
import { dot } from '../../src/exchange/export/dot.js';
import { UnionFind } from '../../src/std/union-find.js';
import { tool } from '../tool.js';
import { builtOf, exportedOf, textOf, topologyAt } from './exported.js';

const names = ['as-built', 'cube-joined', 'dragonfly', 'listed-cables', 'names', 'port-planes'];

const drawn = names.map((name) => {
  const topology = topologyAt(`test/fixtures/ok/${name}.json`);
  const { fabric } = builtOf(topology);
  const text = textOf(dot(exportedOf(topology, { subject: { fabric } })));
  return { name: topology.name, fabric, text };
});

describe('DOT', () => {
  it('is what Graphviz counts: machines, cables, parts', () => {
    const seen = tool('gc', ['-n', '-e', '-c'], drawn.map(({ text }) => text).join(''));
    const lines = seen.trimEnd().split('\n');
    const ours = drawn.map(({ name, fabric }) => {
      const { endpointCount, vertexCount, hostOf, hostIds, lower, upper, cableCount } = fabric;
      const machine = (v: number) =>
        v < endpointCount ? hostOf[v]! : hostIds.length + v - endpointCount;
      const parts = new UnionFind(hostIds.length + vertexCount - endpointCount);
      for (let c = 0; c < cableCount; c++) parts.union(machine(lower[c]!), machine(upper[c]!));
      const roots = parts.representatives();
      return `${roots.length} ${cableCount} ${new Set(roots).size} ${name}`;
    });
    const counted = lines.map((line) => line.trim().split(/\s+/).slice(0, 4).join(' '));
    // The last line sums all graphs up.
    expect(counted.slice(0, -1)).toEqual(ours);
  });

  it('says which ports are joined, as PTM compares them with LLDP', () => {
    const { text } = drawn.find(({ name }) => name === 'listed-cables')!;
    expect(text).toContain(
      '"bmc0":"nic0" -- "mgmt-p0-sw1":"swp2s2" [plane="mgmt/p0", gbps="25", rail="0"];',
    );
    // gvpr sees the ports, where PTM asks for them, too.
    const program = 'E { print($.tail.name, ":", $.tailport, " ", $.head.name, ":", $.headport) }';
    expect(tool('gvpr', [program], text).split('\n').slice(2, 5)).toEqual([
      'h2:nic0 mgmt-p0-sw1:swp1s0',
      'bmc0:nic0 mgmt-p0-sw1:swp2s2',
      'bmc1:nic0 mgmt-p0-sw1:swp2s3',
    ]);
  });

  it('has the switch of another plane, if a cable of the plane leads there', () => {
    const topology = topologyAt('test/fixtures/ok/as-built.json');
    const extra = ['compute/p0/leaf1:13', 'compute/p1/leaf2:13'] as const;
    const joined = { ...topology, exceptions: [...topology.exceptions, { extra }] };
    const { fabric } = builtOf(joined);
    const planes = fabric.planes.flatMap(({ cables }, p) =>
      cables.some((c) => fabric.cableId(c).includes('leaf1:13--')) ? [p] : [],
    );
    expect(planes).toHaveLength(1);
    const text = textOf(dot(exportedOf(joined, { subject: { fabric }, planes })));
    const counts = tool('gc', ['-n', '-e'], text).trim().split(/\s+/).map(Number);
    const { cables, switches } = fabric.planes[planes[0]!]!;
    expect(counts.slice(0, 2)).toEqual([16 + switches.length + 1, cables.length]);
    const other = planes[0] === 0 ? 'compute-p1-leaf2' : 'compute-p0-leaf1';
    expect(text).toContain(`  "${other}" [function="leaf"`);
  });
});
