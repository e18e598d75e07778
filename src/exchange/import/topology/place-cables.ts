import type { Wiring } from '../../wiring.js';
import type { HostPlaces } from './place-hosts.js';
import type { SwitchPlaces } from './place-switches.js';
import type { PlaneSets } from './plane-sets.js';

/** Where everything is. */
export interface Places {
  readonly hosts: HostPlaces;
  readonly switches: SwitchPlaces;
  readonly sets: PlaneSets;
  /** By device; null: a NIC. */
  readonly where: readonly (Where | null)[];
}

/** Where a switch is: the index of its set, its plane there, and its place in the plane. */
export interface Where {
  readonly set: number;
  readonly plane: number;
  readonly tier: string;
  readonly index: number;
}

export const placesOf = (hosts: HostPlaces, switches: SwitchPlaces, sets: PlaneSets): Places => ({
  hosts,
  switches,
  sets,
  where: switches.switches.map((place) => {
    if (!place) return null;
    const { tier, index } = place;
    return { ...sets.of[place.plane]!, tier, index };
  }),
});

/**
 * By cable, the set that lists it; −1: no set may (its ends are in two planes, or `attach` puts its NIC
 * elsewhere), so that it is an extra one; −2: not even that, since nothing else connects its NIC.
 */
export function listedIn({ links }: Wiring, places: Places): Int32Array {
  const { hosts, where, sets } = places;
  const homes = new Map<number, Map<number, number>>();
  const listed = new Int32Array(links.length).fill(-2);
  const open: { readonly i: number; readonly nic: number; readonly set: number }[] = [];
  links.forEach(({ a, b }, i) => {
    const [lower, upper] = hosts.nics[b.device] ? [b, a] : [a, b];
    const at = where[upper.device]!;
    const nic = hosts.nics[lower.device];
    const known = nic ? sets.attached(nic, lower.port) : where[lower.device]!;
    if (known) listed[i] = known.set === at.set && known.plane === at.plane ? at.set : -1;
    else if (!sets.sets[at.set]!.attach) {
      const votes = homes.get(lower.device) ?? new Map<number, number>();
      homes.set(lower.device, votes.set(at.set, (votes.get(at.set) ?? 0) + 1));
      open.push({ i, nic: lower.device, set: at.set });
    } else open.push({ i, nic: lower.device, set: -1 });
  });
  // A NIC that no attachment rule places is in the set that has most of its cables.
  for (const { i, nic, set } of open) {
    const votes = homes.get(nic);
    if (!votes) continue;
    const [home] = [...votes].sort((x, y) => y[1] - x[1] || x[0] - y[0])[0]!;
    listed[i] = set === home ? set : -1;
  }
  return listed;
}
