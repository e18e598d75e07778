import type { ExpertLimit } from '../spec/workload.js';
import { choose, quotient } from '../std/choose.js';

/** How far a token's experts spread over parts that hold them (hosts, GPUs). */
export interface Spread {
  /** Parts that hold at least one of them, in the mean. */
  readonly mean: number;
  /** No token has more. */
  readonly most: number;
}

/** Experts in order, dealt to parts of equal size in order; the last one may hold fewer. */
export interface Choice {
  readonly experts: number;
  readonly chosen: number;
  readonly limit?: ExpertLimit | undefined;
  /** Beside those: each on one part, drawn evenly by experts that parts hold; default 0. */
  readonly shared?: number | undefined;
}

/** Parts with as many experts of each group: how many there are, and the pieces that lie in groups. */
interface Kind {
  readonly pieces: readonly number[];
  count: number;
}

/**
 * Over how many parts of so many experts each a token spreads, exactly. Assumed: every choice of experts is
 * equally likely; with a limit, every choice of so many groups is, and then every choice of experts in them.
 *
 * A part is left out by Σ over the choices of groups C(m − s, k) ÷ C(m, k), where m experts are in the groups
 * and s of them in the part; and by a shared expert if it is in any of the other parts.
 */
export function spreadOver(
  perPart: number,
  { experts, chosen, limit, shared = 0 }: Choice,
): Spread {
  const { groups, of } = limit ?? { groups: 1, of: 1 };
  const groupSize = experts / of;
  const open = groups * groupSize;
  const all = choose(of, groups) * choose(open, chosen);
  const left = new Map<number, bigint>();
  const leftOut = (inPart: number): bigint => {
    const ways = left.get(inPart) ?? choose(open - inPart, chosen);
    left.set(inPart, ways);
    return ways;
  };
  let mean = 0;
  for (const { pieces, count } of kindsOf(perPart, experts, groupSize)) {
    let out = 0n;
    for (const [inPart, ways] of sharesOf(pieces, groupSize, groups, of))
      out += ways * leftOut(inPart);
    const inPart = pieces.reduce((sum, piece) => sum + piece, 0);
    mean += count * (1 - quotient(out, all) * (1 - inPart / experts) ** shared);
  }
  return { mean, most: mostOver(perPart, { experts, chosen, shared }, groups, of) };
}

/** Parts by how they lie in groups: pieces in file order do not matter, only their sizes. */
function kindsOf(perPart: number, experts: number, groupSize: number): Iterable<Kind> {
  const kinds = new Map<string, Kind>();
  for (let from = 0; from < experts; from += perPart) {
    const pieces = piecesOf(from, Math.min(from + perPart, experts), groupSize);
    const key = pieces.join();
    const kind = kinds.get(key) ?? { pieces, count: 0 };
    kind.count++;
    kinds.set(key, kind);
  }
  return kinds.values();
}

/** How many of the experts from … to − 1 lie in each group that has some of them. */
function piecesOf(from: number, to: number, groupSize: number): number[] {
  const pieces: number[] = [];
  for (let at = from; at < to; ) {
    const end = Math.min((Math.floor(at / groupSize) + 1) * groupSize, to);
    pieces.push(end - at);
    at = end;
  }
  return pieces.sort((a, b) => a - b);
}

/** In how many choices of groups so many experts of a part are in them. */
function sharesOf(
  pieces: readonly number[],
  groupSize: number,
  groups: number,
  of: number,
): Map<number, bigint> {
  const whole = pieces.filter((piece) => piece === groupSize).length;
  const partial = pieces.filter((piece) => piece !== groupSize);
  const shares = new Map<number, bigint>();
  for (let subset = 0; subset < 1 << partial.length; subset++) {
    const taken = partial.filter((_, i) => (subset >> i) & 1);
    const inTaken = taken.reduce((sum, piece) => sum + piece, 0);
    for (let j = 0; j <= Math.min(whole, groups - taken.length); j++) {
      const rest = choose(of - pieces.length, groups - taken.length - j);
      const inPart = inTaken + j * groupSize;
      shares.set(inPart, (shares.get(inPart) ?? 0n) + choose(whole, j) * rest);
    }
  }
  return shares;
}

/** As many as the experts, or as the parts that so many groups can lie in; and those of shared experts. */
function mostOver(perPart: number, choice: Choice, groups: number, of: number): number {
  const { experts, chosen, shared = 0 } = choice;
  const groupSize = experts / of;
  const spans = Array.from({ length: of }, (_, i) => {
    const last = Math.floor(((i + 1) * groupSize - 1) / perPart);
    return last - Math.floor((i * groupSize) / perPart) + 1;
  }).sort((a, b) => b - a);
  const inGroups = spans.slice(0, groups).reduce((sum, span) => sum + span, 0);
  return Math.min(Math.min(chosen, inGroups) + shared, Math.ceil(experts / perPart));
}
