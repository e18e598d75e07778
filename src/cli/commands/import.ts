import { basename } from 'node:path';
import type { ImportFormat } from '../../exchange/import/formats.js';
import type { DumpFile } from '../../exchange/import/importer.js';
import { defaultMaxDumpBytes } from '../../exchange/import/limits.js';
import { importers, sniffed } from '../../exchange/import/registry.js';
import { topologyOf } from '../../exchange/import/topology/topology.js';
import { makeReport } from '../../report/report.js';
import { text } from '../../report/text.js';
import { defaultLimits } from '../../spec/size.js';
import { prettyJson } from '../../std/pretty-json.js';
import { printable } from '../../std/terminal.js';
import { formatCounted } from '../../std/units.js';
import { type DumpStart, startOf } from '../dumps.js';
import { codeOf, type ExitCode, exitCode, UsageError } from '../exit.js';
import { write, writeOut } from '../files.js';
import type { LimitOptions } from '../limits.js';

export interface ImportOptions extends LimitOptions {
  readonly from?: ImportFormat;
  readonly name?: string;
  readonly gbps?: number;
  readonly output?: string;
}

/** `planewright import FILE…`: what other tools know of a network, as a topology file. */
export function importCommand(files: readonly string[], options: ImportOptions): ExitCode {
  const { from, name = 'as-built', gbps = null, output } = options;
  const dumps = files.map(startOf);
  const format = from ?? formatOf(dumps);
  const { maxCables = defaultLimits.maxCables, maxBytes = defaultMaxDumpBytes } = options;
  const wiring = importers[format](dumps, { maxCables, maxBytes });
  const made = wiring.links.length > 0 ? topologyOf(wiring, { name, gbps }) : null;
  const report = makeReport({
    file: dumps[0]!.file,
    locate: () => [],
    name,
    subject: null,
    results: [],
    findings: [...wiring.findings, ...(made?.findings ?? [])],
  });
  // No check of a fabric was asked for.
  if (report.findings.length > 0) writeOut(2, text([{ ...report, checks: [] }]));
  if (!made) return exitCode.usage;
  write(prettyJson(made.topology), output);
  const { devices, links } = wiring;
  const hosts = new Set(devices.flatMap(({ host }) => (host === null ? [] : [host])));
  const counts = [
    formatCounted(hosts.size, 'host'),
    formatCounted(devices.filter(({ kind }) => kind === 'nic').length, 'NIC'),
    formatCounted(devices.filter(({ kind }) => kind === 'switch').length, 'switch'),
    formatCounted(links.length, 'cable'),
  ];
  writeOut(2, printable(`${format}: ${counts.join(', ')}\n`));
  return codeOf([report]);
}

/** The one format that all files have the look of. */
function formatOf(dumps: readonly (DumpFile & DumpStart)[]): ImportFormat {
  const found = new Set(dumps.map(({ first }) => sniffed(first)));
  const [format] = found;
  if (found.size === 1 && format) return format;
  const names = dumps.map(({ file }) => basename(file)).slice(0, 3);
  throw new UsageError(`${names.join(', ')}: what wrote this is not clear; say it with --from`);
}
