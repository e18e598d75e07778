import type { TextLine } from '../../std/lines.js';
import { csv, looksLikeCsv } from './csv.js';
import { dot, looksLikeDot } from './dot.js';
import { type ImportFormat, importFormats } from './formats.js';
import { ibnetdiscover, looksLikeIbnetdiscover } from './ibnetdiscover.js';
import type { Importer, Sniffer } from './importer.js';
import { lldp, looksLikeLldp } from './lldp.js';
import { looksLikeNetbox, netbox } from './netbox.js';
import { looksLikeP2p, p2p } from './p2p.js';

export const importers: Readonly<Record<ImportFormat, Importer>> = {
  csv,
  dot,
  ibnetdiscover,
  lldp,
  netbox,
  p2p,
};

const sniffers: Readonly<Record<ImportFormat, Sniffer>> = {
  csv: looksLikeCsv,
  dot: looksLikeDot,
  ibnetdiscover: looksLikeIbnetdiscover,
  lldp: looksLikeLldp,
  netbox: looksLikeNetbox,
  p2p: looksLikeP2p,
};

/** The format that the first lines of a file have the look of; null: none, or several. */
export function sniffed(first: readonly TextLine[]): ImportFormat | null {
  const like = importFormats.filter((format) => sniffers[format](first));
  return like.length === 1 ? like[0]! : null;
}
