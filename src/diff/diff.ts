import { type Built, build } from '../build/build.js';
import { asBuilt } from '../check/as-built-rule.js';
import type { CheckResult, Subject } from '../check/checker.js';
import { bisectionChecker } from '../check/checkers/bisection.js';
import { capacityChecker } from '../check/checkers/capacity.js';
import { oversubscriptionChecker } from '../check/checkers/oversubscription.js';
import { planeConnectivityChecker } from '../check/checkers/plane-connectivity.js';
import { planeIsolationChecker } from '../check/checkers/plane-isolation.js';
import { portBudgetChecker } from '../check/checkers/port-budget.js';
import { subjectOf } from '../check/run.js';
import type { Wiring } from '../exchange/wiring.js';
import { keysOf } from '../finding/pointer.js';
import type { Finding } from '../finding/rule.js';
import type { Exception, Topology } from '../spec/topology.js';
import { Arrangement } from './arrangement.js';
import { consequenceFindings } from './consequences.js';
import { type AsExceptions, exceptionsOf } from './exceptions.js';
import { type Explanation, explain, explainWiring, movesIn } from './explain.js';
import { changedFindings, differenceFindings } from './findings.js';
import { designPlace, type Found, foundFabric } from './found.js';

/** How what was found differs from a design. */
export interface Difference {
  readonly results: readonly CheckResult[];
  readonly findings: readonly Finding[];
  /** The design with exceptions that make it what was found; null where none can. */
  readonly topology: Topology | null;
  /** Cables that these exceptions leave out, and cables of which they leave out the speed. */
  readonly unsaid: number;
  readonly unsaidSpeeds: number;
}

/** A design and what a tool of somebody else says that there is. */
export function diffWiring(design: Subject, wiring: Wiring): Difference {
  const { fabric, topology } = design;
  const labels = topology.labels ?? {};
  const explanation = explainWiring(fabric, labels, wiring, unusedIn(design));
  const findings = [...wiring.findings, ...differenceFindings(explanation)];
  const results = resultsOf(explanation);
  // What is as it was designed is not built again to be told so.
  if (isAsDesigned(explanation)) return { results, findings, ...standing({ topology }) };
  const said = asExceptions(design, explanation);
  const follows = said ? consequencesOf(design, subjectOf(said.topology, said.built), said) : [];
  return { results, findings: [...findings, ...follows], ...standing(said) };
}

/** Two topology files. @param file what the second one is called */
export function diffFabric(design: Subject, other: Subject, file: string): Difference {
  const found = foundFabric(design.fabric, other.fabric, file);
  const explanation = explain(design.fabric, found, unusedIn(design));
  const findings = [
    ...differenceFindings(explanation),
    ...changedFindings(design, other),
    ...consequenceFindings(design, other, true),
  ];
  const said = isAsDesigned(explanation) ? design : asExceptions(design, explanation);
  return { results: resultsOf(explanation), findings, ...standing(said) };
}

const isAsDesigned = ({ differences, speeds }: Explanation): boolean =>
  differences + speeds.length === 0;

const standing = (said: (Pick<Standing, 'topology'> & Partial<Standing>) | null) => ({
  topology: said?.topology ?? null,
  unsaid: said?.unsaid ?? 0,
  unsaidSpeeds: said?.unsaidSpeeds ?? 0,
});

/** Cables that the design itself has out of use. */
function unusedIn({ fabric, healthy, off }: Subject): ReadonlySet<number> {
  if (off.length === 0) return new Set();
  const cables = Array.from({ length: fabric.cableCount }, (_, c) => c);
  return new Set(cables.filter((c) => healthy.capacity[c] === 0));
}

/** Of what was found, how many cables differ, and how much is to be done. */
function resultsOf(explanation: Explanation): CheckResult[] {
  const { differences, cables, speeds } = explanation;
  const moves = movesIn(explanation);
  const result = (measure: string, measured: number, unit: string): CheckResult => ({
    check: asBuilt.id,
    status: measured === 0 ? 'pass' : 'fail',
    scope: 'fabric',
    measure,
    claimed: 0,
    basis: 'rule',
    measured,
    unit,
    note: `of ${cables} cables of the design`,
  });
  return [
    result('differences', differences, 'cables'),
    result('moves', moves, 'moves'),
    result('otherSpeeds', speeds.length, 'cables'),
  ];
}

/** A design with exceptions instead of its own, as what is built of it. */
interface Standing extends AsExceptions {
  readonly topology: Topology;
  readonly built: Built;
}

/** The design as it was found; null if it cannot be built so. */
function asExceptions(
  design: Subject,
  { arrangement, asFound, unseen, exchanged }: Explanation,
): Standing | null {
  const { topology } = design;
  const stays = topology.exceptions.filter((exception) => 'off' in exception);
  const isBare = stays.length === topology.exceptions.length;
  const bare = () => {
    const plain = { ...topology, exceptions: stays };
    return subjectOf(plain, build(plain));
  };
  const said = exceptionsOf(
    isBare && exchanged.length === 0 ? arrangement : asItStands(isBare ? design : bare(), asFound),
    unseen,
  );
  const own = said.exceptions.filter((one) => !stays.some((known) => isSame(one, known)));
  const places = said.places.filter((_, i) => own.includes(said.exceptions[i]!));
  const exceptions: readonly Exception[] = [...stays, ...own];
  const made = { ...topology, exceptions };
  const built = build(made);
  if (built.findings.length > 0) return null;
  return {
    ...said,
    exceptions,
    places: [...stays.map(() => null), ...places],
    topology: made,
    built,
  };
}

/** Nothing exchanged, and nothing missed that is out of use. */
function asItStands(design: Subject, asFound: Found): Arrangement {
  const arrangement = new Arrangement(design.fabric, asFound);
  arrangement.forgive(unusedIn(design));
  return arrangement;
}

const isSame = (a: Exception, b: Exception): boolean => 'off' in a && 'off' in b && a.off === b.off;

/** Those that are quick, and say what somebody wants to know who has found a wrong cable. */
const telling = [
  portBudgetChecker,
  oversubscriptionChecker,
  planeIsolationChecker,
  planeConnectivityChecker,
  bisectionChecker,
  capacityChecker,
];

/** What the checks say of the fabric as it was found, and do not say of the design. */
function consequencesOf(design: Subject, found: Subject, { places }: AsExceptions): Finding[] {
  const now = telling.flatMap((checker) => {
    const { findings } = checker.run(found, []);
    if (findings.length === 0) return [];
    const before = new Set(checker.run(design, []).findings.map(keyOf));
    return findings.filter((one) => !before.has(keyOf(one)));
  });
  return [...consequenceFindings(design, found), ...now.map((one) => placed(one, places))];
}

const keyOf = ({ code, args, subject }: Finding): string => JSON.stringify([code, args, subject]);

/** What is said of an exception is said of where it was found. */
function placed(finding: Finding, places: AsExceptions['places']): Finding {
  const [list, item] = keysOf(finding.place.pointer);
  if (list !== 'exceptions') return finding;
  const [first = ''] = finding.subject?.split(/[,:]|--/) ?? [];
  return { ...finding, place: places[Number(item)] ?? designPlace(first) };
}
