import { type Built, build } from '../../src/build/build.js';
import type { Export, Exported } from '../../src/exchange/export/exporter.js';
import type { ExportFormat } from '../../src/exchange/export/formats.js';
import { exporters } from '../../src/exchange/export/registry.js';
import type { Topology } from '../../src/spec/topology.js';
import { readTopology, topologyOf } from '../worlds.js';

/** What an exporter is given for all planes of a topology, or some. */
export function exportedOf(topology: Topology, more: Partial<Exported> = {}): Exported {
  const { fabric } = more.subject ?? build(topology);
  const planes = [...fabric.planes.keys()];
  return { subject: { fabric }, topology, namedBy: 'ids', planes, ...more };
}

/** The files of an export, by name; a format that refuses fails the test. */
export function filesOf(made: Export): Map<string, string> {
  if ('problem' in made) throw new Error(made.problem);
  return new Map(made.files.map(({ name, pieces }) => [name, [...pieces].join('')]));
}

/** The only file of an export. */
export function textOf(made: Export): string {
  const texts = [...filesOf(made).values()];
  if (texts.length !== 1) throw new Error(`${texts.length} files`);
  return texts[0]!;
}

export const exportText = (format: ExportFormat, topology: Topology): string =>
  textOf(exporters[format](exportedOf(topology)));

const topologies = new Map<string, Topology>();

/** A file of the repository, normalised once for all formats. */
export function topologyAt(path: string): Topology {
  const topology = topologies.get(path) ?? topologyOf(readTopology(path));
  topologies.set(path, topology);
  return topology;
}

const memory = new WeakMap<Topology, Built>();

/** Built once for all formats. */
export function builtOf(topology: Topology): Built {
  const built = memory.get(topology) ?? build(topology);
  memory.set(topology, built);
  return built;
}

/** A cable by its two ports, whichever end stands first. */
export const cableKey = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);
