import type { Claim } from '../build/family.js';
import type { CompactFabric } from '../fabric/compact.js';
import type { Fault } from '../failure/fault.js';
import type { Finding, Rule } from '../finding/rule.js';
import type { Certificate } from '../flow/certificates.js';
import type { FabricState } from '../measure/state.js';
import type { Topology } from '../spec/topology.js';
import type { Acceptances } from './acceptances.js';

/** Parts that are there, but out of use: an item of `exceptions`. */
export interface Outage extends Fault {
  readonly item: number;
}

/** What the checkers look at: the fabric as it stands, and what is promised about it. */
export interface Subject {
  readonly topology: Topology;
  readonly fabric: CompactFabric;
  readonly claims: readonly Claim[];
  /** What `exceptions` say is off: faults of every question. */
  readonly off: readonly Outage[];
  /** The fabric without any other fault, measured on demand. */
  readonly healthy: FabricState;
  /** What the file accepts of what the checkers find. */
  readonly accepted: Acceptances;
  /** Whether open intervals are certified, too: that takes as long as finding them. */
  readonly certifyAll?: boolean;
}

/** A lower and an upper end, both proved (or the least and the most of several). */
export interface Interval {
  readonly min: number;
  readonly max: number;
}

export type Measured = number | string | Interval;

/** What held or did not, and with which number. */
export interface CheckResult {
  readonly check: string;
  readonly status: 'pass' | 'fail' | 'skip';
  /** Plane set, plane, `fabric`, a selector, or two of these. */
  readonly scope: string;
  readonly measure: string;
  /** What was promised, and by whom; null where the number is only reported. */
  readonly claimed: number | string | { readonly min?: number; readonly max?: number } | null;
  readonly basis: 'expect' | 'formula' | 'rule' | 'scenario' | null;
  readonly measured: Measured | null;
  readonly unit: string;
  /** What was down, for results under faults: a scenario, or "any single switch". */
  readonly fault?: string;
  /** The worst element, as a selector. */
  readonly worst?: string;
  /** Cases that the result covers, and how many had to be measured (the others are symmetric). */
  readonly cases?: number;
  readonly evaluated?: number;
  /** Why a check was skipped, or how a number was proved. */
  readonly note?: string;
  readonly certificate?: Certificate;
}

export interface CheckOutcome {
  readonly results: readonly CheckResult[];
  readonly findings: readonly Finding[];
  /** All certificates that were made, those of parts of a result, too. */
  readonly certificates?: readonly Certificate[];
}

export interface Checker {
  readonly rule: Rule;
  /** `sofar`: what the checks before it found. */
  run(subject: Subject, sofar?: readonly Finding[]): CheckOutcome;
}
