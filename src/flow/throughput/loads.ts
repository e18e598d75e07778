import type { Classes } from './classes.js';

/** By class of arcs: Gb/s of all its arcs when every source sends like the first of its orbit. */
export function loadOf({ arcClass, gbps, sources }: Classes, flows: readonly Float64Array[]) {
  const load = new Float64Array(gbps.length);
  flows.forEach((flow, k) => {
    const { count } = sources[k]!;
    for (let arc = 0; arc < flow.length; arc++) load[arcClass[arc]!]! += count * flow[arc]!;
  });
  return load;
}

/** How often a load fits, each arc bearing the mean of its class. */
export function fits({ gbps, sizes }: Classes, load: Float64Array): number {
  let most = Number.POSITIVE_INFINITY;
  for (let c = 0; c < load.length; c++) {
    if (load[c]! > 0) most = Math.min(most, (gbps[c]! * sizes[c]!) / load[c]!);
  }
  return most;
}
