import { planeId } from '../../../fabric/ids.js';
import type { Attachment } from '../../../spec/attachment.js';
import { uplinkGbpsOf } from '../../../spec/families/cable-speed.js';
import { sizeOf } from '../../../spec/size.js';
import type { Attach, FatTree, Tier, Topology } from '../../../spec/topology.js';
import { present } from '../../../std/assert.js';
import { ratioText } from '../../../std/ratio.js';
import { own } from '../../../std/record.js';
import type { Claim, ClaimQuestion } from '../../family.js';
import { connectivityClaims } from './connectivity-claims.js';
import { type Step, stepsOf } from './steps.js';

/**
 * What a fat-tree promises, by closed formulas of its numbers. Where hosts fill their units unevenly
 * there is no formula, and nothing is claimed.
 */
export function claims(question: ClaimQuestion): Claim[] {
  const { topology, name, planeSet, attachment: a } = question;
  const attach = present(planeSet.attach, 'attach');
  const fatTree = present(planeSet.fatTree, 'fatTree');
  const { planes, endpointCables, switchCables } = sizeOf(topology, name);
  const steps = stepsOf(fatTree, a);
  const sum = (of: (e: Attachment['entries'][number]) => number) =>
    a.entries.reduce((total, entry) => total + of(entry), 0);
  const hosts = new Map(a.entries.map((entry) => [entry.hostGroup, entry.hosts]));
  const set: Omit<Claim, 'scope'>[] = [
    { measure: 'planes', value: planes },
    { measure: 'hosts', value: [...hosts.values()].reduce((x, y) => x + y, 0) },
    { measure: 'endpoints', value: sum((e) => e.hosts * e.nics) },
    { measure: 'ports', value: endpointCables },
    ...switchClaims(fatTree, planes),
    { measure: 'cables', name: 'endpoint', value: endpointCables },
    { measure: 'cables', name: 'switch', value: switchCables },
    ...steps.flatMap((step) => stepClaims(step, steps, planes)),
    ...oversubscriptionClaims(question, steps),
    ...connectivityClaims(attach, fatTree, a),
  ];
  const bisection = planeBisection(attach, fatTree, a);
  const inPlanes = Array.from({ length: bisection === null ? 0 : planes }, (_, p) => ({
    scope: planeId(name, p),
    measure: 'bisectionGbps' as const,
    value: bisection!,
  }));
  return [...set.map((claim) => ({ scope: name, ...claim })), ...inPlanes];
}

type SetClaim = Omit<Claim, 'scope'>;

const switchClaims = ({ leaf, spine, core }: FatTree, planes: number): SetClaim[] =>
  Object.entries({ leaf, spine, core }).flatMap(([name, tier]) =>
    tier ? [{ measure: 'switches', name, value: planes * tier.count }] : [],
  );

/** Cables between two tiers, where they are not all of the switch cables, and those of a pair. */
function stepClaims(
  { kind, lower, parents, up }: Step,
  steps: readonly Step[],
  planes: number,
): SetClaim[] {
  const value = planes * lower.count * up;
  return [
    ...(steps.length > 1 ? [{ measure: 'cables' as const, name: kind, value }] : []),
    ...(up % parents === 0
      ? [{ measure: 'cablesPerPair' as const, name: kind, value: up / parents }]
      : []),
  ];
}

/** The worst switch of each tier that has capacity up. */
function oversubscriptionClaims(
  { topology, planeSet, attachment }: ClaimQuestion,
  steps: readonly Step[],
): SetClaim[] {
  const { leaf } = present(planeSet.fatTree, 'fatTree');
  const attach = present(planeSet.attach, 'attach');
  const claim = (name: string, tier: Tier, downGbps: number | null): SetClaim[] => {
    const up = upGbps(topology, tier);
    if (downGbps === null || up === 0) return [];
    return [{ measure: 'oversubscription', name, value: ratioText(downGbps, up) }];
  };
  return [
    ...claim('leaf', leaf, fullestLeafGbps(attach, attachment)),
    // Dealing fills parents in turn: the first has its share of the cables, rounded up.
    ...steps.flatMap(({ kind, lower, upper, children, parents, up }) =>
      claim(
        kind === 'leaf-spine' ? 'spine' : 'core',
        upper,
        Math.ceil((children * up) / parents) * present(lower.upGbps, 'upGbps'),
      ),
    ),
  ];
}

/** Capacity up of a switch: its uplinks, and ports kept for a tier outside the file. */
function upGbps({ switchModels }: Topology, tier: Tier): number {
  const model = present(own(switchModels, tier.model), tier.model);
  return (tier.up ?? 0) * (tier.upGbps ?? 0) + tier.upReserved * uplinkGbpsOf(model);
}

/** Hosts of one kind fill the slots from 0 on, and each has all rails and ports. */
function fillsInOrder(attach: Attach, a: Attachment): boolean {
  return (
    a.entries.length === 1 &&
    (attach.emptySlots ?? []).length === 0 &&
    Object.keys(attach.slots ?? {}).length === 0
  );
}

/** The fullest leaf has the ports of a full unit (or of all hosts, if they are fewer). */
function fullestLeafGbps(attach: Attach, a: Attachment): number | null {
  if (!fillsInOrder(attach, a)) return null;
  const { hosts, portGbps } = a.entries[0]!;
  const most = Math.min(hosts, present(attach.hostsPerUnit, 'hostsPerUnit'));
  return most * a.hostPortsPerLeaf * portGbps;
}

/**
 * Bisection of a plane whose l leaves are full, with n endpoints of rate r each and uplinks of
 * capacity U spread evenly. A cut with a ≤ l/2 leaves on the smaller side costs a·U, plus r for
 * each endpoint that must change sides to make the halves equal: linear in a, so least at an end.
 * Nothing is claimed above two tiers.
 */
function planeBisection(
  attach: Attach,
  { leaf, spine, core }: FatTree,
  a: Attachment,
): number | null {
  const { hosts, portGbps } = a.entries[0]!;
  const leaves = leaf.count;
  const units = leaves / a.leavesPerUnit;
  const hostsPerUnit = present(attach.hostsPerUnit, 'hostsPerUnit');
  const full = fillsInOrder(attach, a) && hosts === units * hostsPerUnit;
  const wholeEndpoints = !a.leafPerPort || a.portsInPlane === 1;
  if (core || !full || !wholeEndpoints) return null;
  const rate = a.portsInPlane * portGbps;
  const perLeaf = (hostsPerUnit * a.hostPortsPerLeaf) / a.portsInPlane;
  const n = leaves * perLeaf;
  const one = Math.floor(n / 2) * rate;
  if (!spine) return leaves === 1 ? one : null;
  if (leaf.up! % spine.count !== 0) return null;
  const halves = Math.floor(leaves / 2);
  const moved = Math.max(0, Math.ceil(leaves / 2) * perLeaf - Math.ceil(n / 2));
  return Math.min(one, halves * leaf.up! * leaf.upGbps! + moved * rate);
}
