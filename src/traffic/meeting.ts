import { cablesInUse } from '../flow/separation/cable-cut.js';
import { planeComponents } from '../flow/separation/plane-components.js';
import { type Gpus, gpuCount } from './gpus.js';

/** A plane in which two NICs meet, and Gb/s of the slower one there. */
export interface Meeting {
  readonly plane: number;
  readonly gbps: number;
}

/** What hosts that reach the same parts of planes by the same NICs have in common. */
export interface HostKind {
  readonly gpus: number;
  /** Its GPUs can hand on for each other. */
  readonly relays: boolean;
  /** By NIC: a number that stands for the parts of planes that it reaches. */
  readonly reaches: readonly number[];
}

/** Which hosts are alike under capacities, and where their NICs meet. */
export class Meetings {
  readonly kinds: HostKind[] = [];
  /** By host: its kind. */
  readonly kindOf: Int32Array;
  readonly #reached: { plane: number; part: number; gbps: number }[][] = [];
  readonly #met = new Map<string, readonly Meeting[]>();

  /** @param capacity Gb/s by cable and direction, 0 = dead */
  constructor(
    readonly gpus: Gpus,
    capacity: Float64Array,
  ) {
    const { fabric, nics, scaleUpGbps } = gpus;
    const reach = this.#reachOf(capacity);
    const numbers = new Map<string, number>();
    this.kindOf = Int32Array.from(fabric.hostIds, (_, host) => {
      const reaches = Array.from(nics[host]!, (nic) => reach[nic]!);
      const count = gpuCount(gpus, host);
      const relays = scaleUpGbps[host]! > 0;
      const key = `${count} ${relays} ${reaches}`;
      const number = numbers.get(key) ?? this.kinds.push({ gpus: count, relays, reaches }) - 1;
      numbers.set(key, number);
      return number;
    });
  }

  /** Planes in which NICs that reach this and that are in one part. */
  meet(a: number, b: number): readonly Meeting[] {
    const key = `${a} ${b}`;
    const known = this.#met.get(key);
    if (known) return known;
    const [from, to] = [this.#reached[a]!, this.#reached[b]!];
    const met = new Map<number, number>();
    for (const one of from) {
      for (const other of to) {
        if (one.plane !== other.plane || one.part !== other.part) continue;
        met.set(one.plane, (met.get(one.plane) ?? 0) + Math.min(one.gbps, other.gbps));
      }
    }
    const all = Array.from(met, ([plane, gbps]) => ({ plane, gbps }));
    this.#met.set(key, all);
    return all;
  }

  /** By NIC of the plane set: what it reaches, as a number. */
  #reachOf(capacity: Float64Array): Int32Array {
    const { fabric, planeSet, nics } = this.gpus;
    const { offsets, incident, neighbours, cablePlane, endpointCount } = fabric;
    const inUse = cablesInUse(capacity);
    const parts = new Map(
      fabric.planeSets[planeSet]!.planes.map((p) => [p, planeComponents(fabric, inUse, p)]),
    );
    const reach = new Int32Array(endpointCount);
    const numbers = new Map<string, number>();
    for (const nic of nics.flatMap((list) => [...list])) {
      const found = new Map<string, { plane: number; part: number; gbps: number }>();
      for (let i = offsets[nic]!; i < offsets[nic + 1]!; i++) {
        const plane = cablePlane[incident[i]!]!;
        const gbps = capacity[incident[i]!]!;
        const of = parts.get(plane);
        if (!of || !(gbps > 0)) continue;
        const place = of.placeOf[neighbours[i]!]!;
        if (place < 0) continue;
        const part = of.component[place]!;
        const key = `${plane} ${part}`;
        found.set(key, { plane, part, gbps: (found.get(key)?.gbps ?? 0) + gbps });
      }
      const all = [...found.values()].sort((a, b) => a.plane - b.plane || a.part - b.part);
      const key = all.map(({ plane, part, gbps }) => `${plane} ${part} ${gbps}`).join();
      const number = numbers.get(key) ?? this.#reached.push(all) - 1;
      numbers.set(key, number);
      reach[nic] = number;
    }
    return reach;
  }
}
