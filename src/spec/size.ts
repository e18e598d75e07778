import { pointerTo } from '../finding/pointer.js';
import { type Finding, finding } from '../finding/rule.js';
import { attachmentOf } from './attachment.js';
import { sizeLimit } from './rules.js';
import type { Topology, TopologyInput } from './topology.js';

export interface Limits {
  /** Cables, and switches, of a whole topology. */
  readonly maxCables: number;
}

/** Limits that hold unless the user raises them: about 1 GB of memory. */
export const defaultLimits: Limits = { maxCables: 1_000_000 };

/** What a plane set expands to, in closed form. */
export interface PlaneSetSize {
  readonly planes: number;
  readonly endpointCables: number;
  readonly switchCables: number;
  readonly switches: number;
}

/** The size of a plane set, from the normalised document alone. */
export function sizeOf(topology: Topology, planeSet: string): PlaneSetSize {
  const { attach, fatTree } = topology.planes[planeSet]!;
  const { entries, planes } = attachmentOf(attach, topology);
  const { leaf, spine } = fatTree;
  return {
    planes,
    endpointCables: entries.reduce((sum, e) => sum + e.hosts * e.nics * e.ports, 0),
    switchCables: spine ? planes * leaf.count * leaf.up! : 0,
    switches: planes * (leaf.count + (spine?.count ?? 0)),
  };
}

/** Refuses a topology whose endpoints alone are above the limits, before tiers are derived. */
export function endpointCableFindings(
  { planes }: TopologyInput,
  models: Parameters<typeof attachmentOf>[1],
  { maxCables: limit }: Limits,
): Finding[] {
  const cables = Object.values(planes).map(({ attach }) =>
    attachmentOf(attach, models).entries.reduce((sum, e) => sum + e.hosts * e.nics * e.ports, 0),
  );
  return overLimit('size-limit-cables', Object.keys(planes), cables, limit);
}

/** Refuses a topology above the limits, before anything is expanded. */
export function sizeFindings(topology: Topology, { maxCables: limit }: Limits): Finding[] {
  const names = Object.keys(topology.planes);
  const sizes = names.map((name) => sizeOf(topology, name));
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
  code: 'size-limit-cables' | 'size-limit-switches',
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
