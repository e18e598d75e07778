import { cablesOf } from './cables.js';
import { type Ends, endsOf } from './ends.js';
import type { Exported, Exporter } from './exporter.js';
import { joined } from './pieces.js';
import { tierWord } from './tier-word.js';
import { hostsOf, verticesOf } from './vertices.js';

/** What LLDP says of a machine is its host name (RFC 1123), and PTM compares with that. */
const hostName = { legal: /^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/, longest: 253 };

/**
 * Graphviz as Cumulus's PTM reads it (`/etc/ptm.d/topology.dot`), NVIDIA Air and CVT, too: a line
 * `"machine":"port" -- "machine":"port"` for each cable, the lower end first. `function` is Air's, the
 * other attributes are ours: PTM asks for those that it knows by name.
 */
export const dot: Exporter = (exported) => {
  const ends = endsOf(exported, hostName);
  if ('problem' in ends) return ends;
  const { name } = exported.topology;
  return { files: [{ name: `${name}.dot`, pieces: joined(lines(exported, ends)) }] };
};

function* lines(exported: Exported, ends: Ends): Generator<string> {
  const { subject, topology } = exported;
  const { fabric } = subject;
  const { endpointCount, endpoints, switches, planes, cablePlane, gbps } = fabric;
  const { lower, lowerPort, lowerSub, upper, upperPort, upperSub } = fabric;
  yield `graph ${quoted(topology.name)} {\n`;
  const vertices = verticesOf(exported);
  for (const [, [first]] of hostsOf(exported, vertices)) {
    yield `  ${quoted(ends.machine(first!))} [function="host"];\n`;
  }
  for (const v of vertices) {
    if (v < endpointCount) continue;
    const { tier, plane, model } = switches[v - endpointCount]!;
    const place = `function="${tierWord(tier)}", plane="${plane}", model=${quoted(model.name)}`;
    yield `  ${quoted(ends.machine(v))} [${place}];\n`;
  }
  const end = (v: number, port: number, sub: number) =>
    `"${ends.machine(v)}":"${ends.port(v, port, sub)}"`;
  for (const c of cablesOf(exported)) {
    const a = end(lower[c]!, lowerPort[c]!, lowerSub[c]!);
    const b = end(upper[c]!, upperPort[c]!, upperSub[c]!);
    const rail = lower[c]! < endpointCount ? `, rail="${endpoints[lower[c]!]!.rail}"` : '';
    yield `  ${a} -- ${b} [plane="${planes[cablePlane[c]!]!.id}", gbps="${gbps[c]!}"${rail}];\n`;
  }
  yield '}\n';
}

/**
 * A quoted string of DOT. Only a quote can be escaped there; a backslash would escape what follows, so
 * it becomes the slash that looks like it.
 */
const quoted = (text: string): string =>
  `"${text
    .replaceAll('\\', '⧵')
    .replaceAll('"', '\\"')
    .replace(/[\s\u0000-\u001f]+/g, ' ')}"`;
