import type { Adaptive } from './adaptive.js';
import { type ShortestSteps, StepSearch } from './shortest-steps.js';
import { capacityWeights, shareOut } from './step-flow.js';

/** Channels of the fabric between two starts, and the part of what goes from one to the other that takes each. */
export interface StartWay {
  readonly channels: Int32Array;
  readonly shares: Float64Array;
}

/**
 * The splits that were found, start by start. A pair between which nothing was sent takes its shortest ways in
 * proportion to capacity.
 */
export class StartWays {
  readonly #search: StepSearch;
  readonly #groupOf: Int32Array;
  /** By group: its vertices, as numbered there. */
  readonly #placesIn = new Map<number, Map<number, number>>();

  constructor(readonly found: Adaptive) {
    const { network, groups } = found.splits;
    this.#search = new StepSearch(network);
    this.#groupOf = new Int32Array(network.sends.length).fill(-1);
    groups.forEach((group, g) => {
      for (const start of group) this.#groupOf[start] = g;
    });
  }

  /** From one start to another that it reaches; nothing from a switch to itself. */
  between(from: number, to: number): StartWay {
    const { network, flows } = this.found.splits;
    if (network.sends[from] === network.receives[to]) return this.#way(from, to, null);
    const g = this.#groupOf[to]!;
    const split = flows && g >= 0 ? flows[g]! : null;
    const at = split ? this.#placeOf(g, split.steps, from) : -1;
    if (split && at >= 0) {
      const one = new Float64Array(split.steps.bytes.length);
      one[at] = 1;
      const shares = shareOut(network, split.steps, split.flow, one);
      return this.#way(from, to, { steps: split.steps, shares });
    }
    const steps = this.#search.between(from, to);
    const shares = shareOut(network, steps, capacityWeights(network, steps));
    return this.#way(from, to, { steps, shares });
  }

  /** Where a start sends from in the steps to a group; −1: nowhere. Twins of the group are one vertex, the first. */
  #placeOf(g: number, { vertices, targets }: ShortestSteps, from: number): number {
    if (this.#groupOf[from] === g && targets.length > 1) {
      return vertices.length > 1 && vertices[0] === -1 ? 0 : -1;
    }
    const places = this.#placesIn.get(g) ?? new Map(Array.from(vertices, (v, k) => [v, k]));
    this.#placesIn.set(g, places);
    return places.get(this.found.splits.network.sends[from]!) ?? -1;
  }

  #way(
    from: number,
    to: number,
    taken: { readonly steps: ShortestSteps; readonly shares: Float64Array } | null,
  ): StartWay {
    const { network } = this.found.splits;
    const { into, receives, reverse, cableStart, capacity, gbps } = network;
    const [channels, shares]: [number[], number[]] = [[], []];
    taken?.shares.forEach((share, i) => {
      if (!(share > 0)) return;
      let arc = taken.steps.arcs[i]!;
      if (arc < 0) {
        const j = (-1 - arc) >> 1;
        const isOut = ((-1 - arc) & 1) === 1;
        arc = isOut ? reverse[into[receives[from]!]! + j]! : into[receives[to]!]! + j;
      }
      for (let c = cableStart[arc]!; c < cableStart[arc + 1]!; c++) {
        const channel = network.channels[c]!;
        channels.push(channel);
        shares.push(Math.min(1, share * (capacity[channel >> 1]! / gbps[arc]!)));
      }
    });
    return { channels: Int32Array.from(channels), shares: Float64Array.from(shares) };
  }
}
