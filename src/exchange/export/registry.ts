import { bom } from './bom.js';
import { csv } from './csv.js';
import type { Exporter } from './exporter.js';

/** Formats of `export`. */
export const exporters = { csv, bom } as const satisfies Readonly<Record<string, Exporter>>;

export type ExportFormat = keyof typeof exporters;

export const exportFormats = Object.keys(exporters) as ExportFormat[];
