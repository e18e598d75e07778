import type { PortNumber } from '../../fabric/attributes.js';
import { compareNatural } from '../../std/natural.js';

/** How switches call their ports, and which number the first port and the first part have there. */
const spellings: readonly (readonly [form: RegExp, port: number, part: number])[] = [
  // Cumulus, NVOS.
  [/^swp(\d+)(?:s(\d+))?$/, 1, 0],
  // InfiniBand by its front panel: `P33`, `1/2` of a split port, `sw3p1` of an XDR switch.
  [/^(?:P|port ?)?(\d+)$/i, 1, 1],
  [/^(?:P|port ?)?(\d+)\/(\d+)$/i, 1, 1],
  [/^sw(\d+)p(\d+)$/, 1, 1],
  // Hedgehog, and whoever counts a chassis first.
  [/^(?:E|Eth|Ethernet)1\/(\d+)(?:\/(\d+))?$/, 1, 1],
];

/** The port that a text names; null: it is none as they are called there. */
export type PortSpelling = (text: string) => PortNumber | null;

/** The port of a switch that a text names, where its numbering is known. */
export const switchPort: PortSpelling = (text) => {
  for (const [form, firstPort, firstPart] of spellings) {
    const match = form.exec(text);
    if (!match) continue;
    const port = Number(match[1]) - firstPort;
    const sub = match[2] === undefined ? -1 : Number(match[2]) - firstPart;
    if (port >= 0 && port < mostPorts && sub >= -1 && sub < mostParts) return { port, sub };
  }
  return null;
};

/** A port as ids have it (LANGUAGE section 4), from 0: `33`, and `33.1` of a split one. */
export const idPort: PortSpelling = (text) => {
  const match = /^(0|[1-9]\d{0,3})(?:\.(0|[1-9]\d?))?$/.exec(text);
  if (!match) return null;
  const [port, sub] = [Number(match[1]), Number(match[2] ?? -1)];
  return port < mostPorts && sub < mostParts ? { port, sub } : null;
};

/** Above what any switch has; a larger number is no port. */
export const mostPorts = 4096;
export const mostParts = 64;

/** Whether a port has the look of a switch, not of a host. */
export const looksLikeSwitch = (text: string): boolean =>
  switchPort(text) !== null || /^(E|Eth|Ethernet|et-|xe-|ge-|fc)\d/.test(text);

/** A port of a host as Linux, UFM and we call it: the NIC, and its port from 0. */
export function hostInterface(text: string): { readonly nic: string; readonly port: number } {
  // `mlx5_0/P1`, `HCA-1 P2`: ports from 1.
  const slash = /^(.+?)[/ ]P(\d{1,3})$/.exec(text);
  if (slash && Number(slash[2]) > 0) return { nic: slash[1]!, port: Number(slash[2]) - 1 };
  // `nic3p1`, `rail3p1`: ports from 0.
  const through = /^([A-Za-z][\w-]*\d)p(\d{1,3})$/.exec(text);
  if (through) return { nic: through[1]!, port: Number(through[2]) };
  return { nic: text, port: 0 };
}

/** Ports of one switch by what they are called there, and names of which the number is a guess. */
export interface NumberedPorts {
  readonly numbers: ReadonlyMap<string, PortNumber>;
  readonly guessed: readonly string[];
}

/**
 * Numbers of the ports of one switch: as the spelling says; else by the number in a name that all
 * strange ones begin alike with (`Ethernet33`, `osfp-33`, `Et33/1`); what is left stands behind
 * these, in natural order, which is a guess. If more are strange than known (or two are one port), all are.
 */
export function numberedPorts(names: readonly string[], spelling: PortSpelling): NumberedPorts {
  let known = new Map<string, PortNumber>();
  let taken = new Set<string>();
  const take = (name: string, at: PortNumber | null) => {
    if (!at || taken.has(`${at.port}.${at.sub}`)) return;
    taken.add(`${at.port}.${at.sub}`);
    known.set(name, at);
  };
  for (const name of names) take(name, spelling(name));
  if (2 * known.size < names.length) {
    known = new Map();
    taken = new Set();
  }
  const strange = names.filter((name) => !known.has(name)).sort(compareNatural);
  const alike = byNumber(strange);
  if (alike && known.size === 0) for (const name of strange) take(name, alike(name));
  const guessed = strange.filter((name) => !known.has(name));
  let next = 1 + [...known.values()].reduce((most, { port }) => Math.max(most, port), -1);
  for (const name of guessed) known.set(name, { port: next++, sub: -1 });
  return { numbers: known, guessed };
}

/**
 * What ports mean that are all called by one word and a number, from 1 (Arista: `Ethernet33`, its lanes
 * `Ethernet33/1`) or from 0 in steps of as many lanes as a port has (SONiC: `Ethernet0`, `Ethernet8`);
 * null: they are not called so.
 */
function byNumber(names: readonly string[]): PortSpelling | null {
  const parsed = names.map((name) => /^(\D*?)(\d{1,4})(?:\/(\d{1,2}))?$/.exec(name));
  const words = new Set(parsed.map((match) => match?.[1]));
  if (words.size !== 1 || parsed.includes(null)) return null;
  const numbers = parsed.map((match) => Number(match![2]));
  const parts = new Set(parsed.map((match) => match![3]));
  const first = numbers.includes(0) ? 0 : 1;
  const lanes = [8, 4, 2].find((step) => numbers.every((number) => number % step === 0)) ?? 1;
  const step = first === 0 && parts.size === 1 ? lanes : 1;
  // A port that is whole is its first lane.
  const split = parts.size > 1;
  return (name) => {
    const index = names.indexOf(name);
    const part = parsed[index]?.[3];
    const port = (numbers[index]! - first) / step;
    if (port < 0 || port >= mostPorts) return null;
    return { port, sub: split && part !== undefined ? Number(part) - 1 : -1 };
  };
}
