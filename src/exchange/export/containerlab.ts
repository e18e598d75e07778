import { literal } from '../../std/pretty-json.js';
import { formatCount } from '../../std/units.js';
import type { Names } from '../names.js';
import { ThroughPorts } from '../ports.js';
import { cablesOf } from './cables.js';
import { portsOf } from './ends.js';
import type { Exported, Exporter } from './exporter.js';
import { namesFor } from './names-for.js';
import { joined } from './pieces.js';
import { hostsOf, verticesOf } from './vertices.js';

/** Names of nodes in containerlab's schema, as long as the host name of a container may be. */
const nodeName = { legal: /^[a-zA-Z0-9][a-zA-Z0-9._-]*$/, longest: 60 };

/** By tier from below; containerlab's own drawing knows these words, and stacks them. */
const groups = ['leaf', 'spine', 'superspine'] as const;

/** So many containers run on a large machine. */
const mostNodes = 500;

/**
 * A lab for containerlab (containerlab.dev, `NAME.clab.yml`): Linux containers for hosts and switches,
 * joined by veth pairs. Interfaces are `eth1`, `eth2` … as Linux containers have them (`eth0` is for
 * management): a switch port by its number, parts of split ones counted through; the ports of a host NIC
 * by NIC. Which ports of ours these are stands in the labels of each link.
 */
export const containerlab: Exporter = (exported) => {
  const names = namesFor(exported, nodeName);
  if ('problem' in names) return names;
  const { topology, subject } = exported;
  const vertices = verticesOf(exported);
  const hosts = hostsOf(exported, vertices).size;
  const nodes = hosts + vertices.filter((v) => v >= subject.fabric.endpointCount).length;
  const note = `${formatCount(nodes)} containers are more than a machine runs (some ${mostNodes}): export a plane, or a smaller topology of the same shape`;
  return {
    files: [
      { name: `${topology.name}.clab.yml`, pieces: joined(lines(exported, names, vertices)) },
    ],
    ...(nodes > mostNodes ? { notes: [note] } : {}),
  };
};

function* lines(exported: Exported, names: Names, vertices: readonly number[]): Generator<string> {
  const { fabric } = exported.subject;
  const { endpointCount, hostOf, hostIds, vertexIds, switches, planes, cablePlane } = fabric;
  const { gbps, lower, lowerPort, lowerSub, upper, upperPort, upperSub, cableId } = fabric;
  yield `name: ${literal(exported.topology.name)}\ntopology:\n  groups:\n`;
  for (const group of groups) yield `    ${group}: {kind: linux, image: ${literal(switchImage)}}\n`;
  yield `    server: {kind: linux, image: ${literal(hostImage)}}\n  nodes:\n`;
  for (const host of hostsOf(exported, vertices).keys()) {
    const labels = `{planewright.id: ${literal(hostIds[host]!)}}`;
    yield `    ${literal(names.ofHost(host))}: {group: server, labels: ${labels}}\n`;
  }
  const groupOf = groupsOf(exported);
  for (const v of vertices) {
    if (v < endpointCount) continue;
    const { plane, model } = switches[v - endpointCount]!;
    const of = `planewright.plane: ${literal(plane)}, planewright.model: ${literal(model.name)}`;
    const labels = `{planewright.id: ${literal(vertexIds[v]!)}, ${of}}`;
    yield `    ${literal(names.ofSwitch(v))}: {group: ${groupOf(v)}, labels: ${labels}}\n`;
  }
  const through = new ThroughPorts(fabric);
  const before = portsBefore(exported);
  const nodes = vertexIds.map((_, v) =>
    literal(v < endpointCount ? names.ofHost(hostOf[v]!) : names.ofSwitch(v)),
  );
  const end = (v: number, port: number, sub: number) => {
    const number = v < endpointCount ? before[v]! + port + 1 : through.number(v, { port, sub });
    return `{node: ${nodes[v]!}, interface: eth${number}}`;
  };
  const planeIds = planes.map(({ id }) => literal(id));
  let head = '  links:\n';
  for (const c of cablesOf(exported)) {
    const a = end(lower[c]!, lowerPort[c]!, lowerSub[c]!);
    const b = end(upper[c]!, upperPort[c]!, upperSub[c]!);
    const of = `planewright.plane: ${planeIds[cablePlane[c]!]!}, planewright.gbps: ${gbps[c]!}`;
    const labels = `{planewright.id: "${cableId(c)}", ${of}}`;
    yield `${head}    - {type: veth, endpoints: [${a}, ${b}], labels: ${labels}}\n`;
    head = '';
  }
}

/** Images that run as they are; one line each to be changed. */
const switchImage = 'quay.io/frrouting/frr:10.2.1';
const hostImage = 'ghcr.io/srl-labs/network-multitool';

/** By switch: the group of its tier. */
function groupsOf({ subject: { fabric } }: Exported): (vertex: number) => string {
  const { endpointCount, switches, planeSets } = fabric;
  const tiers = new Map(planeSets.map(({ id, tiers }) => [id, tiers]));
  return (v) => {
    const { planeSet, tier } = switches[v - endpointCount]!;
    const above = tiers.get(planeSet)?.indexOf(tier) ?? 0;
    return groups[Math.min(Math.max(above, 0), groups.length - 1)]!;
  };
}

/** By NIC: the ports of the NICs before it in its host, wanted or not, so that numbers stay. */
function portsBefore({ subject: { fabric } }: Exported): Int32Array {
  const { endpointCount, hostOf, hostIds } = fabric;
  const before = new Int32Array(endpointCount);
  const sums = new Int32Array(hostIds.length);
  for (let e = 0; e < endpointCount; e++) {
    before[e] = sums[hostOf[e]!]!;
    sums[hostOf[e]!]! += portsOf(fabric, e);
  }
  return before;
}
