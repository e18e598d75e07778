import { isBuilt } from '../../spec/described.js';
import { quoted } from '../../std/terminal.js';
import { formatCounted } from '../../std/units.js';
import type { Exported, Exporter } from './exporter.js';
import type { ExportFormat } from './formats.js';

/** Why there is no file of a fabric without planes. */
export const nothingBuilt = {
  problem: 'no plane is built: what is described only has no cables',
} as const;

/** Why there is no file of hosts, where none is in the planes that are wanted. */
export const noHost = ({ planes }: Exported): { readonly problem: string } =>
  planes.length === 0 ? nothingBuilt : { problem: 'no host has a cable in the planes asked for' };

/** An exporter that says which plane sets it has nothing of, where all are wanted. A bill counts them by formula. */
export const withDescribedTold =
  (format: ExportFormat, exporter: Exporter): Exporter =>
  (exported) => {
    const made = exporter(exported);
    const { topology, planes, subject } = exported;
    const described = Object.keys(topology.planes).filter((id) => !isBuilt(topology.planes[id]!));
    const isPart = planes.length < subject.fabric.planes.length;
    if ('problem' in made || described.length === 0 || isPart || format === 'bom') return made;
    const sets = `${formatCounted(described.length, 'plane set')} left out`;
    const told = `${sets}, described only: ${described.map(quoted).join(', ')}`;
    return { ...made, notes: [...(made.notes ?? []), told] };
  };
