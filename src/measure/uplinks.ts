import type { FabricState } from './state.js';

/** What a switch that endpoints hang on keeps of its capacity to other switches, Gb/s. */
export interface Uplinks {
  readonly leaf: string;
  readonly unit?: number;
  readonly rails?: readonly [first: number, last: number];
  readonly upGbps: number;
  readonly healthyUpGbps: number;
}

/** The leaves of a plane: switches that endpoints hang on. `before`: capacities to compare with. */
export function uplinks(
  { fabric, capacity }: FabricState,
  plane: number,
  before: Float64Array = fabric.gbps,
): Uplinks[] {
  const { offsets, neighbours, incident, endpointCount, vertexIds, switches } = fabric;
  const found: Uplinks[] = [];
  for (const s of fabric.planes[plane]!.switches) {
    let [up, healthy, endpoints] = [0, 0, 0];
    for (let i = offsets[s]!; i < offsets[s + 1]!; i++) {
      if (neighbours[i]! < endpointCount) endpoints++;
      else {
        up += capacity[incident[i]!]!;
        healthy += before[incident[i]!]!;
      }
    }
    if (endpoints === 0) continue;
    const { unit, rails } = switches[s - endpointCount]!;
    found.push({
      leaf: vertexIds[s]!,
      ...(unit === undefined ? {} : { unit }),
      ...(rails === undefined ? {} : { rails }),
      upGbps: up,
      healthyUpGbps: healthy,
    });
  }
  return found;
}

/** The leaf of a plane that keeps the smallest share of its uplinks; null if none lost any. */
export function worstLeaf(
  state: FabricState,
  plane: number,
  before?: Float64Array,
): Uplinks | null {
  return uplinks(state, plane, before)
    .filter(({ upGbps, healthyUpGbps }) => upGbps < healthyUpGbps)
    .reduce<Uplinks | null>(
      (worst, leaf) =>
        worst && worst.upGbps * leaf.healthyUpGbps <= leaf.upGbps * worst.healthyUpGbps
          ? worst
          : leaf,
      null,
    );
}
