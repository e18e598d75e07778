import { undashed } from '../names.js';

/** A name of ours without its number: of a host, a NIC, a set or a tier (LANGUAGE section 4). */
const name = '(?!.*--)[a-z](?:[a-z0-9-]{0,30}[a-z])?';
const index = '(0|[1-9]\\d{0,6})';
const numbered = new RegExp(`^(${name})${index}$`);
const switchId = new RegExp(`^(${name})/p${index}/(${name})${index}$`);

/** A name and the index behind it. */
export interface Numbered {
  readonly name: string;
  readonly index: number;
}

/** `h17` → h, 17; null: not one of ours (`node001`). */
export function numberedName(text: string): Numbered | null {
  const match = numbered.exec(text);
  if (!match || reserved.has(match[1]!)) return null;
  return { name: match[1]!, index: Number(match[2]) };
}

export interface SwitchName {
  readonly set: string;
  readonly plane: number;
  readonly tier: string;
  readonly index: number;
}

/** `compute/p3/leaf12`; null: not one of ours. */
export function switchName(id: string): SwitchName | null {
  const match = switchId.exec(id);
  if (!match) return null;
  const [, set, plane, tier, place] = match;
  if (reserved.has(set!) || reserved.has(tier!)) return null;
  return { set: set!, plane: Number(plane), tier: tier!, index: Number(place) };
}

/** The id that a name of a switch stands for, where it is one of ours (`compute-p3-leaf12`). */
export function ownId(name: string): string {
  const id = undashed(name);
  return switchName(id) ? id : name;
}

const reserved = new Set(['fabric', 'pod']);

const guid = /^(0x|[SHR]-)[0-9a-f]+$|^[0-9a-f]{12,}$/i;

/** What many names begin with, as a name of ours: `node001` → node. */
export function stemOf(text: string, otherwise: string): string {
  if (guid.test(text)) return otherwise;
  const letters = text
    .toLowerCase()
    .replace(/\d+$/, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|[^a-z]+$/g, '')
    .slice(0, 24)
    .replace(/[^a-z]+$/, '');
  return letters === '' || reserved.has(letters) ? otherwise : letters;
}

/** Names that differ: the second `node` is called `node-b`. */
export class Distinct {
  readonly #taken = new Set<string>();

  name(wanted: string): string {
    let free = wanted;
    for (let n = 1; this.#taken.has(free); n++) free = `${wanted}-${letters(n)}`;
    this.#taken.add(free);
    return free;
  }
}

/** 0 → a, 1 → b … 26 → aa: names end in a letter. */
export const letters = (n: number): string =>
  (n < 26 ? '' : letters(Math.floor(n / 26) - 1)) + String.fromCharCode(97 + (n % 26));
