import { basename, dirname, relative } from 'node:path';
import { type Difference, diffFabric, diffWiring } from '../../diff/diff.js';
import type { ImportFormat } from '../../exchange/import/formats.js';
import type { Wiring } from '../../exchange/wiring.js';
import type { Location } from '../../finding/position.js';
import type { Place } from '../../finding/rule.js';
import { type Loaded, type Opened, open } from '../../pipeline.js';
import type { ReportFormat } from '../../report/formats.js';
import { reporters } from '../../report/registry.js';
import { makeReport } from '../../report/report.js';
import { text } from '../../report/text.js';
import { prettyJson } from '../../std/pretty-json.js';
import { formatCounted } from '../../std/units.js';
import { colourOf } from '../colour.js';
import { readDumps } from '../dumps.js';
import { codeOf, type ExitCode, exitCode, type FailOn, UsageError } from '../exit.js';
import { loadFile, write, writeOut } from '../files.js';
import { type LimitOptions, limitsOf } from '../limits.js';
import { needsBuilt } from '../needs-built.js';
import { refuse } from '../refuse.js';

export interface DiffOptions extends LimitOptions {
  readonly from?: ImportFormat;
  readonly format: ReportFormat;
  readonly failOn: FailOn;
  readonly write?: string;
  readonly output?: string;
}

/** `planewright diff DESIGN AS-BUILT…`: what is where it should not be, and how little mends it. */
export function diffCommand(
  design: string,
  found: readonly string[],
  options: DiffOptions,
): ExitCode {
  if (design === '-' && found.includes('-')) {
    throw new UsageError('standard input (-) can be read only once');
  }
  if (options.write !== undefined && options.write === options.output) {
    throw new UsageError('--write and --output are two files');
  }
  const loaded = loadFile(design, limitsOf(options));
  const opened = open(loaded);
  if (!opened) return refuse(loaded);
  needsBuilt(design, opened.subject, 'nothing can be held against it');
  const compared = compare(opened, found, options);
  if (typeof compared === 'number') return compared;
  const { difference, other } = compared;
  const report = makeReport({
    file: opened.file,
    locate: locateIn(opened, other),
    name: opened.topology.name,
    subject: opened.subject,
    results: difference.results,
    findings: difference.findings,
  });
  if (options.write !== undefined) writeAsBuilt(design, difference, options.write);
  write(reporters[options.format]([report], { colour: colourOf(options.output) }), options.output);
  return codeOf([report], options.failOn);
}

function compare(
  opened: Opened,
  found: readonly string[],
  options: DiffOptions,
): { readonly difference: Difference; readonly other: Loaded | null } | ExitCode {
  const { from } = options;
  const dumps = readDumps(found, from, options);
  if (dumps && dumps.wiring.links.length === 0) {
    return refuseEmpty(dumps.wiring);
  }
  if (dumps) return { difference: diffWiring(opened.subject, dumps.wiring), other: null };
  const [file, ...more] = found;
  if (more.length > 0) throw new UsageError('a design is held against one other topology file');
  const loaded = loadFile(file!, limitsOf(options));
  const other = open(loaded);
  if (!other) return refuse(loaded);
  needsBuilt(file!, other.subject, 'there is nothing to be held against a design');
  const difference = diffFabric(opened.subject, other.subject, loaded.file);
  return { difference, other: loaded };
}

/** Without a cable nothing was read: that everything is missing is not said. */
function refuseEmpty({ files, findings }: Wiring): ExitCode {
  const report = makeReport({
    file: files[0]!,
    locate: () => [],
    name: null,
    subject: null,
    results: [],
    findings,
  });
  writeOut(2, text([report]));
  return exitCode.usage;
}

/** Places in the file of the other topology carry its name. */
function locateIn(opened: Opened, other: Loaded | null) {
  return (places: readonly Place[]): Location[] => {
    const isOther = ({ file }: Place) => other !== null && file === other.file;
    const own = opened.sources.locate(places.filter((place) => !isOther(place))).values();
    const theirs = (other?.sources.locate ?? (() => []))(
      places.filter(isOther).map(({ file, ...place }) => place),
    ).values();
    return places.map((place) => (isOther(place) ? theirs : own).next().value!);
  };
}

/** The design with exceptions, as a file that stands on top of it. */
function writeAsBuilt(
  design: string,
  { topology, unsaid, unsaidSpeeds }: Difference,
  output: string,
): void {
  if (!topology) {
    throw new UsageError(
      `--write: what was found cannot be said by exceptions to ${design}; import it instead`,
    );
  }
  if (design === '-') throw new UsageError('--write needs a design that has a file to be extended');
  const { exceptions } = topology;
  const path = relative(dirname(output), design) || basename(design);
  write(prettyJson({ extends: path, exceptions }), output);
  const left = [
    unsaid > 0 ? `, without ${formatCounted(unsaid, 'cable')} to unknown machines` : '',
    unsaidSpeeds > 0 ? `, without the speed of ${formatCounted(unsaidSpeeds, 'cable')}` : '',
  ].join('');
  writeOut(2, `wrote ${formatCounted(exceptions.length, 'exception')} to ${output}${left}\n`);
}
