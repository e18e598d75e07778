import type { Attachment } from '../../../spec/attachment.js';
import type { Attach, FatTree } from '../../../spec/topology.js';
import { present } from '../../../std/assert.js';
import type { Claim } from '../../family.js';

const [mostPlanes, mostWays] = [64, 16];

/**
 * What separates two hosts of a fat-tree of at most two tiers, whose hosts are of one kind. Two hosts of
 * a unit share all their leaves, and each has as many cables to one: all cables, or leaves, of a host
 * have to be lost. Between two units every leaf reaches every spine by as many cables: if a leaf has no
 * fewer cables up than one host has to it, all cables of a host get through side by side (spread over
 * all spines, in equal shares), and as many switches as there are of the scarcer kind, leaves of a host
 * or spines.
 */
export function connectivityClaims(
  attach: Attach,
  { leaf, spine, core }: FatTree,
  a: Attachment,
): Omit<Claim, 'scope'>[] {
  const { hosts } = a.entries[0]!;
  const slots = (attach.emptySlots ?? []).length + Object.keys(attach.slots ?? {}).length;
  if (core || a.entries.length > 1 || slots > 0 || hosts < 2) return [];
  // More planes, or ways into one, than any host has would take long to be measured.
  if (a.planes > mostPlanes || a.leavesPerUnit * a.hostPortsPerLeaf > mostWays) return [];
  const cables = a.planes * a.leavesPerUnit * a.hostPortsPerLeaf;
  const claim = (perPlane: number): Omit<Claim, 'scope'>[] => [
    { measure: 'cableConnectivity', value: cables },
    { measure: 'switchConnectivity', value: a.planes * perPlane },
  ];
  if (hosts <= present(attach.hostsPerUnit, 'hostsPerUnit')) return claim(a.leavesPerUnit);
  if (!spine || leaf.up! % spine.count !== 0 || leaf.up! < a.hostPortsPerLeaf) return [];
  return claim(Math.min(a.leavesPerUnit, spine.count));
}
