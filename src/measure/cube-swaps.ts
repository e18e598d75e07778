import type { CompactFabric } from '../fabric/compact.js';
import type { ByHost } from './by-host.js';
import { hostsAlike, pairHost } from './by-host.js';
import { matesToTry } from './mates.js';
import type { Draft, Swap } from './swap-draft.js';

/**
 * What the numbering of a cube suggests: two values of one digit change places everywhere. Of a digit
 * that tells units apart these are units with all their hosts; of the lowest one, places in all
 * units. (NICs with the same place in their hosts are rails, which are tried beside these.)
 */
export function* cubeSwaps(
  draft: Draft,
  byHost: ByHost,
  alike: (a: number, b: number) => boolean,
): Iterable<Swap> {
  for (const { units, n, digits } of cubes(draft.fabric, byHost)) {
    const same = ([a]: readonly number[], [b]: readonly number[]) =>
      a === undefined || b === undefined ? a === b : hostsAlike(byHost, a, b, alike);
    for (let digit = 0; digit < digits; digit++) {
      const step = n ** digit;
      const tries = matesToTry(n, (i, j) => same(units[i * step]!, units[j * step]!));
      for (const [i, j] of tries) {
        const pairs = units.flatMap((hosts, u) =>
          Math.floor(u / step) % n === i ? pairsOf(hosts, units[u + (j - i) * step]!) : [],
        );
        if (together(draft, byHost, pairs)) yield draft;
      }
    }
    const [first] = units;
    const places = matesToTry(first!.length, (i, j) => same([first![i]!], [first![j]!]));
    for (const [i, j] of places) {
      const pairs = units.map((hosts): Pair => [hosts[i], hosts[j]]);
      if (together(draft, byHost, pairs)) yield draft;
    }
  }
}

/** The cube of a plane set: the hosts of each unit, and how units are numbered. */
interface CubeUnits {
  readonly units: readonly (readonly number[])[];
  /** Base of the numbers of units, and how many digits they have. */
  readonly n: number;
  readonly digits: number;
}

/** Plane sets whose switches say their level. The numbers are guesses that a swap has to confirm. */
function* cubes(
  { planeSets, planes, switches, endpointCount, endpoints }: CompactFabric,
  { start, endpoints: byHost }: ByHost,
): Iterable<CubeUnits> {
  for (const set of planeSets) {
    const levels = [...planes[set.planes[0]!]!.switches].map(
      (s) => switches[s - endpointCount]!.level ?? -1,
    );
    const digits = levels.reduce((most, level) => Math.max(most, level), 0);
    const unitCount = levels.filter((level) => level === 0).length;
    const n = Math.round(unitCount ** (1 / digits));
    if (digits === 0 || n ** digits !== unitCount) continue;
    const units: number[][] = Array.from({ length: unitCount }, () => []);
    for (let h = 0; h + 1 < start.length; h++) {
      const e = byHost
        .subarray(start[h], start[h + 1])
        .find((v) => endpoints[v]!.planeSet === set.id);
      if (e !== undefined) units[endpoints[e]!.unit]?.push(h);
    }
    yield { units, n, digits };
  }
}

/** Two hosts that change places; undefined: there is none. */
type Pair = readonly [number | undefined, number | undefined];

const pairsOf = (as: readonly number[], bs: readonly number[]): Pair[] =>
  Array.from({ length: Math.max(as.length, bs.length) }, (_, i) => [as[i], bs[i]]);

/** All these hosts change places; false if one has no partner, or its switches are taken. */
function together(draft: Draft, byHost: ByHost, pairs: readonly Pair[]): boolean {
  draft.restart();
  for (const [a, b] of pairs) {
    if (a === undefined && b === undefined) continue;
    if (a === undefined || b === undefined || !pairHost(draft, byHost, a, b)) return false;
  }
  return draft.vertices.length > 0;
}
