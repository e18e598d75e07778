import type { CompactFabric } from '../../fabric/compact.js';
import type { SwitchClassesProof } from '../certify/switch-classes.js';
import type { PlaneNetwork } from '../plane-network.js';
import { type Bundles, bundlesOf } from './bundles.js';
import { type EndpointKind, endpointKinds, kindKey } from './endpoint-kinds.js';
import type { Guarantee } from './guarantee.js';

/** Each switch is compared with the first of every class. */
const MOST_SWITCHES = 512;

/** A bisection that was found by trying everything: its proof, and halves that reach it. */
export interface Tried {
  readonly guarantee: Guarantee<SwitchClassesProof>;
  readonly sideOf: Uint8Array;
}

/**
 * The bisection of a plane in which few choices of switches differ: those that may change their places
 * are one class, of which only the number on a side counts (`verifySwitchClasses` says why). So it is
 * exact for grids of switches whose endpoints hang on one of each row and column (BCube, ZCube), for
 * leaves in pairs, and for whatever has few switches.
 *
 * @param mostSteps choices × kinds of endpoints and bundles
 * @returns null if it would take more
 */
export function trySwitchClasses(
  { vertexIds }: CompactFabric,
  capacity: Float64Array,
  network: PlaneNetwork,
  mostSteps: number,
): Tried | null {
  const { switchCount, vertexOf } = network;
  if (switchCount > MOST_SWITCHES) return null;
  const bundles = bundlesOf(network, capacity);
  const kinds = endpointKinds(network, capacity);
  const classes = classesOf(switchCount, bundles, kinds);
  const work = kinds.size + bundles.heads.length;
  if (classes.reduce((steps, { length }) => steps * (length + 1), work) > mostSteps) return null;
  const list = [...kinds.values()];
  const side = new Uint8Array(switchCount);
  let best = { gbps: Number.POSITIVE_INFINITY, side };
  for (let more = true; more; more = next(classes, side)) {
    const gbps = fill(bundles, list, side, network.endpoints.length, null);
    if (gbps < best.gbps) best = { gbps, side: side.slice() };
  }
  const sideOf = new Uint8Array(network.endpoints.length);
  fill(bundles, list, best.side, sideOf.length, sideOf);
  const named = classes.filter(({ length }) => length > 1);
  const proof: SwitchClassesProof = {
    by: 'switch-classes',
    classes: named.map((members) => members.map((v) => vertexIds[vertexOf[v]!]!)),
  };
  return { guarantee: { gbps: best.gbps, proof }, sideOf };
}

/** One switch more on side B, of the first class that has one on side A; false after the last choice. */
function next(classes: readonly number[][], side: Uint8Array): boolean {
  for (const members of classes) {
    const free = members.find((v) => side[v] === 0);
    if (free !== undefined) {
      side[free] = 1;
      return true;
    }
    for (const v of members) side[v] = 0;
  }
  return false;
}

/** Switches with live cables: those that may change their places together. */
function classesOf(
  switchCount: number,
  bundles: Bundles,
  kinds: ReadonlyMap<string, EndpointKind>,
): number[][] {
  const { offsets } = bundles;
  const kindsAt: EndpointKind[][] = Array.from({ length: switchCount }, () => []);
  for (const kind of kinds.values()) for (const v of kind.switches) kindsAt[v]!.push(kind);
  const classes: number[][] = [];
  for (let v = 0; v < switchCount; v++) {
    if (offsets[v] === offsets[v + 1] && kindsAt[v]!.length === 0) continue;
    const alike = classes.find(([first]) => mayChange(bundles, kinds, kindsAt, first!, v));
    if (alike) alike.push(v);
    else classes.push([v]);
  }
  return classes;
}

function mayChange(
  { offsets, heads, gbps }: Bundles,
  kinds: ReadonlyMap<string, EndpointKind>,
  kindsAt: readonly EndpointKind[][],
  a: number,
  b: number,
): boolean {
  if (kindsAt[a]!.length !== kindsAt[b]!.length) return false;
  if (offsets[a + 1]! - offsets[a]! !== offsets[b + 1]! - offsets[b]!) return false;
  let [i, j] = [offsets[a]!, offsets[b]!];
  for (;;) {
    // A bundle between the two stays where it is.
    if (i < offsets[a + 1]! && heads[i] === b) i++;
    if (j < offsets[b + 1]! && heads[j] === a) j++;
    if (i >= offsets[a + 1]! || j >= offsets[b + 1]!) break;
    if (heads[i] !== heads[j] || gbps[i] !== gbps[j]) return false;
    i++;
    j++;
  }
  if (i < offsets[a + 1]! || j < offsets[b + 1]!) return false;
  return [...kindsAt[a]!, ...kindsAt[b]!].every((kind) => {
    const moved = kind.switches
      .map((v, k) => ({ v: v === a ? b : v === b ? a : v, gbps: kind.gbps[k]! }))
      .sort((x, y) => x.v - y.v);
    const key = kindKey(
      moved.map(({ v }) => v),
      moved.map((one) => one.gbps),
    );
    return kinds.get(key)?.members.length === kind.members.length;
  });
}

/**
 * What is cut for given sides of the switches, when every endpoint stands where less of it is cut, but
 * for those that make halves: Gb/s. Fills in the sides of the endpoints if these are wanted.
 */
function fill(
  { offsets, heads, gbps }: Bundles,
  kinds: readonly EndpointKind[],
  side: Uint8Array,
  endpoints: number,
  sideOf: Uint8Array | null,
): number {
  let cut = 0;
  for (let v = 0; v < side.length; v++) {
    if (side[v] === 1) continue;
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) if (side[heads[i]!] === 1) cut += gbps[i]!;
  }
  // By kind: what is cut on side B more than on side A.
  const more = new Float64Array(kinds.length);
  const wanted = [0, 0];
  for (let k = 0; k < kinds.length; k++) {
    const { switches, gbps: rates, members } = kinds[k]!;
    let all = 0;
    for (let i = 0; i < switches.length; i++) {
      all += rates[i]!;
      more[k]! += side[switches[i]!] === 0 ? rates[i]! : -rates[i]!;
    }
    cut += ((all - Math.abs(more[k]!)) / 2) * members.length;
    if (more[k] !== 0) wanted[more[k]! > 0 ? 0 : 1]! += members.length;
  }
  const larger = endpoints - (endpoints >> 1);
  const full = wanted[0]! > larger ? 0 : wanted[1]! > larger ? 1 : -1;
  let leave = full < 0 ? 0 : wanted[full]! - larger;
  if (leave === 0 && !sideOf) return cut;
  const order = Array.from(kinds.keys()).sort((a, b) => Math.abs(more[a]!) - Math.abs(more[b]!));
  let room = larger - Math.min(larger, wanted[0]!);
  for (const k of order) {
    const home = more[k]! > 0 ? 0 : 1;
    const { members } = kinds[k]!;
    // Of those that do not mind, as many as there is room for stand on side A.
    const away = more[k] === 0 ? Math.min(room, members.length) : home === full ? leave : 0;
    const moved = Math.min(away, members.length);
    if (more[k] === 0) room -= moved;
    else if (home === full) leave -= moved;
    cut += moved * Math.abs(more[k]!);
    if (sideOf)
      members.forEach((e, i) => {
        sideOf[e] = i < moved ? 1 - home : home;
      });
  }
  return cut;
}
