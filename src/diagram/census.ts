import type { CompactFabric } from '../fabric/compact.js';
import { modelWords } from '../fabric/ports-text.js';
import { groupBy } from '../std/group.js';
import { formatCount, formatGbps, formatSpeed, plural } from '../std/units.js';
import { attributesOf, nounOf } from './draft.js';
import type { Caption } from './model.js';
import { strataOf, stratumOf } from './strata.js';

/** What stands in a plane, row by row, and what joins them; rows are called by their nouns. */
export interface Census {
  readonly tiers: readonly { tier: string; count: number; models: readonly string[] }[];
  readonly joints: readonly Joint[];
  readonly endpoints: number;
}

/** The cables between two rows. */
export interface Joint {
  readonly lower: string;
  readonly upper: string;
  readonly cables: number;
  readonly gbps: number;
  readonly pairs: number;
  readonly parallel: { readonly min: number; readonly max: number };
  readonly speeds: readonly number[];
}

export function census(fabric: CompactFabric, plane: number): Census {
  const { switches, endpoints, planeSet } = fabric.planes[plane]!;
  const names = rowNames(fabric, fabric.planeSets[planeSet]!.id);
  const found = groupBy(switches, (v) => nounOf(fabric, v));
  const tiers = [...new Set([...names, ...found.keys()])].flatMap((tier) => {
    const vertices = found.get(tier) ?? [];
    if (vertices.length === 0) return [];
    return [{ tier, count: vertices.length, models: models(fabric, vertices) }];
  });
  return { tiers, joints: joints(fabric, plane), endpoints: endpoints.length };
}

/** What the switches of each row of a plane set are called, lowest first. */
export const rowNames = (fabric: CompactFabric, planeSet: string): string[] =>
  strataOf(fabric, planeSet).map(({ noun }) => noun);

function models(fabric: CompactFabric, vertices: readonly number[]): string[] {
  const texts = vertices.map((v) => {
    const { model } = attributesOf(fabric, v);
    return modelWords(model.name, model).join('\n');
  });
  return [...new Set(texts)];
}

function joints(fabric: CompactFabric, plane: number): Joint[] {
  const { id } = fabric.planeSets[fabric.planes[plane]!.planeSet]!;
  // Behind the rows: switches of other plane sets.
  const names = ['endpoint', ...rowNames(fabric, id), 'stranger'];
  const { vertexCount, endpointCount } = fabric;
  const ranks = new Int16Array(vertexCount - endpointCount);
  const rankOf = (v: number): number => {
    if (v < endpointCount) return 0;
    const known = ranks[v - endpointCount]!;
    if (known > 0) return known;
    const own = attributesOf(fabric, v).planeSet === id;
    const rank = own ? 1 + stratumOf(fabric, v) : names.length - 1;
    ranks[v - endpointCount] = rank;
    return rank;
  };
  const { cables } = fabric.planes[plane]!;
  const pairs = new Float64Array(cables.length);
  const found = new Map<number, Tally>();
  const tallyOf = (a: number, b: number): Tally => {
    const key = rankOf(a) * names.length + rankOf(b);
    const known = found.get(key);
    if (known) return known;
    const made = {
      gbps: 0,
      cables: 0,
      pairs: 0,
      min: Number.POSITIVE_INFINITY,
      max: 0,
      speeds: new Set<number>(),
    };
    found.set(key, made);
    return made;
  };
  cables.forEach((cable, i) => {
    const [a, b] = [fabric.lower[cable]!, fabric.upper[cable]!];
    pairs[i] = a * vertexCount + b;
    const tally = tallyOf(a, b);
    tally.gbps += fabric.gbps[cable]!;
    tally.cables++;
    tally.speeds.add(fabric.gbps[cable]!);
  });
  pairs.sort();
  for (let start = 0, i = 1; i <= pairs.length; i++) {
    if (pairs[i] === pairs[start]) continue;
    const tally = tallyOf(Math.floor(pairs[start]! / vertexCount), pairs[start]! % vertexCount);
    tally.pairs++;
    tally.min = Math.min(tally.min, i - start);
    tally.max = Math.max(tally.max, i - start);
    start = i;
  }
  return [...found].map(([key, { min, max, speeds, ...sums }]) => ({
    lower: names[Math.floor(key / names.length)]!,
    upper: names[key % names.length]!,
    ...sums,
    parallel: { min, max },
    speeds: [...speeds].sort((a, b) => a - b),
  }));
}

interface Tally {
  gbps: number;
  cables: number;
  /** Pairs of vertices, and how many cables the pairs have. */
  pairs: number;
  min: number;
  max: number;
  readonly speeds: Set<number>;
}

/** Captions beside the rows of a plane set; planes that differ give a range. */
export function captions(planes: readonly Census[], tiers: readonly string[]): Caption[] {
  const all: Caption[] = [];
  tiers.forEach((tier, t) => {
    const row = 1 + t;
    const found = planes.flatMap((plane) => plane.tiers.filter((one) => one.tier === tier));
    if (found.length === 0) return;
    const models = [...new Set(found.flatMap((one) => one.models))];
    const count = rangeOf(found.map((one) => one.count));
    const lines = [`${count} ${count === '1' ? tier : plural(tier)}`];
    for (const model of models.slice(0, 2)) lines.push(...model.split('\n'));
    if (models.length > 2) lines.push(`${models.length - 2} more models`);
    all.push({ row, lines });
    const upper = tiers[t + 1];
    const up = planes.flatMap((plane) =>
      plane.joints
        .filter((joint) => joint.lower === tier && joint.upper === upper)
        .map((joint) => ({ joint, plane })),
    );
    if (up.length > 0) all.push({ row: row + 0.5, lines: jointLines(up) });
  });
  return all;
}

function jointLines(found: readonly { joint: Joint; plane: Census }[]): string[] {
  const texts = [...new Set(found.map(({ joint, plane }) => pairsText(joint, plane)))];
  const pairs =
    texts.length === 1 ? texts[0]! : `${rangeOf(found.map((f) => f.joint.pairs))} pairs`;
  const parallel = rangeOf(found.flatMap(({ joint }) => [joint.parallel.min, joint.parallel.max]));
  const speeds = [...new Set(found.flatMap(({ joint }) => joint.speeds))].sort((a, b) => a - b);
  const first = formatSpeed(speeds[0]!);
  const speed = speeds.length === 1 ? first : `${first} to ${formatSpeed(speeds.at(-1)!)}`;
  const totals = found.map(({ joint }) => joint.gbps).sort((a, b) => a - b);
  const most = formatGbps(totals.at(-1)!);
  const total = totals[0] === totals.at(-1) ? most : `${formatGbps(totals[0]!)} to ${most}`;
  return [pairs, `${parallel} × ${speed} each`, total];
}

/** `64 × 32 pairs` where every switch is joined to every other, else how many are. */
function pairsText({ lower, upper, pairs }: Joint, { tiers }: Census): string {
  const count = (tier: string) => tiers.find((one) => one.tier === tier)?.count ?? 0;
  const [a, b] = [count(lower), count(upper)];
  if (pairs === 1) return '1 pair';
  if (pairs === a * b) return `${formatCount(a)} × ${formatCount(b)} pairs`;
  return `${formatCount(pairs)} pairs`;
}

function rangeOf(counts: readonly number[]): string {
  const sorted = [...counts].sort((a, b) => a - b);
  const [min, max] = [sorted[0]!, sorted.at(-1)!];
  return min === max ? formatCount(min) : `${formatCount(min)}–${formatCount(max)}`;
}
