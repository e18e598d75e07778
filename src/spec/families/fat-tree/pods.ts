import { pointerTo } from '../../../finding/pointer.js';
import { type Finding, finding } from '../../../finding/rule.js';
import { divisors } from '../../../std/divisors.js';
import type { Attachment } from '../../attachment.js';
import type { FatTreeInput } from '../../topology.js';
import { tierSize } from '../tier-rule.js';

/** How the leaves of a plane are cut into pods: leaves that share their spines. */
export interface Pods {
  readonly count: number;
  /** Leaves of one pod. */
  readonly leaves: number;
  /** Units of one pod. */
  readonly units: number;
  /** Rails of one pod; all of them where leaves are not by rail. */
  readonly rails: number;
}

/**
 * The pods of a plane with so many leaves; without `pod` it is one. The numbers come out whole for
 * a fat-tree that `podFindings` and `unitFindings` find nothing against.
 */
export function podsOf(
  { pod }: Pick<FatTreeInput, 'pod'>,
  { leavesPerUnit, railsInPlane }: Attachment,
  leafCount: number,
): Pods {
  const allUnits = leafCount / leavesPerUnit;
  const units = pod?.units ?? allUnits;
  const rails = pod?.rails ?? railsInPlane;
  const count = (allUnits / units) * (railsInPlane / rails);
  return { count, leaves: leafCount / count, units, rails };
}

/** The pod of a leaf, and its place among the leaves of that pod (LANGUAGE section 6). */
export function podOfLeaf(
  { leavesPerUnit: perUnit, leafPerPort, portsInPlane, railsPerLeaf, railsInPlane }: Attachment,
  { units, rails }: Pods,
  leaf: number,
): { readonly pod: number; readonly rank: number } {
  const railGroups = railsInPlane / rails;
  const unit = Math.floor(leaf / perUnit);
  const column = leaf % perUnit;
  const rail = Math.floor(column / (leafPerPort ? portsInPlane : 1)) * railsPerLeaf;
  // The columns of a rail group stand side by side, so many in each unit.
  const columns = perUnit / railGroups;
  return {
    pod: Math.floor(unit / units) * railGroups + Math.floor(rail / rails),
    rank: (unit % units) * columns + (column % columns),
  };
}

/** What is wrong with the tiers and pods that there are, and with their rails. */
export function podFindings(
  { spine, core, pod }: FatTreeInput,
  { leafPerRail, railsInPlane: rails, railsPerLeaf }: Attachment,
  hasCables: boolean,
  at: string,
): Finding[] {
  const findings: Finding[] = [];
  const key = (name: string) => ({ pointer: pointerTo(at, name), part: 'key' }) as const;
  if (core && !spine) {
    findings.push(finding(tierSize, 'tier-size-core-without-spine', {}, key('core')));
  }
  if (core && !pod) {
    const byRail = leafPerRail && rails > railsPerLeaf;
    findings.push(finding(tierSize, 'tier-size-core-without-pod', { byRail }, key('core')));
  }
  if (pod && !core && !hasCables) {
    findings.push(finding(tierSize, 'tier-size-pod-without-core', {}, key('pod')));
  }
  if (pod?.rails === undefined) return findings;
  const podRails = pod.rails;
  if (!leafPerRail) {
    const place = { pointer: pointerTo(at, 'pod', 'rails'), part: 'key' } as const;
    const args = { rails: podRails };
    findings.push(finding(tierSize, 'tier-size-pod-rails-unused', args, place));
  } else if (rails % podRails !== 0 || podRails % railsPerLeaf !== 0) {
    const fit = divisors(rails).filter((n) => n % railsPerLeaf === 0);
    const args = { rails, podRails, railsPerLeaf, near: nearestOf(fit, podRails) };
    const place = pointerTo(at, 'pod', 'rails');
    findings.push(finding(tierSize, 'tier-size-pod-rails', args, place));
  }
  return findings;
}

/** What is wrong if the units of a plane are not whole pods. */
export function unitFindings(
  { pod }: FatTreeInput,
  { leavesPerUnit }: Attachment,
  leafCount: number | undefined,
  at: string,
): Finding[] {
  if (leafCount === undefined) return [];
  const units = leafCount / leavesPerUnit;
  const podUnits = pod?.units ?? units;
  if (units % podUnits === 0) return [];
  const whole = Math.ceil(units / podUnits) * podUnits * leavesPerUnit;
  const args = { units, podUnits, whole, near: nearestOf(divisors(units), podUnits) };
  return [finding(tierSize, 'tier-size-pod-units', args, pointerTo(at, 'pod', 'units'))];
}

/** Of ascending numbers: the largest below and the smallest above one that is not among them. */
export function nearestOf(sorted: readonly number[], wanted: number): number[] {
  const below = sorted.findLast((n) => n < wanted);
  const above = sorted.find((n) => n > wanted);
  return [below, above].filter((n) => n !== undefined);
}
