import type { CompactFabric } from '../../fabric/compact.js';
import type { Finding } from '../../finding/rule.js';
import type { ForwardingTables } from '../../flow/routing/forwarding-tables.js';
import type { NotRouted } from '../../flow/routing/routed.js';
import type { TextLine } from '../../std/lines.js';
import { mostLids } from '../export/infiniband/lids.js';
import type { Source } from '../wiring.js';
import type { DumpFile } from './importer.js';
import { LftParts } from './lft-parts.js';
import { planeTables } from './lft-tables.js';
import { readLines } from './read-lines.js';
import { Tally } from './tally.js';

/** The forwarding tables that files had, by plane, and what is wrong with them. */
export interface ReadTables {
  readonly tables: ReadonlyMap<number, ForwardingTables | NotRouted>;
  readonly findings: readonly Finding[];
}

/**
 * Linear forwarding tables as OpenSM dumps them (`opensm-lfts.dump`), as `dump_lfts` and `ibroute` print
 * them, and as we export them: of all planes, in one file or several. Switches are known by our GUIDs, else
 * by their names (ids, or labels); targets by port GUID or name where the dump says them, else by our LIDs.
 * Of a port with several LIDs (LMC) the first one is taken.
 *
 * @param labels by id: the name on the machine
 */
export function readForwardingTables(
  files: readonly DumpFile[],
  fabric: CompactFabric,
  labels: Readonly<Record<string, string>>,
): ReadTables {
  const tally = new Tally(files.map(({ file }) => file));
  const reader = new Reader(new LftParts(fabric, labels), tally);
  const wanted =
    'a table begins with "Unicast lids [0-9] of switch Lid 1 guid 0x… (\'name\'):", a line of it is like 0x0004 012';
  readLines(files, (line, file) => reader.line(line, file), tally, wanted, mostLids);
  const tables = reader.finish();
  if (tables.size === 0 && tally.isSilent)
    tally.tell('wiring-table-none', { wanted }, { file: 0, line: 1 });
  return { tables, findings: tally.findings() };
}

const header =
  /^Unicast lids \[[^\]]*\] of switch .*?\bguid 0x([0-9a-f]{1,16})\s*(?:\((.*)\))?\s*:?\s*$/i;
const entry = /^0x([0-9a-f]{1,4})\s+(\d{1,3})\s*(?:[:#]\s*(.*))?$/i;
const named =
  /^\(?(Channel Adapter|Switch|Router) portguid 0x([0-9a-f]{1,16})(?::\s*'(.*)')?\s*\)?$/i;
/** What stands between entries (`dump_lfts` ends with a warning that it is old), and entries of a port that is none. */
const beside =
  /^\s*$|^\s*#|^\*{3} WARNING|^\s*Lid\s+Out\b|^\s*Port\s+Info\b|^\d+ (valid )?lids dumped\s*$|^0x[0-9a-f]{1,4} +UNREACHABLE/i;

/** `InfiniBand` has so many ports at most: what is beyond is none. */
const mostPorts = 254;

/** What is known of the LIDs of a plane. */
interface Targets {
  /** By LID: the endpoint that an entry names. */
  readonly named: Map<number, number>;
  /** By LID that no entry named: where it first stands. */
  readonly bare: Map<number, Source>;
  /** Where the first table of the plane stands. */
  readonly source: Source;
}

class Reader {
  /** By switch: by LID, the cable that it sends by. */
  readonly #cables = new Map<number, Map<number, number>>();
  readonly #targets = new Map<number, Targets>();
  /** The switch whose table is read; −1: none of ours, or a second table of it. */
  #switch = -1;
  #isTable = false;
  #file = -1;

  constructor(
    readonly parts: LftParts,
    readonly tally: Tally,
  ) {}

  line({ text, number }: TextLine, file: number): boolean {
    if (file !== this.#file) {
      this.#isTable = false;
      this.#file = file;
    }
    const source = { file, line: number };
    const entries = entry.exec(text);
    if (entries) {
      if (!this.#isTable) return false;
      const [, lid, port, info] = entries;
      const target = Number.parseInt(lid!, 16);
      if (this.#switch >= 0) this.#entry(target, Number(port), info?.trim() ?? '', source, text);
      return true;
    }
    const found = header.exec(text);
    if (found) this.#table(found[1]!, unquoted(found[2] ?? ''), source, text);
    return found !== null || beside.test(text);
  }

  #table(guid: string, name: string, source: Source, text: string): void {
    const vertex = this.parts.switchOf(guid, name);
    this.#isTable = true;
    this.#switch = -1;
    if (vertex === undefined) {
      this.tally.add('wiring-table-switch', name === '' ? `0x${guid}` : name, source, text);
    } else if (this.#cables.has(vertex)) {
      this.tally.add('wiring-table-twice', this.parts.fabric.vertexIds[vertex]!, source, text);
    } else {
      this.#switch = vertex;
      this.#cables.set(vertex, new Map());
      const plane = this.parts.fabric.planeOfSwitch[vertex]!;
      if (!this.#targets.has(plane))
        this.#targets.set(plane, { named: new Map(), bare: new Map(), source });
    }
  }

  #entry(lid: number, port: number, info: string, source: Source, text: string): void {
    const { planeOfSwitch, cablePlane, vertexIds } = this.parts.fabric;
    const plane = planeOfSwitch[this.#switch]!;
    const who = info === '' ? null : named.exec(info);
    // The other LIDs of a port, and those of switches, are nobody's targets.
    if (port > mostPorts || (info !== '' && /^\(?path #?\d+/i.test(info))) return;
    if (who && who[1]!.toLowerCase() !== 'channel adapter') return;
    if (who) this.#named(plane, lid, who[2]!, who[3] ?? '', source, text);
    else if (!this.#targets.get(plane)!.bare.has(lid))
      this.#targets.get(plane)!.bare.set(lid, source);
    // Port 0 is the switch itself.
    if (port === 0) return;
    const cable = this.parts.cableAt(this.#switch, port);
    if (cable < 0 || cablePlane[cable] !== plane) {
      this.tally.add('wiring-table-port', `${vertexIds[this.#switch]} [${port}]`, source, text);
    } else this.#cables.get(this.#switch)!.set(lid, cable);
  }

  #named(
    plane: number,
    lid: number,
    guid: string,
    name: string,
    source: Source,
    text: string,
  ): void {
    const { named: known } = this.#targets.get(plane)!;
    const nic = this.parts.nicOf(guid, name);
    if (nic === undefined) {
      this.tally.add('wiring-table-nic', name === '' ? `0x${guid}` : name, source, text);
    } else if (known.has(lid) && known.get(lid) !== nic) {
      this.tally.add('wiring-table-lid', `0x${lid.toString(16).padStart(4, '0')}`, source, text);
    } else known.set(lid, nic);
  }

  finish(): Map<number, ForwardingTables | NotRouted> {
    const { fabric } = this.parts;
    const tables = new Map<number, ForwardingTables | NotRouted>();
    for (const [plane, targets] of [...this.#targets].sort(([a], [b]) => a - b)) {
      for (const v of fabric.planes[plane]!.switches) {
        if (this.#cables.has(v)) continue;
        this.tally.add('wiring-table-missing', fabric.vertexIds[v]!, targets.source);
      }
      tables.set(plane, planeTables(fabric, plane, this.#cables, this.#lidsOf(plane, targets)));
    }
    return tables;
  }

  /** By endpoint: its LID, the first where it has several. */
  #lidsOf(plane: number, { named: known, bare }: Targets): Map<number, number> {
    const { endpointCount } = this.parts.fabric;
    const vertices = known.size > 0 ? known : this.parts.ownLids(plane);
    const lidOf = new Map<number, number>();
    for (const [lid, vertex] of [...vertices].sort(([a], [b]) => a - b)) {
      if (vertex < endpointCount && !lidOf.has(vertex)) lidOf.set(vertex, lid);
    }
    for (const [lid, source] of bare) {
      if (vertices.has(lid)) continue;
      this.tally.add('wiring-table-lid', `0x${lid.toString(16).padStart(4, '0')}`, source);
    }
    return lidOf;
  }
}

const unquoted = (name: string): string => name.replace(/^'(.*)'$/, '$1').trim();
