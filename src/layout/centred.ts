import type { Layered, LayeredNode, LayeredResult } from './elk.js';
import type { Point } from './placed.js';

/**
 * Rows in the middle above each other, lines straight: who answers where elk cannot be asked (the page
 * brings no elkjs) and was not asked before. Enough for one element and its neighbours.
 */
export async function centred({ nodes, edges, nodeGap, rowGap }: Layered): Promise<LayeredResult> {
  const byRow = new Map<number, LayeredNode[]>();
  for (const node of nodes) byRow.set(node.row, [...(byRow.get(node.row) ?? []), node]);
  const widthOf = (row: readonly LayeredNode[]) =>
    row.reduce((sum, { width }) => sum + width + nodeGap, -nodeGap);
  const width = Math.max(0, ...[...byRow.values()].map(widthOf));
  const at = new Map<string, Point>();
  let y = 0;
  // The highest row first: y runs downwards.
  for (const [, row] of [...byRow].sort(([a], [b]) => b - a)) {
    if (y > 0) y += rowGap;
    const height = Math.max(...row.map((node) => node.height));
    let x = (width - widthOf(row)) / 2;
    for (const node of row) {
      at.set(node.id, { x, y: y + (height - node.height) / 2 });
      x += node.width + nodeGap;
    }
    y += height;
  }
  const heights = new Map(nodes.map(({ id, height }) => [id, height]));
  const routes = new Map(
    edges.map(({ id, lower, upper }): [string, Point[]] => {
      const [from, to] = [at.get(lower.node)!, at.get(upper.node)!];
      const end = { x: to.x + upper.x, y: to.y + heights.get(upper.node)! };
      return [id, [{ x: from.x + lower.x, y: from.y }, end]];
    }),
  );
  return { at, routes, width, height: y };
}
