import { groupBy } from '../../../std/group.js';
import { compareNatural } from '../../../std/natural.js';
import type { Device, Wiring } from '../../wiring.js';
import { Distinct, type Numbered, numberedName, stemOf } from '../own-names.js';

/** A NIC as ids name it. */
export interface NicPlace {
  readonly group: string;
  readonly host: number;
  readonly nicGroup: string;
  readonly nic: number;
  /** As \`attach\` names it: \`group/nicGroup\`. */
  readonly entry: string;
}

/** Hosts that are alike. */
export interface HostGroupPlace {
  readonly name: string;
  /** Hosts, those between them that are not there included. */
  readonly count: number;
  readonly present: ReadonlySet<number>;
  /** By NIC group: NICs of a host. */
  readonly nics: ReadonlyMap<string, number>;
}

export interface HostPlaces {
  /** By device; null: a switch. */
  readonly nics: readonly (NicPlace | null)[];
  readonly groups: readonly HostGroupPlace[];
  /** By id of hosts and NICs that are called otherwise: how. */
  readonly labels: readonly (readonly [id: string, name: string])[];
}

/** Hosts with such a name, with what their NICs are called. */
interface Named {
  readonly host: string;
  /** Indices into the devices. */
  readonly nics: readonly number[];
}

/**
 * Gives hosts and NICs their ids. Names that are ours stay what they are, also where numbers between
 * them are missing. Others are numbered in natural order: hosts whose names begin alike and that have
 * the same NICs (or some of them) are a group, and a NIC is the same in each of its hosts.
 */
export function placeHosts({ devices }: Wiring): HostPlaces {
  const nics = devices.flatMap((device, i) => (device.kind === 'nic' ? [i] : []));
  const hosts = [...groupBy(nics, (i) => hostOf(devices[i]!))]
    .map(([host, own]): Named => ({ host, nics: own }))
    .sort((a, b) => compareNatural(a.host, b.host));
  const placed = new Placing(devices);
  const alike = groupBy(hosts, ({ host }) => {
    const ours = numberedName(host);
    return ours ? `${ours.name}` : stemOf(host, 'host');
  });
  // Our own names come first: others make way for them.
  const families = [...alike].map(([stem, all]) => {
    return { stem, all, ours: alike.size > mostKept ? null : oursOf(all, devices) };
  });
  const [kept, others] = [
    families.filter(({ ours }) => ours),
    families.filter(({ ours }) => !ours),
  ];
  for (const { stem, all, ours } of kept) placed.keep(stem, all, ours!);
  // Names that have nothing in common (serial numbers) say nothing of groups.
  if (others.length > mostGroups)
    placed.number(
      'host',
      others.flatMap(({ all }) => all),
    );
  else for (const { stem, all } of others) placed.number(stem, all);
  return { nics: placed.nics, groups: placed.groups, labels: placed.labels };
}

const hostOf = ({ host, name }: Device): string => host ?? name;

/** Numbers of hosts with names of ours, null if they are not, or far apart. */
function oursOf(all: readonly Named[], devices: readonly Device[]): readonly Numbered[] | null {
  const names = all.map(({ host }) => numberedName(host));
  if (names.some((one) => one === null)) return null;
  const numbers = names as readonly Numbered[];
  const last = numbers.reduce((most, { index }) => Math.max(most, index), 0);
  if (last >= 2 * all.length + mostMissing) return null;
  const named = all.every(({ nics }) =>
    nics.every((i) => (numberedName(devices[i]!.name)?.index ?? mostNics) < mostNics),
  );
  return named ? numbers : null;
}

/** Groups of hosts by what their names begin with, at most. */
const mostGroups = 64;
/** And of names of ours. */
const mostKept = 400;
/** So many hosts may be missing between those that are there, besides as many as these are. */
const mostMissing = 64;
/** Above what any host has: a larger number is part of a name. */
const mostNics = 256;

class Placing {
  readonly nics: (NicPlace | null)[];
  readonly groups: HostGroupPlace[] = [];
  readonly labels: [id: string, name: string][] = [];
  readonly #names = new Distinct();

  constructor(readonly devices: readonly Device[]) {
    this.nics = devices.map(() => null);
  }

  keep(stem: string, all: readonly Named[], numbers: readonly Numbered[]): void {
    const group = this.#names.name(stem);
    const counts = new Map<string, number>();
    const entries = new Map<string, string>();
    const present = new Set(numbers.map(({ index }) => index));
    all.forEach(({ nics }, h) => {
      for (const i of nics) {
        const { name: nicGroup, index: nic } = numberedName(this.devices[i]!.name)!;
        counts.set(nicGroup, Math.max(counts.get(nicGroup) ?? 0, nic + 1));
        const entry = entries.get(nicGroup) ?? `${group}/${nicGroup}`;
        entries.set(nicGroup, entry);
        this.nics[i] = { group, host: numbers[h]!.index, nicGroup, nic, entry };
      }
    });
    const count = 1 + numbers.reduce((most, { index }) => Math.max(most, index), 0);
    this.groups.push({ name: group, count, present, nics: sorted(counts) });
  }

  number(stem: string, all: readonly Named[]): void {
    const kinds = this.#kinds(all.map((one) => this.#cabled(one)));
    // NICs that are called differently in every host are known by their places.
    const few =
      kinds.length > mostKinds ? this.#kinds(all.map((one) => this.#cabled(one, true))) : kinds;
    for (const { names, hosts } of few) this.#numberKind(this.#names.name(stem), names, hosts);
  }

  #kinds(cabled: readonly Cabled[]): Kind[] {
    const kinds: Kind[] = [];
    // Most NICs first: a host that lacks one, since its cable is down, belongs to those that have it.
    for (const one of [...cabled].sort((a, b) => b.nics.length - a.nics.length)) {
      const names = one.nics.map(({ name }) => name);
      const kind = kinds.find((k) => names.every((name) => k.names.includes(name)));
      if (kind) kind.hosts.push(one);
      else kinds.push({ names, hosts: [one] });
      if (kinds.length > mostKinds) break;
    }
    return kinds;
  }

  /** What the NICs of a host are called; by their places where one has no name of its own. */
  #cabled({ host, nics }: Named, byPlace = false): Cabled {
    const devices = nics.map((i) => ({ i, name: this.devices[i]!.name }));
    devices.sort((a, b) => compareNatural(a.name, b.name));
    if (!byPlace && nics.every((i) => this.devices[i]!.name !== this.devices[i]!.key)) {
      return { host, nics: devices };
    }
    return { host, nics: devices.map(({ i }, place) => ({ i, name: `nic${place}` })) };
  }

  #numberKind(group: string, names: readonly string[], hosts: readonly Cabled[]): void {
    const counts = new Map<string, number>();
    const nicGroups = new Distinct();
    const groupOf = new Map<string, string>();
    const places = new Map<string, Omit<NicPlace, 'group' | 'host'>>();
    for (const name of [...names].sort(compareNatural)) {
      const stem = stemOf(name, 'nic');
      const nicGroup = groupOf.get(stem) ?? nicGroups.name(stem);
      groupOf.set(stem, nicGroup);
      const nic = counts.get(nicGroup) ?? 0;
      counts.set(nicGroup, nic + 1);
      places.set(name, { nicGroup, nic, entry: `${group}/${nicGroup}` });
    }
    const ordered = [...hosts].sort((a, b) => compareNatural(a.host, b.host));
    ordered.forEach((named, host) => {
      this.#label(`${group}${host}`, named.host, `${group}${host}`);
      for (const { i, name } of named.nics) {
        const place = places.get(name)!;
        const { nicGroup, nic } = place;
        this.nics[i] = { group, host, ...place };
        this.#label(`${group}${host}/${nicGroup}${nic}`, this.devices[i]!.name, nicGroup + nic);
      }
    });
    const present = new Set(hosts.keys());
    this.groups.push({ name: group, count: hosts.length, present, nics: sorted(counts) });
  }

  #label(id: string, name: string, known: string): void {
    if (name !== known) this.labels.push([id, name]);
  }
}

/** Hosts that have the same NICs, or some of them. */
interface Kind {
  readonly names: readonly string[];
  readonly hosts: Cabled[];
}

/** So many groups of hosts whose names begin alike. */
const mostKinds = 8;

/** A host with what its NICs are called, by natural order of that. */
interface Cabled {
  readonly host: string;
  readonly nics: readonly { readonly i: number; readonly name: string }[];
}

const sorted = (counts: ReadonlyMap<string, number>): Map<string, number> =>
  new Map([...counts].sort(([a], [b]) => compareNatural(a, b)));
