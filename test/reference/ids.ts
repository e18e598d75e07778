import { type Document, must } from './document.js';

/** Ids of ports (LANGUAGE section 4). */

export interface NicPort {
  readonly host: string;
  readonly hostIndex: number;
  readonly nic: string;
  readonly nicIndex: number;
  readonly port: number;
}

export interface SwitchPort {
  /** Plane set and plane, where the id names them. */
  readonly set?: string;
  readonly plane?: number;
  readonly tier: string;
  readonly index: number;
  readonly port: number;
  readonly sub?: number;
}

export type Port = NicPort | SwitchPort;

// A name ends in a letter, so name and index part in one way.
const nicPattern = /^([a-z](?:[a-z0-9-]*[a-z])?)(\d+)\/([a-z](?:[a-z0-9-]*[a-z])?)(\d+):(\d+)$/;
const switchPattern =
  /^(?:([a-z](?:[a-z0-9-]*[a-z])?)\/p(\d+)\/)?([a-z](?:[a-z0-9-]*[a-z])?)(\d+):(\d+)(?:\.(\d+))?$/;

export function parsePort(id: string): Port {
  const nic = nicPattern.exec(id);
  if (nic) {
    return {
      host: nic[1]!,
      hostIndex: Number(nic[2]),
      nic: nic[3]!,
      nicIndex: Number(nic[4]),
      port: Number(nic[5]),
    };
  }
  const found = switchPattern.exec(id);
  if (!found) throw new Error(`no port: ${id}`);
  return {
    ...(found[1] === undefined ? {} : { set: found[1], plane: Number(found[2]) }),
    tier: found[3]!,
    index: Number(found[4]),
    port: Number(found[5]),
    ...(found[6] === undefined ? {} : { sub: Number(found[6]) }),
  };
}

export const isNic = (port: Port): port is NicPort => 'nic' in port;

export function portId(port: Port): string {
  if (isNic(port)) {
    return `${port.host}${port.hostIndex}/${port.nic}${port.nicIndex}:${port.port}`;
  }
  const sub = port.sub === undefined ? '' : `.${port.sub}`;
  return `${port.set}/p${port.plane}/${port.tier}${port.index}:${port.port}${sub}`;
}

/** Sub-port n of a region that starts at physical port `start` and is split by `split`. */
export const regionPort = (start: number, split: number, n: number): string =>
  split > 1 ? `${start + Math.floor(n / split)}.${n % split}` : `${start + n}`;

/** All ids that a text with ranges stands for; of several ranges the last runs fastest. */
export function withoutRanges(text: string): string[] {
  const range = /\[(\d+)-(\d+)(?:\/(\d+))?\]/.exec(text);
  if (!range) return [text];
  const before = text.slice(0, range.index);
  const after = withoutRanges(text.slice(range.index + range[0].length));
  return numbers(Number(range[1]), Number(range[2]), Number(range[3] ?? 1)).flatMap((n) =>
    after.map((rest) => `${before}${n}${rest}`),
  );
}

/** From … to, both ends included, in steps. */
export function numbers(from: number, to: number, step: number): number[] {
  must(to >= from && step >= 1, `range ${from}-${to}/${step}`);
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, n) => from + n * step);
}

/** The two ends of a cable by id, the lower first. */
export function lowerFirst(document: Document, one: Port, other: Port): [string, string] {
  const [x, y] = [orderOf(document, one), orderOf(document, other)];
  const at = x.findIndex((part, n) => part !== y[n]);
  const [lower, upper] = at < 0 || x[at]! < y[at]! ? [one, other] : [other, one];
  return [portId(lower), portId(upper)];
}

/** Tier, then the parts of the id: numbers by value and names by place in the document. */
function orderOf({ hosts = {}, planes }: Document, port: Port): number[] {
  if (isNic(port)) {
    const place = Object.keys(hosts).indexOf(port.host);
    const nicPlace = Object.keys(hosts[port.host]!.nics).indexOf(port.nic);
    return [0, place, port.hostIndex, nicPlace, port.nicIndex, port.port];
  }
  const set = port.set!;
  const families = ['leaf', 'spine', 'core'].indexOf(port.tier === 'router' ? 'leaf' : port.tier);
  const extra = Object.keys(planes[set]!.switches ?? {}).indexOf(port.tier);
  const tier = families >= 0 ? 1 + families : 4 + extra;
  const place = Object.keys(planes).indexOf(set);
  return [tier, place, port.plane!, port.index, port.port, port.sub ?? -1];
}
