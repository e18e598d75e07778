import { pointerTo } from '../finding/pointer.js';
import { type Finding, finding } from '../finding/rule.js';
import { attachmentOf } from './attachment.js';
import { sizeLimit } from './rules.js';
import type { Topology } from './topology.js';

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

/** Refuses a topology above the limits, before anything is expanded. */
export function sizeFindings(topology: Topology, { maxCables: limit }: Limits): Finding[] {
  const names = Object.keys(topology.planes);
  const sizes = names.map((name) => sizeOf(topology, name));
  const cables = sizes.reduce((sum, size) => sum + size.endpointCables + size.switchCables, 0);
  const switches = sizes.reduce((sum, size) => sum + size.switches, 0);
  const largest =
    names[sizes.findIndex((size) => size.switches === Math.max(...sizes.map((s) => s.switches)))]!;
  const place = { pointer: pointerTo('', 'planes', largest), part: 'key' } as const;
  if (cables > limit) return [finding(sizeLimit, 'size-limit-cables', { cables, limit }, place)];
  if (switches > limit) {
    return [finding(sizeLimit, 'size-limit-switches', { switches, limit }, place)];
  }
  return [];
}
