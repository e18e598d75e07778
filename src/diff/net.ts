import type { ThroughPorts } from '../exchange/ports.js';
import type { Wiring } from '../exchange/wiring.js';
import type { CompactFabric } from '../fabric/compact.js';
import { compareNatural } from '../std/natural.js';
import { UnionFind } from '../std/union-find.js';

/** A network as plain numbers, so that two of them can be laid over each other. */
export interface Net {
  readonly count: number;
  /** By vertex: 1 if it is a NIC. */
  readonly isNic: Uint8Array;
  /** By NIC: its host; −1: a switch. */
  readonly hostOf: Int32Array;
  /** By NIC: which one of its host it is; of a switch −1. */
  readonly rankOf: Int32Array;
  /** By host: its NICs. */
  readonly nicsOf: readonly (readonly number[])[];
  /** By cable: its ends, and the codes of the ports there; equal codes are equal ports. */
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly codeA: Float64Array;
  readonly codeB: Float64Array;
}

/** The code of a port whose parts have names. */
const partCode = (port: number, sub: number): number => port * 256 + sub + 1;

/** A rank that nobody knows: the NIC may be any one of its host. */
export const anyRank = -2;

/**
 * A design, and what was found, as nets of which equal codes and ranks mean the same.
 *
 * @param ranked whether NICs are told apart by their names; otherwise only by their cables
 */
export function netsOf(
  fabric: CompactFabric,
  wiring: Wiring,
  through: ThroughPorts | null,
  ranked: boolean,
): { readonly design: Net; readonly found: Net } {
  const { vertexCount, endpointCount, cableCount, lower, upper, hostOf } = fabric;
  const { lowerPort, lowerSub, upperPort, upperSub } = fabric;
  const { devices, links } = wiring;
  const designed = Array.from({ length: endpointCount }, (_, e) => nicName(fabric, e));
  const rank = ranksOf(designed, hostOf);
  const hosts = hostsFound(wiring);
  const rankFound = ranked ? ranksFound(wiring, hosts, rank) : () => anyRank;
  const designCode = (v: number, port: number, sub: number) =>
    through ? through.number(v, { port, sub }) : partCode(port, sub);
  const codes = (at: Int32Array, port: Int32Array, sub: Int32Array) =>
    Float64Array.from({ length: cableCount }, (_, c) => designCode(at[c]!, port[c]!, sub[c]!));
  const code = (port: number, sub: number) => (through ? port + 1 : partCode(port, sub));
  return {
    design: {
      ...nicsOf(vertexCount, (v) => (v < endpointCount ? hostOf[v]! : -1)),
      rankOf: Int32Array.from({ length: vertexCount }, (_, v) =>
        v >= endpointCount ? -1 : rank.get(designed[v]!)!,
      ),
      a: lower,
      b: upper,
      codeA: codes(lower, lowerPort, lowerSub),
      codeB: codes(upper, upperPort, upperSub),
    },
    found: {
      ...nicsOf(devices.length, (d) => hosts[d]!),
      rankOf: Int32Array.from(devices, ({ kind, name, host }) =>
        kind === 'switch' ? -1 : host === null ? anyRank : rankFound(name),
      ),
      a: Int32Array.from(links, ({ a }) => a.device),
      b: Int32Array.from(links, ({ b }) => b.device),
      codeA: Float64Array.from(links, ({ a }) => code(a.port, a.sub)),
      codeB: Float64Array.from(links, ({ b }) => code(b.port, b.sub)),
    },
  };
}

/**
 * By name of a NIC that was found, its rank: that of the design's NIC of this name; where alike hosts have
 * as many names as hosts of the design, its place among these; else the number in it (`mlx5_3`), from 0 or
 * from 1 as it fits.
 */
function ranksFound(
  { devices }: Wiring,
  hosts: Int32Array,
  rank: ReadonlyMap<string, number>,
): (name: string) => number {
  const names = devices.map(({ name }) => name);
  const nics = names.filter((_, d) => hosts[d]! >= 0);
  if (nics.every((name) => rank.has(name))) return (name) => rank.get(name)!;
  const sizes = new Set([...rank.values()].map((most) => most + 1));
  const largest = Math.max(...sizes);
  const place = ranksOf(names, hosts, compareNatural);
  const inOrder = [...place.values()].reduce((most, at) => Math.max(most, at), -1) + 1;
  if (sizes.has(inOrder)) return (name) => place.get(name) ?? anyRank;
  const numbers = new Map([...new Set(nics)].map((name) => [name, /(\d+)$/.exec(name)?.[1]]));
  const all = [...numbers.values()].map(Number);
  const from = all.includes(largest) && !all.includes(0) ? 1 : 0;
  return (name) => {
    const number = numbers.get(name);
    const at = number === undefined ? -1 : Number(number) - from;
    return at >= 0 && at < largest ? at : anyRank;
  };
}

/** `nic3` of `h17/nic3`. */
const nicName = ({ vertexIds }: CompactFabric, e: number): string =>
  vertexIds[e]!.slice(vertexIds[e]!.indexOf('/') + 1);

/** By device: its host, counted; −1: a switch. A NIC of which no host is known is a host of its own. */
function hostsFound({ devices }: Wiring): Int32Array {
  const hosts = new Map<string, number>();
  return Int32Array.from(devices, ({ kind, host }, d) => {
    if (kind === 'switch') return -1;
    const name = host ?? `\0${d}`;
    const known = hosts.get(name) ?? hosts.size;
    hosts.set(name, known);
    return known;
  });
}

/**
 * By name of a NIC: its place among the names of alike hosts (those that share some name), so that it has
 * the same one where another NIC of the host was not found.
 *
 * @param order null: that in which they come
 */
function ranksOf(
  names: readonly string[],
  hostOf: Int32Array,
  order: ((a: string, b: string) => number) | null = null,
): Map<string, number> {
  const numbers = new Map<string, number>();
  const nameOfHost = new Map<number, number>();
  const all: string[] = [];
  for (const name of names) {
    if (numbers.has(name)) continue;
    numbers.set(name, all.push(name) - 1);
  }
  const alike = new UnionFind(all.length);
  names.forEach((name, v) => {
    const host = hostOf[v]!;
    if (host < 0) return;
    const number = numbers.get(name)!;
    const first = nameOfHost.get(host);
    if (first === undefined) nameOfHost.set(host, number);
    else alike.union(first, number);
  });
  const ordered = order ? [...all].sort(order) : all;
  const next = new Map<number, number>();
  return new Map(
    ordered.map((name) => {
      const family = alike.find(numbers.get(name)!);
      const rank = next.get(family) ?? 0;
      next.set(family, rank + 1);
      return [name, rank];
    }),
  );
}

function nicsOf(count: number, hostAt: (v: number) => number) {
  const isNic = new Uint8Array(count);
  const hostOf = new Int32Array(count).fill(-1);
  const nics: number[][] = [];
  for (let v = 0; v < count; v++) {
    const host = hostAt(v);
    if (host < 0) continue;
    isNic[v] = 1;
    hostOf[v] = host;
    nics[host] ??= [];
    nics[host]!.push(v);
  }
  return { count, isNic, hostOf, nicsOf: nics };
}
