import { describe, expect, it } from 'vitest';
import type { CompactFabric } from '../../src/fabric/compact.js';
import { hopsFrom } from '../../src/measure/distance.js';
import { shortestPath } from '../../src/measure/shortest-path.js';
import { randomDamage } from '../measure/damage.js';
import { openWorld, smallWorlds } from '../worlds.js';

/** Breadth-first search over the typed arrays; endpoints on the way pass nothing on. */
function naiveHops(fabric: CompactFabric, capacity: Float64Array, from: number): Int32Array {
  const hops = new Int32Array(fabric.vertexCount).fill(-1);
  hops[from] = 0;
  const queue = [from];
  for (const v of queue) {
    if (v < fabric.endpointCount && v !== from) continue;
    for (let i = fabric.offsets[v]!; i < fabric.offsets[v + 1]!; i++) {
      const w = fabric.neighbours[i]!;
      if (hops[w] !== -1 || capacity[fabric.incident[i]!] === 0) continue;
      hops[w] = hops[v]! + 1;
      queue.push(w);
    }
  }
  return hops;
}

describe('the two vocabularies agree', () => {
  const worlds = [...smallWorlds()].filter((_, i) => i % 3 === 0);

  it.each([
    ['healthy', (fabric: CompactFabric) => fabric.gbps],
    ['damaged', (fabric: CompactFabric, i: number) => randomDamage(fabric, i)],
  ] as const)('on shortest paths, %s', (kind, capacityOf) => {
    let [some, none] = [0, 0];
    for (const [i, { name, document }] of worlds.entries()) {
      const { graph, subject } = openWorld(document);
      const { fabric } = subject;
      const capacity = capacityOf(fabric, i);
      const from = i % fabric.endpointCount;
      const hops = naiveHops(fabric, capacity, from);
      const byPlane = fabric.planes.map((_, p) => hopsFrom(fabric, capacity, p, from));
      for (let to = 0; to < fabric.endpointCount; to++) {
        if (to === from) continue;
        const [a, b] = [fabric.vertexIds[from]!, fabric.vertexIds[to]!];
        const paths = fabric.planes.flatMap(
          (_, p) => shortestPath(graph, fabric, capacity, p, [a, b]) ?? [],
        );
        const [path] = paths.sort((one, other) => one.hops - other.hops);
        expect(path?.hops ?? -1, `${name}: ${a} to ${b}`).toBe(hops[to]);
        const inPlanes = byPlane.map((list) => list[to]!).filter((n) => n >= 0);
        expect(inPlanes.length > 0 ? Math.min(...inPlanes) : -1, name).toBe(hops[to]);
        if (path) some++;
        else none++;
        if (path) expectPath(fabric, capacity, path.vertices, [a, b]);
      }
    }
    expect(some).toBeGreaterThan(500);
    // Rail-planes have pairs without a path; damage adds to them.
    expect(none, kind).toBeGreaterThan(100);
  });
});

/** Consecutive vertices are joined by a cable in use, and only the ends are endpoints. */
function expectPath(
  fabric: CompactFabric,
  capacity: Float64Array,
  vertices: readonly string[],
  ends: readonly [string, string],
): void {
  expect([vertices[0], vertices.at(-1)]).toEqual(ends);
  const indices = vertices.map((id) => fabric.indexOfVertex.get(id)!);
  for (let i = 1; i < indices.length; i++) {
    const [v, w] = [indices[i - 1]!, indices[i]!];
    if (i > 1) expect(v).toBeGreaterThanOrEqual(fabric.endpointCount);
    const cables = [...fabric.incident.subarray(fabric.offsets[v], fabric.offsets[v + 1])];
    const joined = cables.some(
      (c) => capacity[c]! > 0 && (fabric.lower[c] === w || fabric.upper[c] === w),
    );
    expect(joined).toBe(true);
  }
}
