import { pointerTo } from '../finding/pointer.js';
import { type Finding, finding } from '../finding/rule.js';
import { splitOf } from '../std/ratio.js';
import { portSpeed } from './rules.js';
import type { NamedSwitchModel as SwitchModel, TierInput } from './topology.js';

/** Speed of the ports from which uplinks start. */
const uplinkGbpsOf = (model: SwitchModel): number =>
  model.uplinkPorts > 0 ? (model.uplinkGbps ?? 0) : model.portGbps;

/** What the speed rule says against NICs of a speed on ports of a leaf. */
export function nicSpeed(model: SwitchModel, nicGbps: number, place: string): Finding[] {
  if (nicGbps > model.portGbps) {
    const args = { model: model.name, portGbps: model.portGbps, nicGbps };
    return [finding(portSpeed, 'port-speed-nic-faster', args, place)];
  }
  return splitAllowed(model, model.portGbps, nicGbps, place);
}

function splitAllowed(
  model: SwitchModel,
  portGbps: number,
  gbps: number,
  place: string,
): Finding[] {
  const split = splitOf(portGbps, gbps);
  if (split === 1 || model.splits.includes(split)) return [];
  const args = { model: model.name, portGbps, gbps, splits: model.splits };
  return [finding(portSpeed, 'port-speed-split', args, place)];
}

/** Cables to the tier above. */
export interface Uplink {
  readonly gbps: number;
  /** Uplinks per physical port of the leaf. */
  readonly split: number;
}

/** Their speed, or what the speed rule says against it at either end. */
export function upSpeed(
  tier: TierInput,
  model: SwitchModel,
  above: SwitchModel,
  at: string,
): Uplink | Finding[] {
  const portGbps = uplinkGbpsOf(model);
  const gbps = tier.upGbps ?? Math.min(portGbps, above.portGbps);
  const place = tier.upGbps === undefined ? at : pointerTo(at, 'upGbps');
  const alike = model.name === above.name && portGbps === above.portGbps;
  const ends = [
    { model, portGbps },
    ...(alike ? [] : [{ model: above, portGbps: above.portGbps }]),
  ];
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
      : splitAllowed(end.model, end.portGbps, gbps, place),
  );
  return findings.length > 0 ? findings : { gbps, split: splitOf(portGbps, gbps) };
}
