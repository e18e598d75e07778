import type { CompactFabric } from '../../fabric/compact.js';

/** What forwarding tables say: the switches that they list, and the cable of each towards an endpoint. */
export interface TableRoutes {
  readonly switches: Int32Array;
  readonly hopsTo: (endpoint: number) => { readonly cables: Int32Array };
}

/** Who is joined to whom by cables in use. */
export class Ground {
  /** Channels that leave vertex v: entries `offsets[v]` … `offsets[v + 1] − 1`, and the vertices that they enter. */
  readonly offsets: Int32Array;
  readonly channels: Int32Array;
  readonly heads: Int32Array;
  /** Endpoints that have any. */
  readonly endpoints: number[];

  constructor(
    readonly fabric: CompactFabric,
    readonly capacity: Float64Array,
    readonly plane: number,
  ) {
    const { lower, upper, vertexCount, endpointCount, planes } = fabric;
    const live = planes[plane]!.cables.filter((c) => capacity[c]! > 0 && lower[c] !== upper[c]);
    this.offsets = new Int32Array(vertexCount + 1);
    for (const c of live) {
      this.offsets[lower[c]! + 1]!++;
      this.offsets[upper[c]! + 1]!++;
    }
    for (let v = 0; v < vertexCount; v++) this.offsets[v + 1]! += this.offsets[v]!;
    const next = this.offsets.slice();
    this.channels = new Int32Array(2 * live.length);
    for (const c of live) {
      this.channels[next[lower[c]!]!++] = 2 * c;
      this.channels[next[upper[c]!]!++] = 2 * c + 1;
    }
    this.heads = this.channels.map((channel) => this.head(channel));
    this.endpoints = [...next.keys()].filter((v) => v < endpointCount && this.isJoined(v));
  }

  /** Whether any channel leaves a vertex. */
  isJoined(v: number): boolean {
    return this.offsets[v]! < this.offsets[v + 1]!;
  }

  passesOn(v: number): boolean {
    return v >= this.fabric.endpointCount || this.fabric.planes[this.plane]!.relays;
  }

  tail(channel: number): number {
    const { lower, upper } = this.fabric;
    return channel % 2 === 0 ? lower[channel >> 1]! : upper[channel >> 1]!;
  }

  head(channel: number): number {
    return this.tail(channel ^ 1);
  }

  /** By vertex: channels from there to an endpoint (or from it: cables lead both ways), −1: none. */
  distances(endpoint: number): Int32Array {
    const { offsets, heads } = this;
    const found = new Int32Array(this.fabric.vertexCount).fill(-1);
    found[endpoint] = 0;
    const queue = [endpoint];
    for (const v of queue) {
      for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
        const next = heads[i]!;
        if (found[next]! >= 0) continue;
        found[next] = found[v]! + 1;
        if (this.passesOn(next)) queue.push(next);
      }
    }
    return found;
  }

  /** One endpoint of those that are joined to the same switches: the routes to all of them are alike. */
  targets(): number[] {
    const seen = new Map<string, number>();
    for (const e of this.endpoints) {
      const around = this.heads.subarray(this.offsets[e]!, this.offsets[e + 1]!);
      const joined = this.passesOn(e) ? [e] : [...new Set(around)];
      const key = joined.sort((a, b) => a - b).join();
      if (!seen.has(key)) seen.set(key, e);
    }
    return [...seen.values()];
  }
}

/** The channels of a route by tables; empty: there is none. */
export function route(
  ground: Ground,
  tables: TableRoutes,
  placeOf: Int32Array,
  from: number,
  to: number,
) {
  const { capacity, fabric } = ground;
  const { cables } = tables.hopsTo(to);
  const channels = [ground.channels[ground.offsets[from]!]!];
  for (let at = ground.head(channels[0]!); at !== to; ) {
    const cable = placeOf[at]! < 0 ? -1 : cables[placeOf[at]!]!;
    if (cable < 0 || !(capacity[cable]! > 0) || channels.length > fabric.vertexCount) return [];
    const channel = 2 * cable + (fabric.lower[cable] === at ? 0 : 1);
    if (ground.tail(channel) !== at) return [];
    channels.push(channel);
    at = ground.head(channel);
  }
  return channels;
}

/** By vertex: its place in the tables, −1: it has none. */
export function placesOf({ fabric }: Ground, { switches }: TableRoutes): Int32Array {
  const placeOf = new Int32Array(fabric.vertexCount).fill(-1);
  switches.forEach((v, place) => {
    placeOf[v] = place;
  });
  return placeOf;
}
