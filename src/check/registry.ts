import { wiring } from '../exchange/wiring-rule.js';
import type { Rule } from '../finding/rule.js';
import { documentRules } from '../spec/rules.js';
import { asBuilt } from './as-built-rule.js';
import type { Checker } from './checker.js';
import { acceptedChecker } from './checkers/accepted.js';
import { bisectionChecker } from './checkers/bisection.js';
import { cableCountChecker } from './checkers/cable-count.js';
import { capacityChecker } from './checkers/capacity.js';
import { costChecker } from './checkers/cost.js';
import { describedChecker } from './checkers/described.js';
import { endpointCountChecker } from './checkers/endpoint-count.js';
import { failureRobustnessChecker } from './checkers/failure-robustness.js';
import { oversubscriptionChecker } from './checkers/oversubscription.js';
import { pathsChecker } from './checkers/paths.js';
import { planeConnectivityChecker } from './checkers/plane-connectivity.js';
import { planeExtraChecker } from './checkers/plane-extra.js';
import { planeIsolationChecker } from './checkers/plane-isolation.js';
import { portBudgetChecker } from './checkers/port-budget.js';
import { selectorsChecker } from './checkers/selectors.js';
import { separationChecker } from './checkers/separation.js';
import { switchCountChecker } from './checkers/switch-count.js';
import { throughputChecker } from './checkers/throughput.js';
import { workloadChecker } from './checkers/workload.js';

/** Those that look at the fabric, cheap ones first. */
const judging: readonly Checker[] = [
  selectorsChecker,
  workloadChecker,
  describedChecker,
  endpointCountChecker,
  switchCountChecker,
  cableCountChecker,
  portBudgetChecker,
  oversubscriptionChecker,
  planeExtraChecker,
  planeIsolationChecker,
  planeConnectivityChecker,
  pathsChecker,
  separationChecker,
  bisectionChecker,
  throughputChecker,
  capacityChecker,
  costChecker,
  failureRobustnessChecker,
];

const ofDocument: readonly Rule[] = documentRules;

/** Some rules are about the document and about the fabric. */
const ruled = [
  ...ofDocument,
  ...judging.map(({ rule }) => rule).filter((rule) => !ofDocument.includes(rule)),
];

/** The last check: it looks at what the others found. */
const lastChecker = acceptedChecker(ruled.flatMap(({ messages }) => Object.keys(messages)));

/** The checks of an expanded fabric. */
export const checkers: readonly Checker[] = [...judging, lastChecker];

/** All rules that a finding can belong to: of the document, of the fabric, of what was found elsewhere. */
export const rules: readonly Rule[] = [...ruled, lastChecker.rule, wiring, asBuilt];
