import { ibLink, lanesOf } from '../ib-speed.js';
import type { ExportedFile, Exporter } from './exporter.js';
import { vertexAt } from './infiniband/cable-ends.js';
import { noPort, type PlaneTables, planeTables } from './infiniband/plane-tables.js';
import { type Subnets, subnetsOf } from './infiniband/subnets.js';
import { joined } from './pieces.js';
import { planeFileName } from './plane-files.js';

/**
 * Linear forwarding tables of d-mod-k, for each plane as OpenSM reads them (`-R file -U FILE`) and as
 * `ibdmchk` does (`-f`), with the list of cables that it wants beside them (`-s`). LIDs, GUIDs and names are
 * those of the `ibnetdiscover` format.
 */
export const lft: Exporter = (exported) => {
  const subnets = subnetsOf(exported);
  if ('problem' in subnets) return subnets;
  const { planes, vertexIds } = subnets.fabric;
  const files: ExportedFile[] = [];
  const problems: string[] = [];
  const notes: string[] = [];
  for (const plane of exported.planes) {
    const tables = planeTables(subnets, plane);
    if ('problem' in tables) {
      problems.push(tables.problem);
      continue;
    }
    if (tables.apart) {
      const [a, b] = tables.apart.map((e) => vertexIds[e]!);
      notes.push(
        `no cable connects all of ${planes[plane]!.id}, and there is no way from ${a} to ${b}`,
      );
    }
    const name = planeFileName(subnets.fabric, plane);
    files.push(
      { name: `${name}.lfts`, pieces: openSmTables(subnets, tables) },
      { name: `${name}.fdbs`, pieces: ibdmTables(subnets, tables) },
      { name: `${name}.lst`, pieces: ibdmCables(subnets, plane) },
    );
  }
  if (problems.length > 0) {
    const few = problems.slice(0, 3).join('; ');
    const more = problems.length > 3 ? `; and ${problems.length - 3} more planes` : '';
    const hint =
      files.length > 0
        ? ' (--plane takes one that has some)'
        : '; OpenSM may route it by itself, with updn, lash or nue: export ibnetdiscover';
    return { problem: `${few}${more}${hint}` };
  }
  return { files, notes };
};

/** As OpenSM's own dump of its tables (opensm-lfts.dump) has them: ports by LID, switch by switch. */
function* openSmTables(subnets: Subnets, tables: PlaneTables): Generator<string> {
  const { guids, descriptions, lids } = subnets;
  const { switches, last, ports } = tables;
  const starts = Array.from({ length: last + 1 }, (_, lid) => `0x${hex(lid, 4)} `);
  const ends = Array.from({ length: noPort }, (_, port) => `${decimal(port, 3)}\n`);
  for (let i = 0; i < switches.length; i++) {
    const v = switches[i]!;
    let text = `Unicast lids [0-${last}] of switch Lid ${lids.ofSwitch[v]} guid 0x${guids[v]}`;
    text += ` ('${descriptions[v]}'):\n`;
    let count = 0;
    for (let lid = 1, at = i * (last + 1) + 1; lid <= last; lid++, at++) {
      if (ports[at] === noPort) continue;
      text += starts[lid]! + ends[ports[at]!]!;
      count++;
    }
    yield `${text}${count} lids dumped\n`;
  }
}

/** As OpenSM dumps them for `ibdmchk` (opensm.fdbs), which reads the ports; the hops are those of the tables. */
function* ibdmTables({ guids }: Subnets, tables: PlaneTables): Generator<string> {
  const { switches, last, ports, hops } = tables;
  const starts = Array.from({ length: last + 1 }, (_, lid) => `0x${upperHex(lid, 4)} : `);
  const middles = Array.from({ length: noPort }, (_, port) => `${decimal(port, 3)}  : `);
  const ends = Array.from({ length: 256 }, (_, count) => `${decimal(count, 2)}\n`);
  for (let i = 0; i < switches.length; i++) {
    let text = `dump_ucast_routes: Switch 0x${guids[switches[i]!]}\nLID    : Port : Hops\n`;
    for (let lid = 1, at = i * (last + 1) + 1; lid <= last; lid++, at++) {
      text += starts[lid]!;
      text += ports[at] === noPort ? 'UNREACHABLE\n' : middles[ports[at]!]! + ends[hops[at]!]!;
    }
    yield text;
  }
}

/** The cables of a plane as OpenSM lists them (opensm-subnet.lst), each from both ends; numbers are hexadecimal. */
function* ibdmCables(subnets: Subnets, plane: number): Generator<string> {
  yield* joined(cableLines(subnets, plane));
}

function* cableLines(subnets: Subnets, plane: number): Generator<string> {
  const { fabric } = subnets;
  for (const c of fabric.planes[plane]!.cables) {
    const [a, b] = [endOf(subnets, 2 * c), endOf(subnets, 2 * c + 1)];
    const { width, gbps } = lanesOf(ibLink(fabric.gbps[c]!)!);
    const link = `PHY=${width}x LOG=ACT SPD=${gbps}\n`;
    yield `${a} ${b} ${link}${b} ${a} ${link}`;
  }
}

function endOf(subnets: Subnets, end: number): string {
  const { fabric, guids, descriptions } = subnets;
  const v = vertexAt(fabric, end);
  const kind = v < fabric.endpointCount ? 'CA' : 'SW';
  const ports = upperHex(subnets.portCount(v), 2);
  const numbers = `SystemGUID:${guids[v]} NodeGUID:${guids[v]} PortGUID:${subnets.portGuid(end)}`;
  const model = `VenID:000000 DevID:0000 Rev:00000000 {${descriptions[v]}}`;
  const place = `LID:${upperHex(subnets.lid(end), 4)} PN:${upperHex(subnets.portNumber(end), 2)}`;
  return `{ ${kind} Ports:${ports} ${numbers} ${model} ${place} }`;
}

const upperHex = (number: number, digits: number) => hex(number, digits).toUpperCase();

const hex = (number: number, digits: number) => number.toString(16).padStart(digits, '0');

const decimal = (number: number, digits: number) => String(number).padStart(digits, '0');
