import { type LabelledGraph, numbering, type Permutation } from '../symmetry/labelled-graph.js';
import { symmetriesOf } from '../symmetry/symmetries.js';
import type { Demands } from './demands.js';
import type { TrafficNetwork } from './traffic-network.js';

/** The orbits of a network and what it has to carry, under verified symmetries. */
export interface Classes {
  readonly generators: readonly Permutation[];
  /** By vertex, by arc of the network: the number of its orbit. */
  readonly vertexClass: Int32Array;
  readonly arcClass: Int32Array;
  /** By orbit of arcs: how many there are, and Gb/s of one of them. */
  readonly sizes: Int32Array;
  readonly gbps: Float64Array;
  /** The first source of each orbit of sources, and how many there are. */
  readonly sources: readonly { readonly first: number; readonly count: number }[];
}

export function classesOf(
  network: TrafficNetwork,
  demands: Demands,
  proposed: Iterable<Permutation> = [],
): Classes {
  const { graph, arcOf } = labelled(network, demands);
  const orbits = symmetriesOf(graph, proposed);
  const vertexClass = orbits.vertexOrbits();
  const ofPairs = orbits.arcOrbits();
  const number = numbering();
  const arcClass = Int32Array.from(arcOf, (pair) => number(ofPairs[pair]!));
  const count = arcClass.reduce((most, c) => Math.max(most, c + 1), 0);
  const [sizes, gbps] = [new Int32Array(count), new Float64Array(count)];
  arcClass.forEach((c, arc) => {
    sizes[c]!++;
    gbps[c] = network.gbps[arc]!;
  });
  const sources = new Map<number, { first: number; count: number }>();
  for (const s of demands.sources) {
    const known = sources.get(vertexClass[s]!);
    if (known) known.count++;
    else sources.set(vertexClass[s]!, { first: s, count: 1 });
  }
  return {
    generators: orbits.generators,
    vertexClass,
    arcClass,
    sizes,
    gbps,
    sources: [...sources.values()],
  };
}

/** The network as a labelled graph, and by arc of the network its arc there. */
interface Labelled {
  readonly graph: LabelledGraph;
  readonly arcOf: Int32Array;
}

function labelled(network: TrafficNetwork, { colourOf, pairs }: Demands): Labelled {
  const { count, passes } = network;
  const colour = numbering();
  const colours = Int32Array.from({ length: count }, (_, v) =>
    colour(`${passes[v]} ${colourOf(v)}`),
  );
  return pairs.length > 0 ? withPairs(network, colours, pairs) : withBundles(network, colours);
}

/** A label says how many Gb/s a bundle has. */
function withBundles(network: TrafficNetwork, colours: Int32Array): Labelled {
  const { count, offsets, heads, reverse, gbps } = network;
  const label = numbering();
  const labels = Int32Array.from(gbps, label);
  const arcOf = Int32Array.from(heads, (_, arc) => arc);
  return { graph: { count, offsets, heads, reverse, labels, colours }, arcOf };
}

/** A label says how many Gb/s a bundle has, and what the two ends want of each other. */
function withPairs(
  { count, tails, heads, gbps }: TrafficNetwork,
  colours: Int32Array,
  pairs: Demands['pairs'],
): Labelled {
  const demand = new Map(pairs.map(({ from, to, gbps: wanted }) => [from * count + to, wanted]));
  const bundle = new Map<number, number>();
  heads.forEach((head, arc) => {
    bundle.set(tails[arc]! * count + head, gbps[arc]!);
  });
  const keys = new Set(bundle.keys());
  for (const { from, to } of pairs) keys.add(from * count + to).add(to * count + from);
  const sorted = Float64Array.from(keys).sort();
  const at = new Map(Array.from(sorted, (key, i) => [key, i]));
  const begins = Int32Array.from(sorted, (key) => Math.floor(key / count));
  const ends = Int32Array.from(sorted, (key) => key % count);
  const offsets = new Int32Array(count + 1);
  for (const v of begins) offsets[v + 1]!++;
  for (let v = 0; v < count; v++) offsets[v + 1]! += offsets[v]!;
  const label = numbering();
  const back = (i: number) => ends[i]! * count + begins[i]!;
  const labels = Int32Array.from(sorted, (key, i) => {
    const wanted = `${demand.get(key) ?? 0} ${demand.get(back(i)) ?? 0}`;
    return label(`${bundle.get(key) ?? 0} ${wanted}`);
  });
  const reverse = ends.map((_, i) => at.get(back(i))!);
  const arcOf = heads.map((head, arc) => at.get(tails[arc]! * count + head)!);
  return { graph: { count, offsets, heads: ends, reverse, labels, colours }, arcOf };
}
