import { join } from 'node:path';
import type { Exported, ExportedFile } from '../../exchange/export/exporter.js';
import type { ExportFormat } from '../../exchange/export/formats.js';
import { exporters } from '../../exchange/export/registry.js';
import type { NamedBy } from '../../exchange/names.js';
import type { CompactFabric } from '../../fabric/compact.js';
import { readSelector } from '../../fabric/select.js';
import { open } from '../../pipeline.js';
import { didYouMean, nearest } from '../../std/suggest.js';
import { printable, quoted } from '../../std/terminal.js';
import { formatCounted } from '../../std/units.js';
import { makeDirectory } from '../directory.js';
import { type ExitCode, exitCode, UsageError } from '../exit.js';
import { loadFile, write, writeOut } from '../files.js';
import { type LimitOptions, limitsOf } from '../limits.js';
import { type PriceOptions, pricesOf } from '../prices.js';
import { refuse } from '../refuse.js';

export interface ExportOptions extends LimitOptions, PriceOptions {
  readonly to: ExportFormat;
  readonly plane?: string;
  readonly names: NamedBy;
  readonly part?: string;
  readonly into?: string;
  readonly output?: string;
}

/** `planewright export FILE`: the fabric in a format of somebody else, whatever is promised of it. */
export function exportCommand(file: string, options: ExportOptions): ExitCode {
  const { to, plane, names: namedBy, into, part, output } = options;
  if (into !== undefined && (part !== undefined || output !== undefined)) {
    throw new UsageError('--into writes every file: it does not go with --part or --output');
  }
  const loaded = loadFile(file, { ...limitsOf(options), ...pricesOf(options) });
  const opened = open(loaded);
  if (!opened) return refuse(loaded);
  const { subject, topology } = opened;
  const exported: Exported = {
    subject,
    topology,
    namedBy,
    planes: planesOf(subject.fabric, plane),
  };
  const made = exporters[to](exported);
  if ('problem' in made) {
    writeOut(2, printable(`${loaded.file}: no ${to}: ${made.problem}\n`));
    return exitCode.findings;
  }
  // What is asked for may not be there; nothing is told of it then.
  const one = into === undefined ? oneOf(made.files, to, part) : null;
  for (const note of made.notes ?? []) writeOut(2, printable(`${loaded.file}: ${to}: ${note}\n`));
  if (into !== undefined) writeAll(made.files, into);
  else if (one) write(one.pieces, output);
  return exitCode.holds;
}

/** The planes that are wanted: all, one, those of a plane set, or those that a pattern matches. */
function planesOf(fabric: CompactFabric, wanted: string | undefined): number[] {
  const all = [...fabric.planes.keys()];
  if (wanted === undefined) return all;
  const set = fabric.planeSets.find(({ id }) => id === wanted);
  if (set) return [...set.planes];
  const found = readSelector(fabric, `plane:${wanted}`, false);
  const ids = 'problem' in found ? [] : found.parts.map(({ id }) => id);
  if (ids.length > 0) return all.filter((p) => ids.includes(fabric.planes[p]!.id));
  const known = [...fabric.planes, ...fabric.planeSets].map(({ id }) => id);
  throw new UsageError(`no plane ${quoted(wanted)}${didYouMean(nearest(wanted, known))}`);
}

/** So many files are named: all of NetBox, the first ones where there is one for each plane. */
const mostNamed = 8;

/** The file that is printed: the only one, or the one that was asked for. */
function oneOf(files: readonly ExportedFile[], to: string, part: string | undefined): ExportedFile {
  const names = files.map(({ name }) => name);
  const few =
    names.length > mostNamed ? `${names.slice(0, mostNamed).join(', ')} …` : names.join(', ');
  const found = part === undefined ? files : files.filter(({ name }) => name === part);
  if (found.length === 1) return found[0]!;
  if (part === undefined) {
    throw new UsageError(
      `${to} is ${formatCounted(files.length, 'file')} (${few}): write them with --into DIR, or one with --part NAME`,
    );
  }
  const suggestion = didYouMean(nearest(part, names));
  throw new UsageError(`${to} has no file ${quoted(part)}, but ${few}${suggestion}`);
}

function writeAll(files: readonly ExportedFile[], directory: string): void {
  makeDirectory(directory, 'files');
  for (const { name, pieces } of files) write(pieces, join(directory, name));
  writeOut(2, `wrote ${formatCounted(files.length, 'file')} to ${directory}\n`);
}
