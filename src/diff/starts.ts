import type { Ends } from './ends.js';
import { anyRank, type Net } from './net.js';

/** Rounds of refinement: how far around a machine cables are looked at. */
const rounds = 4;
/** Of one kind so many are offered: more of them are as good as these. */
const mostOfAKind = 12;

/**
 * Pairs of machines from which two networks may be laid over each other, the best ones first: machines
 * whose surroundings are alike, port by port (colour refinement, each round a cable farther), and which
 * few others resemble. Where something is wrong nearby, colours of the first rounds still agree.
 */
export function startsOf(
  found: Net,
  design: Net,
  ends: { readonly found: Ends; readonly design: Ends },
): [x: number, y: number][] {
  const kinds: {
    readonly size: number;
    readonly round: number;
    readonly pairs: [number, number][];
  }[] = [];
  // Where the rank of a NIC is not known, none says anything.
  const ranked = !found.rankOf.includes(anyRank);
  let [f, d] = [firstColours(found, ranked), firstColours(design, ranked)];
  for (let round = 1; round <= rounds; round++) {
    f = refined(found, ends.found, f, ranked);
    d = refined(design, ends.design, d, ranked);
    const theirs = byColour(d);
    for (const [colour, xs] of byColour(f)) {
      const ys = theirs.get(colour);
      if (!ys) continue;
      kinds.push({ size: Math.max(xs.length, ys.length), round, pairs: pairsOf(xs, ys) });
    }
  }
  kinds.sort((k, l) => k.size - l.size || l.round - k.round || k.pairs[0]![0] - l.pairs[0]![0]);
  return kinds.flatMap(({ pairs }) => pairs);
}

/** One by one, and the first with each of the others: which of them it is may matter. */
function pairsOf(xs: readonly number[], ys: readonly number[]): [number, number][] {
  const one = xs.slice(0, mostOfAKind).map((x, i): [number, number] => [x, ys[i % ys.length]!]);
  const first = ys.slice(1, mostOfAKind).map((y): [number, number] => [xs[0]!, y]);
  return [...one, ...first];
}

/** By vertex, in two halves of a number. */
interface Colours {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
}

function firstColours({ count, isNic, rankOf }: Net, ranked: boolean): Colours {
  const colours = { high: new Uint32Array(count), low: new Uint32Array(count) };
  for (let v = 0; v < count; v++) {
    const rank = ranked ? rankOf[v]! : 0;
    colours.high[v] = mix(isNic[v]! + 1, rank + 2);
    colours.low[v] = mix(rank + 3, isNic[v]! + 4);
  }
  return colours;
}

/** What is around a machine, in any order: sums of what is at its ports, and in its host. */
function refined(net: Net, ends: Ends, { high, low }: Colours, ranked: boolean): Colours {
  const next = { high: new Uint32Array(net.count), low: new Uint32Array(net.count) };
  for (let v = 0; v < net.count; v++) {
    let [sumHigh, sumLow] = [high[v]!, low[v]!];
    for (const end of ends.of(v)) {
      const [near, far, other] = [ends.code(end), ends.farCode(end), ends.far(end)];
      sumHigh += mix(mix(near, far), high[other]!);
      sumLow += mix(mix(far, near), low[other]!);
    }
    if (ranked && net.isNic[v] === 1) {
      for (const other of net.nicsOf[net.hostOf[v]!]!) {
        sumHigh += mix(net.rankOf[other]! + 7, high[other]!);
        sumLow += mix(net.rankOf[other]! + 7, low[other]!);
      }
    }
    next.high[v] = mix(sumHigh >>> 0, 1);
    next.low[v] = mix(sumLow >>> 0, 2);
  }
  return next;
}

/** Spreads two numbers over 32 bits (constants of MurmurHash3's finaliser). */
function mix(a: number, b: number): number {
  let h = Math.imul(a, 0x85ebca6b) ^ Math.imul(b, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function byColour({ high, low }: Colours): Map<number, number[]> {
  const lists = new Map<number, number[]>();
  for (let v = 0; v < high.length; v++) {
    const colour = (high[v]! & 0x1fffff) * 2 ** 32 + low[v]!;
    const list = lists.get(colour);
    if (list) list.push(v);
    else lists.set(colour, [v]);
  }
  return lists;
}
