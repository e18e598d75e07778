import { pointerTo } from '../../finding/pointer.js';
import { type Finding, finding } from '../../finding/rule.js';
import { splitOf } from '../../std/ratio.js';
import { quoted } from '../../std/terminal.js';
import { plural } from '../../std/units.js';
import { portSpeed } from '../port-rules.js';
import type { NamedSwitchModel as SwitchModel, TierInput } from '../topology.js';

/** A tier as it is written. */
export interface WrittenTier {
  readonly name: 'leaf' | 'spine' | 'core';
  readonly tier: TierInput;
  readonly model: SwitchModel;
  /** Pointer of the tier. */
  readonly at: string;
}

/** Speed of the ports from which uplinks start. */
export const uplinkGbpsOf = ({
  portGbps,
  uplinkPorts,
  uplinkGbps = portGbps,
}: Pick<SwitchModel, 'portGbps' | 'uplinkPorts' | 'uplinkGbps'>): number =>
  uplinkPorts > 0 ? uplinkGbps : portGbps;

/** What the speed rule says against NICs of a speed on ports of a leaf. */
export function nicSpeed(model: SwitchModel, nicGbps: number, place: string): Finding[] {
  if (nicGbps > model.portGbps) {
    const args = { model: model.name, portGbps: model.portGbps, nicGbps };
    return [finding(portSpeed, 'port-speed-nic-faster', args, place)];
  }
  return splitAllowed({ model, portGbps: model.portGbps, to: 'the NICs' }, nicGbps, place);
}

/** One end of cables, and what is at the other one. */
interface End {
  readonly model: SwitchModel;
  readonly portGbps: number;
  readonly to: string;
}

function splitAllowed({ model, portGbps, to }: End, gbps: number, place: string): Finding[] {
  const split = splitOf(portGbps, gbps);
  if (split === 1 || model.splits.includes(split)) return [];
  const args = { model: model.name, portGbps, gbps, to, splits: model.splits };
  return [finding(portSpeed, 'port-speed-split', args, place)];
}

/** Cables to the tier above. */
export interface Uplink {
  readonly gbps: number;
  /** Uplinks per physical port, at their lower and at their upper end. */
  readonly split: number;
  readonly upperSplit: number;
}

/** Their speed, or what the speed rule says against it at either end. */
export function upSpeed(lower: WrittenTier, upper: WrittenTier): Uplink | Finding[] {
  const portGbps = uplinkGbpsOf(lower.model);
  // `uplinkPorts` without `uplinkGbps` is an error of the model.
  if (portGbps === 0) return [];
  const upperGbps = upper.model.portGbps;
  const gbps = lower.tier.upGbps ?? Math.min(portGbps, upperGbps);
  const place = lower.tier.upGbps === undefined ? lower.at : pointerTo(lower.at, 'upGbps');
  const alike = lower.model.name === upper.model.name && portGbps === upperGbps;
  const ends: End[] = [{ model: lower.model, portGbps, to: otherEnd(upper) }];
  if (!alike) {
    ends.push({ model: upper.model, portGbps: upperGbps, to: otherEnd(lower) });
  }
  const findings = ends.flatMap((end) =>
    gbps > end.portGbps
      ? [
          finding(
            portSpeed,
            'port-speed-up-faster',
            { model: end.model.name, portGbps: end.portGbps, upGbps: gbps },
            place,
          ),
        ]
      : splitAllowed(end, gbps, place),
  );
  if (findings.length > 0) return findings;
  return { gbps, split: splitOf(portGbps, gbps), upperSplit: splitOf(upperGbps, gbps) };
}

const otherEnd = ({ name, model }: WrittenTier): string =>
  `the ${plural(name)} (${quoted(model.name)})`;
