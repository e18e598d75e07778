import type { SprayNetwork } from './spray-network.js';
import type { StartDemands } from './start-demands.js';

/**
 * All shortest ways, in hops, from those that send something to a group of twins (spray-groups.ts). Vertices
 * are numbered anew, the farthest first; the last one stands for all of the twins as receivers, and one that
 * `twins` names for all of them as senders to each other.
 */
export interface ShortestSteps {
  /** The vertices that receive: arcs into them stand in the same order. */
  readonly targets: readonly number[];
  /** By vertex: that of the network; −1 for those that stand for twins. */
  readonly vertices: Int32Array;
  /** By vertex: bytes that start there. */
  readonly bytes: Float64Array;
  /** Steps that enter vertex k: `starts[k]` … `starts[k + 1] − 1`, each from a smaller vertex. */
  readonly starts: Int32Array;
  readonly tails: Int32Array;
  /**
   * By step: its arc of the network; −1 − 2j: one j-th arc into each twin, −2 − 2j: the reverse ones of these,
   * each with as much of what takes the step.
   */
  readonly arcs: Int32Array;
}

/** Calls back with each arc of a step. */
export function eachArc(
  { into, reverse }: SprayNetwork,
  { targets }: ShortestSteps,
  arc: number,
  visit: (arc: number) => void,
): void {
  if (arc >= 0) {
    visit(arc);
    return;
  }
  const j = (-1 - arc) >> 1;
  const back = (-1 - arc) & 1;
  for (const t of targets) visit(back === 1 ? reverse[into[t]! + j]! : into[t]! + j);
}

/** The arc of a step that stands for those of all twins. */
export function firstArc(network: SprayNetwork, { targets }: ShortestSteps, arc: number): number {
  if (arc >= 0) return arc;
  const in0 = network.into[targets[0]!]! + ((-1 - arc) >> 1);
  return ((-1 - arc) & 1) === 1 ? network.reverse[in0]! : in0;
}

/** Finds steps, group by group. */
export class StepSearch {
  readonly #hops: Int32Array;
  readonly #order: Int32Array;
  readonly #local: Int32Array;
  readonly #bytes: Float64Array;
  readonly #tails: Int32Array;
  readonly #arcs: Int32Array;

  constructor(readonly network: SprayNetwork) {
    const { vertexCount, tails } = network;
    this.#hops = new Int32Array(vertexCount);
    this.#order = new Int32Array(vertexCount);
    this.#local = new Int32Array(vertexCount);
    this.#bytes = new Float64Array(vertexCount);
    // Twins as senders have one step to each vertex next to them.
    this.#tails = new Int32Array(tails.length + vertexCount);
    this.#arcs = new Int32Array(tails.length + vertexCount);
  }

  /** @param group starts; @param demands what is sent to them */
  to(group: readonly number[], demands: StartDemands): ShortestSteps {
    const { receives, sends } = this.network;
    const { starts, bytes } = demands;
    const [first] = group;
    const twins = new Set(group);
    this.#bytes.fill(0);
    let senders = 0;
    for (let s = 0; s < starts; s++) {
      const each = bytes[first! * starts + s]!;
      if (!(each > 0) || (group.length > 1 && twins.has(s))) continue;
      this.#bytes[sends[s]!] = each * group.length;
      senders++;
    }
    const [a, b] = [group[0]!, group[1] ?? group[0]!];
    // An endpoint on several switches does not send to itself, so twins are all pairs of two.
    const among = bytes[b * starts + a]! * group.length * (group.length - 1);
    const targets = group.map((t) => receives[t]!);
    return this.#steps(targets, this.#search(targets, senders), among);
  }

  /** Ways from one start to another one, whether it sends anything or not. */
  between(from: number, to: number): ShortestSteps {
    const { receives, sends } = this.network;
    this.#bytes.fill(0);
    this.#bytes[sends[from]!] = 1;
    return this.#steps([receives[to]!], this.#search([receives[to]!], 1), 0);
  }

  /** Backwards from the targets until all senders are found; returns how many vertices were met. */
  #search(targets: readonly number[], senders: number): number {
    const { into, tails } = this.network;
    const [hops, order] = [this.#hops, this.#order];
    hops.fill(-1);
    targets.forEach((t, i) => {
      hops[t] = 0;
      order[i] = t;
    });
    let met = targets.length;
    let missing = senders;
    for (let read = 0; read < met && (missing > 0 || read < targets.length); read++) {
      const v = order[read]!;
      for (let arc = into[v]!; arc < into[v + 1]!; arc++) {
        const u = tails[arc]!;
        if (hops[u]! >= 0) continue;
        hops[u] = hops[v]! + 1;
        order[met++] = u;
        if (this.#bytes[u]! > 0) missing--;
      }
    }
    return met;
  }

  /** From the farthest vertex on: those that what is sent passes. */
  #steps(targets: readonly number[], met: number, among: number): ShortestSteps {
    const { into, tails } = this.network;
    const [hops, local, bytes] = [this.#hops, this.#local, this.#bytes];
    const [one] = targets;
    const vertices: number[] = [];
    const emitted: number[] = [];
    const starts = [0];
    let steps = 0;
    const add = (tail: number, arc: number) => {
      this.#tails[steps] = tail;
      this.#arcs[steps++] = arc;
    };
    const close = (v: number, own: number) => {
      starts.push(steps);
      emitted.push(own);
      return vertices.push(v) - 1;
    };
    local.fill(-1);
    const farthest = hops[this.#order[met - 1]!]!;
    const senders = among > 0 ? close(-1, among) : -1;
    for (let read = met - 1; read >= targets.length; read--) {
      const v = this.#order[read]!;
      const farther = hops[v]! + 1;
      // Nothing is beyond the farthest ones, which often are most.
      const end = farther > farthest ? 0 : into[v + 1]!;
      for (let arc = into[v]!; arc < end; arc++) {
        const u = tails[arc]!;
        if (hops[u] === farther && local[u]! >= 0) add(local[u]!, arc);
      }
      if (senders >= 0 && farther === 2) add(senders, -2 - 2 * this.#placeOf(one!, v));
      if (steps > starts.at(-1)! || bytes[v]! > 0) local[v] = close(v, bytes[v]!);
    }
    for (let arc = into[one!]!; arc < into[one! + 1]!; arc++) {
      const from = local[tails[arc]!]!;
      if (from >= 0 && hops[tails[arc]!] === 1)
        add(from, targets.length > 1 ? -1 - 2 * (arc - into[one!]!) : arc);
    }
    close(targets.length > 1 ? -1 : one!, 0);
    return {
      targets,
      vertices: Int32Array.from(vertices),
      bytes: Float64Array.from(emitted),
      starts: Int32Array.from(starts),
      tails: this.#tails.slice(0, steps),
      arcs: this.#arcs.slice(0, steps),
    };
  }

  /** Which of the arcs into a vertex comes from v. */
  #placeOf(target: number, v: number): number {
    const { into, tails } = this.network;
    let [low, high] = [into[target]!, into[target + 1]!];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (tails[middle]! <= v) low = middle;
      else high = middle;
    }
    return low - into[target]!;
  }
}
