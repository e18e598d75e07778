import type { CompactFabric } from '../../fabric/compact.js';
import { mix, mixSeed } from '../../std/mix.js';
import { hasDirectCable } from './ecmp.js';
import { type NearerWays, nearerWays } from './nearer-ways.js';
import { type PlaneChannels, planeChannels } from './plane-channels.js';
import type { Sends, Ways } from './plane-traffic.js';
import { directCable, type NotRouted } from './routed.js';
import { type WaysThere, waysByTarget } from './sends-by-target.js';

export interface HashedEcmp {
  /** @param seed a whole number from 0 to 2⁵³ − 1 */
  readonly ways: (sends: Sends, seed: number) => Ways;
}

/**
 * Equal-cost multi-path routing as switches do it, flow by flow: every switch, and every endpoint that
 * sends or relays, takes one of its cables in use that lie on a shortest path (in hops) to the target,
 * by a hash of the flow (from, to, key), of itself and of a seed. Each such cable is equally likely,
 * whatever its speed; parallel ones are cables of their own. Over all keys the mean is the even spread of
 * `ecmp.ts`. What an endpoint sends to itself takes no channel, and is not without a way.
 *
 * @param capacity Gb/s by cable and direction, 0 = dead
 * @param plane index into `fabric.planes`
 */
export function hashedEcmp(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
): HashedEcmp | NotRouted {
  if (!fabric.planes[plane]!.relays && hasDirectCable(fabric, capacity, plane)) return directCable;
  const channels = planeChannels(fabric, capacity, plane);
  const nearer = nearerWays(channels);
  return {
    ways: (sends, seed) => {
      const towards = new Towards(channels, nearer, sends, seed);
      const { setOf, sets } = channels;
      return waysByTarget(sends, setOf, sets.length, (set) => towards.aim(set));
    },
  };
}

/** Flows to the endpoints of one set of places after the other. */
class Towards implements WaysThere {
  readonly #seed: number;
  /** By place: what tells it from others. */
  readonly #salts: Int32Array;
  #there!: NearerWays;

  constructor(
    readonly ways: PlaneChannels,
    readonly nearer: (set: number) => NearerWays,
    readonly sends: Sends,
    seed: number,
  ) {
    this.#seed = mixSeed(seed);
    this.#salts = Int32Array.from(ways.vertexOf, (v) => mix(this.#seed ^ mix(v + 1)));
  }

  aim(set: number): this {
    this.#there = this.nearer(set);
    return this;
  }

  measure(flows: Int32Array, lengths: Int32Array): void {
    const { setOf, relays } = this.ways;
    const { from } = this.sends;
    const { away } = this.#there;
    for (const flow of flows) {
      const set = setOf[from[flow]!]!;
      const hops = set < 0 ? -1 : away[set]!;
      lengths[flow + 1] = hops < 0 ? 0 : hops + (relays ? 0 : 2);
    }
  }

  write(flows: Int32Array, offsets: Int32Array, channels: Int32Array): void {
    const { relays, start, places, sending, heads, channels: channelOf } = this.ways;
    const { hops, first: firsts, count: counts, nearer } = this.#there;
    const { from, to, key } = this.sends;
    const [seed, salts] = [this.#seed, this.#salts];
    for (const flow of flows) {
      let at = offsets[flow]!;
      if (at === offsets[flow + 1]) continue;
      const [source, target] = [from[flow]!, to[flow]!];
      const hash = mix(mix(mix(seed ^ target) ^ source) ^ key[flow]!);
      const first = start[source]!;
      const entry = start[source + 1]! - first === 1 ? first : this.#leave(source, hash);
      let v = places[entry]!;
      if (!relays) channels[at++] = sending[entry]!;
      while (hops[v]! > 0) {
        const count = counts[v]!;
        const number = count === 1 ? 0 : pick(mix(hash ^ salts[v]!), count);
        const way = nearer[firsts[v]! + number]!;
        channels[at++] = channelOf[way]!;
        v = heads[way]!;
      }
      if (relays) continue;
      const last = start[target]!;
      channels[at] =
        start[target + 1]! - last === 1 ? sending[last]! ^ 1 : this.#arrive(v, target, hash);
    }
  }

  /** The entry of the endpoint by which a flow leaves it: one of those that lead to the nearest place. */
  #leave(from: number, hash: number): number {
    const { start, places, setOf } = this.ways;
    const [first, end] = [start[from]!, start[from + 1]!];
    const { hops, away } = this.#there;
    const nearest = away[setOf[from]!]!;
    let count = 0;
    for (let i = first; i < end; i++) if (hops[places[i]!] === nearest) count++;
    let number = pick(mix(hash ^ mix(this.#seed + 1)), count);
    for (let i = first; i < end; i++) if (hops[places[i]!] === nearest && number-- === 0) return i;
    return first;
  }

  /** The channel from a place that the target hangs on. */
  #arrive(v: number, to: number, hash: number): number {
    const { start, places, sending } = this.ways;
    const [first, end] = [start[to]!, start[to + 1]!];
    let count = 0;
    for (let i = first; i < end; i++) if (places[i] === v) count++;
    let number = count === 1 ? 0 : pick(mix(hash ^ this.#salts[v]!), count);
    let i = first;
    while (places[i] !== v || number-- > 0) i++;
    return sending[i]! ^ 1;
  }
}

/** One of so many, equally likely for mixed bits. */
const pick = (bits: number, count: number): number => ((bits >>> 0) * count * 2 ** -32) | 0;
