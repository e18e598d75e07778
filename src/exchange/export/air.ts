import { csvLine } from '../../std/csv.js';
import { literal } from '../../std/pretty-json.js';
import { formatCount } from '../../std/units.js';
import { type AirNames, airNames, ownNames } from './air-names.js';
import { cablesOf } from './cables.js';
import { endsOf, portsOf } from './ends.js';
import type { Exported, Exporter } from './exporter.js';
import { joined } from './pieces.js';
import { hostsOf, verticesOf } from './vertices.js';

/** Names of machines become host names of their simulation. */
const hostName = { legal: /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/, longest: 63 };

/** More virtual machines than anybody simulates at once. */
const mostNodes = 500;

/**
 * A topology for NVIDIA Air (its JSON of nodes and links). Rails, planes and units are in no attribute
 * there, so l8k, which reads this file, too, takes them from names: `worker-su1-h1`, `leaf-p1-su1-r1`,
 * `rail1p1`, all from 1. Machines are called so where the fabric can be said that way and labels are not
 * asked for (then a second file says whose name is whose), otherwise by our names.
 */
export const air: Exporter = (exported) => {
  const ends = endsOf(exported, hostName);
  if ('problem' in ends) return ends;
  const contract =
    exported.namedBy === 'ids' ? airNames(exported) : 'machines are called by labels';
  const names = typeof contract === 'string' ? ownNames(exported, ends) : contract;
  const { name } = exported.topology;
  const vertices = verticesOf(exported);
  const hosts = hostsOf(exported, vertices);
  const { endpointCount, vertexIds, hostIds } = exported.subject.fabric;
  const machines = [
    ...[...hosts].map(([host, [first]]) => [names.machine(first!), hostIds[host]!]),
    ...vertices.flatMap((v) => (v < endpointCount ? [] : [[names.machine(v), vertexIds[v]!]])),
  ];
  const many = `${formatCount(machines.length)} virtual machines are more than Air runs at once: export a plane, or a smaller topology of the same shape`;
  return {
    files: [
      { name: `${name}-air.json`, pieces: joined(lines(exported, names, vertices)) },
      ...(typeof contract === 'string'
        ? []
        : [{ name: `${name}-air-names.csv`, pieces: [['name', 'id'], ...machines].map(csvLine) }]),
    ],
    notes: [
      ...(typeof contract === 'string'
        ? [`l8k cannot read rails and planes from names: ${contract}`]
        : []),
      ...(machines.length > mostNodes ? [many] : []),
    ],
  };
};

/** Images and sizes of virtual machines, as Air's own examples have them: MB and GB. */
const switchNode = '"os": "cumulus-vx-5.16.1", "cpu": 2, "memory": 4096, "storage": 20';
const hostNode = '"os": "generic/ubuntu2404", "cpu": 2, "memory": 2048, "storage": 10';

function* lines(exported: Exported, names: AirNames, vertices: readonly number[]) {
  const { fabric } = exported.subject;
  const { endpointCount } = fabric;
  const { lower, lowerPort, lowerSub, upper, upperPort, upperSub } = fabric;
  const title = literal(exported.topology.name);
  yield `{\n"format": "JSON",\n"title": ${title},\n"name": ${title},\n"content": {\n"nodes": {`;
  let before = '\n';
  for (const nics of hostsOf(exported, vertices).values()) {
    const cards = nics.map((e) => cardOf(exported, names, e)).join(', ');
    const machine = literal(names.machine(nics[0]!));
    yield `${before}${machine}: {${hostNode}, "network_pci": {${cards}}}`;
    before = ',\n';
  }
  for (const v of vertices) {
    if (v >= endpointCount) yield `${before}${literal(names.machine(v))}: {${switchNode}}`;
    if (v >= endpointCount) before = ',\n';
  }
  yield '\n},\n"links": [';
  before = '\n';
  const end = (c: number, v: number, port: number, sub: number) => {
    const card = v < endpointCount ? `, "network_pci": ${literal(names.card(v))}` : '';
    const at = literal(names.port(v, port, sub, c));
    return `{"node": ${literal(names.machine(v))}, "interface": ${at}${card}}`;
  };
  for (const c of cablesOf(exported)) {
    const a = end(c, lower[c]!, lowerPort[c]!, lowerSub[c]!);
    yield `${before}[${a}, ${end(c, upper[c]!, upperPort[c]!, upperSub[c]!)}]`;
    before = ',\n';
  }
  yield '\n]\n}\n}\n';
}

/** A NIC of a host: `"rail1": {"model": "connectx7", …}`. */
function cardOf({ subject: { fabric } }: Exported, names: AirNames, e: number): string {
  const model = fabric.endpoints[e]!.model.toLowerCase().replace(/[^a-z0-9]/g, '');
  const what = `"model": "${model}", "emulation_type": "NIC_ETHERNET"`;
  return `${literal(names.card(e))}: {${what}, "number_of_ports": ${portsOf(fabric, e)}}`;
}
