import type { CompactFabric } from '../../fabric/compact.js';
import { Ints } from '../../fabric/growing.js';
import { type ForwardingTables, LiveTables } from './forwarding-tables.js';
import type { Sends, Ways } from './plane-traffic.js';
import { tableWays } from './table-ways.js';

/** Entries of tables that are kept, places times targets. */
const MOST_ENTRIES = 20_000_000;

/**
 * The same as `tableWays`, for many questions about one plane: what a target needs is looked up once, and
 * remembered as long as there is room.
 */
export class TableWalks {
  readonly #live: LiveTables;
  /** By target: by place, the channel that it sends by; −1: no way leads there. */
  readonly #rows = new Map<number, Int32Array>();

  /**
   * @param capacity Gb/s by cable and direction, 0 = dead
   * @param plane index into `fabric.planes`
   */
  constructor(
    readonly fabric: CompactFabric,
    readonly capacity: Float64Array,
    readonly plane: number,
    readonly tables: ForwardingTables,
  ) {
    this.#live = new LiveTables(fabric, capacity, plane, tables);
  }

  ways(sends: Sends): Ways {
    const places = this.#live.next.length;
    const { from, to } = sends;
    const fresh = new Set(to.filter((target) => !this.#rows.has(target))).size;
    if ((this.#rows.size + fresh) * places > MOST_ENTRIES) {
      return tableWays(this.fabric, this.capacity, this.plane, this.tables, sends);
    }
    const offsets = new Int32Array(from.length + 1);
    const channels = new Ints();
    let unrouted = 0;
    for (let f = 0; f < from.length; f++) {
      if (from[f] !== to[f] && !this.#walk(from[f]!, to[f]!, channels)) unrouted++;
      offsets[f + 1] = channels.length;
    }
    return { offsets, channels: channels.close(), unrouted };
  }

  /** Whether there is a way; its channels are added. */
  #walk(from: number, to: number, channels: Ints): boolean {
    const { upper, lower } = this.fabric;
    const { placeOf } = this.#live.channels;
    let place = this.#live.placeOf(from);
    if (place < 0 || this.#live.placeOf(to) < 0) return false;
    const row = this.#rowOf(to);
    if (row[place]! < 0) return false;
    channels.push(this.#live.sending(from));
    for (;;) {
      const channel = row[place]!;
      channels.push(channel);
      const head = (channel & 1) === 0 ? upper[channel >> 1]! : lower[channel >> 1]!;
      if (head === to) return true;
      place = placeOf[head]!;
    }
  }

  #rowOf(target: number): Int32Array {
    const known = this.#rows.get(target);
    if (known) return known;
    this.#live.aim(target);
    const { left, channel } = this.#live;
    const row = channel.map((one, place) => (left[place]! > 0 ? one : -1));
    this.#rows.set(target, row);
    return row;
  }
}
