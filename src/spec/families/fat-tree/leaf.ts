import { pointerTo } from '../../../finding/pointer.js';
import { type Finding, finding } from '../../../finding/rule.js';
import { splitOf } from '../../../std/ratio.js';
import { attachment as attachmentRule } from '../../rules.js';
import { nicSpeed, type WrittenTier } from '../cable-speed.js';
import type { ShapeQuestion } from '../shape.js';
import { tierSize } from '../tier-rule.js';
import { type Above, type Below, capacityDown, noRoom, uplinksOf } from './tier.js';

/** What is known of the leaves of a plane; undefined: it depends on something that is wrong. */
export interface LeafNumbers {
  readonly hostsPerUnit?: number | undefined;
  readonly count?: number | undefined;
  readonly down?: number | undefined;
  readonly up?: number | undefined;
  readonly findings: readonly Finding[];
}

/** The numbers of the leaf tier (LANGUAGE section 3.2). */
export function leafNumbers(
  question: ShapeQuestion,
  written: WrittenTier,
  above: Above,
): LeafNumbers {
  const nicGbps = question.attachment.entries[0]!.portGbps;
  const tooFast = nicSpeed(written.model, nicGbps, pointerTo(written.at, 'model'));
  const split = splitOf(written.model.portGbps, nicGbps);
  const below = tooFast.length > 0 ? undefined : { gbps: nicGbps, split };

  const down = downOf(question, written, below, above);
  if (down !== undefined && down < 1) return { findings: [...tooFast, noRoom(written)] };
  const hosts = unitOf(question, written, down);
  const unitFindings = typeof hosts === 'number' || hosts === undefined ? [] : [hosts];
  const hostsPerUnit = typeof hosts === 'number' ? hosts : undefined;
  const { up, findings } = uplinksOf(written, down, below, above);
  const { count, findings: countFindings } = countOf(question, written, hostsPerUnit);
  return {
    ...{ hostsPerUnit, count, down, up },
    findings: [...tooFast, ...unitFindings, ...findings, ...countFindings],
  };
}

function downOf(
  { hostsPerUnit, attachment }: ShapeQuestion,
  written: WrittenTier,
  below: Below | undefined,
  above: Above,
): number | undefined {
  if (written.tier.down === undefined && hostsPerUnit !== undefined) {
    return hostsPerUnit * attachment.hostPortsPerLeaf;
  }
  return capacityDown(written, below, above);
}

/** The hosts of a unit, or why they do not fit a leaf. */
function unitOf(
  { hostsPerUnit: stated, attachment, pointer }: ShapeQuestion,
  { at }: WrittenTier,
  down: number | undefined,
): number | Finding | undefined {
  if (down === undefined) return stated;
  const ports = attachment.hostPortsPerLeaf;
  const hosts = stated ?? Math.floor(down / ports);
  if (hosts < 1) return finding(attachmentRule, 'attachment-no-host-fits', { ports, down }, at);
  if (hosts * ports <= down) return hosts;
  const place = pointerTo(pointer, 'attach', 'hostsPerUnit');
  return finding(attachmentRule, 'attachment-unit-too-large', { hosts, ports, down }, place);
}

/** Units × leaves of a unit, or a stated count that reaches the last host. */
function countOf(
  { attachment, lastSlot }: ShapeQuestion,
  { tier, at }: WrittenTier,
  hostsPerUnit: number | undefined,
): { readonly count?: number | undefined; readonly findings: readonly Finding[] } {
  if (hostsPerUnit === undefined) return { findings: [] };
  const { leavesPerUnit: perUnit } = attachment;
  const needed = (Math.floor(lastSlot / hostsPerUnit) + 1) * perUnit;
  const count = tier.count ?? needed;
  if (count >= needed && count % perUnit === 0) return { count, findings: [] };
  const args = { count, perUnit, needed };
  const place = pointerTo(at, 'count');
  return { findings: [finding(tierSize, 'tier-size-leaf-count', args, place)] };
}
