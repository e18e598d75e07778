import { Heap } from '../std/heap.js';
import { Ends } from './ends.js';
import { anyRank, type Net } from './net.js';
import { startsOf } from './starts.js';

/**
 * Lays a network that was found over the one that was designed, in one way after the other: by vertex
 * found, the vertex of the design; −1: none. Pairs that are known stay. The others follow the cables:
 * what is at the other end of a port is what the design has there. Where nothing is known to start
 * from, machines with alike surroundings are, in each way another pair of them first. A wrong cable
 * has one vote among many.
 *
 * @param known by vertex found: what it is known to be, −1 if nothing
 */
export function* layOver(found: Net, design: Net, known: Int32Array): Generator<Int32Array> {
  const ends = { found: new Ends(found), design: new Ends(design) };
  let starts: [number, number][] | null = null;
  for (let attempt = 0; ; attempt++) {
    const laid = new LaidOver(found, design, ends);
    known.forEach((y, x) => {
      if (y >= 0) laid.pair(x, y);
    });
    laid.follow();
    if (laid.designOf.includes(-1)) {
      starts ??= startsOf(found, design, ends).filter(([x, y]) => laid.isOpen(x, y));
      for (const [x, y] of [...starts.slice(attempt), ...starts.slice(0, attempt)]) {
        if (!laid.isOpen(x, y)) continue;
        laid.pair(x, y);
        laid.follow();
      }
    }
    if (!known.some((y) => y >= 0)) laid.pairRest();
    yield laid.designOf;
    // Where names and cables decide it all, every way is the same.
    if (!starts || attempt + 1 >= starts.length) return;
  }
}

/** How much a cable says: whether both its ports agree, or only the one it is followed from. */
const bothPorts = 4;
const onePort = 1;
/** NICs of one host belong together, more surely than any cable. */
const sameHost = 64;

interface Vote {
  readonly x: number;
  readonly y: number;
  readonly votes: number;
}

class LaidOver {
  readonly designOf: Int32Array;
  readonly #foundOf: Int32Array;
  readonly #found: Ends;
  readonly #design: Ends;
  readonly #votes = new Map<number, number>();
  readonly #queue = new Heap<Vote>((p, q) => q.votes - p.votes || p.x - q.x || p.y - q.y);

  constructor(
    readonly found: Net,
    readonly design: Net,
    ends: { readonly found: Ends; readonly design: Ends },
  ) {
    this.designOf = new Int32Array(found.count).fill(-1);
    this.#foundOf = new Int32Array(design.count).fill(-1);
    this.#found = ends.found;
    this.#design = ends.design;
  }

  pair(x: number, y: number): void {
    if (!this.isOpen(x, y)) return;
    this.designOf[x] = y;
    this.#foundOf[y] = x;
    if (this.found.isNic[x] === 1) {
      // Hosts stay together: NICs of the same rank are the same.
      const theirs = this.design.nicsOf[this.design.hostOf[y]!]!;
      const rankOf = (nic: number) => this.design.rankOf[nic];
      for (const nic of this.found.nicsOf[this.found.hostOf[x]!]!) {
        const other = theirs.find((one) => rankOf(one) === this.found.rankOf[nic]);
        if (other !== undefined) this.#vote(nic, other, sameHost);
      }
    }
    for (const end of this.#found.of(x)) {
      const there = this.#design.at(y, this.#found.code(end));
      if (there < 0) continue;
      const agree = this.#found.farCode(end) === this.#design.farCode(there);
      this.#vote(this.#found.far(end), this.#design.far(there), agree ? bothPorts : onePort);
    }
  }

  /** Pairs whatever has votes, most first. */
  follow(): void {
    for (let next = this.#queue.pop(); next; next = this.#queue.pop()) {
      if (next.votes === this.#votes.get(this.#key(next.x, next.y))) this.pair(next.x, next.y);
    }
  }

  /**
   * Pairs what is left: where nobody knows a name, a machine of which every cable is wrong is rather one
   * of the design than a stranger.
   */
  pairRest(): void {
    const left = new Map<string, number[]>();
    for (let y = this.design.count - 1; y >= 0; y--) {
      if (this.#foundOf[y]! >= 0) continue;
      const kind = kindOf(this.design, y);
      const list = left.get(kind);
      if (list) list.push(y);
      else left.set(kind, [y]);
    }
    for (let x = 0; x < this.found.count; x++) {
      if (this.designOf[x]! >= 0) continue;
      const list = left.get(kindOf(this.found, x)) ?? [];
      let y = list.pop();
      while (y !== undefined && this.#foundOf[y]! >= 0) y = list.pop();
      if (y === undefined) continue;
      this.pair(x, y);
      this.follow();
    }
  }

  #key(x: number, y: number): number {
    return x * this.design.count + y;
  }

  /** Whether neither of two has another one yet. */
  isOpen(x: number, y: number): boolean {
    return this.designOf[x]! < 0 && this.#foundOf[y]! < 0;
  }

  #vote(x: number, y: number, weight: number): void {
    if (!this.isOpen(x, y) || !alike(this.found, x, this.design, y)) return;
    const key = this.#key(x, y);
    const votes = (this.#votes.get(key) ?? 0) + weight;
    this.#votes.set(key, votes);
    this.#queue.push({ x, y, votes });
  }
}

/** A switch is no NIC, and NIC 3 of a host is not its NIC 2. */
const alike = (found: Net, x: number, design: Net, y: number): boolean =>
  found.isNic[x] === design.isNic[y] &&
  (found.rankOf[x] === design.rankOf[y] || found.rankOf[x] === anyRank);

const kindOf = ({ isNic, rankOf }: Net, v: number): string => `${isNic[v]!} ${rankOf[v]!}`;
