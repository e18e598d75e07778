import { build } from '../../../src/build/build.js';
import type { ImportFormat } from '../../../src/exchange/import/formats.js';
import { importers } from '../../../src/exchange/import/registry.js';
import { topologyOf } from '../../../src/exchange/import/topology/topology.js';
import { ThroughPorts } from '../../../src/exchange/ports.js';
import type { Wiring } from '../../../src/exchange/wiring.js';
import type { CompactFabric } from '../../../src/fabric/compact.js';
import { portId } from '../../../src/fabric/ids.js';
import { load } from '../../../src/pipeline.js';
import { makeReport } from '../../../src/report/report.js';
import { text } from '../../../src/report/text.js';
import type { Topology, TopologyInput } from '../../../src/spec/topology.js';
import { prettyJson } from '../../../src/std/pretty-json.js';

export const limits = { maxCables: 1_000_000, maxBytes: 1 << 26 };

/** The wiring that texts of a format tell of, by what their files are called. */
export function read(
  format: ImportFormat,
  texts: Readonly<Record<string, string | Iterable<Uint8Array>>>,
  more: Partial<typeof limits> = {},
): Wiring {
  const files = Object.entries(texts).map(([file, content]) => ({
    file,
    pieces: typeof content === 'string' ? [Buffer.from(content)] : content,
  }));
  return importers[format](files, { ...limits, ...more });
}

/** The topology of a wiring, as a text that is read again; one that is wrong fails the test. */
export function imported(
  wiring: Wiring,
  gbps: number | null = null,
): { readonly input: TopologyInput; readonly topology: Topology; readonly json: string } {
  const { topology: input } = topologyOf(wiring, { name: 'as-built', gbps });
  const json = prettyJson(input);
  const { topology, findings } = load({ file: 'as-built.json', bytes: Buffer.from(json) });
  if (!topology || findings.length > 0) throw new Error(`${JSON.stringify(findings)}\n${json}`);
  return { input, topology, json };
}

/**
 * The cables of a fabric as texts, sorted; the ends too, since which is the lower one may be a matter of
 * places in a file.
 *
 * @param through ports are numbered as InfiniBand does
 */
export function cablesOf(fabric: CompactFabric, through: boolean): string[] {
  const { vertexIds, lower, lowerPort, lowerSub, upper, upperPort, upperSub, gbps } = fabric;
  const numbers = new ThroughPorts(fabric);
  const end = (v: number, port: number, sub: number) =>
    through
      ? `${vertexIds[v]}#${numbers.number(v, { port, sub })}`
      : portId(vertexIds[v]!, { port, sub });
  return Array.from({ length: fabric.cableCount }, (_, c) =>
    [
      ...[
        end(lower[c]!, lowerPort[c]!, lowerSub[c]!),
        end(upper[c]!, upperPort[c]!, upperSub[c]!),
      ].sort(),
      gbps[c],
    ].join(' '),
  ).sort();
}

export const cablesIn = (topology: Topology, through = false): string[] =>
  cablesOf(build(topology).fabric, through);

/** What is wrong with a wiring, as the command line says it. */
export function said(wiring: Wiring): string {
  const made =
    wiring.links.length > 0 ? topologyOf(wiring, { name: 'as-built', gbps: null }) : null;
  const report = makeReport({
    file: wiring.files[0]!,
    locate: () => [],
    name: 'as-built',
    subject: null,
    results: [],
    findings: [...wiring.findings, ...(made?.findings ?? [])],
  });
  return text([{ ...report, checks: [] }]);
}
