import type { Layered, LayeredResult } from './elk.js';
import type { Point } from './placed.js';

/**
 * Rows from the bottom, each in the middle and packed: what elk says, too, of rows that are equally
 * wide, after seconds where they are long.
 */
export function evenRows({ nodes, nodeGap, rowGap }: Layered): LayeredResult {
  const rows = new Map<number, { width: number; height: number }>();
  for (const { row, width, height } of nodes) {
    const known = rows.get(row) ?? { width: -nodeGap, height: 0 };
    rows.set(row, {
      width: known.width + nodeGap + width,
      height: Math.max(known.height, height),
    });
  }
  const sorted = [...rows].sort(([a], [b]) => b - a);
  const width = sorted.reduce((most, [, row]) => Math.max(most, row.width), 0);
  const place = new Map<number, { x: number; y: number }>();
  let y = -rowGap;
  for (const [row, size] of sorted) {
    place.set(row, { x: (width - size.width) / 2, y: y + rowGap });
    y += rowGap + size.height;
  }
  const at = new Map<string, Point>();
  for (const node of nodes) {
    const next = place.get(node.row)!;
    at.set(node.id, { ...next });
    next.x += node.width + nodeGap;
  }
  return { at, routes: new Map(), width, height: Math.max(0, y) };
}

/** Boxes of row 0 each under the point where its line ends in the one box of row 1, apart. */
export function evenGround({ nodes, edges, nodeGap, rowGap }: Layered): LayeredResult {
  const floor = nodes.filter(({ row }) => row === 0);
  const [top] = nodes.filter(({ row }) => row === 1);
  const height = top?.height ?? 0;
  const lines = new Map(edges.map((edge) => [edge.lower.node, edge]));
  const xs: number[] = [];
  let free = floor[0] ? (lines.get(floor[0].id)?.upper.x ?? 0) - floor[0].width / 2 : 0;
  for (const { id, width } of floor) {
    const line = lines.get(id);
    xs.push(Math.max(free, line ? line.upper.x - line.lower.x : free));
    free = xs.at(-1)! + width + nodeGap;
  }
  const left = Math.min(0, ...xs);
  const y = height + rowGap;
  const at = new Map<string, Point>(floor.map(({ id }, i) => [id, { x: xs[i]! - left, y }]));
  if (top) at.set(top.id, { x: -left, y: 0 });
  const routes = new Map(
    edges.map(({ id, lower, upper }) => {
      const from = at.get(lower.node)!;
      return [
        id,
        [
          { x: from.x + lower.x, y },
          { x: upper.x - left, y: height },
        ],
      ] as const;
    }),
  );
  const right = Math.max(top?.width ?? 0, free - nodeGap);
  const deep = floor.reduce((most, one) => Math.max(most, one.height), 0);
  return { at, routes, width: right - left, height: y + deep };
}
