import { literal } from '../../std/pretty-json.js';
import { cablesOf } from './cables.js';
import { type Ends, endsOf } from './ends.js';
import type { Exported, Exporter } from './exporter.js';
import { limitsOf } from './launch-kit-limits.js';
import { joined } from './pieces.js';
import { type Place, type Spectrum, spectrumOf } from './spectrum.js';
import { tierWord } from './tier-word.js';
import { hostsOf, verticesOf } from './vertices.js';

/** Kubernetes calls nodes by such names, and l8k compares them letter by letter. */
const nodeName = {
  legal: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  longest: 253,
};

/**
 * The topology file of NVIDIA's launch kit for Kubernetes (`l8k --topology-file`,
 * pkg/networkoperatorplugin/spectrumx of NVIDIA/k8s-launch-kit): nodes and links with rail, plane, unit
 * (`su`) and pod of each end, from which it assigns addresses to hosts.
 */
export const launchKit: Exporter = (exported) => {
  const ends = endsOf(exported, nodeName);
  if ('problem' in ends) return ends;
  const spectrum = spectrumOf(exported);
  if ('problem' in spectrum) return spectrum;
  const limits = limitsOf(exported, spectrum);
  if ('problem' in limits) return limits;
  const { name } = exported.topology;
  const pieces = joined(lines(exported, ends, spectrum));
  return { files: [{ name: `${name}-l8k.json`, pieces }], notes: limits.notes };
};

function* lines(exported: Exported, ends: Ends, spectrum: Spectrum): Generator<string> {
  const { fabric } = exported.subject;
  const { endpointCount, switches } = fabric;
  const vertices = verticesOf(exported);
  // Whoever serves hosts is a leaf there, whatever its family calls it.
  const roleOf = (v: number) =>
    spectrum.placesAt.has(v) ? 'leaf' : tierWord(switches[v - endpointCount]!.tier);
  let before = '{\n"nodes": [\n';
  for (const [, [first]] of hostsOf(exported, vertices)) {
    yield `${before}{"name": ${literal(ends.machine(first!))}, "role": "host", "type": "default"}`;
    before = ',\n';
  }
  for (const v of vertices) {
    if (v < endpointCount) continue;
    const name = literal(ends.machine(v));
    yield `${before}{"name": ${name}, "role": "${roleOf(v)}", "type": "cumulus"}`;
  }
  before = '\n],\n"links": [\n';
  for (const link of links(exported, ends, spectrum, roleOf)) {
    yield `${before}${link}`;
    before = ',\n';
  }
  yield '\n]\n}\n';
}

function* links(
  exported: Exported,
  ends: Ends,
  spectrum: Spectrum,
  roleOf: (vertex: number) => string,
): Generator<string> {
  const { fabric } = exported.subject;
  const { endpointCount, switches, planeOfSwitch, vertexIds } = fabric;
  const { lower, lowerPort, lowerSub, upper, upperPort, upperSub } = fabric;
  const heads = vertexIds.map((_, v) => `{"node": ${literal(ends.machine(v))}, "interface": `);
  const attributes = new Map<number, string>();
  const ofSwitch = (v: number): string => {
    const known = attributes.get(v);
    if (known !== undefined) return known;
    const { pod = 0 } = switches[v - endpointCount]!;
    const role = roleOf(v);
    const text = JSON.stringify({
      role,
      plane: spectrum.planeOf[planeOfSwitch[v]!]!,
      pod,
      ...served(spectrum.placesAt.get(v) ?? []),
    });
    attributes.set(v, text);
    return text;
  };
  const end = (v: number, port: number, sub: number, text: string) =>
    `${heads[v]!}${literal(ends.port(v, port, sub))}, "attributes": ${text}}`;
  for (const c of cablesOf(exported)) {
    const [a, b] = [lower[c]!, upper[c]!];
    const ofLower = a < endpointCount ? hostText(spectrum.placeOf(c)) : ofSwitch(a);
    const low = end(a, lowerPort[c]!, lowerSub[c]!, ofLower);
    // The upper end first, as the reference file has it: leaf, then host.
    yield `[${end(b, upperPort[c]!, upperSub[c]!, ofSwitch(b))}, ${low}]`;
  }
}

/** Unit and rails of a leaf; none of what is none. */
function served(places: readonly Place[]): { su?: number; rail_group?: number[] } {
  if (places.length === 0) return {};
  const units = new Set(places.map(({ su }) => su));
  const rails = [...new Set(places.map(({ rail }) => rail))].sort((a, b) => a - b);
  const [su] = units;
  return { ...(units.size === 1 && su! >= 0 ? { su: su! } : {}), rail_group: rails };
}

const hostText = ({ rail, su, pod }: Place): string =>
  `{"role":"host","rail":${rail},"pod":${pod}${su < 0 ? '' : `,"su":${su}`}}`;
