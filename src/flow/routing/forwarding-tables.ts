import type { CompactFabric } from '../../fabric/compact.js';
import { assert } from '../../std/assert.js';
import type { Hops } from './d-mod-k-tables.js';
import { type PlaneChannels, planeChannels } from './plane-channels.js';

/**
 * Static routes of a plane whose endpoints have one cable each in it: at every switch the target alone
 * decides. `DModKTables` are such, and so are tables that were read from a file.
 */
export interface ForwardingTables {
  /** As vertices, in the order in which a network of the plane (`plane-network.ts`) numbers them. */
  readonly switches: Int32Array;
  /** To an endpoint; what is returned holds until the next question. */
  readonly hopsTo: (endpoint: number) => Hops;
}

/** Tables laid over what is in use: a way that meets a dead cable, or a hole, is none. */
export class LiveTables {
  readonly channels: PlaneChannels;
  /** By place, for the target that was aimed at: the channel that it sends by, where that leads; −1: none. */
  readonly channel: Int32Array;
  readonly next: Int32Array;
  /** Channels from there to the target, the last one included; 0: no way leads there. */
  readonly left: Int32Array;
  /** Places from which a way leads, those nearest to the target first; so many. */
  readonly order: Int32Array;
  reached = 0;
  readonly #byHops: Int32Array;

  constructor(
    readonly fabric: CompactFabric,
    readonly capacity: Float64Array,
    plane: number,
    readonly tables: ForwardingTables,
  ) {
    this.channels = planeChannels(fabric, capacity, plane);
    const { placeCount, vertexOf } = this.channels;
    const isSame = tables.switches.every((v, place) => v === vertexOf[place]);
    assert(
      isSame && tables.switches.length === placeCount,
      'tables are of the switches of a plane',
    );
    this.channel = new Int32Array(placeCount);
    this.next = new Int32Array(placeCount);
    this.left = new Int32Array(placeCount);
    this.order = new Int32Array(placeCount);
    this.#byHops = new Int32Array(placeCount + 2);
  }

  /** The place that an endpoint sends to, −1: it has no cable in use. */
  placeOf(endpoint: number): number {
    const { start, places } = this.channels;
    const first = start[endpoint]!;
    return start[endpoint + 1] === first ? -1 : places[first]!;
  }

  /** The channel by which an endpoint that has a place sends. */
  sending(endpoint: number): number {
    return this.channels.sending[this.channels.start[endpoint]!]!;
  }

  aim(target: number): void {
    const { lower, upper } = this.fabric;
    const { placeOf } = this.channels;
    const { channel, next, left, order } = this;
    const { cables, left: hops } = this.tables.hopsTo(target);
    this.#sort(hops);
    left.fill(0);
    let reached = 0;
    for (let i = 0; i < this.reached; i++) {
      const v = order[i]!;
      const cable = cables[v]!;
      if (!(this.capacity[cable]! > 0)) continue;
      const isLower = lower[cable] === this.channels.vertexOf[v];
      const end = isLower ? upper[cable]! : lower[cable]!;
      const place = placeOf[end]!;
      if (hops[v] === 1 ? end !== target : place < 0 || left[place] !== hops[v]! - 1) continue;
      channel[v] = 2 * cable + (isLower ? 0 : 1);
      next[v] = hops[v] === 1 ? -1 : place;
      left[v] = hops[v]!;
      order[reached++] = v;
    }
    this.reached = reached;
  }

  /** Places by what the tables say is left, nearest first. */
  #sort(hops: Int32Array): void {
    const [from, { order }] = [this.#byHops.fill(0), this];
    for (let v = 0; v < hops.length; v++) if (hops[v]! > 0) from[hops[v]! + 1]!++;
    for (let h = 1; h < from.length; h++) from[h]! += from[h - 1]!;
    this.reached = from[from.length - 1]!;
    for (let v = 0; v < hops.length; v++) if (hops[v]! > 0) order[from[hops[v]!]!++] = v;
  }
}
