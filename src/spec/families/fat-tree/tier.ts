import { pointerTo } from '../../../finding/pointer.js';
import { type Finding, finding } from '../../../finding/rule.js';
import { splitOf } from '../../../std/ratio.js';
import { portBudget } from '../../port-rules.js';
import type { NamedSwitchModel, Tier } from '../../topology.js';
import type { Uplink, WrittenTier } from '../cable-speed.js';
import { tierSize } from '../tier-rule.js';

/**
 * Cables from a tier to the one above it: null if it is the top tier, undefined if the speed rule
 * forbids them, so that nothing can be said about what depends on them.
 */
export type Above = Uplink | null | undefined;

/** Cables from below; undefined: the speed rule forbids them. */
export interface Below {
  readonly gbps: number;
  /** Sub-ports of a physical port. */
  readonly split: number;
}

const usablePorts = (model: NamedSwitchModel): number => model.ports - model.reservedPorts;

/** Physical ports for cables from below: `room` of LANGUAGE section 3.2. */
function room({ tier, model }: WrittenTier, above: Above): number | undefined {
  if (model.uplinkPorts > 0) return usablePorts(model);
  const free = usablePorts(model) - (tier.upReserved ?? 0);
  if (above === null) return free;
  if (tier.up === undefined) return Math.floor(free / 2);
  return above && free - Math.ceil(tier.up / above.split);
}

/** Cables from below that fit a switch: `down` if that is stated. */
export function capacityDown(
  written: WrittenTier,
  below: Below | undefined,
  above: Above,
): number | undefined {
  if (written.tier.down !== undefined) return written.tier.down;
  const ports = room(written, above);
  return below && ports !== undefined ? below.split * ports : undefined;
}

export const noRoom = ({ model, at }: WrittenTier): Finding =>
  finding(tierSize, 'tier-size-no-room', { model: model.name }, at);

/** The uplinks of a switch; undefined: they depend on something that is wrong. */
interface Uplinks {
  readonly up?: number | undefined;
  readonly findings: readonly Finding[];
}

/**
 * The uplinks of a switch whose `down` is known, if its ports suffice: as stated, otherwise
 * non-blocking, and with uplink ports at most what they carry. 0 on the top tier.
 */
export function uplinksOf(
  written: WrittenTier,
  down: number | undefined,
  below: Below | undefined,
  above: Above,
): Uplinks {
  if (above === undefined || down === undefined || !below) return { findings: [] };
  const up = above === null ? 0 : (written.tier.up ?? derivedUp(written, down, below, above));
  if (typeof up !== 'number') return { findings: [up] };
  const use = { down, downSplit: below.split, up, upSplit: above?.split ?? 1 };
  const over = budget(written, use);
  return over ? { findings: [over] } : { up, findings: [] };
}

function derivedUp(
  { name, tier, model, at }: WrittenTier,
  down: number,
  below: Below,
  above: Uplink,
): number | Finding {
  const carried = model.uplinkPorts > 0 ? model.uplinkPorts - (tier.upReserved ?? 0) : null;
  if (carried !== null && carried < 1) {
    const args = { tier: name, model: model.name, uplinkPorts: model.uplinkPorts };
    const place = pointerTo(at, 'upReserved');
    // More than there are is a matter of the port budget.
    return carried === 0 ? finding(tierSize, 'tier-size-up-none', args, place) : 0;
  }
  const nonBlocking = splitOf(down * below.gbps, above.gbps);
  const up = carried === null ? nonBlocking : Math.min(nonBlocking, above.split * carried);
  if (Number.isInteger(up) && up >= 1) return up;
  const rounded = Number(up.toFixed(3));
  const args = { tier: name, up: rounded, down, gbps: below.gbps, upGbps: above.gbps };
  return finding(tierSize, 'tier-size-up-not-whole', args, at);
}

/** The sub-ports of a switch that are in use. */
interface Use {
  readonly down: number;
  readonly downSplit: number;
  readonly up: number;
  readonly upSplit: number;
}

function budget(written: WrittenTier, use: Use): Finding | null {
  const { name, tier, model, at } = written;
  const down = Math.ceil(use.down / use.downSplit);
  const up = Math.ceil(use.up / use.upSplit);
  const reserved = tier.upReserved ?? 0;
  const usable = usablePorts(model);
  const keys =
    use.up > 0 ? (['up', 'down', 'upReserved'] as const) : (['down', 'upReserved'] as const);
  const key = keys.find((k) => tier[k] !== undefined);
  const place = key ? pointerTo(at, key) : at;
  if (model.uplinkPorts > 0 && up + reserved > model.uplinkPorts) {
    const args = { tier: name, model: model.name, up, reserved, uplinkPorts: model.uplinkPorts };
    return finding(portBudget, 'port-budget-uplinks', args, place);
  }
  const here = model.uplinkPorts > 0 ? { up: 0, reserved: 0 } : { up, reserved };
  if (down + here.up + here.reserved <= usable) return null;
  const advice = fitting(written, use, { ...here, down, usable });
  const args = { tier: name, model: model.name, down, ...here, usable, advice };
  return finding(portBudget, 'port-budget-tier', args, place);
}

/** What would fit: `lower "up" to 4 or lower "down" to 3`. */
function fitting(
  { tier }: WrittenTier,
  { downSplit, upSplit }: Use,
  { down, up, reserved, usable }: { down: number; up: number; reserved: number; usable: number },
): string {
  const free = usable - reserved;
  const derivedUp = up > 0 && tier.up === undefined;
  const most = {
    up: up > 0 ? (free - down) * upSplit : 0,
    // Uplinks that are not stated shrink with the ports down.
    down: (derivedUp ? Math.floor(free / 2) : free - up) * downSplit,
    upReserved: usable - down - up,
  };
  return (['up', 'down', 'upReserved'] as const)
    .filter((key) => most[key] >= (key === 'upReserved' ? 0 : 1))
    .flatMap((key) => {
      if (tier[key] !== undefined) return [`lower "${key}" to ${most[key]}`];
      return key === 'up' && derivedUp ? [`state "up": ${most.up}`] : [];
    })
    .join(' or ');
}

/** The numbers of a tier; `up` is 0 on the top one. */
export interface TierNumbers {
  readonly count: number;
  readonly down: number;
  readonly up: number;
}

/** A tier with every default filled: no `up` and no `upGbps` on the top one. */
export function filledTier(
  { tier }: WrittenTier,
  above: Above,
  { count, down, up }: TierNumbers,
): Tier {
  const uplinks = above ? { up, upGbps: above.gbps } : {};
  return { ...tier, count, down, ...uplinks, upReserved: tier.upReserved ?? 0 };
}
