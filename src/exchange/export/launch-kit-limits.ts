import { cablesOf } from './cables.js';
import type { Exported } from './exporter.js';
import type { Spectrum } from './spectrum.js';

/** Largest numbers that l8k has bits for (spectrumx/addressing.go); IPv6 has a byte for each. */
const ipv4 = { rail: 7, 'unit (su)': 63, pod: 31, 'host of a unit': 127 } as const;
const ipv6 = 255;

/**
 * What does not fit into the addresses that l8k makes of a topology: too much for any is a problem, too
 * much for IPv4 a note.
 */
export function limitsOf(
  exported: Exported,
  { placeOf }: Spectrum,
): { readonly notes: string[] } | { readonly problem: string } {
  const { lower, endpointCount, hostOf, hostIds } = exported.subject.fabric;
  const most = { rail: 0, 'unit (su)': 0, pod: 0, 'host of a unit': 0 };
  const hostsAt = new Map<string, Set<number>>();
  const unitless = new Set<boolean>();
  for (const c of cablesOf(exported)) {
    if (lower[c]! >= endpointCount) continue;
    const host = hostOf[lower[c]!]!;
    const { rail, su, pod } = placeOf(c);
    const hosts = hostsAt.get(`${pod} ${su}`) ?? new Set();
    hostsAt.set(`${pod} ${su}`, hosts.add(host));
    unitless.add(su < 0);
    if (unitless.size > 1) {
      return {
        problem: `${hostIds[host]!} is in a unit and others are in none: their addresses would be the same`,
      };
    }
    most.rail = Math.max(most.rail, rail);
    most['unit (su)'] = Math.max(most['unit (su)'], su);
    most.pod = Math.max(most.pod, pod);
    most['host of a unit'] = Math.max(most['host of a unit'], hosts.size - 1);
  }
  const keys = Object.keys(ipv4) as (keyof typeof ipv4)[];
  const beyond = keys.find((key) => most[key] > ipv6);
  if (beyond !== undefined) {
    return {
      problem: `${beyond} ${most[beyond]} is above ${ipv6}, the largest that l8k has a byte for; numbers start at 0`,
    };
  }
  const tight = keys.filter((key) => most[key] > ipv4[key]);
  const list = tight.map((key) => `${key} ${most[key]} (at most ${ipv4[key]})`).join(', ');
  return { notes: tight.length === 0 ? [] : [`too large for the IPv4 addresses of l8k: ${list}`] };
}
