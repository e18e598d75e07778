import { bom } from './bom.js';
import { csv } from './csv.js';
import type { Exporter } from './exporter.js';
import type { ExportFormat } from './formats.js';
import { htsim } from './htsim.js';
import { nccl } from './nccl.js';
import { ns3 } from './ns3.js';
import { simai } from './simai.js';
import { simgrid } from './simgrid.js';
import { slurm } from './slurm.js';
import { slurmYaml } from './slurm-yaml.js';

export const exporters: Readonly<Record<ExportFormat, Exporter>> = {
  csv,
  bom,
  htsim,
  nccl,
  ns3,
  simai,
  simgrid,
  slurm,
  'slurm-yaml': slurmYaml,
};
