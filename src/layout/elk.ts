import type ELK from 'elkjs/lib/elk.bundled.js';
import type { ElkExtendedEdge, ElkNode, LayoutOptions } from 'elkjs/lib/elk-api.js';
import { present } from '../std/assert.js';
import type { Point } from './placed.js';

/** A layered graph: rows from the bottom, each in the order given. */
export interface Layered {
  readonly nodes: readonly LayeredNode[];
  readonly edges: readonly LayeredEdge[];
  /** Between nodes of a row, and between rows; px. */
  readonly nodeGap: number;
  readonly rowGap: number;
}

export interface LayeredNode {
  readonly id: string;
  readonly row: number;
  readonly width: number;
  readonly height: number;
}

/** Ends at a point of the lower node's upper side and of the upper node's lower side. */
export interface LayeredEdge {
  readonly id: string;
  readonly lower: { readonly node: string; readonly x: number };
  readonly upper: { readonly node: string; readonly x: number };
}

export interface LayeredResult {
  readonly at: ReadonlyMap<string, Point>;
  readonly routes: ReadonlyMap<string, readonly Point[]>;
  readonly width: number;
  readonly height: number;
}

/**
 * DESIGN section 11: other routings take seconds, and elk reorders what is not pinned. The greedy
 * switch, on by default in small graphs, swaps neighbours in spite of the model order.
 */
const fixedOptions: LayoutOptions = {
  'elk.algorithm': 'layered',
  'elk.direction': 'UP',
  'elk.edgeRouting': 'POLYLINE',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.crossingMinimization.forceNodeModelOrder': 'true',
  'elk.layered.crossingMinimization.strategy': 'NONE',
  'elk.layered.crossingMinimization.greedySwitch.type': 'OFF',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '0',
  'elk.layered.spacing.edgeNodeBetweenLayers': '0',
  'elk.spacing.edgeEdge': '0',
  'elk.spacing.edgeNode': '4',
  'elk.separateConnectedComponents': 'false',
  'elk.partitioning.activate': 'true',
  'elk.padding': '[top=0,left=0,bottom=0,right=0]',
};

export type Solver = (graph: Layered) => Promise<LayeredResult>;

/**
 * Positions by elk. Planes are mostly alike, so the solver remembers what it has solved: elk never
 * hears the ids. Coordinates are copied out, its own objects carry process-wide counters.
 */
export function solver(): Solver {
  const memory = new Map<string, Promise<ElkNode>>();
  return async (graph) => {
    if (graph.nodes.length === 0) return { at: new Map(), routes: new Map(), width: 0, height: 0 };
    const question = toElk(graph);
    const key = JSON.stringify(question);
    const solved = memory.get(key) ?? solve(question);
    memory.set(key, solved);
    return copyOut(graph, await solved);
  };
}

async function solve(question: ElkNode): Promise<ElkNode> {
  // `import` would parse its 1.6 MB twice more, to find out what it exports.
  const { createRequire } = await import('node:module');
  const elk: typeof ELK = createRequire(import.meta.url)('elkjs/lib/elk.bundled.js');
  return new elk.default().layout(question);
}

function copyOut(graph: Layered, solved: ElkNode): LayeredResult {
  const at = new Map<string, Point>();
  solved.children?.forEach((node, index) => {
    at.set(graph.nodes[index]!.id, { x: node.x ?? 0, y: node.y ?? 0 });
  });
  const routes = new Map<string, Point[]>();
  solved.edges?.forEach((edge, index) => {
    routes.set(graph.edges[index]!.id, route(edge));
  });
  return { at, routes, width: solved.width ?? 0, height: solved.height ?? 0 };
}

function toElk(graph: Layered): ElkNode {
  const names = new Map(graph.nodes.map(({ id }, index) => [id, `n${index}`]));
  const ports = new Map<string, Map<string, Point>>();
  const height = new Map(graph.nodes.map((node) => [node.id, node.height]));
  const port = (node: string, x: number, side: 'top' | 'bottom') => {
    const name = present(names.get(node), `node ${node}`);
    const id = `${name} ${side} ${x}`;
    const own = ports.get(node) ?? new Map<string, Point>();
    ports.set(node, own);
    own.set(id, { x, y: side === 'top' ? 0 : present(height.get(node), node) });
    return id;
  };
  const edges = graph.edges.map(({ lower, upper }, index) => ({
    id: `e${index}`,
    sources: [port(lower.node, lower.x, 'top')],
    targets: [port(upper.node, upper.x, 'bottom')],
  }));
  const children = graph.nodes.map((node) => ({
    id: names.get(node.id)!,
    width: node.width,
    height: node.height,
    layoutOptions: {
      'elk.portConstraints': 'FIXED_POS',
      'elk.partitioning.partition': String(node.row),
    },
    ports: [...(ports.get(node.id) ?? [])].map(([id, { x, y }]) => ({
      id,
      x,
      y,
      width: 0,
      height: 0,
      layoutOptions: { 'elk.port.side': y === 0 ? 'NORTH' : 'SOUTH' },
    })),
  }));
  const layoutOptions = {
    ...fixedOptions,
    'elk.spacing.nodeNode': String(graph.nodeGap),
    'elk.layered.spacing.nodeNodeBetweenLayers': String(graph.rowGap),
  };
  return { id: 'root', layoutOptions, children, edges };
}

function route({ sections }: ElkExtendedEdge): Point[] {
  return (sections ?? []).flatMap(({ startPoint, bendPoints = [], endPoint }) =>
    [startPoint, ...bendPoints, endPoint].map(({ x, y }) => ({ x, y })),
  );
}
