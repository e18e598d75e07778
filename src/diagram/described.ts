import { formatCount, formatCounted, formatGbps, formatSpeed } from '../std/units.js';
import { hueOf } from './draft.js';
import type { Box, Detail, Frame, FrameSet, Link, Slot } from './model.js';
import { boxId, lastPart, rangeText, type Speeds } from './names.js';
import { representatives, runs } from './representatives.js';

/** A plane set that is sized by formulas, as far as a picture shows it. */
export interface DescribedSet {
  readonly id: string;
  readonly hosts: number;
  readonly endpoints: number;
  /** Of one plane, lowest first. */
  readonly tiers: readonly DescribedTier[];
  /** Cables between two tiers of one plane, or (`lower` is `upper`) within one. */
  readonly joints: readonly DescribedJoint[];
  /** By plane. */
  readonly planes: readonly DescribedPlane[];
}

export interface DescribedTier {
  readonly name: string;
  readonly count: number;
  /** Model and ports. */
  readonly lines: readonly string[];
}

export interface DescribedJoint {
  readonly lower: string;
  readonly upper: string;
  readonly kind: string;
  readonly cables: number;
  /** Of each. */
  readonly gbps: number;
}

export interface DescribedPlane {
  readonly id: string;
  /** Of NICs, the sum of their speeds, and the slowest and fastest of these. */
  readonly cables: number;
  readonly gbps: number;
  readonly speeds: Speeds;
}

interface DescribedParts {
  readonly sets: readonly FrameSet[];
  readonly boxes: readonly Box[];
  readonly links: readonly Link[];
}

/** So many planes of a set have a frame of their own in an overview. */
const mostPlanes = 5;

/** Plane sets of which nothing is built: a box for each tier, as wide cables as there would be.; their colours follow those of the planes before them. */
export function described(
  sets: readonly DescribedSet[],
  level: Detail,
  planesBefore: number,
): DescribedParts {
  let next = planesBefore;
  const parts = sets.map((set) => {
    const part = partsOf(set, level, next);
    next += set.planes.length;
    return part;
  });
  return {
    sets: parts.flatMap((part) => part.sets),
    boxes: parts.flatMap((part) => part.boxes),
    links: parts.flatMap((part) => part.links),
  };
}

/** A plane, or those that are counted together. */
interface Column {
  readonly id: string;
  readonly rest: boolean;
  readonly hue: number | null;
  readonly planes: readonly DescribedPlane[];
}

function partsOf(set: DescribedSet, level: Detail, firstIndex: number): DescribedParts {
  const indices = new Map(set.planes.map((plane, i) => [plane, firstIndex + i]));
  const first = new Set(set.planes.slice(0, 1));
  const shown = level === 'plane' ? first : representatives(set.planes, mostPlanes);
  const columns = runs(set.planes, shown).flatMap((run): Column[] => {
    const ids = run.items.map(({ id }) => id);
    if (run.rest) {
      const id = boxId(ids);
      return [{ id, rest: true, hue: null, planes: run.items }];
    }
    return run.items.map((plane) => ({
      id: plane.id,
      rest: false,
      hue: hueOf(indices.get(plane)!),
      planes: [plane],
    }));
  });
  const label = `${set.id}: ${formatCounted(set.planes.length, 'plane')}, described only`;
  const frames = columns.map((column) => frameOf(column));
  return {
    sets: [{ id: set.id, label, captions: [], frames }],
    boxes: [...columns.flatMap((column) => boxesOf(set, column)), hostBox(set, columns)],
    links: columns.flatMap((column) => linksOf(set, column)),
  };
}

const blank = { mark: null, status: null, described: true, shape: 'rows', panels: [] } as const;

function frameOf({ id, rest, hue, planes }: Column): Frame {
  const label = rest ? rangeText(planes.map((plane) => plane.id)) : id;
  const lines = rest ? [] : ['described only:', 'not built, not verified'];
  return { id, label, lines, hue, rest, ...blank };
}

const plain = {
  kind: 'switch',
  panel: null,
  cell: null,
  focus: false,
  terse: false,
  slots: [],
  status: null,
} as const;

const tierId = ({ id }: Column, tier: string): string => `${id}/${tier}*`;

function boxesOf(set: DescribedSet, column: Column): Box[] {
  const { id, rest, hue, planes } = column;
  if (rest) {
    const lines = set.tiers.map(({ name, count }) => formatCounted(count * planes.length, name));
    const within = set.joints.reduce((sum, { cables }) => sum + cables, 0) * planes.length;
    const name = formatCounted(planes.length, 'more plane');
    const count = set.tiers.reduce((sum, tier) => sum + tier.count, 0) * planes.length;
    const tip = `${id}: ${lines.join(', ')}, by formula`;
    const more = { noun: 'switch', row: 1, frame: id, name, lines, count, rest, hue, within, tip };
    return [{ ...plain, id: `${id}/*`, ...more }];
  }
  return set.tiers.map((tier, t) => {
    const own = set.joints.filter(({ lower, upper }) => lower === tier.name && upper === lower);
    const joined = own.map((joint) => `${words(joint)} ${joint.kind}`);
    const lines = [...tier.lines, ...joined];
    const name = formatCounted(tier.count, tier.name);
    return {
      ...plain,
      id: tierId(column, tier.name),
      row: 1 + t,
      frame: id,
      name,
      noun: tier.name,
      lines,
      count: tier.count,
      rest,
      hue,
      within: own.reduce((sum, { cables }) => sum + cables, 0),
      tip: `${id}: ${[name, ...lines].join(', ')}, by formula`,
    };
  });
}

const words = ({ cables, gbps }: Pick<DescribedJoint, 'cables' | 'gbps'>): string =>
  `${formatCount(cables)} × ${formatSpeed(gbps)}`;

function hostBox(set: DescribedSet, columns: readonly Column[]): Box {
  const { id, hosts, endpoints } = set;
  const name = formatCounted(hosts, 'host');
  const slots = columns.map((column): Slot => {
    const { cables, gbps } = attached(column);
    const tip = `${column.id}: ${formatCounted(cables, 'NIC port')}, ${formatGbps(gbps)}`;
    const last = (plane: DescribedPlane) => lastPart(plane.id);
    const text = rangeText(column.planes.map(last));
    return { id: `${id}/hosts/${text}`, name: text, hue: column.hue, status: null, tip };
  });
  const lines = [formatCounted(endpoints, 'NIC'), 'described only'];
  const tip = `${name}, ${lines.join(', ')}`;
  const place = { row: 0, frame: null, hue: null, within: 0, noun: 'host' };
  return {
    ...plain,
    ...place,
    id: `${id}/hosts`,
    kind: 'host',
    name,
    lines,
    count: hosts,
    rest: false,
    slots,
    tip,
  };
}

/** What hosts are cabled to a plane with, or to several. */
const attached = ({ planes }: Column): DescribedPlane =>
  planes.reduce((sum, plane) => ({
    id: sum.id,
    cables: sum.cables + plane.cables,
    gbps: sum.gbps + plane.gbps,
    speeds: {
      min: Math.min(sum.speeds.min, plane.speeds.min),
      max: Math.max(sum.speeds.max, plane.speeds.max),
    },
  }));

function linksOf(set: DescribedSet, column: Column): Link[] {
  const first = set.tiers[0];
  if (!first) return [];
  const last = (plane: DescribedPlane) => lastPart(plane.id);
  const all = attached(column);
  const target = column.rest ? `${column.id}/*` : tierId(column, first.name);
  const slot = `${set.id}/hosts/${rangeText(column.planes.map(last))}`;
  const hosts = linkOf(column, all, { box: `${set.id}/hosts`, slot }, target);
  const between = column.rest ? [] : set.joints.filter(({ lower, upper }) => lower !== upper);
  const tiers = between.map((joint) => {
    const end = { box: tierId(column, joint.lower), slot: null };
    const { cables, gbps } = joint;
    const carries = { cables, gbps: cables * gbps, speeds: { min: gbps, max: gbps } };
    return linkOf(column, carries, end, tierId(column, joint.upper));
  });
  return [...(all.cables > 0 ? [hosts] : []), ...tiers];
}

function linkOf(
  { hue, rest }: Column,
  { cables, gbps, speeds }: Omit<DescribedPlane, 'id'>,
  lower: { readonly box: string; readonly slot: string | null },
  upper: string,
): Link {
  const id = `${lower.slot ?? lower.box}--${upper}`;
  return {
    id,
    lower: { ...lower, port: null },
    upper: { box: upper, slot: null, port: null },
    cables,
    gbps,
    speeds,
    rest,
    hue,
    status: null,
    tip: `${id}: ${formatCounted(cables, 'cable')}, ${formatGbps(gbps)}, by formula`,
  };
}
