import { type LabelledGraph, numbering, type Permutation } from './labelled-graph.js';
import { Orbits } from './orbits.js';
import { Colouring } from './refinement.js';
import { type Effort, permutationOf, searchSymmetry } from './search.js';
import { joinTwins } from './twins.js';

/** Arcs that searches for symmetries of one graph may look at. */
const MOST_STEPS = 4e7;

/**
 * Symmetries of a graph, each verified: those that are proposed, exchanges of twins, and what a search
 * finds among vertices that refinement does not tell apart. There may be more.
 */
export function symmetriesOf(graph: LabelledGraph, proposed: Iterable<Permutation> = []): Orbits {
  const orbits = new Orbits(graph);
  for (const permutation of proposed) orbits.accept(permutation);
  const firstOf = joinTwins(graph, orbits);
  const { small, members } = withoutTwins(graph, firstOf);
  const base = new Colouring(small, small.colours);
  const effort: Effort = { left: MOST_STEPS };
  effort.left -= base.refine();
  for (const cell of cellsOf(base)) {
    const [first] = cell;
    for (const w of cell) {
      if (effort.left < 0) return orbits;
      if (orbits.sameOrbit(members[first!]![0]!, members[w]![0]!)) continue;
      const image = searchSymmetry(base, first!, w, effort);
      if (image) orbits.accept(permutationOf(spread(graph.count, image, members)));
    }
  }
  return orbits;
}

/** The first of all twins, with how many there are of it as part of its colour. */
function withoutTwins(graph: LabelledGraph, firstOf: Int32Array) {
  const members: number[][] = [];
  const place = new Int32Array(graph.count).fill(-1);
  firstOf.forEach((first, v) => {
    if (first === v) place[v] = members.push([v]) - 1;
    else members[place[first]!]!.push(v);
  });
  const colour = numbering();
  const colours = Int32Array.from(members, (list) =>
    colour(`${graph.colours[list[0]!]} ${list.length}`),
  );
  const offsets = new Int32Array(members.length + 1);
  const [heads, labels]: [number[], number[]] = [[], []];
  members.forEach(([v], at) => {
    for (let i = graph.offsets[v!]!; i < graph.offsets[v! + 1]!; i++) {
      const head = place[graph.heads[i]!]!;
      if (head < 0) continue;
      heads.push(head);
      labels.push(graph.labels[i]!);
    }
    offsets[at + 1] = heads.length;
  });
  const small: Omit<LabelledGraph, 'reverse'> = {
    count: members.length,
    offsets,
    heads: Int32Array.from(heads),
    labels: Int32Array.from(labels),
    colours,
  };
  return { small, members };
}

/** Vertices of one colour, several of them, by ascending first vertex. */
function cellsOf(colouring: Colouring): number[][] {
  const cells = new Map<number, number[]>();
  for (let v = 0; v < colouring.graph.count; v++) {
    const key = colouring.key(v);
    const cell = cells.get(key) ?? [];
    cells.set(key, cell);
    cell.push(v);
  }
  return [...cells.values()].filter(({ length }) => length > 1);
}

/** The image of all vertices from that of the first of all twins. */
function spread(count: number, image: Int32Array, members: readonly number[][]): Int32Array {
  const whole = new Int32Array(count);
  members.forEach((list, at) => {
    const places = members[image[at]!]!;
    list.forEach((v, i) => {
      whole[v] = places[i]!;
    });
  });
  return whole;
}
