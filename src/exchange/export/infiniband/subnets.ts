import type { CompactFabric } from '../../../fabric/compact.js';
import { formatCount, formatCounted, formatGbps } from '../../../std/units.js';
import { ibLink } from '../../ib-speed.js';
import type { NameRule, Names } from '../../names.js';
import { ThroughPorts } from '../../ports.js';
import { cablesOf, endpointsOf, switchesOf } from '../cables.js';
import type { Exported } from '../exporter.js';
import { namesFor } from '../names-for.js';
import { portAt, vertexAt } from './cable-ends.js';
import { nicGuid, nicPortGuid, switchGuid } from './guids.js';
import { type Lids, lidsOf, mostLids } from './lids.js';

/** Characters of a NodeDescription (InfiniBand Architecture Specification, volume 1, section 14.2.5.2). */
const longestDescription = 64;

/** NumPorts of NodeInfo is a byte, and 255 is no port (volume 1, section 14.2.5.3). */
const mostPorts = 254;

/**
 * What tools read in descriptions without taking it for syntax of their own: ibsim reads options at `=`,
 * and OpenSM's files have names between braces or quotes.
 */
const descriptionRule: NameRule = {
  legal: /^[\w.,:;/+()-]+$/,
  longest: longestDescription,
};

/** The planes that are wanted, as InfiniBand numbers and names them. */
export interface Subnets {
  readonly fabric: CompactFabric;
  readonly names: Names;
  readonly lids: Lids;
  /** Of the wanted planes, and those that a cable of them leads to; ascending. */
  readonly switches: readonly number[];
  readonly nics: readonly number[];
  /** By vertex: 16 digits. */
  readonly guids: readonly string[];
  /** By vertex: `compute-p3-leaf12`, `h17 nic3`. */
  readonly descriptions: readonly string[];
  /** Ports of a switch or NIC. */
  readonly portCount: (vertex: number) => number;
  /** The number of the port that an end of a cable (`cable-ends.ts`) is in. */
  readonly portNumber: (end: number) => number;
  readonly portGuid: (end: number) => string;
  readonly lid: (end: number) => number;
  /** The ends of wanted cables at a vertex, by the numbers of their ports. */
  readonly endsOf: (vertex: number) => readonly number[];
}

export function subnetsOf(
  exported: Exported,
  rule: NameRule = descriptionRule,
): Subnets | { problem: string } {
  const { fabric } = exported.subject;
  const names = namesFor(exported, rule);
  if ('problem' in names) return names;
  const ports = new ThroughPorts(fabric);
  const numbers = numbersOf(fabric, ports);
  const lids = lidsOf(fabric);
  const { endpointCount, portOffsets, hostOf, vertexCount } = fabric;
  const isSwitch = (vertex: number) => vertex >= endpointCount;
  const guids = guidsOf(fabric);
  const ends = wantedEnds(exported, numbers);
  const subnets: Subnets = {
    fabric,
    names,
    lids,
    switches: switchesAmong(exported, ends),
    nics: endpointsOf(exported),
    guids,
    descriptions: Array.from({ length: vertexCount }, (_, v) =>
      isSwitch(v) ? names.ofSwitch(v) : `${names.ofHost(hostOf[v]!)} ${names.ofNic(v)}`,
    ),
    portCount: (v) => (isSwitch(v) ? ports.count(v) : portOffsets[v + 1]! - portOffsets[v]!),
    portNumber: (end) => numbers[end]!,
    portGuid: (end) => {
      const v = vertexAt(fabric, end);
      return isSwitch(v) ? guids[v]! : nicPortGuid(guids[v]!, numbers[end]!);
    },
    lid: (end) => {
      const v = vertexAt(fabric, end);
      return isSwitch(v) ? lids.ofSwitch[v]! : lids.ofNicEnd[end]!;
    },
    endsOf: (vertex) => ends.get(vertex) ?? [],
  };
  const problems = problemsOf(exported, subnets);
  return problems.length > 0
    ? { problem: `${problems.join('; ')}; other formats, such as csv, have no such limits` }
    : subnets;
}

/** By end of a cable. */
function numbersOf(fabric: CompactFabric, ports: ThroughPorts): Int32Array {
  return Int32Array.from({ length: 2 * fabric.cableCount }, (_, end) =>
    ports.number(vertexAt(fabric, end), portAt(fabric, end)),
  );
}

export function guidsOf(fabric: CompactFabric): string[] {
  const { endpointCount, hostOf, hostIds, planes, planeOfSwitch, vertexIds } = fabric;
  const ofHost = new Int32Array(hostIds.length);
  const ofPlane = new Int32Array(planes.length);
  return vertexIds.map((_, v) => {
    if (v < endpointCount) return nicGuid(hostOf[v]!, ofHost[hostOf[v]!]!++);
    return switchGuid(planeOfSwitch[v]!, ofPlane[planeOfSwitch[v]!]!++);
  });
}

/** By vertex that has some: the ends of wanted cables, by port. */
function wantedEnds(exported: Exported, numbers: Int32Array): ReadonlyMap<number, number[]> {
  const { fabric } = exported.subject;
  const ends = new Map<number, number[]>();
  const add = (vertex: number, end: number) => {
    const known = ends.get(vertex);
    if (known) known.push(end);
    else ends.set(vertex, [end]);
  };
  for (const c of cablesOf(exported)) {
    add(fabric.lower[c]!, 2 * c);
    add(fabric.upper[c]!, 2 * c + 1);
  }
  for (const list of ends.values()) list.sort((a, b) => numbers[a]! - numbers[b]!);
  return ends;
}

/** A cable of a wanted plane may lead to a switch of another one. */
function switchesAmong(exported: Exported, ends: ReadonlyMap<number, unknown>): number[] {
  const { endpointCount } = exported.subject.fabric;
  const all = new Set(switchesOf(exported));
  for (const v of ends.keys()) if (v >= endpointCount) all.add(v);
  return [...all].sort((a, b) => a - b);
}

/** What InfiniBand has no number or name for. */
function problemsOf(exported: Exported, subnets: Subnets): string[] {
  const { fabric, lids, switches, nics, descriptions, portCount } = subnets;
  const { vertexIds, planes, cableId, gbps } = fabric;
  const problems: string[] = [];
  const long = nics.find((v) => descriptions[v]!.length > longestDescription);
  if (long !== undefined) {
    problems.push(
      `"${descriptions[long]}" is longer than the ${longestDescription} characters of a description`,
    );
  }
  const large = [...switches, ...nics].find((v) => portCount(v) > mostPorts);
  if (large !== undefined) {
    const ports = formatCounted(portCount(large), 'port');
    problems.push(`${vertexIds[large]} has ${ports}, and InfiniBand counts to ${mostPorts}`);
  }
  const crowded = exported.planes.find((p) => lids.last[p]! > mostLids);
  if (crowded !== undefined) {
    const count = formatCount(lids.last[crowded]!);
    problems.push(
      `the subnet of ${planes[crowded]!.id} needs ${count} LIDs, and InfiniBand has ${formatCount(mostLids)}`,
    );
  }
  for (const c of cablesOf(exported)) {
    if (ibLink(gbps[c]!) !== null) continue;
    problems.push(`no InfiniBand link has the ${formatGbps(gbps[c]!)} of ${cableId(c)}`);
    break;
  }
  return problems;
}
