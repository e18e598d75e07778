import { portId } from '../../fabric/ids.js';
import { cablesOf } from './cables.js';
import { portsOf } from './ends.js';
import type { Exported, Exporter } from './exporter.js';
import type { ExportFormat } from './formats.js';

/** Formats that list cables as they are, and those that have no ports. */
const tolerant: ReadonlySet<ExportFormat> = new Set([
  'bom',
  'csv',
  'gexf',
  'graphml',
  'htsim',
  'ns3',
  'simai',
  'simgrid',
  'slurm',
  'slurm-yaml',
]);

/**
 * An exporter that says where a port has two cables, or is not there: a note where the format can hold
 * that, else a problem, since a port has one cable for everybody who reads the others.
 */
export const withPortsOnce =
  (format: ExportFormat, exporter: Exporter): Exporter =>
  (exported) => {
    const conflict = portConflict(exported);
    if (conflict === null) return exporter(exported);
    if (!tolerant.has(format)) {
      return {
        problem: `${conflict}; correct the file (validate says where), or export csv, which lists cables as they are`,
      };
    }
    const made = exporter(exported);
    return 'problem' in made ? made : { ...made, notes: [...(made.notes ?? []), conflict] };
  };

/** The first port that is not there, or that has two wanted cables, whole or as the same part. */
function portConflict(exported: Exported): string | null {
  const { fabric } = exported.subject;
  const { vertexCount, vertexIds, cableId, endpointCount, switches } = fabric;
  const { lower, lowerPort, lowerSub, upper, upperPort, upperSub } = fabric;
  /** By port: the part of it that the first cable is in, and the cable. */
  const first = new Map<number, { readonly sub: number; readonly cable: number }>();
  /** By port and part, where a port has several cables: the cable. */
  const others = new Map<string, number>();
  const conflictAt = (cable: number, v: number, port: number, sub: number): string | null => {
    const name = () => portId(vertexIds[v]!, { port, sub });
    const model = v < endpointCount ? null : switches[v - endpointCount]!.model;
    const ports = model ? model.ports + model.uplinkPorts : portsOf(fabric, v);
    if (port >= ports) return `${cableId(cable)} is in ${name()}, a port that is not there`;
    const key = port * vertexCount + v;
    const known = first.get(key);
    if (known === undefined) {
      first.set(key, { sub, cable });
      return null;
    }
    const isSame = sub < 0 || known.sub < 0 || sub === known.sub;
    const other = isSame ? known.cable : others.get(`${key} ${sub}`);
    if (other === undefined) {
      others.set(`${key} ${sub}`, cable);
      return null;
    }
    return `${name()} has two cables, ${cableId(other)} and ${cableId(cable)}`;
  };
  for (const c of cablesOf(exported)) {
    const conflict =
      conflictAt(c, lower[c]!, lowerPort[c]!, lowerSub[c]!) ??
      conflictAt(c, upper[c]!, upperPort[c]!, upperSub[c]!);
    if (conflict !== null) return conflict;
  }
  return null;
}
