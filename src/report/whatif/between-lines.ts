import { formatCount, formatCounted, formatGbps } from '../../std/units.js';
import type { Between, Reach } from '../../whatif/between.js';

/** How two NICs, or two hosts, reach each other on every side. */
export function betweenLines({ a, b, healthy, failed, compared }: Between): string[] {
  const side = (name: string, reach: Reach, further: boolean) => [
    `  ${name.padEnd(12)} ${reachWords(a, b, reach)}`,
    ...waysLine(reach),
    ...separationLines(reach, further),
  ];
  return [
    `between ${a} and ${b}`,
    ...side('healthy', healthy, false),
    ...side('failed', failed, true),
    ...(compared ? side('compared', compared, true) : []),
  ];
}

/** "32 shortest paths; 1 has no cable in common with others, 400 Gb/s at most". */
function waysLine({ shortestPaths, disjointPaths, capacityGbps, path }: Reach): string[] {
  if (!path || !disjointPaths || capacityGbps === null) return [];
  const { cables, switches } = disjointPaths;
  const apart =
    switches === null
      ? `${formatCount(cables)} without a common cable`
      : `${formatCount(cables)} without a common cable, ${formatCount(switches)} without a common switch`;
  return [
    `               ${formatCounted(shortestPaths, 'shortest path')}; ${apart}; at most ${formatGbps(capacityGbps)}`,
  ];
}

/** "separated by 1 cable (cable:…), by 1 switch (switch:…)"; nothing where nothing joins them. */
function separationLines({ separatedBy }: Reach, further: boolean): string[] {
  if (!separatedBy || separatedBy.cables.length === 0) return [];
  const { cables, switches } = separatedBy;
  const more = further ? 'further ' : '';
  const second = switches ? lostWords(more, 'switch', switches) : `no number of ${more}switches`;
  return [`               separated by ${lostWords(more, 'cable', cables)}, by ${second}`];
}

const mostNamed = 3;

function lostWords(more: string, noun: string, ids: readonly string[]): string {
  const named = ids.slice(0, mostNamed).map((id) => `${noun}:${id}`);
  const rest = ids.length - named.length;
  const others = rest > 0 ? ` and ${formatCount(rest)} more` : '';
  return `${formatCounted(ids.length, more + noun)} (${named.join(', ')}${others})`;
}

function reachWords(a: string, b: string, { path, planes, relay }: Reach): string {
  if (path) {
    const where = planes.length === 1 ? planes[0]! : `${formatCount(planes.length)} planes`;
    return `${path.hops} hops in ${where}: ${path.vertices.join(' – ')}`;
  }
  if (relay) {
    const over = relay.handOvers.map(({ host, from, to }) => `${host} (${from} to ${to})`);
    const { hops, vertices } = relay.path;
    return `no switch path; they meet only inside a host: handed over in ${over.join(' and in ')}, ${hops} hops: ${vertices.join(' – ')}`;
  }
  return hostOf(a) === hostOf(b)
    ? 'no switch path; they meet only inside their host'
    : 'no path, not even through another NIC of either host';
}

const hostOf = (id: string): string => id.split('/')[0]!;
