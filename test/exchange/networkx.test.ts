import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { exporters } from '../../src/exchange/export/registry.js';
import { flowBetween } from '../../src/flow/between.js';
import { hopsFrom } from '../../src/measure/distance.js';
import { UnionFind } from '../../src/std/union-find.js';
import { tool } from '../tool.js';
import { builtOf, exportedOf, textOf, topologyAt } from './exported.js';

const folder = mkdtempSync(join(tmpdir(), 'planewright-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Planes of all families; where NICs have one cable each, paths through a NIC do not matter. */
const planes = [
  ['as-built', 0],
  ['as-built', 1],
  ['cube', 0],
  ['dragonfly', 0],
  ['listed-cables', 0],
  ['names', 0],
  ['port-planes', 3],
  ['slim-fly', 1],
  ['three-tiers', 0],
  ['uneven', 0],
] as const;

interface Seen {
  readonly directed: boolean;
  readonly nodes: number;
  readonly edges: number;
  readonly components: number;
  readonly distances: readonly number[];
  readonly flow: number;
  readonly node: Readonly<Record<string, unknown>>;
  readonly ids: readonly string[];
}

const asked = planes.flatMap(([name, plane]) => {
  const topology = topologyAt(`test/fixtures/ok/${name}.json`);
  const { fabric } = builtOf(topology);
  const { vertexIds, endpointCount, offsets, gbps, lower, upper, cableId } = fabric;
  const { cables, switches, endpoints } = fabric.planes[plane]!;
  const reached = [...endpoints].filter((e) => offsets[e + 1]! > offsets[e]!);
  const parts = new UnionFind(fabric.vertexCount);
  const vertices = new Set([...switches, ...endpoints]);
  for (const c of cables) {
    parts.union(lower[c]!, upper[c]!);
    vertices.add(lower[c]!).add(upper[c]!);
  }
  const components = new Set([...vertices].map((v) => parts.find(v))).size;
  const [first] = reached;
  const hops = hopsFrom(fabric, gbps, plane, first!);
  const others = reached.filter((e) => hops[e]! > 0);
  const half = reached.length >> 1;
  const halves = [reached.slice(0, half), reached.slice(half)];
  const [a, b] = halves.map((list) => Int32Array.from(list));
  return (['graphml', 'gexf'] as const).map((format) => {
    const made = exporters[format](exportedOf(topology, { subject: { fabric }, planes: [plane] }));
    const file = join(folder, `${name}-${plane}.${format}`);
    writeFileSync(file, textOf(made));
    return {
      title: `${name} p${plane} as ${format}`,
      endpoint: fabric.endpoints[first!]!,
      endpointId: first! < endpointCount ? vertexIds[first!]! : '',
      question: {
        file,
        pairs: others.map((e) => [vertexIds[first!]!, vertexIds[e]!]),
        halves: halves.map((list) => list.map((e) => vertexIds[e]!)),
      },
      ours: {
        directed: false,
        nodes: vertices.size,
        edges: cables.length,
        components,
        distances: others.map((e) => hops[e]!),
        flow: flowBetween(fabric, gbps, plane, { a: a!, b: b! }).value,
        ids: Array.from(cables, (c) => cableId(c)).sort(),
      },
    };
  });
});

describe('NetworkX reads', () => {
  const script = join(import.meta.dirname, 'read-graphs.py');
  const questions = JSON.stringify(asked.map(({ question }) => question));
  const seen = JSON.parse(tool('/usr/bin/python3', [script], questions)) as Seen[];

  it.each(asked.map((one, i) => ({ ...one, seen: seen[i]! })))('$title', ({ seen, ...one }) => {
    const { node, ...measured } = seen;
    expect(measured).toEqual(one.ours);
    const { host, rail, model } = one.endpoint;
    expect(node).toMatchObject({ kind: 'nic', host, rail, model });
  });
});
