import type { CompactFabric } from '../../fabric/compact.js';
import { type ForwardingTables, LiveTables } from './forwarding-tables.js';
import type { Block, ChannelBytes, PlaneTraffic } from './plane-traffic.js';

/**
 * What traffic puts on the channels of a plane under forwarding tables, target by target: all that comes
 * to a switch for it goes on together, so a block costs its targets times the switches, not its pairs.
 * Pairs whose way meets a dead cable or a hole put nothing anywhere, and are counted.
 *
 * @param capacity Gb/s by cable and direction, 0 = dead
 * @param plane index into `fabric.planes`
 */
export function tableBytes(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  tables: ForwardingTables,
  traffic: PlaneTraffic,
): ChannelBytes {
  const sum = new Sum(new LiveTables(fabric, capacity, plane, tables), traffic);
  for (let target = 0; target < fabric.endpointCount; target++) sum.towards(target);
  const { cables } = fabric.planes[plane]!;
  const all = sum.channelBytes();
  const bytes = Float64Array.from({ length: 2 * cables.length }, (_, i) => {
    return all[2 * cables[i >> 1]! + (i & 1)]!;
  });
  return { bytes, unrouted: sum.unrouted };
}

/** A block, its senders put together by where they send to. */
interface Senders {
  readonly block: Block;
  /** Places that some of them send to, and by place so many. */
  readonly places: Int32Array;
  readonly count: Int32Array;
  /** Those without a cable in use. */
  readonly apart: number;
  /** By domain: which of them, as entries of `from`. */
  readonly ofDomain: ReadonlyMap<number, readonly number[]>;
  /** By place: targets to which a way leads; by sender: those of them in its own domain. */
  readonly reached: Int32Array;
  readonly own: Int32Array;
}

class Sum {
  unrouted = 0;
  readonly #bytes: Float64Array;
  readonly #inflow: Float64Array;
  readonly #own: Int32Array;
  readonly #blocks: readonly Senders[];
  /** By target: entries of lists of blocks and of single pairs. */
  readonly #blocksTo: Lists;
  readonly #pairsTo: Lists;

  constructor(
    readonly live: LiveTables,
    readonly traffic: PlaneTraffic,
  ) {
    const { endpointCount, cableCount } = live.fabric;
    this.#bytes = new Float64Array(2 * cableCount);
    this.#inflow = new Float64Array(live.next.length);
    this.#own = new Int32Array(live.next.length);
    const blocks = traffic.blocks.filter(({ bytes }) => bytes > 0);
    this.#blocks = blocks.map((block) => sendersOf(block, live, traffic.domainOf));
    this.#blocksTo = listsOf(endpointCount, (enter) => {
      blocks.forEach(({ to }, block) => {
        for (const target of to) enter(target, block);
      });
    });
    this.#pairsTo = listsOf(endpointCount, (enter) => {
      traffic.pairs.to.forEach(enter);
    });
  }

  towards(target: number): void {
    const [blocks, pairs] = [this.#blocksTo, this.#pairsTo];
    const isAsked =
      blocks.start[target]! < blocks.start[target + 1]! ||
      pairs.start[target]! < pairs.start[target + 1]!;
    if (!isAsked) return;
    this.live.aim(target);
    for (let i = blocks.start[target]!; i < blocks.start[target + 1]!; i++) {
      this.#sendBlock(this.#blocks[blocks.items[i]!]!, target);
    }
    for (let i = pairs.start[target]!; i < pairs.start[target + 1]!; i++) {
      this.#sendPair(pairs.items[i]!);
    }
    this.#carry();
  }

  #sendBlock(senders: Senders, target: number): void {
    const { block, places, count, ofDomain, reached, own } = senders;
    const { left } = this.live;
    const excluded = this.#own;
    let apart = senders.apart;
    const kin = ofDomain.get(this.traffic.domainOf[target]!) ?? [];
    for (const sender of kin) {
      const place = this.live.placeOf(block.from[sender]!);
      if (place < 0) apart--;
      else {
        excluded[place]!++;
        if (left[place]! > 0) own[sender]!++;
      }
    }
    this.unrouted += apart;
    for (const place of places) {
      const pairs = count[place]! - excluded[place]!;
      excluded[place] = 0;
      if (left[place]! > 0) {
        reached[place]!++;
        this.#inflow[place]! += pairs * block.bytes;
      } else this.unrouted += pairs;
    }
  }

  #sendPair(pair: number): void {
    const { from, to, bytes } = this.traffic.pairs;
    if (from[pair] === to[pair] || !(bytes[pair]! > 0)) return;
    const place = this.live.placeOf(from[pair]!);
    if (place < 0 || this.live.left[place] === 0) this.unrouted++;
    else {
      this.#inflow[place]! += bytes[pair]!;
      this.#bytes[this.live.sending(from[pair]!)]! += bytes[pair]!;
    }
  }

  /** From the farthest switch on. */
  #carry(): void {
    const { order, reached, channel, next } = this.live;
    const inflow = this.#inflow;
    for (let i = reached - 1; i >= 0; i--) {
      const v = order[i]!;
      if (inflow[v] === 0) continue;
      this.#bytes[channel[v]!]! += inflow[v]!;
      if (next[v]! >= 0) inflow[next[v]!]! += inflow[v]!;
      inflow[v] = 0;
    }
  }

  /** By channel of the fabric, when all targets were looked at. */
  channelBytes(): Float64Array {
    const all = this.#bytes.slice();
    for (const { block, reached, own } of this.#blocks) {
      for (let i = 0; i < block.from.length; i++) {
        const place = this.live.placeOf(block.from[i]!);
        if (place < 0) continue;
        all[this.live.sending(block.from[i]!)]! += (reached[place]! - own[i]!) * block.bytes;
      }
    }
    return all;
  }
}

function sendersOf(block: Block, live: LiveTables, domainOf: Int32Array): Senders {
  const count = new Int32Array(live.next.length);
  const ofDomain = new Map<number, number[]>();
  let apart = 0;
  block.from.forEach((e, sender) => {
    const place = live.placeOf(e);
    if (place < 0) apart++;
    else count[place]!++;
    const kin = ofDomain.get(domainOf[e]!);
    if (kin) kin.push(sender);
    else ofDomain.set(domainOf[e]!, [sender]);
  });
  return {
    block,
    places: Int32Array.from([...count.keys()].filter((place) => count[place]! > 0)),
    count,
    apart,
    ofDomain,
    reached: new Int32Array(live.next.length),
    own: new Int32Array(block.from.length),
  };
}

/** By target: entries `start[t]` … `start[t + 1] − 1` of `items` are what is for it. */
interface Lists {
  readonly start: Int32Array;
  readonly items: Int32Array;
}

/** @param visit enters every item at its target, in the same order each time */
function listsOf(
  targets: number,
  visit: (enter: (target: number, item: number) => void) => void,
): Lists {
  const start = new Int32Array(targets + 1);
  visit((target) => {
    start[target + 1]!++;
  });
  for (let target = 0; target < targets; target++) start[target + 1]! += start[target]!;
  const next = start.slice(0, targets);
  const items = new Int32Array(start[targets]!);
  visit((target, item) => {
    items[next[target]!++] = item;
  });
  return { start, items };
}
