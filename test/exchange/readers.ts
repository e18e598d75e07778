import { undashed } from '../../src/exchange/names.js';
import { rowsOf } from './csv-cells.js';
import { cableKey } from './exported.js';

/** The files of an export, by name. */
export type Files = ReadonlyMap<string, string>;

/** A port of a machine in our words: `swp34s1` of compute-p3-leaf12 is `compute/p3/leaf12:33.1`. */
export function portOf(machine: string, port: string): string {
  const id = undashed(machine);
  const swp = /^swp(\d+)(?:s(\d+))?$/.exec(port) ?? /^E1\/(\d+)(?:\/(\d+))?$/.exec(port);
  if (!swp) {
    const [, nic, number = '0'] = /^(.*?\d+)(?:p(\d+))?$/.exec(port)!;
    return `${id}/${nic}:${number}`;
  }
  const sub = swp[2] === undefined ? '' : `.${Number(swp[2]) - (port.startsWith('E') ? 1 : 0)}`;
  return `${id}:${Number(swp[1]) - 1}${sub}`;
}

/** `machine/port`, as Hedgehog writes it. */
const slashed = (text: string): string => {
  const at = text.indexOf('/');
  return portOf(text.slice(0, at), text.slice(at + 1));
};

const only = (files: Files): string => [...files.values()][0]!;

const keysIn = (text: string, line: RegExp, end: (groups: string[]) => [string, string]) =>
  [...text.matchAll(line)].map((found) => cableKey(...end(found.slice(1) as string[])));

/** The cables that files of a format have, as our ports, each by what this format says of it. */
export const readers = {
  dot: (files: Files) =>
    keysIn(only(files), /^ {2}"([^"]+)":"([^"]+)" -- "([^"]+)":"([^"]+)" \[/gm, ([a, p, b, q]) => [
      portOf(a!, p!),
      portOf(b!, q!),
    ]),
  graphml: (files: Files) => byIds(only(files)),
  gexf: (files: Files) => byIds(only(files)),
  containerlab: (files: Files) =>
    keysIn(
      only(files),
      /\{type: veth, .*?planewright\.id: "([^"]+)--([^"-][^"]*)", planewright\.plane/g,
      ([a, b]) => [a!, b!],
    ),
  hhfab: (files: Files) =>
    [...files.values()].flatMap((text) =>
      keysIn(
        text,
        /\{(?:server|spine): \{port: "([^"]+)"\}, (?:switch|leaf): \{port: "([^"]+)"\}\}/g,
        ([a, b]) => [slashed(a!), slashed(b!)],
      ),
    ),
  netbox: (files: Files) =>
    rowsOf(files.get('cables.csv')!).map((row) =>
      cableKey(
        portOf(row.side_a_device!, row.side_a_name!),
        portOf(row.side_b_device!, row.side_b_name!),
      ),
    ),
  p2p: (files: Files) =>
    rowsOf(only(files)).map((row) =>
      cableKey(
        portOf(row['A-Node Name']!, row['A-Port']!),
        portOf(row['Z-Node Name']!, row['Z-Port']!),
      ),
    ),
  'launch-kit': (files: Files) =>
    (JSON.parse(only(files)) as { links: [LinkEnd, LinkEnd][] }).links.map(([a, b]) =>
      cableKey(portOf(a.node, a.interface), portOf(b.node, b.interface)),
    ),
} satisfies Record<string, (files: Files) => string[]>;

export interface LinkEnd {
  readonly node: string;
  readonly interface: string;
}

/** Edges of either XML: their ids are those of cables, and must agree with source and target. */
const byIds = (text: string): string[] =>
  keysIn(text, /<edge id="(.*?)--([^"-][^"]*)" source="([^"]+)" target="([^"]+)">/g, (parts) => {
    const [a, b, source, target] = parts as [string, string, string, string];
    const ends = a.startsWith(`${source}:`) && b.startsWith(`${target}:`);
    return ends ? [a, b] : ['?', `${a}--${b}`];
  });
