import type { Rule } from '../finding/rule.js';
import { documentRules, portBudget } from '../spec/rules.js';
import type { Checker } from './checker.js';
import { bisectionChecker } from './checkers/bisection.js';
import { cableCountChecker } from './checkers/cable-count.js';
import { endpointCountChecker } from './checkers/endpoint-count.js';
import { failureRobustnessChecker } from './checkers/failure-robustness.js';
import { oversubscriptionChecker } from './checkers/oversubscription.js';
import { planeConnectivityChecker } from './checkers/plane-connectivity.js';
import { planeIsolationChecker } from './checkers/plane-isolation.js';
import { portBudgetChecker } from './checkers/port-budget.js';
import { switchCountChecker } from './checkers/switch-count.js';

/** The checks of an expanded fabric, cheap ones first. */
export const checkers: readonly Checker[] = [
  endpointCountChecker,
  switchCountChecker,
  cableCountChecker,
  portBudgetChecker,
  oversubscriptionChecker,
  planeIsolationChecker,
  planeConnectivityChecker,
  bisectionChecker,
  failureRobustnessChecker,
];

/** All rules that a finding can belong to: those of the document, then those of the fabric. */
export const rules: readonly Rule[] = [
  ...documentRules,
  ...checkers.map(({ rule }) => rule).filter((rule) => rule !== portBudget),
];
