import { build } from './build/build.js';
import type { Subject } from './check/checker.js';
import { check, subjectOf } from './check/run.js';
import type { Picture } from './draw.js';
import type { FabricGraph } from './fabric/attributes.js';
import { type Location, locationsIn } from './finding/position.js';
import type { Finding, Place } from './finding/rule.js';
import { makeReport, type Report } from './report/report.js';
import { normalize } from './spec/normalize.js';
import { type Document, readDocument } from './spec/read.js';
import { checkStructure } from './spec/schema.js';
import { defaultLimits, type Limits } from './spec/size.js';
import type { Topology } from './spec/topology.js';

/** A topology file as bytes, with the name that findings call it. */
export interface Source {
  readonly file: string;
  readonly bytes: Uint8Array;
}

export interface LoadOptions extends Partial<Limits> {
  readonly maxBytes?: number;
}

/** A document that was read and, if nothing is wrong with it, normalised. */
export interface Loaded {
  readonly file: string;
  readonly document: Document;
  readonly topology: Topology | null;
  readonly findings: readonly Finding[];
}

/** A topology with its fabric, ready for questions. */
export interface Opened extends Loaded {
  readonly topology: Topology;
  readonly graph: FabricGraph;
  readonly subject: Subject;
}

/** text → document → normalised topology, or all that is wrong with it. */
export function load({ file, bytes }: Source, options: LoadOptions = {}): Loaded {
  const document = readDocument(bytes, options.maxBytes);
  if (document.value === undefined) {
    return { file, document, topology: null, findings: document.findings };
  }
  const { input, findings: structural } = checkStructure(document.value);
  const wrong = [...document.findings, ...structural];
  // A document that can be read in two ways is not judged in one of them.
  if (!input || document.findings.length > 0) {
    return { file, document, topology: null, findings: wrong };
  }
  const { topology, findings } = normalize(input, { ...defaultLimits, ...options });
  const all = [...wrong, ...findings];
  return { file, document, topology: wrong.some(blocks) ? null : topology, findings: all };
}

/** Whether nothing can be built for a finding; an unknown promise is only left out. */
const blocks = ({ place: { pointer } }: Finding): boolean =>
  !/^\/(expect|scenarios|groups|accepted|labels|prices|rates)(\/|$)/.test(pointer);

/**
 * topology → graph → what the checkers look at; null if it cannot be built. Promises that are
 * wrong do not matter here: they are findings of the report.
 */
export function open(loaded: Loaded): Opened | null {
  return expand(loaded).opened;
}

function expand(loaded: Loaded): { opened: Opened | null; findings: readonly Finding[] } {
  const { topology } = loaded;
  if (!topology) return { opened: null, findings: [] };
  const built = build(topology);
  if (built.findings.length > 0) return { opened: null, findings: built.findings };
  const subject = subjectOf(topology, built);
  return { opened: { ...loaded, topology, graph: built.graph, subject }, findings: [] };
}

/** topology file → report: every check, every finding. */
export function validate(source: Source, options: LoadOptions = {}): Report {
  return report(load(source, options));
}

/** The report of a loaded file: its errors, or what the checks say of its fabric. */
export function report(loaded: Loaded): Report {
  const { opened, findings: unfit } = expand(loaded);
  const { results, findings } = opened ? check(opened.subject) : { results: [], findings: [] };
  return makeReport({
    file: loaded.file,
    locate: (places) => locate(loaded, places),
    name: nameOf(loaded),
    subject: opened?.subject ?? null,
    results,
    findings: [...loaded.findings, ...unfit, ...findings],
  });
}

/** Where places of a loaded file stand. */
function locate({ file, document }: Loaded, places: readonly Place[]): Location[] {
  return locationsIn(file, document.text, document.locate(places));
}

function nameOf({ topology, document: { value } }: Loaded): string | null {
  if (topology) return topology.name;
  const name = typeof value === 'object' && value !== null && 'name' in value ? value.name : null;
  return typeof name === 'string' ? name : null;
}

/** fabric → diagram → places → SVG. Only who draws loads what drawing needs. */
export async function draw({ subject }: Opened, picture: Picture): Promise<string> {
  const { drawFabric } = await import('./draw.js');
  return drawFabric(subject, picture);
}
