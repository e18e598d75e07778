import type { CompactFabric } from '../../src/fabric/compact.js';
import { groupsOf } from '../../src/fabric/groups.js';
import type { Prices } from '../../src/spec/topology.js';
import type { OpenWorld } from '../worlds.js';

/** What everything costs and draws, part by part: no classes, no counts, no memory. */
export interface NaiveBill {
  readonly total: number;
  readonly watts: number;
  readonly unpriced: ReadonlySet<string>;
}

/** Walks over the graph, a vertex and a cable at a time, for one plane set or for all. */
export function naiveBill(
  { graph, topology, subject: { fabric } }: OpenWorld,
  prices: Prices,
  planeSet?: string,
): NaiveBill {
  let [total, watts] = [0, 0];
  const unpriced = new Set<string>();
  const pay = (price: number | undefined, what: string) => {
    if (price === undefined) unpriced.add(what);
    total += price ?? 0;
  };
  graph.forEachNode((id, vertex) => {
    if (planeSet !== undefined && vertex.planeSet !== planeSet) return;
    if (vertex.kind === 'switch') {
      pay(prices.switches?.[vertex.model.name], `switch ${vertex.model.name}`);
      watts += prices.watts?.[vertex.model.name] ?? 0;
      return;
    }
    const [, group, nic] = /^([a-z-]+)\d+\/([a-z-]+)\d+$/.exec(id)!;
    const { model } = topology.hosts[group!]!.nics[nic!]!;
    pay(prices.nics?.[model], `nic ${model}`);
    watts += prices.watts?.[model] ?? 0;
  });
  graph.forEachEdge((_, { plane }, a, b) => {
    if (planeSet !== undefined && plane.split('/')[0] !== planeSet) return;
    const kinds = kindsOf(fabric, graph, a, b);
    const price = dearest(prices.cables, kinds);
    const each =
      typeof price === 'object'
        ? price.each === undefined && price.perM === undefined
          ? undefined
          : (price.each ?? 0) + (price.perM ?? 0) * (price.lengthM ?? 0)
        : price;
    pay(each, 'cable');
    const plug = dearest(prices.transceivers, kinds);
    if (plug === undefined) return;
    for (const _end of [a, b]) {
      pay(typeof plug === 'number' ? plug : plug.each, 'transceiver');
      watts += typeof plug === 'number' ? 0 : (plug.watts ?? 0);
    }
  });
  return { total, watts, unpriced };
}

interface Kinds {
  readonly within: ReadonlySet<string>;
  readonly others: readonly string[];
}

function kindsOf(fabric: CompactFabric, graph: OpenWorld['graph'], a: string, b: string): Kinds {
  const [x, y] = [fabric.indexOfVertex.get(a)!, fabric.indexOfVertex.get(b)!];
  const shared = groupsOf(fabric).filter(
    ({ vertices }) => vertices.includes(x) && vertices.includes(y),
  );
  const within = new Set(shared.map(({ name }) => `within:${name}`));
  const [v, w] = [graph.getNodeAttributes(a), graph.getNodeAttributes(b)];
  if (v.kind === 'endpoint' || w.kind === 'endpoint') return { within, others: ['endpoint'] };
  if (v.group === undefined || w.group === undefined) {
    return { within, others: [`${v.tier}-${w.tier}`, 'switch'] };
  }
  return { within, others: [v.group === w.group ? 'local' : 'global', 'switch'] };
}

/** The price of the most special kind: LANGUAGE section 5, word by word. */
function dearest<T>(map: Readonly<Record<string, T>> = {}, { within, others }: Kinds) {
  for (const [kind, price] of Object.entries(map)) if (within.has(kind)) return price;
  for (const kind of others) if (kind in map) return map[kind];
  return undefined;
}
