import { describe, expect, test } from 'vitest';
import type { LabelledGraph, Permutation } from '../../src/flow/symmetry/labelled-graph.js';
import { Orbits } from '../../src/flow/symmetry/orbits.js';
import { symmetriesOf } from '../../src/flow/symmetry/symmetries.js';
import { lehmer } from '../small-fabrics.js';

type Edge = readonly [a: number, b: number, label?: number];

/** A graph from its edges; all vertices have one colour unless they are given. */
function graphOf(
  count: number,
  edges: readonly Edge[],
  colours?: readonly number[],
): LabelledGraph {
  const arcs = edges.flatMap(([a, b, label = 0]) => [
    [a, b, label],
    [b, a, label],
  ]) as [number, number, number][];
  arcs.sort((x, y) => x[0] - y[0] || x[1] - y[1]);
  const at = new Map(arcs.map(([a, b], i) => [a * count + b, i]));
  return {
    count,
    offsets: Int32Array.from({ length: count + 1 }, (_, v) => arcs.filter(([a]) => a < v).length),
    heads: Int32Array.from(arcs, ([, b]) => b),
    labels: Int32Array.from(arcs, ([, , label]) => label),
    reverse: Int32Array.from(arcs, ([a, b]) => at.get(b * count + a)!),
    colours: Int32Array.from({ length: count }, (_, v) => colours?.[v] ?? 0),
  };
}

/** Whether a permutation keeps colours and every pair of vertices, taken literally. */
function isSymmetry(graph: LabelledGraph, image: readonly number[]): boolean {
  const label = (v: number, w: number) => {
    for (let i = graph.offsets[v]!; i < graph.offsets[v + 1]!; i++) {
      if (graph.heads[i] === w) return graph.labels[i];
    }
    return -1;
  };
  return image.every(
    (v, i) =>
      graph.colours[i] === graph.colours[v] && image.every((w, j) => label(i, j) === label(v, w)),
  );
}

/** By vertex: the first that some symmetry takes to it, by trying all permutations. */
function bruteOrbits(graph: LabelledGraph): number[] {
  const orbit = Array.from({ length: graph.count }, (_, v) => v);
  const image: number[] = [];
  const place = (): void => {
    if (image.length === graph.count) {
      if (!isSymmetry(graph, image)) return;
      image.forEach((to, from) => {
        const [low, high] = [orbit[from]!, orbit[to]!].sort((a, b) => a - b) as [number, number];
        orbit.forEach((o, v) => {
          if (o === high) orbit[v] = low;
        });
      });
      return;
    }
    for (let v = 0; v < graph.count; v++) {
      if (image.includes(v)) continue;
      image.push(v);
      place();
      image.pop();
    }
  };
  place();
  return orbit;
}

const imageOf = (count: number, { from, to }: Permutation): number[] => {
  const image = Array.from({ length: count }, (_, v) => v);
  from.forEach((v, i) => {
    image[v] = to[i]!;
  });
  return image;
};

describe('symmetries of a labelled graph', () => {
  test('are symmetries, and join no vertices that none maps onto each other', () => {
    const random = lehmer(11);
    let [complete, found] = [0, 0];
    for (let trial = 0; trial < 60; trial++) {
      const count = 3 + random(4);
      const edges: Edge[] = [];
      for (let a = 0; a < count; a++) {
        for (let b = a + 1; b < count; b++) if (random(2) === 0) edges.push([a, b, random(5) >> 2]);
      }
      const graph = graphOf(count, edges);
      const orbits = symmetriesOf(graph);
      for (const one of orbits.generators)
        expect(isSymmetry(graph, imageOf(count, one))).toBe(true);
      found += orbits.generators.length;
      const truth = bruteOrbits(graph);
      orbits.vertexOrbits().forEach((orbit, v) => {
        expect(truth[orbit]).toBe(truth[v]);
      });
      if (truth.every((o, v) => o === orbits.vertexOrbits()[v])) complete++;
    }
    expect(found).toBeGreaterThan(50);
    expect(complete).toBe(60);
  });

  const ring = (n: number): Edge[] => Array.from({ length: n }, (_, v) => [v, (v + 1) % n]);
  /** Pods × positions: a switch by pod and position, one core group by position, one leaf by pod. */
  const pods = (p: number, j: number): Edge[] =>
    Array.from({ length: p * j }, (_, v): Edge[] => [
      [v, p * j + (v % j)],
      [v, p * j + j + Math.floor(v / j)],
    ]).flat();

  test.each([
    ['a ring of 12', 12, ring(12), 1],
    [
      'the graph of J. Petersen',
      10,
      [
        ...ring(5),
        ...[0, 1, 2, 3, 4].flatMap((v): Edge[] => [
          [v, v + 5],
          [v + 5, ((v + 2) % 5) + 5],
        ]),
      ],
      1,
    ],
    [
      'a cube',
      8,
      [0, 1, 2, 3, 4, 5, 6, 7].flatMap((v) =>
        [1, 2, 4].filter((b) => !(v & b)).map((b): Edge => [v, v | b]),
      ),
      1,
    ],
    ['pods of a fat-tree', 5 * 4 + 4 + 5, pods(5, 4), 3],
  ] as const)('of %s are all found', (_, count, edges, orbits) => {
    const found = symmetriesOf(graphOf(count, edges)).vertexOrbits();
    expect(new Set(found).size).toBe(orbits);
  });

  test('what is proposed and wrong is dropped', () => {
    const orbits = new Orbits(
      graphOf(4, [
        [0, 1],
        [1, 2],
        [2, 3],
      ]),
    );
    const swap = (a: number, b: number): Permutation => ({
      from: Int32Array.of(a, b),
      to: Int32Array.of(b, a),
    });
    expect(orbits.accept(swap(0, 3))).toBe(false);
    expect(orbits.accept({ from: Int32Array.of(0, 1), to: Int32Array.of(1, 1) })).toBe(false);
    expect(orbits.accept({ from: Int32Array.of(0), to: Int32Array.of(9) })).toBe(false);
    expect(orbits.accept({ from: Int32Array.of(0, 1, 2, 3), to: Int32Array.of(3, 2, 1, 0) })).toBe(
      true,
    );
    expect([...orbits.vertexOrbits()]).toEqual([0, 1, 1, 0]);
    expect(new Set(orbits.arcOrbits()).size).toBe(3);
  });
});
