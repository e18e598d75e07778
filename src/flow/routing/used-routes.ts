import type { ForwardingTables, LiveTables } from './forwarding-tables.js';
import { HopSearch, type PlaneChannels } from './plane-channels.js';

/** All shortest ways of a plane to one set of places after the other, as far as some endpoint sends there. */
export class ShortestRoutes {
  readonly search: HopSearch;
  /** By place: 1 if a route leads through it. */
  readonly used: Uint8Array;
  /** Channels between places on the longest route yet. */
  longest = 0;

  constructor(readonly ways: PlaneChannels) {
    this.search = new HopSearch(ways);
    this.used = new Uint8Array(ways.placeCount);
  }

  aim(target: number): void {
    const { sets, offsets, heads } = this.ways;
    const { search, used } = this;
    const { hops, order } = search;
    search.from(sets[target]!);
    used.fill(0);
    for (const set of sets) {
      const nearest = search.nearest(set);
      if (nearest < 0) continue;
      this.longest = Math.max(this.longest, nearest);
      for (const place of set) if (hops[place] === nearest) used[place] = 1;
    }
    for (let read = search.reached - 1; read >= 0; read--) {
      const v = order[read]!;
      if (used[v] === 0) continue;
      for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
        if (hops[heads[i]!] === hops[v]! - 1) used[heads[i]!] = 1;
      }
    }
  }
}

/** The ways of tables to one endpoint after the other, as far as another one sends there. */
export class TableRoutes {
  readonly live: LiveTables;
  /** By place: 1 if a route leads through it. */
  readonly used: Uint8Array;
  longest = 0;

  constructor(live: LiveTables) {
    this.live = live;
    this.used = new Uint8Array(live.next.length);
  }

  aim(target: number): void {
    const { live, used } = this;
    const { order, next, left } = live;
    live.aim(target);
    used.fill(0);
    for (const [place] of live.channels.sets) {
      if (left[place!] === 0) continue;
      used[place!] = 1;
      this.longest = Math.max(this.longest, left[place!]! - 1);
    }
    for (let i = live.reached - 1; i >= 0; i--) {
      const v = order[i]!;
      if (used[v] === 1 && next[v]! >= 0) used[next[v]!] = 1;
    }
  }
}

export type Routes = 'shortest' | ForwardingTables;
