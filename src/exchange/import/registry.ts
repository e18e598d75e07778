import type { TextLine } from '../../std/lines.js';
import { csv, looksLikeCsv } from './csv.js';
import { type ImportFormat, importFormats } from './formats.js';
import { ibnetdiscover, looksLikeIbnetdiscover } from './ibnetdiscover.js';
import type { Importer, Sniffer } from './importer.js';

export const importers: Readonly<Record<ImportFormat, Importer>> = { csv, ibnetdiscover };

const sniffers: Readonly<Record<ImportFormat, Sniffer>> = {
  csv: looksLikeCsv,
  ibnetdiscover: looksLikeIbnetdiscover,
};

/** The format that the first lines of a file have the look of; null: none, or several. */
export function sniffed(first: readonly TextLine[]): ImportFormat | null {
  const like = importFormats.filter((format) => sniffers[format](first));
  return like.length === 1 ? like[0]! : null;
}
