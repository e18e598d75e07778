import { bom } from './bom.js';
import { csv } from './csv.js';
import type { Exporter } from './exporter.js';
import type { ExportFormat } from './formats.js';
import { ibnetdiscover } from './ibnetdiscover.js';
import { lft } from './lft.js';
import { topo } from './topo.js';

export const exporters: Readonly<Record<ExportFormat, Exporter>> = {
  csv,
  ibnetdiscover,
  lft,
  topo,
  bom,
};
