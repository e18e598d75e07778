import type { Link, LinkEnd, Wiring } from '../../wiring.js';
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
  const { nics } = places.hosts;
  const homes = new Map<number, Map<number, number>>();
  const ends = ({ a, b }: Link) => {
    const [nic, other] = nics[a.device] ? [a, b] : [b, a];
    return { nic: nics[nic.device] ? nic : null, a: nic, b: other };
  };
  const listed = new Int32Array(links.length).fill(-2);
  links.forEach((link, i) => {
    const { nic, a, b } = ends(link);
    const at = places.where[b.device]!;
    if (nic) {
      const attached = attachedOf(places, nic);
      if (attached) listed[i] = same(attached, at) ? at.set : -1;
      else if (!places.sets.sets[at.set]!.attach) {
        const votes = homes.get(nic.device) ?? new Map<number, number>();
        homes.set(nic.device, votes.set(at.set, (votes.get(at.set) ?? 0) + 1));
      }
    } else listed[i] = same(places.where[a.device]!, at) ? at.set : -1;
  });
  links.forEach((link, i) => {
    const { nic, b } = ends(link);
    const votes = nic && homes.get(nic.device);
    if (!votes || attachedOf(places, nic)) return;
    const [home] = [...votes].sort((x, y) => y[1] - x[1] || x[0] - y[0])[0]!;
    const { set } = places.where[b.device]!;
    listed[i] = set === home ? set : -1;
  });
  return listed;
}

const attachedOf = ({ hosts, sets }: Places, { device, port }: LinkEnd) =>
  sets.attached(hosts.nics[device]!, port);

const same = (
  a: { readonly set: number; readonly plane: number },
  b: { readonly set: number; readonly plane: number },
): boolean => a.set === b.set && a.plane === b.plane;
