import type { CompactFabric } from '../fabric/compact.js';
import type { Arrangement } from './arrangement.js';

/** Two machines (switches, or hosts with all their NICs) of which each stands where the other should. */
export interface Exchanged {
  readonly kind: 'switch' | 'host';
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
 * Between machines that nobody called by name an exchange costs nothing: it is another guess of which
 * is which.
 */
export function exchangeMachines(arrangement: Arrangement): Exchanged[] {
  const machines = new Machines(arrangement.fabric);
  const done: Exchanged[] = [];
  for (let round = 0; round < mostRounds; round++) {
    const before = done.length;
    let guessed = false;
    const touched = new Set<number>();
    for (const [m, n] of pairsOf(arrangement, machines)) {
      if (touched.has(m) || touched.has(n)) continue;
      const found = tryPair(arrangement, machines, m, n);
      if (!found) continue;
      touched.add(m).add(n);
      if (found.free) guessed = true;
      else done.push(found);
    }
    if (done.length === before && !guessed) break;
  }
  return done;
}

function tryPair(
  arrangement: Arrangement,
  machines: Machines,
  m: number,
  n: number,
): (Exchanged & { readonly free: boolean }) | null {
  const [a, b] = [machines.vertices(m), machines.vertices(n)];
  const { nameless } = arrangement.what;
  const free = [...a, ...b].every((v) => {
    const occupant = arrangement.occupant[v]!;
    return nameless[occupant] === 1 || arrangement.what.seen[occupant] !== 1;
  });
  const few = arrangement.differing.size <= mostPorts;
  const differences = arrangement.differences();
  const moves = few ? arrangement.moves() : 0;
  arrangement.exchange(a, b);
  const explains = differences - arrangement.differences();
  // A move of a plug explains at most four differences.
  const better = few ? moves - arrangement.moves() > (free ? 0 : 1) : explains > (free ? 0 : 4);
  if (better) return { kind: machines.kind(m), a, b, explains, free };
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

/** Hosts, then switches, by number. */
class Machines {
  readonly count: number;
  readonly #nicsOf: number[][];

  constructor(readonly fabric: CompactFabric) {
    const { hostIds, hostOf, endpointCount, vertexCount } = fabric;
    this.#nicsOf = hostIds.map(() => []);
    for (let e = 0; e < endpointCount; e++) this.#nicsOf[hostOf[e]!]!.push(e);
    this.count = hostIds.length + vertexCount - endpointCount;
  }

  of(vertex: number): number {
    const { hostIds, hostOf, endpointCount } = this.fabric;
    return vertex < endpointCount ? hostOf[vertex]! : hostIds.length + vertex - endpointCount;
  }

  kind(machine: number): Exchanged['kind'] {
    return machine < this.fabric.hostIds.length ? 'host' : 'switch';
  }

  vertices(machine: number): readonly number[] {
    const { hostIds, endpointCount } = this.fabric;
    const nics = this.#nicsOf[machine];
    return nics ?? [endpointCount + machine - hostIds.length];
  }

  /** Whether one could stand where the other does: two switches, or the same NIC of two alike hosts. */
  fit(x: number, y: number): boolean {
    const { endpointCount, vertexCount, hostOf, vertexIds } = this.fabric;
    if (x === y || x >= vertexCount || y >= vertexCount) return false;
    if (x >= endpointCount && y >= endpointCount) return true;
    if (x >= endpointCount || y >= endpointCount || hostOf[x] === hostOf[y]) return false;
    const nameOf = (v: number) => vertexIds[v]!.slice(vertexIds[v]!.indexOf('/'));
    const [mine, theirs] = [this.#nicsOf[hostOf[x]!]!, this.#nicsOf[hostOf[y]!]!];
    return nameOf(x) === nameOf(y) && mine.length === theirs.length;
  }
}
