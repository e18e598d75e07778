import type { PerKind } from '../../../spec/topology.js';
import { groupBy } from '../../../std/group.js';
import type { Wiring } from '../../wiring.js';
import { Distinct, letters } from '../own-names.js';
import type { HostPlaces, NicPlace } from './place-hosts.js';
import type { FoundPlane, SwitchPlaces } from './place-switches.js';

/** A plane set as it will stand in the topology. */
export interface SetPlace {
  readonly name: string;
  readonly planes: number;
  /** There if it has several planes: which NIC groups, and by which rule. */
  readonly attach: { readonly nics: readonly string[]; readonly onePlanePer: PerKind } | null;
}

export interface PlaneSets {
  readonly sets: readonly SetPlace[];
  /** By plane as it was found: its set, and its index there. */
  readonly of: readonly { readonly set: number; readonly plane: number }[];
  /** The plane in which `attach` puts a port of a NIC; null: its cables say. */
  attached(nic: NicPlace, port: number): { readonly set: number; readonly plane: number } | null;
}

/** How NIC ports are dealt to planes; R and S are the most NICs and ports of an entry. */
const rules: Readonly<
  Record<PerKind, (r: number, j: number, R: number, S: number) => [plane: number, planes: number]>
> = {
  rail: (r, _, R) => [r, R],
  port: (_, j, __, S) => [j, S],
  'rail+port': (r, j, R, S) => [r * S + j, R * S],
};

/** A rule fits if it says of nearly every port what its cable says: some cables may be misplugged. */
const enough = 0.75;

interface Use {
  readonly plane: number;
  readonly entry: string;
  readonly nic: number;
  readonly port: number;
}

/**
 * Puts planes into plane sets: a set has several if one of the rules of `attach` says of its NIC ports
 * in which of them they are, otherwise each plane is a set. Planes of foreign names belong together if
 * the same NIC groups have ports in them.
 */
export function planeSetsOf(
  { links }: Wiring,
  { nics, groups }: HostPlaces,
  { switches, planes }: SwitchPlaces,
): PlaneSets {
  const uses: Use[] = [];
  for (const { a, b } of links) {
    const [end, other] = nics[a.device] ? [a, b] : [b, a];
    const nic = nics[end.device];
    const plane = switches[other.device]?.plane;
    if (!nic || plane === undefined) continue;
    uses.push({ plane, entry: nic.entry, nic: nic.nic, port: end.port });
  }
  const byPlane = groupBy(uses, ({ plane }) => plane);
  const belongs = (p: number, { ours }: FoundPlane) =>
    ours ? ours.set : mainEntries(byPlane.get(p) ?? []).join(' ');
  const candidates = [...groupBy(planes.keys(), (p) => belongs(p, planes[p]!)).values()];
  const homes = homesOf(candidates, uses);
  const counts = new Map(
    groups.flatMap(({ name, nics: of }) => [...of].map(([nic, n]) => [`${name}/${nic}`, n])),
  );
  const sets: SetPlace[] = [];
  const names = new Distinct();
  const of: { set: number; plane: number }[] = [];
  const fits: (Fit | null)[] = [];
  const add = (name: string, found: readonly (readonly [number, number])[], fit: Fit | null) => {
    for (const [p, plane] of found) of[p] = { set: sets.length, plane };
    const attach = fit && { nics: fit.entries, onePlanePer: fit.rule };
    sets.push({ name: names.name(name), planes: fit?.planes ?? 1, attach });
    fits.push(fit);
  };
  candidates.forEach((found, c) => {
    const name = planes[found[0]!]!.ours?.set ?? 'net';
    const alone = found.length === 1 && (planes[found[0]!]!.ours?.plane ?? 0) === 0;
    const entries = [...counts.keys()].filter((entry) => homes.get(entry) === c);
    const fit = alone ? null : fitOf(found, planes, byPlane, entries, counts);
    if (fit) add(name, fit.of, fit);
    else if (found.length === 1) add(name, [[found[0]!, 0]], null);
    else {
      found.forEach((p, n) => {
        add(`${name}-${letters(planes[p]!.ours?.plane ?? n)}`, [[p, 0]], null);
      });
    }
  });
  const setOf = new Map(
    fits.flatMap((fit, set) => (fit?.entries ?? []).map((entry) => [entry, set] as const)),
  );
  return {
    sets,
    of,
    attached: ({ entry, nic }, port) => {
      const set = setOf.get(entry);
      const fit = set === undefined ? null : fits[set];
      return fit ? { set: set!, plane: rules[fit.rule](nic, port, fit.R, fit.S)[0] } : null;
    },
  };
}

/** The NIC groups that a plane is for: some NICs of others may be plugged in by mistake. */
function mainEntries(uses: readonly Use[]): string[] {
  const times = new Map<string, number>();
  for (const { entry } of uses) times.set(entry, (times.get(entry) ?? 0) + 1);
  const most = Math.max(0, ...times.values());
  return [...times].flatMap(([entry, n]) => (20 * n >= most ? [entry] : [])).sort();
}

/** By NIC group: which of the candidates most of its ports are cabled to. */
function homesOf(candidates: readonly (readonly number[])[], uses: readonly Use[]) {
  const candidateOf = new Map(candidates.flatMap((found, c) => found.map((p) => [p, c])));
  const votes = new Map<string, number[]>();
  for (const { entry, plane } of uses) {
    const of = votes.get(entry) ?? candidates.map(() => 0);
    votes.set(entry, of);
    of[candidateOf.get(plane)!]!++;
  }
  return new Map([...votes].map(([entry, of]) => [entry, of.indexOf(Math.max(...of))]));
}

interface Fit {
  readonly rule: PerKind;
  readonly R: number;
  readonly S: number;
  readonly planes: number;
  readonly entries: readonly string[];
  /** Planes as they were found, with their indices. */
  readonly of: readonly [found: number, plane: number][];
}

/** The rule that fits several planes, if there is one. */
function fitOf(
  found: readonly number[],
  planes: readonly FoundPlane[],
  byPlane: ReadonlyMap<number, readonly Use[]>,
  entries: readonly string[],
  counts: ReadonlyMap<string, number>,
): Fit | null {
  const own = found
    .flatMap((p) => byPlane.get(p) ?? [])
    .filter(({ entry }) => entries.includes(entry));
  if (own.length === 0) return null;
  const R = Math.max(...entries.map((entry) => counts.get(entry)!));
  const S = 1 + own.reduce((most, { port }) => Math.max(most, port), 0);
  let best: Fit | null = null;
  let bestShare = enough;
  for (const rule of ['rail', 'port', 'rail+port'] as const) {
    const count = rules[rule](0, 0, R, S)[1];
    const of = found.map((p): [number, number] => {
      const { ours } = planes[p]!;
      return [p, ours ? ours.plane : majority(byPlane.get(p) ?? [], rule, R, S)];
    });
    const indices = new Map(of);
    if (new Set(indices.values()).size < of.length) continue;
    if (count < 2 || of.some(([, index]) => index < 0 || index >= count)) continue;
    const right = own.filter(
      ({ plane, nic, port }) => rules[rule](nic, port, R, S)[0] === indices.get(plane),
    );
    const share = right.length / own.length;
    if (share < enough || (best && share <= bestShare)) continue;
    bestShare = share;
    best = { rule, R, S, planes: count, entries, of };
  }
  return best;
}

/** The plane that a rule gives most ports that are cabled there. */
function majority(uses: readonly Use[], rule: PerKind, R: number, S: number): number {
  const votes = new Map<number, number>();
  for (const { nic, port } of uses) {
    const [plane] = rules[rule](nic, port, R, S);
    votes.set(plane, (votes.get(plane) ?? 0) + 1);
  }
  const [plane = -1] = [...votes].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0] ?? [];
  return plane;
}
