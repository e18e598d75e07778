import type { Heat } from '../diagram/diagram.js';
import type { Since } from '../draw.js';
import type { CompactFabric } from '../fabric/compact.js';
import { type LoadOptions, type Opened, open } from '../pipeline.js';
import { defaultMaxReportBytes } from '../report/formats.js';
import type { Report } from '../report/report.js';
import { quoted } from '../std/terminal.js';
import { readCableValues } from '../traffic/cable-values.js';
import { type ExitCode, UsageError } from './exit.js';
import { loadFile, readText, readUtf8 } from './files.js';
import { refuse } from './refuse.js';

/** What a picture may be laid over with, as the command line names it. */
export interface OverlayOptions {
  readonly report?: string;
  /** The design before. */
  readonly diff?: string;
  readonly heat?: string;
}

/** Refuses to read standard input more than once. */
export function onceFromStdin(file: string, { report, diff, heat }: OverlayOptions): boolean {
  const asked = [file, report, diff, heat].filter((one) => one === '-').length;
  if (asked > 1) throw new UsageError('standard input (-) can be read only once');
  return asked === 1;
}

/** The report of `--report`: of several in it the one about this topology. */
export async function reportOf(
  file: string,
  { topology, file: topologyFile }: Opened,
  maxBytes = defaultMaxReportBytes,
): Promise<Report> {
  const name = file === '-' ? 'standard input' : file;
  const { readReports } = await import('../report/saved.js');
  const saved = readReports(readText(file, maxBytes));
  if ('problem' in saved) {
    throw new UsageError(`${name} is not a report of planewright: ${saved.problem}`);
  }
  const about = saved.reports.filter((report) => report.topology.name === topology.name);
  const same = about.filter((report) => report.topology.file === topologyFile);
  const [first, second] = same.length > 0 ? same : about;
  if (!first) {
    const there = [...new Set(saved.reports.map((report) => nameIn(report)))];
    const named = there.slice(0, mostNamed).join(', ');
    const more = there.length > mostNamed ? ` and ${there.length - mostNamed} more` : '';
    throw new UsageError(
      `${name}: no report about ${topology.name}; it has those about ${named}${more}`,
    );
  }
  if (second) throw new UsageError(`${name}: several reports about ${topology.name}`);
  return first;
}

const mostNamed = 6;

const nameIn = ({ topology: { name, file } }: Report): string =>
  name === null ? `a file without a name (${quoted(file)})` : quoted(name);

/** The design before, of `--diff`; the exit code where it was refused. */
export function sinceOf(file: string, limits: LoadOptions): Since | ExitCode {
  const loaded = loadFile(file, limits);
  const opened = open(loaded);
  return opened ? { subject: opened.subject, file: loaded.file } : refuse(loaded);
}

/** Values of a few figures of 262,144 cables have some 20 MB. */
const mostHeatBytes = 64 * 1024 * 1024;

/** The figure of `--heat`. */
export function heatOf(file: string, fabric: CompactFabric): Heat {
  const text = readUtf8(file, mostHeatBytes);
  const read = readCableValues(text, fabric, file === '-' ? '<stdin>' : file);
  if ('problems' in read) throw new UsageError(read.problems.join('\n'));
  return read;
}
