import { bom } from './bom.js';
import { csv } from './csv.js';
import type { Exporter } from './exporter.js';
import type { ExportFormat } from './formats.js';
import { ns3 } from './ns3.js';
import { simai } from './simai.js';
import { slurm } from './slurm.js';
import { slurmYaml } from './slurm-yaml.js';

export const exporters: Readonly<Record<ExportFormat, Exporter>> = {
  csv,
  bom,
  ns3,
  simai,
  slurm,
  'slurm-yaml': slurmYaml,
};
