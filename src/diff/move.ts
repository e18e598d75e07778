import type { Trail } from './mates.js';

/** One thing to be done so that what was found becomes what was designed. Ports are numbers. */
export type Move =
  /** The plugs in two ports are each other's. */
  | {
      readonly kind: 'swap';
      readonly plugs: readonly [number, number];
      /** Where the cables of these plugs end. */
      readonly stay: readonly [number, number];
      readonly explains: number;
      /** Of a ring of cables: which of its swaps this is, from 0, and how many there are. */
      readonly step: number;
      readonly steps: number;
    }
  /** The plug in `from` belongs into `to`, which is free by then. */
  | {
      readonly kind: 'move';
      readonly from: number;
      readonly to: number;
      readonly stays: number;
      readonly explains: number;
    }
  /** A cable has to be laid, or taken away. */
  | {
      readonly kind: 'missing';
      readonly ends: readonly [number, number];
      readonly explains: number;
    }
  | { readonly kind: 'extra'; readonly ends: readonly [number, number]; readonly explains: number };

/**
 * The fewest moves that turn what was found into the design, in an order in which they can be done.
 * Swapping plugs and moving plugs is what double cut and join does with the ends of chromosomes: each
 * one closes at most one more ring (Bergeron, Mixtacki and Stoye, WABI 2006), so no fewer can do.
 *
 * @param nearer of two pairs of plugs whose swap does the same: the one that is rather swapped, < 0 the first
 */
export function movesAlong(trail: Trail, nearer: Nearer): Move[] {
  return trail.ring ? swapsAround(trail, nearer) : movesUp(trail);
}

export type Nearer = (a: readonly [number, number], b: readonly [number, number]) => number;

/** Of a ring: s0 –d– t0 –f– s1 –d– t1 … : the plug of t0 goes from s1 to s0, and so on. */
function swapsAround({ ports }: Trail, nearer: Nearer): Move[] {
  const n = (ports.length - 1) / 2;
  const even = Array.from({ length: n }, (_, i) => ports[2 * i]!);
  const odd = Array.from({ length: n }, (_, i) => ports[2 * i + 1]!);
  // Walked the other way round the same ring pulls the plugs at the other ends.
  const [s, t] =
    nearer([even[0]!, even[1]!], [odd[0]!, odd[1]!]) <= 0 ? [even, odd] : turned(even, odd);
  return s.slice(1).map((port, i) => ({
    kind: 'swap',
    plugs: [s[i]!, port],
    stay: [t.at(-1)!, t[i]!],
    explains: i === n - 2 ? 4 : 2,
    step: i,
    steps: n - 1,
  }));
}

/** Of s0 t0 s1 t1 … the same ring from t0 on, backwards: t0 s0 t(n−1) s(n−1) … */
const turned = (s: readonly number[], t: readonly number[]): [number[], number[]] => {
  const back = (list: readonly number[]) => [list[0]!, ...list.slice(1).reverse()];
  return [back(t), back(s)];
};

/** Of a trail with ends: from the end that is free, one plug after the other moves up. */
function movesUp({ ports, designFirst }: Trail): Move[] {
  const cables = ports.length - 1;
  const designLast = (cables % 2 === 1) === designFirst;
  if (!designFirst && designLast)
    return movesUp({ ports: [...ports].reverse(), designFirst: true, ring: false });
  const moves: Move[] = [];
  // An extra cable at the beginning keeps a port that is wanted.
  const from = designFirst ? 0 : 1;
  if (!designFirst) moves.push({ kind: 'extra', ends: [ports[0]!, ports[1]!], explains: 1 });
  for (let i = from; i + 2 < ports.length; i += 2) {
    moves.push({
      kind: 'move',
      from: ports[i + 2]!,
      to: ports[i]!,
      stays: ports[i + 1]!,
      explains: 2,
    });
  }
  if (designLast)
    moves.push({ kind: 'missing', ends: [ports.at(-2)!, ports.at(-1)!], explains: 1 });
  return moves;
}
