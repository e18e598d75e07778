import { build } from './build/build.js';
import type { Subject } from './check/checker.js';
import { check, subjectOf, wrongNames } from './check/run.js';
import type { Picture } from './draw.js';
import type { FabricGraph } from './fabric/attributes.js';
import type { Finding } from './finding/rule.js';
import type { Certificate } from './flow/certificates.js';
import { type LinearSolver, loadLinearSolver } from './flow/linear-program.js';
import type { PageWish } from './page/page.js';
import type { DiagramFormat } from './render/formats.js';
import { makeReport, type Report } from './report/report.js';
import { withoutMissing } from './spec/files/extends.js';
import type { Read } from './spec/files/file-reader.js';
import { namesFiles } from './spec/files/referred.js';
import { readSources, type Source, type Sources } from './spec/files/sources.js';
import { normalize } from './spec/normalize.js';
import { defaultMaxBytes } from './spec/reading/read.js';
import { defaultLimits, type Limits } from './spec/size.js';
import { isPromise } from './spec/structure/clause.js';
import { firstOf } from './spec/structure/first-findings.js';
import { checkStructure, type Structure } from './spec/structure/schema.js';
import type { Exception, Prices, Topology } from './spec/topology.js';

export type { Source } from './spec/files/sources.js';

export interface LoadOptions extends Partial<Limits> {
  /** Of all files together. */
  readonly maxBytes?: number;
  /** Reads the files that a topology refers to; without it such a file is a finding. */
  readonly read?: Read;
  /** Instead of those that the topology has. */
  readonly prices?: Prices;
}

/** A topology as it was read and, if nothing is wrong with it, normalised. */
export interface Loaded {
  readonly file: string;
  readonly sources: Sources;
  readonly topology: Topology | null;
  readonly findings: readonly Finding[];
  /** Where nothing can be built as it was written: the topology as it was probably meant. */
  readonly repaired?: Topology | null;
  /** What findings about the topology say about the document, if that had to be repaired. */
  readonly told?: Structure['told'];
  /** Solves linear programs (see `prepare`). */
  readonly solve?: LinearSolver;
}

/** A topology with its fabric, ready for questions. */
export interface Opened extends Loaded {
  readonly topology: Topology;
  /** Of a very large fabric it is expanded when it is asked for. */
  readonly graph: FabricGraph;
  readonly subject: Subject;
}

/** files → one document → normalised topology, or all that is wrong with it. */
export function load(source: Source, options: LoadOptions = {}): Loaded {
  const { maxBytes = defaultMaxBytes, read, prices } = options;
  const sources = readSources(source, { maxBytes, read });
  const loaded = { file: source.file, sources, topology: null };
  if (sources.value === undefined) return { ...loaded, findings: sources.findings };
  const { input, findings: structural, told } = checkStructure(sources.value);
  const wrong = [...sources.findings, ...withoutMissing(structural, sources.state === 'gap')];
  if (!input || sources.state !== 'whole' || namesFiles(input)) {
    return { ...loaded, findings: wrong };
  }
  const priced = prices ? { ...input, prices } : input;
  const { topology, findings } = normalize(priced, { ...defaultLimits, ...options });
  const all = { ...loaded, findings: [...wrong, ...told(findings)], told };
  return wrong.some(blocks) ? { ...all, repaired: topology } : { ...all, topology };
}

/** Whether nothing can be built for a finding; a promise that is wrong is only left out. */
const blocks = ({ place }: Finding): boolean => !isPromise(place.pointer);

/**
 * topology → graph → what the checkers look at; null if it cannot be built. Promises that are
 * wrong do not matter here: they are findings of the report.
 */
export function open(loaded: Loaded): Opened | null {
  return expand(loaded).opened;
}

interface Expanded {
  readonly opened: Opened | null;
  readonly findings: readonly Finding[];
}

function expand(loaded: Loaded): Expanded {
  const { topology } = loaded;
  if (!topology) return { opened: null, findings: [] };
  const built = build(topology);
  const subject = subjectOf(topology, built, loaded.solve);
  if (built.findings.length > 0) {
    return { opened: null, findings: [...built.findings, ...wrongNames(subject)] };
  }
  const opened: Opened = {
    ...loaded,
    topology,
    subject,
    get graph() {
      return built.graph;
    },
  };
  return { opened, findings: [] };
}

/** An exception without a verb excepts nothing. */
const none = {} as Exception;

/** What else is wrong with a file that had to be repaired to be judged: findings, no figures. */
function judgeRepaired({ repaired, findings, solve }: Loaded): readonly Finding[] {
  if (!repaired) return [];
  // An exception that is wrong in itself is left out; the others keep their places.
  const wrong = new Set(
    findings.map(({ place }) => /^\/exceptions\/(\d+)/.exec(place.pointer)?.[1]),
  );
  const exceptions = repaired.exceptions.map((item, i) => (wrong.has(String(i)) ? none : item));
  const topology = { ...repaired, exceptions };
  const built = build(topology);
  const subject = subjectOf(topology, built, solve);
  const found = built.findings.length > 0 ? wrongNames(subject) : check(subject).findings;
  return [...built.findings, ...found];
}

/** topology file → report: every check, every finding. */
export function validate(source: Source, options: LoadOptions = {}): Report {
  return report(load(source, options));
}

/**
 * With what the checks of a file need beyond code: the solver of linear programs where a throughput is
 * promised. Without it such a figure is proved all the same, with ends that may lie farther apart.
 */
export async function prepare(loaded: Loaded): Promise<Loaded> {
  const topology = loaded.topology ?? loaded.repaired;
  const promises = topology && [
    topology.expect,
    ...Object.values(topology.scenarios).map(({ expect }) => expect),
  ];
  const all = promises?.flatMap((scopes) => Object.values(scopes)) ?? [];
  if (!all.some((measures) => 'throughput' in measures)) return loaded;
  return { ...loaded, solve: await loadLinearSolver() };
}

/** The report of a loaded file: its errors, or what the checks say of its fabric. */
export const report = (loaded: Loaded): Report => judge(loaded, false).report;

/** The same, with the certificates of all figures that have one, of open intervals, too. */
export const certified = (loaded: Loaded): Judged => judge(loaded, true);

/** A report, and the certificates of what stands in it. */
export interface Judged {
  readonly report: Report;
  readonly certificates: readonly Certificate[];
}

function judge(loaded: Loaded, certifyAll: boolean): Judged {
  const { opened, findings: unfit } = expand(loaded);
  const { results, findings, certificates } = opened
    ? check({ ...opened.subject, certifyAll })
    : { results: [], findings: [], certificates: [] };
  const { told = (all) => all } = loaded;
  const made = makeReport({
    file: loaded.file,
    locate: loaded.sources.locate,
    name: nameOf(loaded),
    subject: opened?.subject ?? null,
    results,
    findings: firstOf([
      ...loaded.findings,
      ...told([...judgeRepaired(loaded), ...unfit, ...findings]),
    ]),
  });
  return { report: made, certificates };
}

function nameOf({ topology, sources: { value } }: Loaded): string | null {
  if (topology) return topology.name;
  const name = typeof value === 'object' && value !== null && 'name' in value ? value.name : null;
  return typeof name === 'string' ? name : null;
}

/** fabric → diagram → places → SVG, or another format. Only who draws loads what drawing needs. */
export async function draw(
  { subject }: Opened,
  picture: Picture,
  format: DiagramFormat = 'svg',
): Promise<string> {
  const { drawFabric } = await import('./draw.js');
  return drawFabric(subject, picture, format);
}

/** fabric → the views of a page → one HTML file that answers what-ifs by itself. */
export async function page({ subject }: Opened, wish: PageWish): Promise<string> {
  const { drawPage } = await import('./page/page.js');
  return drawPage(subject, wish);
}
