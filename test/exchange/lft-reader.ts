import type { DumpedNode } from './referees/dump.js';

/**
 * Walks from every NIC to every other port of a NIC of its plane, by the tables (`.lfts`) and the cables of a
 * dump; says how many paths there are, and where one does not arrive.
 */
export function walkedPaths(
  files: ReadonlyMap<string, string>,
  nodes: ReadonlyMap<string, DumpedNode>,
): { paths: number; broken: string[] } {
  const byId = new Map([...nodes.values()].map((node) => [node.id, node]));
  let paths = 0;
  const broken: string[] = [];
  for (const [name, text] of files) {
    if (!name.endsWith('.lfts')) continue;
    const tables = tablesIn(text);
    const inPlane = (id: string) => tables.has(id);
    const ends = [...nodes.values()]
      .filter(({ kind }) => kind === 'Ca')
      .flatMap(({ id, ports }) =>
        ports.filter(({ peer }) => inPlane(peer)).map(({ lid, peer }) => ({ id, lid: lid!, peer })),
      );
    for (const from of ends) {
      for (const to of ends) {
        if (from === to) continue;
        paths++;
        let at = from.peer;
        for (let steps = 0; inPlane(at) && steps < 16; steps++) {
          const port = tables.get(at)!.get(to.lid);
          at = byId.get(at)!.ports.find((one) => one.port === port)?.peer ?? 'nowhere';
        }
        if (at !== to.id) broken.push(`${name}: ${from.id} to ${to.id} ends at ${at}`);
      }
    }
  }
  return { paths, broken };
}

/** By id of a switch, then by LID: the port. */
function tablesIn(text: string): Map<string, Map<number, number>> {
  const tables = new Map<string, Map<number, number>>();
  for (const table of text.split(/^(?=Unicast)/m)) {
    const [, guid] = / guid 0x(\w+) /.exec(table)!;
    const entries = [...table.matchAll(/^0x(\w+) (\d+)$/gm)];
    const [, count] = /^(\d+) lids dumped$/m.exec(table)!;
    if (entries.length !== Number(count)) throw new Error(`${guid} has other than ${count} LIDs`);
    tables.set(
      `S-${guid}`,
      new Map(entries.map(([, lid, port]) => [Number.parseInt(lid!, 16), Number(port)])),
    );
  }
  return tables;
}
