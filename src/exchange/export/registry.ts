import { air } from './air.js';
import { bom } from './bom.js';
import { containerlab } from './containerlab.js';
import { csv } from './csv.js';
import { dot } from './dot.js';
import type { Exporter } from './exporter.js';
import { type ExportFormat, exportFormats } from './formats.js';
import { gexf } from './gexf.js';
import { graphml } from './graphml.js';
import { hhfab } from './hhfab.js';
import { htsim } from './htsim.js';
import { ibnetdiscover } from './ibnetdiscover.js';
import { launchKit } from './launch-kit.js';
import { lft } from './lft.js';
import { nccl } from './nccl.js';
import { netbox } from './netbox.js';
import { withDescribedTold } from './nothing-built.js';
import { ns3 } from './ns3.js';
import { p2p } from './p2p.js';
import { withPortsOnce } from './port-conflicts.js';
import { simai } from './simai.js';
import { simgrid } from './simgrid.js';
import { slurm } from './slurm.js';
import { slurmYaml } from './slurm-yaml.js';
import { topo } from './topo.js';

const written: Readonly<Record<ExportFormat, Exporter>> = {
  air,
  bom,
  containerlab,
  csv,
  dot,
  gexf,
  graphml,
  hhfab,
  htsim,
  ibnetdiscover,
  'launch-kit': launchKit,
  lft,
  nccl,
  netbox,
  ns3,
  p2p,
  simai,
  simgrid,
  slurm,
  'slurm-yaml': slurmYaml,
  topo,
};

export const exporters = Object.fromEntries(
  exportFormats.map((format) => {
    const exporter = withDescribedTold(format, written[format]);
    return [format, withPortsOnce(format, exporter)];
  }),
) as Readonly<Record<ExportFormat, Exporter>>;
