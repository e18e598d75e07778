import { splitOf } from '../../std/ratio.js';
import { formatCount, formatGbps } from '../../std/units.js';
import { betweenPlanes } from './cables.js';
import type { Exported } from './exporter.js';

/** A switch of the lowest tier of its plane set is a leaf there, and so is one with servers. */
export function leavesOf({ subject: { fabric } }: Exported): (vertex: number) => boolean {
  const { endpointCount, switches, planeSets, cableCount, lower, upper } = fabric;
  const serves = new Uint8Array(fabric.vertexCount);
  for (let c = 0; c < cableCount; c++) if (lower[c]! < endpointCount) serves[upper[c]!] = 1;
  const lowest = new Map(planeSets.map(({ id, tiers }) => [id, tiers[0]]));
  return (v) => {
    const { planeSet, tier } = switches[v - endpointCount]!;
    return serves[v] === 1 || tier === lowest.get(planeSet);
  };
}

/** Why a plane is no fabric of leaves and spines; null if it is one. */
export function misfit(exported: Exported, isLeaf: (vertex: number) => boolean): string | null {
  const { fabric } = exported.subject;
  const { endpointCount, lower, upper, cableId } = fabric;
  const plane = exported.planes[0]!;
  const between = betweenPlanes(fabric, plane);
  if (between !== undefined) {
    return `${cableId(between)} joins two planes, and hhfab knows none: take the exception out`;
  }
  for (const c of fabric.planes[plane]!.cables) {
    const [a, b] = [lower[c]!, upper[c]!];
    if (b < endpointCount) return `${cableId(c)} joins two NICs, and hhfab wires no such cable`;
    if (a < endpointCount || isLeaf(a) !== isLeaf(b)) continue;
    const what = isLeaf(a) ? 'two leaves' : 'two switches above the leaves';
    return `${cableId(c)} joins ${what}: hhfab builds two tiers, leaves and spines; containerlab and netbox take any`;
  }
  return oddSplit(exported);
}

/** Parts of a port, and their speeds in Gb/s (ValidatePortBreakoutMode of its api/wiring/v1beta1). */
const splitParts = new Set([1, 2, 4, 8]);
const splitSpeeds = new Set([1, 2.5, 5, 10, 20, 25, 40, 50, 100, 200, 400, 800]);

/** A port that is split as hhfab splits none; null if there is none. */
function oddSplit(exported: Exported): string | null {
  const { vertexIds } = exported.subject.fabric;
  for (const [v, ports] of splitsOf(exported)) {
    for (const [port, { parts, gbps }] of ports) {
      if (splitParts.has(parts) && splitSpeeds.has(gbps)) continue;
      return `${vertexIds[v]!}:${port} is split into ${parts} of ${formatGbps(gbps)}: hhfab splits into 2, 4 or 8 of 1 to 800 Gb/s; containerlab and netbox take any`;
    }
  }
  return null;
}

/** By switch: into what its ports are split, `"E1/5": "4x100G"`; a whole port is as fast as it is built. */
export function breakouts(exported: Exported): Map<number, string[]> {
  const text = ([port, { parts, gbps }]: [number, Split]) =>
    `"${portName(port, -1)}": "${parts}x${gbps}G"`;
  const ascending = (ports: Map<number, Split>) => [...ports].sort(([a], [b]) => a - b);
  return new Map([...splitsOf(exported)].map(([v, ports]) => [v, ascending(ports).map(text)]));
}

interface Split {
  readonly parts: number;
  readonly gbps: number;
}

/** By switch and port. */
function splitsOf({ subject: { fabric }, planes }: Exported): Map<number, Map<number, Split>> {
  const { endpointCount, switches, gbps, designGbps } = fabric;
  const { lower, lowerPort, lowerSub, upper, upperPort, upperSub } = fabric;
  const splits = new Map<number, Map<number, Split>>();
  const note = (vertex: number, port: number, sub: number, speed: number) => {
    if (sub < 0 || vertex < endpointCount) return;
    const { ports, portGbps, uplinkGbps } = switches[vertex - endpointCount]!.model;
    const parts = splitOf(port < ports ? portGbps : uplinkGbps, speed);
    const ofSwitch = splits.get(vertex) ?? new Map<number, Split>();
    splits.set(vertex, ofSwitch.set(port, { parts, gbps: speed }));
  };
  for (const c of fabric.planes[planes[0]!]!.cables) {
    const speed = designGbps.get(c) ?? gbps[c]!;
    note(lower[c]!, lowerPort[c]!, lowerSub[c]!, speed);
    note(upper[c]!, upperPort[c]!, upperSub[c]!, speed);
  }
  return splits;
}

/** `E1/33`, and `E1/5/2` of a split port: what profiles of `hhfab` call ports. */
export const portName = (port: number, sub: number): string =>
  sub < 0 ? `E1/${port + 1}` : `E1/${port + 1}/${sub + 1}`;

/** A model as `hhfab` would call its profile: `celestica-ds5000`. */
export const profileOf = (model: string): string =>
  model
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'switch';

/** What fabric configurations of `hhfab` have room for unless changed (pkg/fab/defaults.go). */
const defaults = { leaves: 433, switches: 1018, fabricLinks: 16_384 };

/** Where a plane has more than the default ranges of addresses and AS numbers. */
export function beyondDefaults(
  { subject: { fabric }, planes }: Exported,
  isLeaf: (vertex: number) => boolean,
): string[] {
  const { id, switches, cables } = fabric.planes[planes[0]!]!;
  const leaves = switches.filter(isLeaf).length;
  const links = cables.filter((c) => fabric.lower[c]! >= fabric.endpointCount).length;
  const room = (count: number, most: number, what: string, range: string) =>
    count <= most
      ? []
      : [
          `${id} has ${formatCount(count)} ${what}, the default ${range} ends at ${formatCount(most)}: widen it in fab.yaml`,
        ];
  return [
    ...room(leaves, defaults.leaves, 'leaves', 'range of AS numbers'),
    ...room(switches.length, defaults.switches, 'switches', 'management subnet'),
    ...room(links, defaults.fabricLinks, 'cables between switches', 'fabric subnet'),
  ];
}
