import { planeId } from '../../../fabric/ids.js';
import type { Attachment } from '../../../spec/attachment.js';
import { sizeOf } from '../../../spec/size.js';
import type { Attach, FatTree } from '../../../spec/topology.js';
import { present } from '../../../std/assert.js';
import { ratioText } from '../../../std/ratio.js';
import type { Claim, FamilyQuestion } from '../../family.js';

/**
 * What a fat-tree of one or two tiers promises, by closed formulas of its numbers. Where hosts fill
 * their units unevenly there is no formula, and nothing is claimed.
 */
export function claims({
  topology,
  name,
  planeSet,
  placed: { attachment: a },
}: FamilyQuestion): Claim[] {
  const attach = present(planeSet.attach, 'attach');
  const fatTree = present(planeSet.fatTree, 'fatTree');
  const size = sizeOf(topology, name);
  const { leaf, spine } = fatTree;
  const sum = (of: (e: Attachment['entries'][number]) => number) =>
    a.entries.reduce((total, entry) => total + of(entry), 0);
  const hosts = new Map(a.entries.map((entry) => [entry.hostGroup, entry.hosts]));
  const set: Omit<Claim, 'scope'>[] = [
    { measure: 'planes', value: size.planes },
    { measure: 'hosts', value: [...hosts.values()].reduce((x, y) => x + y, 0) },
    { measure: 'endpoints', value: sum((e) => e.hosts * e.nics) },
    { measure: 'ports', value: size.endpointCables },
    { measure: 'switches', name: 'leaf', value: size.planes * leaf.count },
    { measure: 'cables', name: 'endpoint', value: size.endpointCables },
    { measure: 'cables', name: 'switch', value: size.switchCables },
  ];
  if (spine) {
    set.push({ measure: 'switches', name: 'spine', value: size.planes * spine.count });
    if (leaf.up! % spine.count === 0) {
      const value = leaf.up! / spine.count;
      set.push({ measure: 'cablesPerPair', name: 'leaf-spine', value });
    }
    const ratio = leafOversubscription(attach, fatTree, a);
    if (ratio) set.push({ measure: 'oversubscription', name: 'leaf', value: ratio });
  }
  const bisection = planeBisection(attach, fatTree, a);
  const planes = Array.from({ length: bisection === null ? 0 : size.planes }, (_, p) => ({
    scope: planeId(name, p),
    measure: 'bisectionGbps' as const,
    value: bisection!,
  }));
  return [...set.map((claim) => ({ scope: name, ...claim })), ...planes];
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
function leafOversubscription(attach: Attach, { leaf }: FatTree, a: Attachment): string | null {
  if (!fillsInOrder(attach, a) || leaf.upReserved > 0) return null;
  const { hosts, portGbps } = a.entries[0]!;
  const ports = Math.min(hosts, present(attach.hostsPerUnit, 'hostsPerUnit')) * a.hostPortsPerLeaf;
  return ratioText(ports * portGbps, leaf.up! * leaf.upGbps!);
}

/**
 * Bisection of a plane whose l leaves are full, with n endpoints of rate r each and uplinks of
 * capacity U spread evenly. A cut with a ≤ l/2 leaves on the smaller side costs a·U, plus r for
 * each endpoint that must change sides to make the halves equal: linear in a, so least at an end.
 */
function planeBisection(attach: Attach, { leaf, spine }: FatTree, a: Attachment): number | null {
  const { hosts, portGbps } = a.entries[0]!;
  const leaves = leaf.count;
  const units = leaves / a.leavesPerUnit;
  const hostsPerUnit = present(attach.hostsPerUnit, 'hostsPerUnit');
  const full = fillsInOrder(attach, a) && hosts === units * hostsPerUnit;
  const wholeEndpoints = !a.leafPerPort || a.portsInPlane === 1;
  if (!full || !wholeEndpoints) return null;
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
