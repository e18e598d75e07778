import type { ImportFormat } from '../../exchange/import/formats.js';
import { topologyOf } from '../../exchange/import/topology/topology.js';
import { makeReport } from '../../report/report.js';
import { text } from '../../report/text.js';
import { prettyJson } from '../../std/pretty-json.js';
import { printable } from '../../std/terminal.js';
import { formatCounted } from '../../std/units.js';
import { readDumps } from '../dumps.js';
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
  const read = readDumps(files, from, options);
  if (!read) throw new UsageError(`${files[0]} looks like a topology file; nothing is imported`);
  const { wiring, format } = read;
  const made = wiring.links.length > 0 ? topologyOf(wiring, { name, gbps }) : null;
  const report = makeReport({
    file: wiring.files[0]!,
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
