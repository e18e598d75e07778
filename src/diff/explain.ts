import type { Wiring } from '../exchange/wiring.js';
import type { CompactFabric } from '../fabric/compact.js';
import { present } from '../std/assert.js';
import { Arrangement } from './arrangement.js';
import { type Exchanged, exchangeMachines, guessAgain } from './exchanged.js';
import type { Found } from './found.js';
import { type MachineKind, Machines } from './machines.js';
import { trailsOf } from './mates.js';
import { type Move, movesAlong } from './move.js';
import { recognise } from './recognise.js';

/** A machine that is not there, and all cables that are not there because of it. */
export interface Unseen {
  readonly kind: MachineKind;
  readonly vertices: readonly number[];
  /** Cables of the design. */
  readonly cables: readonly number[];
}

/** A cable that is there, at another speed. */
export interface Slower {
  readonly cable: number;
  readonly found: number;
  readonly designGbps: number;
  readonly gbps: number;
}

/** All differences between a design and what was found, and the fewest moves that explain them. */
export interface Explanation {
  /** With machines exchanged. */
  readonly arrangement: Arrangement;
  /** Every machine where it was found. */
  readonly asFound: Found;
  /** Cables that only one of both has. */
  readonly differences: number;
  /** Cables of the design. */
  readonly cables: number;
  readonly exchanged: readonly Exchanged[];
  readonly unseen: readonly Unseen[];
  readonly moves: readonly Move[];
  readonly speeds: readonly Slower[];
}

/** @param unused cables of the design that are out of use: nobody misses them */
export function explain(
  fabric: CompactFabric,
  what: Found,
  unused: ReadonlySet<number> = new Set(),
): Explanation {
  const arrange = (found: Found) => {
    const made = new Arrangement(fabric, found);
    if (unused.size > 0) made.forgive(unused);
    return made;
  };
  const first = arrange(what);
  const guessed = what.nameless.includes(1) && guessAgain(first);
  const arrangement = guessed ? arrange(first.settled()) : first;
  const asFound = arrangement.what;
  const differences = arrangement.differences();
  const exchanged = exchangeMachines(arrangement);
  const ports = [...arrangement.differing].sort((a, b) => a - b);
  const trails = trailsOf(arrangement.design, arrangement.found, ports);
  const all = trails.flatMap((trail) => movesAlong(trail, nearerIn(arrangement)));
  const unseen = unseenIn(arrangement, all);
  const ofUnseen = new Set(unseen.flatMap(({ cables }) => cables));
  const moves = all.filter(
    (move) => move.kind !== 'missing' || !ofUnseen.has(arrangement.designCable[move.ends[0]]!),
  );
  return {
    arrangement,
    asFound,
    differences,
    cables: fabric.cableCount,
    exchanged,
    unseen,
    moves,
    speeds: [...speedsIn(arrangement), ...speedsOfMoved(arrangement, moves)],
  };
}

/** Ways to recognise machines that are tried: by the cables that there are, so many in all. */
const mostCablesTried = 300_000;
/** After so many ways that explain no more than the best one, it is the best one. */
const patience = 8;

/** The same of a dump: of the ways in which its machines may be recognised, that which explains most. */
export function explainWiring(
  fabric: CompactFabric,
  labels: Readonly<Record<string, string>>,
  wiring: Wiring,
  unused: ReadonlySet<number> = new Set(),
): Explanation {
  let best: Explanation | null = null;
  let ways = 0;
  let idle = 0;
  const most = Math.ceil(mostCablesTried / (wiring.links.length + 1));
  for (const found of recognise(fabric, labels, wiring)) {
    const explained = explain(fabric, found, unused);
    if (best && movesIn(explained) >= movesIn(best)) idle++;
    else [best, idle] = [explained, 0];
    if (++ways >= most || idle >= patience || movesIn(best) <= fewMoves(wiring)) break;
  }
  return present(best, 'one way');
}

/** What somebody has to do, all in all. */
export const movesIn = ({ exchanged, unseen, moves }: Explanation): number =>
  exchanged.length + unseen.length + moves.length;

/** So few moves are what was done, not another guess of which machine is which. */
const fewMoves = ({ links }: Wiring): number => 1 + Math.floor(links.length / 1000);

/** Plugs are swapped at one machine rather than at two, then of one host, then at the lower end. */
function nearerIn({ ports, fabric }: Arrangement) {
  const rank = ([a, b]: readonly [number, number]): number => {
    const [x, y] = [ports.machine[a]!, ports.machine[b]!];
    if (x === y) return 0;
    const nics = x < fabric.endpointCount && y < fabric.endpointCount;
    if (nics && fabric.hostOf[x] === fabric.hostOf[y]) return 1;
    return 2 + tierOf(fabric, x) + tierOf(fabric, y);
  };
  return (a: readonly [number, number], b: readonly [number, number]) => rank(a) - rank(b);
}

/** Strangers are above everything. */
const tierOf = (fabric: CompactFabric, vertex: number): number => fabric.tierOf[vertex] ?? 255;

/** Machines of which nothing was found, and none of whose cables was. */
function unseenIn({ fabric, what, designCable }: Arrangement, moves: readonly Move[]): Unseen[] {
  const { offsets, incident } = fabric;
  const missing = new Set(
    moves.flatMap((move) => (move.kind === 'missing' ? [designCable[move.ends[0]]!] : [])),
  );
  const machines = new Machines(fabric);
  const told = new Set<number>();
  return Array.from({ length: machines.count }, (_, m) => m).flatMap((m) => {
    const vertices = machines.vertices(m);
    if (vertices.some((v) => what.seen[v] === 1)) return [];
    const cables = vertices.flatMap((v) => [...incident.subarray(offsets[v]!, offsets[v + 1]!)]);
    // With one cable it may be the cable.
    if (cables.length < 2 || !cables.every((c) => missing.has(c))) return [];
    // A cable between two of them is told at the first.
    const own = cables.filter((c) => !told.has(c));
    for (const c of own) told.add(c);
    return [{ kind: machines.kind(m), vertices, cables: own }];
  });
}

/** Cables that are where they should be, and are slower or faster than they should be. */
function speedsIn({ fabric, what, design, found, designCable, foundCable }: Arrangement): Slower[] {
  const speeds: Slower[] = [];
  for (let port = 0; port < design.length; port++) {
    const mate = design[port]!;
    if (mate < port || mate !== found[port]) continue;
    const [cable, one] = [designCable[port]!, foundCable[port]!];
    const { gbps } = what.cables[one]!;
    const designGbps = fabric.gbps[cable]!;
    if (gbps !== null && gbps !== designGbps) speeds.push({ cable, found: one, designGbps, gbps });
  }
  return speeds;
}

/** The same of cables of which a plug is elsewhere: each is the one that the design has in its other port. */
function speedsOfMoved(
  { fabric, what, designCable, foundCable }: Arrangement,
  moves: readonly Move[],
): Slower[] {
  const stay = moves.flatMap((move) =>
    move.kind === 'swap' ? move.stay : move.kind === 'move' ? [move.stays] : [],
  );
  return [...new Set(stay)].flatMap((port) => {
    const [cable, found] = [designCable[port]!, foundCable[port]!];
    const { gbps } = what.cables[found]!;
    const designGbps = fabric.gbps[cable]!;
    return gbps === null || gbps === designGbps ? [] : [{ cable, found, designGbps, gbps }];
  });
}
