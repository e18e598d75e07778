import type { PlaneNetwork } from '../plane-network.js';

/** Endpoints with the same live cables. */
export interface EndpointKind {
  /** Switches, ascending, and the Gb/s to each. */
  readonly switches: readonly number[];
  readonly gbps: readonly number[];
  /** Places of the endpoints. */
  readonly members: number[];
}

/** By key, in the order of their first endpoints; those without a cable are a kind, too. */
export function endpointKinds(
  { endpoints, endpointCables, endpointOf, switchOf }: PlaneNetwork,
  capacity: Float64Array,
): Map<string, EndpointKind> {
  const cables: Map<number, number>[] = Array.from(endpoints, () => new Map());
  for (let k = 0; k < endpointCables.length; k++) {
    const gbps = capacity[endpointCables[k]!]!;
    const to = cables[endpointOf[k]!]!;
    if (gbps > 0) to.set(switchOf[k]!, (to.get(switchOf[k]!) ?? 0) + gbps);
  }
  const kinds = new Map<string, EndpointKind>();
  cables.forEach((to, e) => {
    const switches = [...to.keys()].sort((a, b) => a - b);
    const gbps = switches.map((v) => to.get(v)!);
    const key = kindKey(switches, gbps);
    const known = kinds.get(key);
    if (known) known.members.push(e);
    else kinds.set(key, { switches, gbps, members: [e] });
  });
  return kinds;
}

export const kindKey = (switches: readonly number[], gbps: readonly number[]): string =>
  `${switches.join()} ${gbps.join()}`;
