import { literal } from '../../std/pretty-json.js';
import { formatCounted } from '../../std/units.js';
import { type Ends, endsOf } from './ends.js';
import type { Exported, Exporter } from './exporter.js';
import { beyondDefaults, breakouts, leavesOf, misfit, portName, profileOf } from './hhfab-rules.js';
import { joined } from './pieces.js';
import { planeFileName } from './plane-files.js';
import { hostsOf, verticesOf } from './vertices.js';

/**
 * Names of Kubernetes objects (api/meta/validation.go of githedgehog/fabric), which are parts of label
 * keys there and hence at most 63 characters long.
 */
const objectName = {
  legal: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  longest: 63,
};

/**
 * Wiring of Hedgehog's open network fabric (`hhfab`, api/wiring/v1beta1 of githedgehog/fabric): leaves,
 * spines and servers, a file for each plane, as the format knows no planes. Ports are those of switch
 * profiles, `E1/33`, and `E1/5/2` of a split one. Addresses and AS numbers are left to `hhfab`: it
 * assigns all of them, and refuses wiring that has only some (pkg/hhfab/hydrate.go of fabricator).
 */
export const hhfab: Exporter = (exported) => {
  const ends = endsOf(exported, objectName);
  if ('problem' in ends) return ends;
  const isLeaf = leavesOf(exported);
  const alone = exported.planes.map((plane) => ({ ...exported, planes: [plane] }));
  for (const one of alone) {
    const problem = misfit(one, isLeaf);
    if (problem !== null) return { problem: `${problem}${fitting(alone, isLeaf)}` };
  }
  const { fabric } = exported.subject;
  return {
    files: alone.map((one) => ({
      name: `${planeFileName(fabric, one.planes[0]!)}.yaml`,
      pieces: joined(documents(one, ends, isLeaf)),
    })),
    notes: [...noteOf(exported), ...alone.flatMap((one) => beyondDefaults(one, isLeaf))],
  };
};

/** What to ask for instead: the first plane that fits, if one does. */
function fitting(alone: readonly Exported[], isLeaf: (vertex: number) => boolean): string {
  const one = alone.find((other) => misfit(other, isLeaf) === null);
  if (!one) return '';
  return `; one that fits is --plane ${one.subject.fabric.planes[one.planes[0]!]!.id}`;
}

function noteOf({ subject: { fabric }, planes }: Exported): string[] {
  const { switches, endpointCount } = fabric;
  const used = planes.flatMap((p) => [...fabric.planes[p]!.switches]);
  const profiles = new Set(used.map((v) => profileOf(switches[v - endpointCount]!.model.name)));
  if (profiles.size === 0) return [];
  const count = formatCounted(profiles.size, 'profile');
  return [
    `${count} named after our models (${[...profiles].join(', ')}): hhfab takes those that it knows; add the boot serial or MAC of each switch`,
  ];
}

const wiring = 'wiring.githedgehog.com/v1beta1';

/**
 * An object as a document. `spec` follows its key: a blank and a value, or a line break and a block.
 * Names that `objectName` lets through need quotes (`1e3`, `null`), but no escapes.
 */
const object = (kind: string, name: string, spec: string, api = wiring): string =>
  `---\napiVersion: ${api}\nkind: ${kind}\nmetadata: {name: "${name}", namespace: default}\nspec:${spec}\n`;

function* documents(
  exported: Exported,
  ends: Ends,
  isLeaf: (vertex: number) => boolean,
): Generator<string> {
  const { endpointCount, hostIds, vertexIds, switches } = exported.subject.fabric;
  yield object('VLANNamespace', 'default', ' {ranges: [{from: 1000, to: 2999}]}');
  const vpc = 'vpc.githedgehog.com/v1beta1';
  yield object('IPv4Namespace', 'default', ' {subnets: ["10.0.0.0/16"]}', vpc);
  const vertices = verticesOf(exported);
  const splits = breakouts(exported);
  for (const v of vertices) {
    if (v < endpointCount) continue;
    const role = isLeaf(v) ? 'server-leaf' : 'spine';
    const profile = literal(profileOf(switches[v - endpointCount]!.model.name));
    const ports = splits.get(v);
    const split = ports ? `, portBreakouts: {${ports.join(', ')}}` : '';
    const what = `role: ${role}, profile: ${profile}, description: ${literal(vertexIds[v]!)}`;
    yield object('Switch', ends.machine(v), ` {${what}${split}}`);
  }
  for (const [host, [first]] of hostsOf(exported, vertices)) {
    yield object('Server', ends.machine(first!), ` {description: ${literal(hostIds[host]!)}}`);
  }
  yield* serverConnections(exported, ends);
  yield* fabricConnections(exported, ends, isLeaf);
}

/** One for each cable of a server, which may have several to one leaf. */
function* serverConnections({ subject: { fabric }, planes }: Exported, ends: Ends) {
  const { endpointCount, lower, lowerPort, upper, upperPort, upperSub } = fabric;
  const used = new Set<string>();
  for (const c of fabric.planes[planes[0]!]!.cables) {
    const [nic, leaf] = [lower[c]!, upper[c]!];
    if (nic >= endpointCount) continue;
    const [server, sw] = [ends.machine(nic), ends.machine(leaf)];
    const a = `{port: "${server}/${ends.port(nic, lowerPort[c]!, -1)}"}`;
    const b = `{port: "${sw}/${portName(upperPort[c]!, upperSub[c]!)}"}`;
    const pair = `${server}--unbundled--${sw}`;
    // A switch may be labelled `tor--2`.
    let [name, nth] = [pair, 2];
    while (used.has(name)) name = `${pair}--${nth++}`;
    used.add(name);
    yield object('Connection', name, ` {unbundled: {link: {server: ${a}, switch: ${b}}}}`);
  }
}

/** One for each spine and leaf that cables join. */
function* fabricConnections(
  { subject: { fabric }, planes }: Exported,
  ends: Ends,
  isLeaf: (vertex: number) => boolean,
) {
  const { endpointCount, lower, lowerPort, lowerSub, upper, upperPort, upperSub } = fabric;
  const bundles = new Map<string, string[]>();
  for (const c of fabric.planes[planes[0]!]!.cables) {
    const [a, b] = [lower[c]!, upper[c]!];
    if (a < endpointCount) continue;
    const low = `${ends.machine(a)}/${portName(lowerPort[c]!, lowerSub[c]!)}`;
    const high = `${ends.machine(b)}/${portName(upperPort[c]!, upperSub[c]!)}`;
    const [leaf, spine, at, to] = isLeaf(a) ? [a, b, low, high] : [b, a, high, low];
    const name = `${ends.machine(spine)}--fabric--${ends.machine(leaf)}`;
    const link = `    - {spine: {port: "${to}"}, leaf: {port: "${at}"}}`;
    const links = bundles.get(name);
    if (links) links.push(link);
    else bundles.set(name, [link]);
  }
  for (const [name, links] of bundles) {
    yield object('Connection', name, `\n  fabric:\n    links:\n${links.join('\n')}`);
  }
}
