import type { Arrangement } from './arrangement.js';
import { type MachineKind, Machines } from './machines.js';

/** Two machines (switches, or hosts with all their NICs) of which each stands where the other should. */
export interface Exchanged {
  readonly kind: MachineKind;
  /** Vertices of either, one by one: NIC 0 of one host where NIC 0 of the other one should be. */
  readonly a: readonly number[];
  readonly b: readonly number[];
  /** Differences that are gone when both are exchanged. */
  readonly explains: number;
}

/** Pairs of machines that are looked at in a round, those with the most cables first. */
const mostPairs = 400;
const mostRounds = 24;
/** Above so many differing ports moves are not counted again for every pair. */
const mostPorts = 4000;

/**
 * Exchanges machines as long as that leaves fewer moves to be done, the exchange itself counted.
 * Which machines, the cables say: one that is in the right port of the wrong machine speaks for it.
 */
export const exchangeMachines = (arrangement: Arrangement): Exchanged[] =>
  exchange(arrangement, ({ what, occupant }, vertices) => {
    // Between machines without a name it would be another guess of which is which.
    return vertices.some((v) => what.seen[occupant[v]!] === 1 && what.nameless[occupant[v]!] !== 1);
  });

/**
 * Guesses again which is which of the machines that nobody called by name, as long as that leaves fewer
 * moves; whether anything was guessed again.
 */
export const guessAgain = (arrangement: Arrangement): boolean =>
  exchange(
    arrangement,
    ({ what, occupant }, vertices) =>
      vertices.every((v) => what.seen[occupant[v]!] !== 1 || what.nameless[occupant[v]!] === 1),
    true,
  ).length > 0;

/** @param free whether an exchange costs nothing */
function exchange(
  arrangement: Arrangement,
  may: (arrangement: Arrangement, vertices: readonly number[]) => boolean,
  free = false,
): Exchanged[] {
  const machines = new Machines(arrangement.fabric);
  const done: Exchanged[] = [];
  for (let round = 0; round < mostRounds; round++) {
    const before = done.length;
    const touched = new Set<number>();
    for (const [m, n] of pairsOf(arrangement, machines)) {
      if (touched.has(m) || touched.has(n)) continue;
      const vertices = [...machines.vertices(m), ...machines.vertices(n)];
      const found = may(arrangement, vertices) ? tryPair(arrangement, machines, m, n, free) : null;
      if (!found) continue;
      touched.add(m).add(n);
      done.push(found);
    }
    if (done.length === before) break;
  }
  return done;
}

function tryPair(
  arrangement: Arrangement,
  machines: Machines,
  m: number,
  n: number,
  free: boolean,
): Exchanged | null {
  const [a, b] = [machines.vertices(m), machines.vertices(n)];
  const few = arrangement.differing.size <= mostPorts;
  const differences = arrangement.differences();
  const moves = few ? arrangement.moves() : 0;
  arrangement.exchange(a, b);
  const explains = differences - arrangement.differences();
  // A move of a plug explains at most four differences.
  const better = few ? moves - arrangement.moves() > (free ? 0 : 1) : explains > (free ? 0 : 4);
  if (better) return { kind: machines.kind(m), a, b, explains };
  arrangement.exchange(a, b);
  return null;
}

/** Pairs of machines for which cables speak, those with the most votes first. */
function pairsOf(arrangement: Arrangement, machines: Machines): [number, number][] {
  const { ports, design, found, differing } = arrangement;
  const votes = new Map<number, number>();
  for (const port of differing) {
    const at = found[port]!;
    if (at < 0) continue;
    const wanted = design[at]!;
    if (wanted < 0 || ports.port[wanted] !== ports.port[port]) continue;
    if (ports.sub[wanted] !== ports.sub[port]) continue;
    const [x, y] = [ports.machine[port]!, ports.machine[wanted]!];
    if (!machines.fit(x, y)) continue;
    const [m, n] = [machines.of(x), machines.of(y)];
    const key = Math.min(m, n) * machines.count + Math.max(m, n);
    votes.set(key, (votes.get(key) ?? 0) + 1);
  }
  return [...votes]
    .filter(([, count]) => count > 1)
    .sort(([k, x], [l, y]) => y - x || k - l)
    .slice(0, mostPairs)
    .map(([key]) => [Math.floor(key / machines.count), key % machines.count]);
}
