import { groupBy } from '../../../std/group.js';
import { compareNatural } from '../../../std/natural.js';
import { UnionFind } from '../../../std/union-find.js';
import type { Wiring } from '../../wiring.js';
import { switchName } from '../own-names.js';

/** A switch in its plane. */
export interface SwitchPlace {
  /** Index into `planes`. */
  readonly plane: number;
  readonly tier: string;
  readonly index: number;
}

/** A plane as it was found: by its name, or by what is joined. */
export interface FoundPlane {
  /** Null: its name is not one of ours. */
  readonly ours: { readonly set: string; readonly plane: number } | null;
}

export interface SwitchPlaces {
  /** By device; null: a NIC. */
  readonly switches: readonly (SwitchPlace | null)[];
  readonly planes: readonly FoundPlane[];
  /** Tiers from the endpoints up, as they are farther and farther from them. */
  readonly tiers: readonly string[];
}

/**
 * Gives switches their planes, tiers and numbers. Where most names are ours they stay what they are,
 * and others stand beside the switches that they are cabled to. Otherwise what is joined is a plane,
 * and tiers are told by how far from the endpoints they are.
 */
export function placeSwitches(wiring: Wiring): SwitchPlaces {
  const { devices } = wiring;
  const all = devices.flatMap((device, i) => (device.kind === 'switch' ? [i] : []));
  const depth = depths(wiring);
  const names = devices.map(({ kind, name }) => (kind === 'switch' ? switchName(name) : null));
  const ours = all.filter((i) => names[i] !== null);
  return 2 * ours.length >= all.length && ours.length > 0 && areDense(names)
    ? keep(wiring, all, names, depth)
    : byStructure(wiring, all, depth);
}

/** Whether names of ours leave few numbers out, so that these can be kept. */
function areDense(names: Names): boolean {
  const sets = new Set<string>();
  const planes = new Map<string, Set<number>>();
  const tiers = new Map<string, Set<number>>();
  const add = (to: Map<string, Set<number>>, key: string, n: number) =>
    to.set(key, (to.get(key) ?? new Set()).add(n));
  for (const one of names) {
    if (!one) continue;
    sets.add(one.set);
    add(planes, one.set, one.plane);
    add(tiers, `${one.set} ${one.tier}`, one.index);
  }
  return sets.size <= mostSets && [...planes.values(), ...tiers.values()].every(isDense);
}

const isDense = (numbers: ReadonlySet<number>): boolean =>
  [...numbers].every((n) => n < 2 * numbers.size + mostMissing);

/** So many numbers may be missing, besides as many as there are. */
const mostMissing = 64;
/** Plane sets that a topology is made of, at most; parts above these are one. */
const mostSets = 200;

type Names = readonly (ReturnType<typeof switchName> | null)[];

function keep(wiring: Wiring, all: readonly number[], names: Names, depth: Int32Array) {
  const { devices, links } = wiring;
  const keys = new Map<string, { set: string; plane: number }>();
  for (const i of all) {
    const one = names[i];
    if (one) keys.set(`${one.set}/p${one.plane}`, { set: one.set, plane: one.plane });
  }
  const sorted = [...keys].sort(([a], [b]) => compareNatural(a, b));
  const planes: FoundPlane[] = sorted.map(([, ours]) => ({ ours }));
  const planeOf = new Map(sorted.map(([key], p) => [key, p]));
  const switches: (SwitchPlace | null)[] = devices.map(() => null);
  const taken = new Set<string>();
  for (const i of all) {
    const one = names[i];
    if (!one) continue;
    const { tier, index } = one;
    // Two dumps may know one switch by two keys.
    const id = `${one.set}/p${one.plane}/${tier}${index}`;
    if (taken.has(id)) continue;
    taken.add(id);
    switches[i] = { plane: planeOf.get(`${one.set}/p${one.plane}`)!, tier, index };
  }
  const others = all.filter((i) => switches[i] === null);
  const votes = new Map(others.map((i) => [i, new Map<number, number>()]));
  for (const { a, b } of links) {
    for (const [one, other] of [
      [a.device, b.device],
      [b.device, a.device],
    ] as const) {
      const plane = switches[other]?.plane;
      const own = votes.get(one);
      if (own && plane !== undefined) own.set(plane, (own.get(plane) ?? 0) + 1);
    }
  }
  const next = new Map<string, number>();
  for (const i of others.sort((x, y) => compareNatural(devices[x]!.name, devices[y]!.name))) {
    const [plane = 0] = [...votes.get(i)!].sort((x, y) => y[1] - x[1] || x[0] - y[0])[0] ?? [];
    const set = planes[plane]!.ours!.set;
    const tier = [...otherTiers].find((t) => !isTierOf(all, names, set, t))!;
    const index = next.get(`${plane} ${tier}`) ?? 0;
    next.set(`${plane} ${tier}`, index + 1);
    switches[i] = { plane, tier, index };
  }
  return { switches, planes, tiers: tiersByDepth(switches, depth) };
}

/** What switches are called whose tier is not clear. */
const otherTiers = ['sw', 'other', 'unnamed', 'stray'];

const isTierOf = (all: readonly number[], names: Names, set: string, tier: string): boolean =>
  all.some((i) => names[i]?.set === set && names[i]?.tier === tier);

function byStructure(wiring: Wiring, all: readonly number[], depth: Int32Array): SwitchPlaces {
  const { devices, links } = wiring;
  const joined = new UnionFind(devices.length);
  let directly = 0;
  for (const { a, b } of links) {
    if (devices[a.device]!.kind !== 'switch' || devices[b.device]!.kind !== 'switch') continue;
    joined.union(a.device, b.device);
    if (depth[a.device] === 0 && depth[b.device] === 0) directly++;
  }
  const inOrder = [...all].sort((x, y) => compareNatural(devices[x]!.name, devices[y]!.name));
  const joinedParts = [...groupBy(inOrder, (i) => joined.find(i)).values()];
  const parts = joinedParts.length > mostSets ? [inOrder] : joinedParts;
  const switches: (SwitchPlace | null)[] = devices.map(() => null);
  // All of a network whose switches all have endpoints, and are joined, are routers.
  const routers = directly > 0 && all.every((i) => depth[i] === 0);
  parts.forEach((part, plane) => {
    const next = new Map<string, number>();
    for (const i of part) {
      const tier = routers ? 'router' : (['leaf', 'spine', 'core'][depth[i]!] ?? 'sw');
      const index = next.get(tier) ?? 0;
      next.set(tier, index + 1);
      switches[i] = { plane, tier, index };
    }
  });
  const planes = parts.map((): FoundPlane => ({ ours: null }));
  return { switches, planes, tiers: tiersByDepth(switches, depth) };
}

/** Tiers as the language ranks those that it knows, then from the endpoints up. */
function tiersByDepth(switches: readonly (SwitchPlace | null)[], depth: Int32Array): string[] {
  const sums = new Map<string, { sum: number; count: number }>();
  switches.forEach((place, i) => {
    if (!place) return;
    const of = sums.get(place.tier) ?? { sum: 0, count: 0 };
    sums.set(place.tier, of);
    of.sum += depth[i]!;
    of.count++;
  });
  const known = ['leaf', 'router', 'spine', 'core'];
  const rank = (tier: string) => (known.includes(tier) ? known.indexOf(tier) : known.length);
  const mean = (tier: string) => sums.get(tier)!.sum / sums.get(tier)!.count;
  return [...sums.keys()].sort(
    (a, b) => rank(a) - rank(b) || mean(a) - mean(b) || compareNatural(a, b),
  );
}

/** By device: how many switches are between it and the next endpoint; 3: many, or it reaches none. */
function depths({ devices, links }: Wiring): Int32Array {
  const depth = new Int32Array(devices.length).fill(3);
  const isSwitch = (i: number) => devices[i]!.kind === 'switch';
  for (const { a, b } of links) {
    if (!isSwitch(a.device)) depth[b.device] = 0;
    if (!isSwitch(b.device)) depth[a.device] = 0;
  }
  for (let round = 0; round < 2; round++) {
    for (const { a, b } of links) {
      if (!isSwitch(a.device) || !isSwitch(b.device)) continue;
      if (depth[a.device] === round && depth[b.device]! > round + 1) depth[b.device] = round + 1;
      if (depth[b.device] === round && depth[a.device]! > round + 1) depth[a.device] = round + 1;
    }
  }
  return depth;
}
