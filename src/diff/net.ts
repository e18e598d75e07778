import type { ThroughPorts } from '../exchange/ports.js';
import type { Wiring } from '../exchange/wiring.js';
import type { CompactFabric } from '../fabric/compact.js';
import { compareNatural } from '../std/natural.js';

/** A network as plain numbers, so that two of them can be laid over each other. */
export interface Net {
  readonly count: number;
  /** By vertex: 1 if it is a NIC. */
  readonly isNic: Uint8Array;
  /** By NIC: its host; −1: a switch. */
  readonly hostOf: Int32Array;
  /** By NIC: its place among those of its host. */
  readonly rankOf: Int32Array;
  /** By host: its NICs, by rank. */
  readonly nicsOf: readonly (readonly number[])[];
  /** By cable: its ends, and the codes of the ports there; equal codes are equal ports. */
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly codeA: Float64Array;
  readonly codeB: Float64Array;
}

/** The code of a port whose parts have names. */
const partCode = (port: number, sub: number): number => port * 256 + sub + 1;

export function netOfFabric(fabric: CompactFabric, through: ThroughPorts | null): Net {
  const { vertexCount, endpointCount, cableCount, lower, upper } = fabric;
  const { lowerPort, lowerSub, upperPort, upperSub } = fabric;
  const code = (v: number, port: number, sub: number) =>
    through ? through.number(v, { port, sub }) : partCode(port, sub);
  const codes = (at: Int32Array, port: Int32Array, sub: Int32Array) =>
    Float64Array.from({ length: cableCount }, (_, c) => code(at[c]!, port[c]!, sub[c]!));
  return {
    ...hostsOf(
      vertexCount,
      (v) => (v < endpointCount ? fabric.hostOf[v]! : -1),
      () => '',
    ),
    a: lower,
    b: upper,
    codeA: codes(lower, lowerPort, lowerSub),
    codeB: codes(upper, upperPort, upperSub),
  };
}

export function netOfWiring({ devices, links, ports }: Wiring): Net {
  const hosts = new Map<string, number>();
  const hostOf = devices.map(({ kind, host }, d) => {
    if (kind === 'switch') return -1;
    // A NIC of which no host is known is a host of its own.
    const name = host ?? `\0${d}`;
    const known = hosts.get(name) ?? hosts.size;
    hosts.set(name, known);
    return known;
  });
  const code = (port: number, sub: number) =>
    ports === 'through' ? port + 1 : partCode(port, sub);
  return {
    ...hostsOf(
      devices.length,
      (d) => hostOf[d]!,
      (d) => devices[d]!.name,
    ),
    a: Int32Array.from(links, ({ a }) => a.device),
    b: Int32Array.from(links, ({ b }) => b.device),
    codeA: Float64Array.from(links, ({ a }) => code(a.port, a.sub)),
    codeB: Float64Array.from(links, ({ b }) => code(b.port, b.sub)),
  };
}

function hostsOf(count: number, hostAt: (v: number) => number, nameAt: (v: number) => string) {
  const isNic = new Uint8Array(count);
  const hostOf = new Int32Array(count).fill(-1);
  const rankOf = new Int32Array(count).fill(-1);
  const nicsOf: number[][] = [];
  for (let v = 0; v < count; v++) {
    const host = hostAt(v);
    if (host < 0) continue;
    isNic[v] = 1;
    hostOf[v] = host;
    nicsOf[host] ??= [];
    nicsOf[host]!.push(v);
  }
  for (const nics of nicsOf) {
    nics.sort((x, y) => compareNatural(nameAt(x), nameAt(y)) || x - y);
    for (const [rank, v] of nics.entries()) rankOf[v] = rank;
  }
  return { count, isNic, hostOf, rankOf, nicsOf };
}
