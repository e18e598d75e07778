import type { CompactFabric } from '../../fabric/compact.js';

/** What forwarding tables say: the switches that they list, and the cable of each towards an endpoint. */
export interface TableRoutes {
  readonly switches: Int32Array;
  readonly hopsTo: (endpoint: number) => { readonly cables: Int32Array };
}

/** Who is joined to whom by cables in use. */
export class Ground {
  /** By vertex: channels that leave it. */
  readonly leaving: number[][];
  /** Endpoints that have any. */
  readonly endpoints: number[];

  constructor(
    readonly fabric: CompactFabric,
    readonly capacity: Float64Array,
    readonly plane: number,
  ) {
    this.leaving = Array.from({ length: fabric.vertexCount }, () => []);
    for (const c of fabric.planes[plane]!.cables) {
      if (!(capacity[c]! > 0) || fabric.lower[c] === fabric.upper[c]) continue;
      this.leaving[fabric.lower[c]!]!.push(2 * c);
      this.leaving[fabric.upper[c]!]!.push(2 * c + 1);
    }
    this.endpoints = [...this.leaving.keys()].filter(
      (v) => v < fabric.endpointCount && this.leaving[v]!.length > 0,
    );
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
    const found = new Int32Array(this.leaving.length).fill(-1);
    found[endpoint] = 0;
    const queue = [endpoint];
    for (const v of queue) {
      if (v !== endpoint && !this.passesOn(v)) continue;
      for (const channel of this.leaving[v]!) {
        const next = this.head(channel);
        if (found[next]! >= 0) continue;
        found[next] = found[v]! + 1;
        queue.push(next);
      }
    }
    return found;
  }

  /** One endpoint of those that are joined to the same switches: the routes to all of them are alike. */
  targets(): number[] {
    const seen = new Map<string, number>();
    for (const e of this.endpoints) {
      const joined = this.passesOn(e)
        ? [e]
        : [...new Set(this.leaving[e]!.map((c) => this.head(c)))];
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
  const { capacity, fabric, leaving } = ground;
  const { cables } = tables.hopsTo(to);
  const channels = [leaving[from]![0]!];
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
