import { type Sizes, sizesByFormula } from '../build/described.js';
import type { CheckResult, Subject } from '../check/checker.js';
import { checkers, rules } from '../check/registry.js';
import { type Location, locationOfLine } from '../finding/position.js';
import { type Finding, type Place, type Severity, words } from '../finding/rule.js';
import { isExact } from '../flow/rates.js';
import { bisectionOf } from '../measure/bisection-sum.js';
import { counts } from '../measure/counts.js';
import { present } from '../std/assert.js';
import { type CostSummary, costSummary } from './cost.js';
import { labelOf } from './label.js';

/** A finding in words, with its place in the file. Lines and columns count from 1. */
export interface ReportFinding {
  readonly check: string;
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** JSON Pointer into the topology, with all its files in place. */
  readonly pointer: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The line in which it starts; empty where it is too long to be shown. */
  readonly excerpt: string;
  /** Id of the part of the fabric that it is about, or null. */
  readonly subject: string | null;
  /** Its name on the machine (`labels`), or null. */
  readonly label: string | null;
  /** Why it is known and wanted, or null. An accepted finding fails nothing. */
  readonly accepted: string | null;
}

/** What there is in a plane set that was built. */
export interface BuiltSummary extends Omit<Sizes, 'cannotBeBuilt'> {
  /** The sum of its planes' bisections, Gb/s per direction. */
  readonly bisectionGbps: {
    readonly lower: number;
    readonly upper: number;
    readonly exact: boolean;
  };
}

/** What formulas say of a plane set that is described only. */
export interface DescribedSummary extends Sizes {
  readonly built: false;
}

export type PlaneSetSummary = BuiltSummary | DescribedSummary;

/** A result as reported: of a certificate only what it proves, not its evidence. */
export type ReportCheck = Omit<CheckResult, 'certificate'> & {
  readonly certificate?: {
    readonly kind: string;
    readonly subject: string;
    /** The number that was proved; of an open interval both ends. */
    readonly value: number | { readonly lower: number; readonly upper: number };
    readonly unit: string;
    readonly verified: true;
  };
};

/** What is said about one topology file; everything that a reporter sees. */
export interface Report {
  readonly version: 1;
  readonly topology: { readonly name: string | null; readonly file: string };
  readonly verdict: 'pass' | 'fail';
  readonly summary: {
    readonly planeSets: Readonly<Record<string, PlaneSetSummary>>;
    /** There if some part has a price or a power. */
    readonly cost?: CostSummary;
  };
  readonly checks: readonly ReportCheck[];
  readonly findings: readonly ReportFinding[];
}

/** What a report is made from. */
export interface Reported {
  readonly file: string;
  /** Where places of the topology stand, in its file or in those that it refers to. */
  readonly locate: (places: readonly Place[]) => readonly Location[];
  readonly name: string | null;
  /** Null if the document has errors: nothing was expanded. */
  readonly subject: Subject | null;
  readonly results: readonly CheckResult[];
  readonly findings: readonly Finding[];
}

/** Puts findings into words and places, in the order of the file. */
export function makeReport(reported: Reported): Report {
  const { file, name, subject, results } = reported;
  const findings = locate(reported);
  return {
    version: 1,
    topology: { name, file },
    verdict: verdictOf(findings),
    summary: subject ? summarize(subject) : { planeSets: {} },
    checks: subject ? results.map(withoutEvidence) : skipped(),
    findings,
  };
}

/** A file passes if nothing that was found is an error. */
export const verdictOf = (
  findings: readonly { readonly severity: Severity; readonly accepted?: string | null }[],
): 'pass' | 'fail' =>
  findings.some(({ severity, accepted }) => severity === 'error' && accepted == null)
    ? 'fail'
    : 'pass';

function locate({ file, locate, findings, subject }: Reported): ReportFinding[] {
  const labels = subject?.topology.labels ?? {};
  const ruleOf = new Map(rules.map((rule) => [rule.id, rule]));
  const locations = locationsOf(findings, locate);
  return findings
    .map((finding, i): ReportFinding & { offset: number } => ({
      check: finding.check,
      code: finding.code,
      severity: finding.severity,
      message: words(present(ruleOf.get(finding.check), finding.check), finding),
      pointer: finding.place.pointer,
      ...locations[i]!,
      subject: finding.subject ?? null,
      label: finding.subject === undefined ? null : labelOf(finding.subject, labels),
      accepted: finding.accepted ?? null,
    }))
    .sort(
      (a, b) =>
        Number(b.file === file) - Number(a.file === file) ||
        compare(a.file, b.file) ||
        a.offset - b.offset ||
        compare(a.code, b.code) ||
        compare(a.message, b.message),
    )
    .map(({ offset, ...finding }) => finding);
}

/** Lines of a stream say themselves where they are. */
function locationsOf(findings: readonly Finding[], locate: Reported['locate']): Location[] {
  const inDocument = findings.map(({ place }) => place).filter(({ line }) => !line);
  const located = locate(inDocument).values();
  return findings.map(({ place: { file, line } }) =>
    line ? locationOfLine(present(file, 'file'), line) : present(located.next().value, 'place'),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function withoutEvidence({ certificate, ...result }: CheckResult): ReportCheck {
  if (!certificate) return result;
  const { kind, subject, value, unit } = certificate;
  const known =
    typeof value === 'number' || !isExact(value.lower, value.upper) ? value : value.upper;
  return { ...result, certificate: { kind, subject, value: known, unit, verified: true } };
}

/** Nothing was expanded: every check of the fabric says that it did not run. */
function skipped(): ReportCheck[] {
  return checkers.map(({ rule }) => ({
    check: rule.id,
    status: 'skip',
    scope: 'fabric',
    measure: 'none',
    claimed: null,
    basis: null,
    measured: null,
    unit: 'none',
    note: 'not run: the file has errors',
  }));
}

/** By plane set, in document order. */
function summarize(subject: Subject): Report['summary'] {
  const { topology, fabric } = subject;
  const built = new Map(fabric.planeSets.map((set) => [set.id, set]));
  const entries = Object.keys(topology.planes).map((id): [string, PlaneSetSummary] => {
    const set = built.get(id);
    return [id, set ? ofBuilt(subject, set) : ofDescribed(topology, id)];
  });
  const cost = costSummary(subject);
  return { planeSets: Object.fromEntries(entries), ...(cost ? { cost } : {}) };
}

function ofBuilt(
  { fabric, healthy }: Subject,
  { planes, tiers }: Subject['fabric']['planeSets'][number],
): BuiltSummary {
  const { hosts, endpoints, ports, switches, cables } = counts(fabric, planes);
  const { min: lower, max: upper } = bisectionOf(healthy, planes);
  return {
    planes: planes.length,
    hosts,
    endpoints,
    ports,
    switches: Object.fromEntries(tiers.map((tier) => [tier, switches[tier] ?? 0])),
    cables: { endpoint: cables.endpoint ?? 0, switch: cables.switch ?? 0 },
    bisectionGbps: { lower, upper, exact: planes.every((p) => healthy.bisection(p).exact) },
  };
}

function ofDescribed(topology: Subject['topology'], id: string): DescribedSummary {
  return { built: false, ...sizesByFormula(topology, id) };
}
