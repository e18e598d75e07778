import type { PathGraph } from './path-graph.js';
import { everyKind, type Source } from './sources.js';

/** Sources that are searched from at once: a bit each, in so many words of 32 bits. */
const mostWords = 8;

/**
 * Pairs of different endpoints that are looked at, ordered, by the hops between them (index; at
 * least 1). Pairs without a path are in none.
 *
 * Searches from kinds instead of endpoints, and from many of them at once: what reached a vertex is a
 * bit a source (Then et al., "The More the Merrier", VLDB 2014). Endpoints of a site hang on the same
 * switches, so the hops to one of another host of it, d, follow from the hops to those: one cable
 * more than to the nearest of them, or, through another NIC of that host, a hop more than that.
 *
 * @param without a switch of the graph that is down; −1: none
 * @param sources kinds to search from, which stand for all endpoints together
 */
export function hopCounts(
  graph: PathGraph,
  without = -1,
  sources: readonly Source[] = everyKind(graph),
): number[] {
  const counts: number[] = [];
  for (const batch of batches(sources)) new Batch(graph, batch, without, counts).run();
  return counts;
}

/** Sources that stand for as many endpoints each, so that it is enough to count bits. */
function* batches(sources: readonly Source[]): Iterable<readonly Source[]> {
  const sorted = [...sources].sort((a, b) => a.endpoints - b.endpoints || a.kind - b.kind);
  for (let from = 0; from < sorted.length; ) {
    let to = from + 1;
    while (
      to < sorted.length &&
      to - from < 32 * mostWords &&
      sorted[to]!.endpoints === sorted[from]!.endpoints
    ) {
      to++;
    }
    yield sorted.slice(from, to);
    from = to;
  }
}

/** One search from several kinds at once; bit i of all sets is that of source i. */
class Batch {
  readonly #words: number;
  /** By switch: what reached it, and what did so in the last step. */
  readonly #seen: Int32Array;
  #front: Int32Array;
  #next: Int32Array;
  /** By kind: what came in by its own cables, what reached it, and what did so in the last step. */
  readonly #entered: Int32Array;
  readonly #reached: Int32Array;
  readonly #kindFront: Int32Array;
  /** By site: what came in by the cables of any of its kinds; and the sources that it has. */
  readonly #siteEntered: Int32Array;
  readonly #own: Int32Array;
  /** Endpoints that each source stands for. */
  readonly #weight: number;
  #active = true;

  constructor(
    readonly graph: PathGraph,
    readonly sources: readonly Source[],
    readonly without: number,
    readonly counts: number[],
  ) {
    const { switchCount, kindCount, hosts, siteOf } = graph;
    this.#words = Math.ceil(sources.length / 32);
    const sets = (count: number) => new Int32Array(count * this.#words);
    this.#seen = sets(switchCount);
    this.#front = sets(switchCount);
    this.#next = sets(switchCount);
    this.#entered = sets(kindCount);
    this.#reached = sets(kindCount);
    this.#kindFront = sets(kindCount);
    this.#siteEntered = sets(hosts.length);
    this.#own = sets(hosts.length);
    this.#weight = sources[0]!.endpoints;
    sources.forEach(({ kind }, i) => {
      this.#own[siteOf[kind]! * this.#words + (i >> 5)]! |= 1 << (i & 31);
    });
  }

  run(): void {
    this.#leaveSources();
    for (let hops = 1; this.#active; hops++) {
      this.#active = false;
      this.#stepToSwitches();
      // Kinds are entered from what the switches were reached by before this step.
      this.#stepToKinds(hops);
      [this.#front, this.#next] = [this.#next, this.#front];
      if (hops === 1 && this.graph.meshed) this.#crossHosts();
    }
  }

  /** Hop 0: the source itself passes on what it sends. */
  #leaveSources(): void {
    this.sources.forEach(({ kind }, i) => {
      this.#kindFront[kind * this.#words + (i >> 5)]! |= 1 << (i & 31);
    });
  }

  /** Hop 1: the other endpoints of the host of the source, where hosts are meshed. */
  #crossHosts(): void {
    const { siteOf, firstKind, perHost, counts } = this.graph;
    this.sources.forEach(({ kind }, i) => {
      const site = siteOf[kind]!;
      let others = 0;
      for (let k = firstKind[site]!; k < firstKind[site + 1]!; k++) {
        const here = perHost[k]! - (k === kind ? 1 : 0);
        if (counts[k] === 1) others += here;
        if (here > 0) this.#kindFront[k * this.#words + (i >> 5)]! |= 1 << (i & 31);
      }
      if (others > 0) this.#add(1, this.#weight * others);
      this.#active = true;
    });
  }

  #stepToSwitches(): void {
    const { switchCount, offsets, neighbours, kindOffsets, kindsAt } = this.graph;
    const words = this.#words;
    const [seen, front, next, kindFront] = [this.#seen, this.#front, this.#next, this.#kindFront];
    for (let s = 0; s < switchCount; s++) {
      const at = s * words;
      for (let w = 0; w < words; w++) next[at + w] = 0;
      if (s === this.without || this.#isFull(seen, at)) continue;
      for (let i = offsets[s]!; i < offsets[s + 1]!; i++) {
        const from = neighbours[i]! * words;
        for (let w = 0; w < words; w++) next[at + w]! |= front[from + w]!;
      }
      for (let i = kindOffsets[s]!; i < kindOffsets[s + 1]!; i++) {
        const from = kindsAt[i]! * words;
        for (let w = 0; w < words; w++) next[at + w]! |= kindFront[from + w]!;
      }
      let any = 0;
      for (let w = 0; w < words; w++) {
        next[at + w]! &= ~seen[at + w]!;
        seen[at + w]! |= next[at + w]!;
        any |= next[at + w]!;
      }
      if (any !== 0) this.#active = true;
    }
  }

  #stepToKinds(hops: number): void {
    const { hosts, firstKind, meshed } = this.graph;
    this.#kindFront.fill(0);
    for (let site = 0; site < hosts.length; site++) {
      for (let k = firstKind[site]!; k < firstKind[site + 1]!; k++) this.#enter(k);
      for (let k = firstKind[site]!; k < firstKind[site + 1]!; k++) this.#reach(k, site, hops);
      if (!meshed) continue;
      const words = this.#words;
      for (let k = firstKind[site]!; k < firstKind[site + 1]!; k++) {
        for (let w = 0; w < words; w++) {
          const came = this.#entered[k * words + w]!;
          if ((came & ~this.#siteEntered[site * words + w]!) === 0) continue;
          this.#siteEntered[site * words + w]! |= came;
          this.#active = true;
        }
      }
    }
  }

  /** By cables, from switches that the step before reached. */
  #enter(k: number): void {
    const { leafOffsets, leaves } = this.graph;
    const words = this.#words;
    for (let i = leafOffsets[k]!; i < leafOffsets[k + 1]!; i++) {
      const from = leaves[i]! * words;
      for (let w = 0; w < words; w++) this.#entered[k * words + w]! |= this.#front[from + w]!;
    }
  }

  /** By cables, or through another NIC of the host that was entered a hop before. */
  #reach(k: number, site: number, hops: number): void {
    const { hosts, perHost, counts, relays } = this.graph;
    const words = this.#words;
    let [found, own] = [0, 0];
    for (let w = 0; w < words; w++) {
      const at = k * words + w;
      const now = this.#entered[at]! | this.#siteEntered[site * words + w]!;
      const fresh = now & ~this.#reached[at]!;
      if (fresh === 0) continue;
      this.#reached[at]! |= fresh;
      found += ones(fresh);
      own += ones(fresh & this.#own[site * words + w]!);
      if (relays[k] === 1) {
        this.#kindFront[at] = fresh;
        this.#active = true;
      }
    }
    if (counts[k] === 0 || found === 0) return;
    // Of the site of the source itself, only the other hosts.
    this.#add(hops, this.#weight * perHost[k]! * (found * hosts[site]! - own));
  }

  #isFull(sets: Int32Array, at: number): boolean {
    const last = this.#words - 1;
    for (let w = 0; w < last; w++) if (sets[at + w] !== -1) return false;
    const rest = this.sources.length & 31;
    return sets[at + last] === (rest === 0 ? -1 : (-1 >>> (32 - rest)) | 0);
  }

  #add(hops: number, pairs: number): void {
    if (pairs > 0) this.counts[hops] = (this.counts[hops] ?? 0) + pairs;
  }
}

/** Bits that are set in a word of 32. */
function ones(word: number): number {
  let n = word - ((word >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
