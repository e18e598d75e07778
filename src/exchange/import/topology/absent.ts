import type { Accepted, Exception } from '../../../spec/topology.js';
import { rangesOf } from './cable-ranges.js';
import type { Places } from './place-cables.js';

const reason = 'no cable of it is in the dump';

/**
 * What the numbers of a set stand for that was not found: hosts between those that are there, switches,
 * planes. Numbers stay, so these are there, but out of use; that they reach nothing is known.
 */
export function absent({ hosts, sets, where }: Places): {
  readonly exceptions: Exception[];
  readonly accepted: Accepted[];
} {
  const off: string[] = [];
  const known: string[] = [];
  const attachedGroups = new Set(
    sets.sets.flatMap(({ attach }) => (attach?.nics ?? []).map((entry) => entry.split('/')[0]!)),
  );
  for (const { name, count, present } of hosts.groups) {
    if (!attachedGroups.has(name)) continue;
    const missing = Array.from({ length: count }, (_, h) => h).filter((h) => !present.has(h));
    const parts = ranged(
      `host:${name}#`,
      missing.map((h) => [h]),
    );
    off.push(...parts);
    known.push(...parts);
  }
  sets.sets.forEach(({ name, planes }, set) => {
    const found = new Map<string, Set<string>>();
    const there = new Set<number>();
    for (const at of where) {
      if (at?.set !== set) continue;
      there.add(at.plane);
      found.set(at.tier, (found.get(at.tier) ?? new Set()).add(`${at.plane} ${at.index}`));
    }
    const all = Array.from({ length: planes }, (_, p) => p);
    const lost = ranged(
      `plane:${name}/p#`,
      all.filter((p) => !there.has(p)).map((p) => [p]),
    );
    off.push(...lost);
    known.push(...lost);
    for (const [tier, of] of found) {
      const count = countOf(of);
      const missing = all.flatMap((p) =>
        there.has(p)
          ? Array.from({ length: count }, (_, i) => [p, i]).filter((at) => !of.has(at.join(' ')))
          : [],
      );
      off.push(...ranged(`switch:${name}/p#/${tier}#`, missing));
    }
  });
  return {
    exceptions: off.map((part) => ({ off: part, reason })),
    accepted: known.map((at) => ({ code: 'plane-connectivity-apart', at, reason })),
  };
}

/** Switches of a tier in each plane: as many as the last one says. */
export const countOf = (found: ReadonlySet<string>): number =>
  1 + [...found].reduce((most, at) => Math.max(most, Number(at.split(' ')[1])), 0);

const ranged = (form: string, numbers: readonly (readonly number[])[]): string[] =>
  rangesOf(numbers, (at) => ({ texts: [{ form, numbers: at }], kind: 0 })).map(
    ({ texts }) => texts[0]!,
  );
