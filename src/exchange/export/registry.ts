import { air } from './air.js';
import { bom } from './bom.js';
import { containerlab } from './containerlab.js';
import { csv } from './csv.js';
import { dot } from './dot.js';
import type { Exporter } from './exporter.js';
import type { ExportFormat } from './formats.js';
import { gexf } from './gexf.js';
import { graphml } from './graphml.js';
import { hhfab } from './hhfab.js';
import { ibnetdiscover } from './ibnetdiscover.js';
import { launchKit } from './launch-kit.js';
import { lft } from './lft.js';
import { netbox } from './netbox.js';
import { p2p } from './p2p.js';
import { topo } from './topo.js';

export const exporters: Readonly<Record<ExportFormat, Exporter>> = {
  air,
  bom,
  containerlab,
  csv,
  dot,
  gexf,
  graphml,
  hhfab,
  ibnetdiscover,
  'launch-kit': launchKit,
  lft,
  netbox,
  p2p,
  topo,
};
