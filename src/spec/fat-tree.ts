import { pointerTo } from '../finding/pointer.js';
import { type Finding, finding } from '../finding/rule.js';
import { present } from '../std/assert.js';
import { splitOf } from '../std/ratio.js';
import { nicSpeed, type Uplink, upSpeed } from './cable-speed.js';
import { attachment as attachmentRule, portBudget, tierSize } from './rules.js';
import type { Shape, ShapeAnswer, ShapeQuestion } from './shape.js';
import type {
  FatTree,
  FatTreeInput,
  NamedSwitchModel as SwitchModel,
  Tier,
  TierInput,
} from './topology.js';

interface FatTreeQuestion extends ShapeQuestion {
  readonly fatTree: FatTreeInput;
}

export const fatTreeShape: Shape = {
  derive: (question) =>
    deriveFatTree({ ...question, fatTree: present(question.set.fatTree, 'fatTree') }),
  tiers: ({ fatTree }) => {
    const { leaf, spine } = present(fatTree, 'fatTree');
    return Object.entries({ leaf, ...(spine ? { spine } : {}) }).map(([name, tier]) => ({
      name,
      model: tier.model,
      count: tier.count,
    }));
  },
  switchCables: ({ fatTree }) => {
    const { leaf, spine } = present(fatTree, 'fatTree');
    return spine ? leaf.count * present(leaf.up, 'leaf.up') : 0;
  },
};

const usablePorts = (model: SwitchModel): number => model.ports - model.reservedPorts;

/**
 * Fills the defaults of a fat-tree of one or two tiers (LANGUAGE section 3.2), or says why it
 * cannot be built. The first thing that is wrong with a tier hides what follows from it.
 */
function deriveFatTree(question: FatTreeQuestion): ShapeAnswer | Finding[] {
  const { fatTree, attachment, model, pointer } = question;
  const at = pointerTo(pointer, 'fatTree');
  const leafAt = pointerTo(at, 'leaf');
  const nicGbps = attachment.entries[0]!.portGbps;
  const leafModel = model(fatTree.leaf.model);
  const spineModel = fatTree.spine && model(fatTree.spine.model);

  const speeds = [
    ...nicSpeed(leafModel, nicGbps, pointerTo(leafAt, 'model')),
    ...topTierHasNoUp(fatTree, at),
  ];
  if (speeds.length > 0) return speeds;

  const uplink = spineModel && upSpeed(fatTree.leaf, leafModel, spineModel, leafAt);
  if (Array.isArray(uplink)) return uplink;

  const down = leafDown(question, leafModel, nicGbps, uplink?.split);
  if (down < 1) return [finding(tierSize, 'tier-size-no-room', { model: leafModel.name }, leafAt)];
  const ports = attachment.hostPortsPerLeaf;
  const hostsPerUnit = question.hostsPerUnit ?? Math.floor(down / ports);
  const unitAt = pointerTo(pointer, 'attach', 'hostsPerUnit');
  if (hostsPerUnit < 1) {
    return [finding(attachmentRule, 'attachment-no-host-fits', { ports, down }, leafAt)];
  }
  if (hostsPerUnit * ports > down) {
    const args = { hosts: hostsPerUnit, ports, down };
    return [finding(attachmentRule, 'attachment-unit-too-large', args, unitAt)];
  }

  const up = uplink && leafUp(fatTree.leaf, leafModel, down, nicGbps, uplink);
  if (up !== undefined && (!Number.isInteger(up) || up < 1)) {
    const args = { up: round(up), down, gbps: nicGbps, upGbps: uplink!.gbps };
    return [finding(tierSize, 'tier-size-up-not-whole', args, leafAt)];
  }
  const leafBudget = budget('leaf', fatTree.leaf, leafModel, leafAt, {
    down,
    downSplit: splitOf(leafModel.portGbps, nicGbps),
    up: up ?? 0,
    upSplit: uplink?.split ?? 1,
  });
  if (leafBudget) return [leafBudget];

  const { leavesPerUnit: perUnit } = attachment;
  const needed = (Math.floor(question.lastSlot / hostsPerUnit) + 1) * perUnit;
  const count = fatTree.leaf.count ?? needed;
  if (count < needed || count % perUnit !== 0) {
    const place = pointerTo(leafAt, 'count');
    return [finding(tierSize, 'tier-size-leaf-count', { count, perUnit, needed }, place)];
  }
  const leaf: Tier = {
    ...fatTree.leaf,
    count,
    down,
    ...(uplink ? { up: up!, upGbps: uplink.gbps } : {}),
    upReserved: fatTree.leaf.upReserved ?? 0,
  };
  if (!spineModel) return { hostsPerUnit, filled: { fatTree: { ...fatTree, leaf } as FatTree } };
  const spine = deriveSpine(fatTree, leaf, spineModel, at);
  if (Array.isArray(spine)) return spine;
  return { hostsPerUnit, filled: { fatTree: { ...fatTree, leaf, spine } as FatTree } };
}

function topTierHasNoUp({ leaf, spine }: FatTreeInput, at: string): Finding[] {
  const [tier, top] = spine ? (['spine', spine] as const) : (['leaf', leaf] as const);
  return (['up', 'upGbps'] as const)
    .filter((key) => top[key] !== undefined)
    .map((key) =>
      finding(
        tierSize,
        'tier-size-up-on-top',
        { tier, key },
        { pointer: pointerTo(at, tier, key), part: 'key' },
      ),
    );
}

/** Physical ports for cables from below: `room` of LANGUAGE section 3.2. */
function room(tier: TierInput, model: SwitchModel, upSplit: number | undefined): number {
  if (model.uplinkPorts > 0) return usablePorts(model);
  const free = usablePorts(model) - (tier.upReserved ?? 0);
  if (upSplit === undefined) return free;
  return tier.up === undefined ? Math.floor(free / 2) : free - Math.ceil(tier.up / upSplit);
}

function leafDown(
  { fatTree: { leaf }, hostsPerUnit, attachment }: FatTreeQuestion,
  model: SwitchModel,
  nicGbps: number,
  upSplit: number | undefined,
): number {
  if (leaf.down !== undefined) return leaf.down;
  if (hostsPerUnit !== undefined) return hostsPerUnit * attachment.hostPortsPerLeaf;
  return splitOf(model.portGbps, nicGbps) * room(leaf, model, upSplit);
}

function leafUp(
  leaf: TierInput,
  model: SwitchModel,
  down: number,
  gbps: number,
  uplink: Uplink,
): number {
  if (leaf.up !== undefined) return leaf.up;
  const nonBlocking = (down * gbps) / uplink.gbps;
  if (model.uplinkPorts === 0) return nonBlocking;
  return Math.min(nonBlocking, uplink.split * (model.uplinkPorts - (leaf.upReserved ?? 0)));
}

interface Use {
  readonly down: number;
  readonly downSplit: number;
  readonly up: number;
  readonly upSplit: number;
}

function budget(
  name: string,
  tier: TierInput,
  model: SwitchModel,
  at: string,
  use: Use,
): Finding | null {
  const down = Math.ceil(use.down / use.downSplit);
  const up = Math.ceil(use.up / use.upSplit);
  const reserved = tier.upReserved ?? 0;
  const usable = usablePorts(model);
  const key = (['up', 'down', 'upReserved'] as const).find((k) => tier[k] !== undefined);
  const place = key ? pointerTo(at, key) : at;
  if (model.uplinkPorts > 0 && up + reserved > model.uplinkPorts) {
    const args = { tier: name, model: model.name, up, reserved, uplinkPorts: model.uplinkPorts };
    return finding(portBudget, 'port-budget-uplinks', args, place);
  }
  const here = model.uplinkPorts > 0 ? { up: 0, reserved: 0 } : { up, reserved };
  if (down + here.up + here.reserved <= usable) return null;
  const advice = fitting(tier, use, { ...here, down, usable });
  const args = { tier: name, model: model.name, down, ...here, usable, advice };
  return finding(portBudget, 'port-budget-tier', args, place);
}

/** What would fit: `lower "up" to 4 or lower "down" to 3`. */
function fitting(
  tier: TierInput,
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

function deriveSpine(
  fatTree: FatTreeInput,
  leaf: Tier,
  model: SwitchModel,
  fatTreeAt: string,
): Tier | Finding[] {
  const at = pointerTo(fatTreeAt, 'spine');
  const spine = fatTree.spine!;
  const up = leaf.up!;
  const cables = leaf.count * up;
  const downSplit = splitOf(model.portGbps, leaf.upGbps!);
  const capacity = spine.down ?? downSplit * room(spine, model, undefined);
  if (capacity < 1) return [finding(tierSize, 'tier-size-no-room', { model: model.name }, at)];
  const fits = divisors(up).filter((w) => cables / w <= capacity);
  const count = spine.count ?? fits[0];
  if (count === undefined) {
    const { count: leaves, down } = leaf;
    const args = { leaves, up, room: capacity, model: model.name, down };
    const stated = fatTree.leaf.up !== undefined;
    const place = stated ? pointerTo(fatTreeAt, 'leaf', 'up') : at;
    return [finding(portBudget, 'port-budget-spines', args, place)];
  }
  const least = Math.ceil(cables / capacity);
  if (count < least || (up % count !== 0 && fatTree.uneven !== 'deal')) {
    const args = { count, up, least, near: nearestCounts(fits, count) };
    return [finding(tierSize, 'tier-size-count', args, pointerTo(at, 'count'))];
  }
  const down = spine.down ?? Math.ceil(cables / count);
  const over = budget('spine', spine, model, at, { down, downSplit, up: 0, upSplit: 1 });
  return over ? [over] : { ...spine, count, down, upReserved: spine.upReserved ?? 0 };
}

function nearestCounts(fits: readonly number[], count: number): number[] {
  const below = fits.findLast((w) => w < count);
  const above = fits.find((w) => w > count);
  return [below, above].filter((w) => w !== undefined);
}

/** Ascending. `n` is at most the cables of a switch, so trial division is quick. */
function divisors(n: number): number[] {
  const small: number[] = [];
  for (let d = 1; d * d <= n; d++) if (n % d === 0) small.push(d);
  const large = small.map((d) => n / d).reverse();
  return large[0] === small.at(-1) ? small.concat(large.slice(1)) : small.concat(large);
}

const round = (n: number): number => Number(n.toFixed(3));
