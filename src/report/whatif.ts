import { jsonText } from '../std/pretty-json.js';
import { printableLine } from '../std/terminal.js';
import { formatCount, formatCounted, formatGbps, formatRange } from '../std/units.js';
import type { Between, Reach } from '../whatif/between.js';
import type { BisectionGbps, PlaneAnswer, PlaneSetAnswer, WhatIf } from '../whatif/whatif.js';
import { formatFraction } from './fraction.js';

/** An answer with the topology that it is about. */
export interface WhatIfReport extends WhatIf {
  readonly version: 1;
  readonly topology: { readonly name: string; readonly file: string };
}

export const whatIfJson = (report: WhatIfReport): string => jsonText(report);

/** Healthy against failed, for people. */
export function whatIfText({ topology, faults, healthy, failed, between }: WhatIfReport): string {
  const lines = [`${topology.name}: what if`];
  for (const { fault, parts, first } of faults) {
    const matched = parts === 1 ? '' : ` (${formatCount(parts)} parts, first ${first})`;
    const what = fault.includes('@') ? 'slower' : 'down  ';
    lines.push(`  ${what}  ${printableLine(fault)}${matched}`);
  }
  for (const [name, after] of Object.entries(failed.planeSets)) {
    lines.push('', ...planeSetLines(name, healthy.planeSets[name]!, after));
    const members = failed.planes.filter(({ plane }) => plane.startsWith(`${name}/`));
    lines.push(...planeLines(members, healthy.planes));
  }
  if (between) lines.push('', ...betweenLines(between));
  return `${lines.join('\n')}\n`;
}

function planeSetLines(name: string, before: PlaneSetAnswer, after: PlaneSetAnswer): string[] {
  const cut = after.endpointsCutOff;
  const pairs = after.planesPerHostPair;
  const meet =
    pairs === null
      ? 'there is no pair of hosts'
      : after.hostPairsCutOff > 0
        ? `${formatCounted(after.hostPairsCutOff, 'host pair')} cut off: they meet in no plane`
        : pairs.min === pairs.max
          ? `all host pairs still meet, in ${formatCounted(pairs.min, 'plane')}`
          : `all host pairs still meet, in ${pairs.min} to ${formatCounted(pairs.max, 'plane')}`;
  return [
    `${name}`,
    `  bisection    ${change(before.bisectionGbps, after.bisectionGbps)}`,
    `  cut off      ${cut === 0 ? 'nobody' : `${formatCounted(cut, 'endpoint')}, at most ${after.endpointsCutOffPerHost} of a host; ${after.hostsCutOff === 0 ? 'no host' : formatCounted(after.hostsCutOff, 'host')} entirely`}`,
    `  host pairs   ${meet}`,
  ];
}

/** "3.28 Tb/s → 3.26 Tb/s (keeps 255/256)". */
function change(before: BisectionGbps, after: BisectionGbps): string {
  if (before.exact && after.exact) {
    if (before.upper === after.upper) return `${formatGbps(after.upper)}, unchanged`;
    const kept = formatFraction(after.upper, before.upper);
    return `${formatGbps(before.upper)} → ${formatGbps(after.upper)} (keeps ${kept})`;
  }
  return `${interval(before)} → ${interval(after)}`;
}

const interval = ({ lower, upper }: BisectionGbps): string => formatRange(lower, upper, formatGbps);

/** Only planes that changed; the others are counted. */
function planeLines(after: readonly PlaneAnswer[], healthy: readonly PlaneAnswer[]): string[] {
  const before = new Map(healthy.map((answer) => [answer.plane, answer]));
  const changed = after.filter((answer) => !same(answer, before.get(answer.plane)!));
  const lines = changed.flatMap((answer) => {
    const was = before.get(answer.plane)!;
    const cut = answer.endpointsCutOff;
    const head = `  ${answer.plane.padEnd(12)} ${change(was.bisectionGbps, answer.bisectionGbps)}`;
    const lost = cut === 0 ? '' : `, ${formatCounted(cut, 'endpoint')} cut off`;
    const leaf = answer.worstLeaf;
    if (!leaf) return [`${head}${lost}`];
    const kept = formatFraction(leaf.upGbps, leaf.healthyUpGbps);
    return [
      `${head}${lost}`,
      `               worst leaf ${leaf.leaf}${place(leaf)} keeps ${kept} of its uplinks`,
    ];
  });
  const rest = after.length - changed.length;
  if (rest > 0 && changed.length > 0) {
    lines.push(`  ${formatCounted(rest, 'other plane')}: unchanged`);
  }
  return lines;
}

function same(a: PlaneAnswer, b: PlaneAnswer): boolean {
  return (
    a.endpointsCutOff === b.endpointsCutOff &&
    a.bisectionGbps.lower === b.bisectionGbps.lower &&
    a.bisectionGbps.upper === b.bisectionGbps.upper &&
    a.worstLeaf === null
  );
}

/** " (u1 r4)": unit and rails of a leaf. */
function place({ unit, rails }: { unit?: number; rails?: readonly [number, number] }): string {
  if (unit === undefined) return '';
  if (!rails) return ` (u${unit})`;
  return rails[0] === rails[1]
    ? ` (u${unit} r${rails[0]})`
    : ` (u${unit} r${rails[0]}-${rails[1]})`;
}

function betweenLines({ a, b, healthy, failed }: Between): string[] {
  return [
    `between ${a} and ${b}`,
    `  healthy      ${reachWords(a, b, healthy)}`,
    ...separationLines(healthy),
    `  failed       ${reachWords(a, b, failed)}`,
    ...separationLines(failed),
  ];
}

/** "separated by 1 cable (cable:…), by 1 switch (switch:…)"; nothing where nothing joins them. */
function separationLines({ separatedBy }: Reach): string[] {
  if (!separatedBy || separatedBy.cables.length === 0) return [];
  const { cables, switches } = separatedBy;
  const second = switches ? lostWords('switch', switches) : 'no number of switches';
  return [`               separated by ${lostWords('cable', cables)}, by ${second}`];
}

const mostNamed = 3;

function lostWords(noun: string, ids: readonly string[]): string {
  const named = ids.slice(0, mostNamed).map((id) => `${noun}:${id}`);
  const rest = ids.length - named.length;
  const more = rest > 0 ? ` and ${formatCount(rest)} more` : '';
  return `${formatCounted(ids.length, noun)} (${named.join(', ')}${more})`;
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
