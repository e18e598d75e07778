import { pointerTo } from '../finding/pointer.js';
import { type Finding, finding } from '../finding/rule.js';
import { type AttachEntry, attachmentOf } from './attachment.js';
import type { CableContext } from './cables/cable-end.js';
import { cableListOf, listedCount } from './cables/cable-list.js';
import { isBuilt } from './described.js';
import { familyOf, switchCableCount, tiersOf } from './families/shape.js';
import { sizeLimit } from './rules.js';
import type { TopologyInput } from './topology.js';

export interface Limits {
  /** Cables, and switches, of a whole topology. */
  readonly maxCables: number;
}

/** Planes of a whole topology: far more than anybody builds, few enough to be compared in pairs. */
export const maxPlanes = 4096;

/** Limits that hold unless the user raises them: about 1 GB of memory. */
export const defaultLimits: Limits = { maxCables: 1_000_000 };

/** What a plane set expands to, or would, in closed form. */
export interface PlaneSetSize {
  readonly planes: number;
  readonly endpointCables: number;
  readonly switchCables: number;
  readonly switches: number;
}

/** The size of a plane set, from the normalised document alone. */
export function sizeOf(context: CableContext, planeSet: string): PlaneSetSize {
  const set = context.planes[planeSet]!;
  const attachment = set.attach ? attachmentOf(set.attach, context) : null;
  const family = familyOf(set);
  const planes = attachment?.planes ?? 1;
  const listed = cableListOf(context, planeSet).cables;
  const listedEndpoint = listed.filter(({ lower }) => lower.kind === 'nic').length;
  const attached = attachment && family ? portsIn(attachment.entries) : 0;
  return {
    planes,
    endpointCables: attached + listedEndpoint,
    switchCables: planes * switchCableCount(set) + listed.length - listedEndpoint,
    switches: planes * tiersOf(set).reduce((sum, { count }) => sum + count, 0),
  };
}

const portsIn = (entries: readonly AttachEntry[]): number =>
  entries.reduce((sum, { hosts, nics, ports }) => sum + hosts * nics * ports, 0);

/**
 * Refuses a topology whose endpoints or planes alone are above the limits, before tiers are derived;
 * plane sets whose `attach` is wrong are left out. What is described only has no cables, but its hosts
 * are given slots: these are bounded by the same number.
 */
export function endpointCableFindings(
  { planes }: TopologyInput,
  models: Parameters<typeof attachmentOf>[1],
  sound: ReadonlySet<string>,
  { maxCables: limit }: Limits,
): Finding[] {
  const names = Object.keys(planes);
  const attachments = Object.entries(planes).map(([name, { attach }]) =>
    attach && sound.has(name) ? attachmentOf(attach, models) : null,
  );
  const sizes = attachments.map((one, i) => {
    const built = isBuilt(planes[names[i]!]!);
    const hosts = (one?.entries ?? []).reduce((sum, entry) => sum + entry.hosts, 0);
    return { cables: one && built ? portsIn(one.entries) : 0, described: built ? 0 : hosts };
  });
  const of = (key: keyof (typeof sizes)[number]) => sizes.map((size) => size[key]);
  const [tooMany] = [
    ...overLimit('size-limit-cables', names, of('cables'), limit),
    ...overLimit('size-limit-hosts', names, of('described'), limit),
    ...overLimit(
      'size-limit-planes',
      names,
      attachments.map((one) => one?.planes ?? 1),
      maxPlanes,
    ),
  ];
  return tooMany ? [tooMany] : [];
}

/** Refuses lists of cables whose ranges alone are above the limits. */
export function listedCountFindings(
  context: CableContext,
  { maxCables: limit }: Limits,
): Finding[] {
  const names = Object.keys(context.planes);
  const cables = names.map((name) => {
    const { attach, cables } = context.planes[name]!;
    return listedCount(cables, attach ? attachmentOf(attach, context).planes : 1);
  });
  return overLimit('size-limit-cables', names, cables, limit);
}

/** Refuses a topology above the limits, before anything is expanded. */
export function sizeFindings(context: CableContext, { maxCables: limit }: Limits): Finding[] {
  const names = Object.keys(context.planes).filter((name) => isBuilt(context.planes[name]!));
  const sizes = names.map((name) => sizeOf(context, name));
  const cables = sizes.map(({ endpointCables, switchCables }) => endpointCables + switchCables);
  const switches = sizes.map((size) => size.switches);
  const [tooMany] = [
    ...overLimit('size-limit-cables', names, cables, limit),
    ...overLimit('size-limit-switches', names, switches, limit),
  ];
  return tooMany ? [tooMany] : [];
}

/** One finding, at the plane set that asks for most. */
function overLimit(
  code: 'size-limit-cables' | 'size-limit-switches' | 'size-limit-planes' | 'size-limit-hosts',
  names: readonly string[],
  counts: readonly number[],
  limit: number,
): Finding[] {
  const count = counts.reduce((sum, n) => sum + n, 0);
  if (count <= limit) return [];
  const largest = names[counts.indexOf(Math.max(...counts))]!;
  const place = { pointer: pointerTo('', 'planes', largest), part: 'key' } as const;
  return [finding(sizeLimit, code, { count, limit }, place)];
}
