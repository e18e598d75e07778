import { type ExportFormat, exporters } from '../../exchange/export/registry.js';
import { open } from '../../pipeline.js';
import { type ExitCode, exitCode } from '../exit.js';
import { loadFile, write } from '../files.js';
import { type LimitOptions, limitsOf } from '../limits.js';
import { type PriceOptions, pricesOf } from '../prices.js';
import { refuse } from '../refuse.js';

export interface ExportOptions extends LimitOptions, PriceOptions {
  readonly to: ExportFormat;
  readonly output?: string;
}

/** `planewright export FILE`: the fabric in a format of somebody else, whatever is promised of it. */
export function exportCommand(file: string, options: ExportOptions): ExitCode {
  const loaded = loadFile(file, { ...limitsOf(options), ...pricesOf(options) });
  const opened = open(loaded);
  if (!opened) return refuse(loaded);
  write(exporters[options.to](opened), options.output);
  return exitCode.holds;
}
