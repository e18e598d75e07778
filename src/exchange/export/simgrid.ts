import type { CompactFabric } from '../../fabric/compact.js';
import { csvLine } from '../../std/csv.js';
import { escapeXml } from '../../std/markup.js';
import { formatCounted } from '../../std/units.js';
import { namesOf } from '../names.js';
import type { ExportedFile, Exporter } from './exporter.js';
import { nothingBuilt } from './nothing-built.js';
import { joined } from './pieces.js';
import { planeFileName } from './plane-files.js';
import { type RegularTree, regularTree } from './regular-tree.js';
import { type Linked, linked, throughNic, type ZoneLink } from './simgrid-links.js';
import { vertexNames } from './vertex-names.js';

/** Cables have no lengths in a fabric, nor hosts a speed of computing. */
const [latency, speed] = ['500ns', '1Gf'];

/**
 * Platforms of SimGrid (https://simgrid.org/doc/latest/Platform.html), one for each plane; a host of
 * SimGrid is a NIC. A plane that SimGrid's FAT_TREE wires alike is one, with its routing (d-mod-k);
 * any other has its links, and SimGrid takes one shortest way for each pair.
 */
export const simgrid: Exporter = (exported) => {
  const { subject, topology, namedBy, planes } = exported;
  const { fabric } = subject;
  if (planes.length === 0) return nothingBuilt;
  // SimGrid takes anything; labels that XML would change, or a shell, are not taken.
  const names = namesOf(fabric, topology.labels ?? {}, namedBy, {
    legal: /^[!-.0-~]+$/,
    longest: 255,
  });
  const nameOf = vertexNames(fabric, names);
  const files: ExportedFile[] = [];
  let merged = 0;
  const outside = new Set<number>();
  for (const p of planes) {
    const { id } = fabric.planes[p]!;
    const zone = zoneOf(fabric, p);
    if (typeof zone === 'string') return { problem: `${id}: ${zone}` };
    merged += 'links' in zone ? zone.merged : 0;
    for (const c of 'links' in zone ? zone.outside : []) outside.add(c);
    const name = planeFileName(fabric, p);
    const hosts = 'links' in zone ? new Map<number, string>() : treeHosts(name, zone);
    const called = (v: number) => hosts.get(v) ?? nameOf(v);
    const body =
      'links' in zone ? zoneLines(name, zone, called, fabric) : [clusterLine(name, zone)];
    files.push({ name: `${name}.xml`, pieces: joined(platform(body)) });
    files.push({ name: `${name}-ids.csv`, pieces: joined(idLines(fabric, zone, called)) });
  }
  const notes = [
    `hosts have a speed of ${speed} and cables a latency of ${latency}: say what is true`,
  ];
  if (merged > 0) {
    notes.push(
      `${formatCounted(merged, 'parallel cable')} joined: SimGrid has one link between two switches`,
    );
  }
  if (outside.size > 0) {
    notes.push(`${formatCounted(outside.size, 'cable')} to other planes left out`);
  }
  return { files, notes };
};

function zoneOf(fabric: CompactFabric, plane: number): RegularTree | Linked | string {
  const tree = regularTree(fabric, plane);
  // FAT_TREE has one speed for all of its links.
  if (!('problem' in tree) && new Set(tree.steps.map(({ gbps }) => gbps)).size === 1) return tree;
  const { relays } = fabric.planes[plane]!;
  const through = relays ? undefined : throughNic(fabric, plane);
  if (through !== undefined) {
    return `${fabric.vertexIds[through]!} has cables to several switches, and SimGrid would lead the traffic of others through it`;
  }
  const links = linked(fabric, plane);
  return links.links.length > 0 ? links : 'it has no cables';
}

/** Hosts of a cluster are numbered. */
const treeHosts = (name: string, { endpoints }: RegularTree) =>
  new Map(endpoints.map((e, i) => [e, `${name}-${i}`]));

function* platform(body: Iterable<string>): Generator<string> {
  yield `<?xml version='1.0'?>\n<!DOCTYPE platform SYSTEM "https://simgrid.org/simgrid.dtd">\n<platform version="4.1">\n`;
  yield* body;
  yield '</platform>\n';
}

/** From the hosts up: levels; children below, parents above, cables of a bundle at each of them. */
function clusterLine(name: string, tree: RegularTree): string {
  const { endpoints, leaves, spines, cores, pods, steps } = tree;
  const places = spines.length / pods;
  const children = [endpoints.length / leaves.length, leaves.length / pods, pods];
  const parents = [1, places, cores.length / places];
  const levels = steps.length;
  const parameters = [children, parents, steps.map(({ parallel }) => parallel)]
    .map((numbers) => numbers.slice(0, levels).join())
    .join(';');
  return (
    `  <cluster id="${name}" prefix="${name}-" suffix="" radical="0-${endpoints.length - 1}" speed="${speed}"` +
    ` bw="${steps[0]!.gbps}Gbps" lat="${latency}" sharing_policy="SPLITDUPLEX"` +
    ` topology="FAT_TREE" topo_parameters="${levels};${parameters}"/>\n`
  );
}

/** A zone for each part: where there is no way, SimGrid's search for one does not end well. */
function* zoneLines(
  name: string,
  { parts, links }: Linked,
  called: (v: number) => string,
  { endpointCount }: CompactFabric,
): Generator<string> {
  const several = parts.length > 1;
  if (several) yield `  <zone id="${name}" routing="None">\n`;
  for (const [part, members] of parts.entries()) {
    yield `  <zone id="${several ? `${name}-part${part}` : name}" routing="DijkstraCache">\n`;
    for (const v of members) {
      const id = escapeXml(called(v));
      yield v < endpointCount
        ? `    <host id="${id}" speed="${speed}"/>\n`
        : `    <router id="${id}"/>\n`;
    }
    const own = several ? links.filter((link) => link.part === part) : links;
    const idOf = ({ a, b }: ZoneLink) => escapeXml(`${called(a)}--${called(b)}`);
    for (const link of own) {
      yield `    <link id="${idOf(link)}" bandwidth="${link.gbps}Gbps" latency="${latency}" sharing_policy="SPLITDUPLEX"/>\n`;
    }
    for (const link of own) {
      const ends = `src="${escapeXml(called(link.a))}" dst="${escapeXml(called(link.b))}"`;
      yield `    <route ${ends}><link_ctn id="${idOf(link)}" direction="UP"/></route>\n`;
    }
    yield '  </zone>\n';
  }
  if (several) yield '  </zone>\n';
}

function* idLines(
  { vertexIds }: CompactFabric,
  zone: RegularTree | Linked,
  called: (v: number) => string,
): Generator<string> {
  yield csvLine(['name', 'id']);
  const vertices = 'links' in zone ? zone.parts.flat() : zone.endpoints;
  for (const v of vertices) yield csvLine([called(v), vertexIds[v]!]);
}
