import type { Block, PlaneTraffic } from '../routing/plane-traffic.js';
import type { SprayNetwork } from './spray-network.js';

/** What starts send each other, and what the cables of single endpoints bear. */
export interface StartDemands {
  readonly starts: number;
  /** Entry `to · starts + from`: bytes, 0 from a switch to itself. */
  readonly bytes: Float64Array;
  /** By endpoint of the fabric: bytes that it sends and receives. */
  readonly sent: Float64Array;
  readonly received: Float64Array;
  /** Ordered pairs that send something and have no way: what they would send is nowhere in these numbers. */
  readonly unrouted: number;
}

export function startDemands(network: SprayNetwork, traffic: PlaneTraffic): StartDemands {
  const sums = new Sums(network, traffic.domainOf);
  for (const block of traffic.blocks) if (block.bytes > 0) sums.addBlock(block);
  const { from, to, bytes } = traffic.pairs;
  for (let i = 0; i < from.length; i++) {
    if (bytes[i]! > 0 && from[i] !== to[i]) sums.addPair(from[i]!, to[i]!, bytes[i]!);
  }
  return sums;
}

/** Endpoints of a block that start at the same place and are of one domain. */
type Counts = Map<number, number>;

class Sums implements StartDemands {
  readonly starts: number;
  readonly bytes: Float64Array;
  readonly sent: Float64Array;
  readonly received: Float64Array;
  unrouted = 0;

  constructor(
    readonly network: SprayNetwork,
    readonly domainOf: Int32Array,
  ) {
    const { endpointCount } = network.fabric;
    this.starts = network.sends.length;
    this.bytes = new Float64Array(this.starts * this.starts);
    this.sent = new Float64Array(endpointCount);
    this.received = new Float64Array(endpointCount);
  }

  addPair(from: number, to: number, bytes: number): void {
    const [a, b] = [this.network.startOf[from]!, this.network.startOf[to]!];
    if (!this.#joined(a, b)) {
      this.unrouted++;
      return;
    }
    this.#add(a, b, bytes);
    this.sent[from]! += bytes;
    this.received[to]! += bytes;
  }

  /** Start −1 stands for all endpoints without a cable. */
  addBlock({ from, to, bytes }: Block): void {
    const [senders, receivers] = [this.#counts(from), this.#counts(to)];
    const [inFrom, inTo] = [this.#domains(from), this.#domains(to)];
    const silent = new Map<number, number>();
    const key = (a: number, b: number) => (a + 1) * (this.starts + 1) + b + 1;
    for (const [domain, some] of inFrom) {
      for (const [a, n] of some) {
        for (const [b, m] of inTo.get(domain) ?? []) {
          silent.set(key(a, b), (silent.get(key(a, b)) ?? 0) + n * m);
        }
      }
    }
    for (const [a, n] of senders) {
      for (const [b, m] of receivers) {
        const pairs = n * m - (silent.get(key(a, b)) ?? 0);
        if (this.#joined(a, b)) this.#add(a, b, pairs * bytes);
        else this.unrouted += pairs;
      }
    }
    this.#share(from, receivers, inTo, bytes, this.sent);
    this.#share(to, senders, inFrom, bytes, this.received);
  }

  /** What each of some endpoints exchanges with the others of a block. */
  #share(
    some: Int32Array,
    others: Counts,
    domains: ReadonlyMap<number, Counts>,
    bytes: number,
    into: Float64Array,
  ): void {
    const { startOf, partOf } = this.network;
    const met = new Map<Counts, number[]>();
    // How many of them a part of the plane reaches.
    const count = (a: number, of: Counts) => {
      const known = met.get(of) ?? [];
      met.set(of, known);
      known[partOf[a]!] ??= [...of].reduce((sum, [b, n]) => sum + (this.#joined(a, b) ? n : 0), 0);
      return known[partOf[a]!]!;
    };
    for (const e of some) {
      const a = startOf[e]!;
      if (a < 0) continue;
      const own = domains.get(this.domainOf[e]!);
      const silent = own ? count(a, own) : 0;
      into[e]! += bytes * (count(a, others) - silent);
    }
  }

  #joined(a: number, b: number): boolean {
    const { partOf, reaches } = this.network;
    return a >= 0 && b >= 0 && reaches(partOf[a]!, partOf[b]!);
  }

  #add(a: number, b: number, bytes: number): void {
    const { sends, receives } = this.network;
    if (sends[a] !== receives[b]) this.bytes[b * this.starts + a]! += bytes;
  }

  #counts(endpoints: Int32Array): Counts {
    const counts: Counts = new Map();
    for (const e of endpoints) {
      const at = this.network.startOf[e]!;
      counts.set(at, (counts.get(at) ?? 0) + 1);
    }
    return counts;
  }

  #domains(endpoints: Int32Array): Map<number, Counts> {
    const domains = new Map<number, Counts>();
    for (const e of endpoints) {
      const counts = domains.get(this.domainOf[e]!) ?? new Map<number, number>();
      domains.set(this.domainOf[e]!, counts);
      const at = this.network.startOf[e]!;
      counts.set(at, (counts.get(at) ?? 0) + 1);
    }
    return domains;
  }
}
