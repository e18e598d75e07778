import type { CompactFabric } from '../fabric/compact.js';
import { formatCount, formatGbps, formatSpeed, plural } from '../std/units.js';
import { attributesOf, nounOf, portsText } from './draft.js';
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
  const found = new Map<string, number[]>(names.map((noun) => [noun, []]));
  for (const v of switches) {
    const noun = nounOf(fabric, v);
    const list = found.get(noun);
    if (list) list.push(v);
    else found.set(noun, [v]);
  }
  const tiers = [...found]
    .filter(([, vertices]) => vertices.length > 0)
    .map(([tier, vertices]) => ({
      tier,
      count: vertices.length,
      models: models(fabric, vertices),
    }));
  return { tiers, joints: joints(fabric, plane), endpoints: endpoints.length };
}

/** What the switches of each row of a plane set are called, lowest first. */
export const rowNames = (fabric: CompactFabric, planeSet: string): string[] =>
  strataOf(fabric, planeSet).map(({ noun }) => noun);

function models(fabric: CompactFabric, vertices: readonly number[]): string[] {
  const texts = new Set<string>();
  for (const v of vertices)
    texts.add(`${attributesOf(fabric, v).model.name}\n${portsText(fabric, v)}`);
  return [...texts].map((text) => {
    const [name = '', ports = ''] = text.split('\n');
    return name.replace(' x ', ' × ') === ports ? ports : `${name}\n${ports}`;
  });
}

function joints(fabric: CompactFabric, plane: number): Joint[] {
  const bundles = new Map<number, number>();
  const found = new Map<number, { gbps: number; cables: number; speeds: Set<number> }>();
  const { id } = fabric.planeSets[fabric.planes[plane]!.planeSet]!;
  // Behind the rows: switches of other plane sets.
  const names = ['endpoint', ...rowNames(fabric, id), 'stranger'];
  const rankOf = (v: number): number => {
    if (v < fabric.endpointCount) return 0;
    return attributesOf(fabric, v).planeSet === id ? 1 + stratumOf(fabric, v) : names.length - 1;
  };
  const keyOf = (a: number, b: number) => rankOf(a) * names.length + rankOf(b);
  for (const cable of fabric.planes[plane]!.cables) {
    const a = fabric.lower[cable]!;
    const b = fabric.upper[cable]!;
    const pair = a * fabric.vertexCount + b;
    bundles.set(pair, (bundles.get(pair) ?? 0) + 1);
    const key = keyOf(a, b);
    const joint = found.get(key) ?? { gbps: 0, cables: 0, speeds: new Set() };
    found.set(key, joint);
    joint.gbps += fabric.gbps[cable]!;
    joint.cables++;
    joint.speeds.add(fabric.gbps[cable]!);
  }
  const sizes = new Map<number, number[]>();
  for (const [pair, size] of bundles) {
    const key = keyOf(Math.floor(pair / fabric.vertexCount), pair % fabric.vertexCount);
    const list = sizes.get(key);
    if (list) list.push(size);
    else sizes.set(key, [size]);
  }
  return [...found].map(([key, { gbps, cables, speeds }]) => {
    const list = sizes.get(key)!;
    return {
      lower: names[Math.floor(key / names.length)]!,
      upper: names[key % names.length]!,
      cables,
      gbps,
      pairs: list.length,
      parallel: {
        min: list.reduce((a, b) => Math.min(a, b)),
        max: list.reduce((a, b) => Math.max(a, b)),
      },
      speeds: [...speeds].sort((a, b) => a - b),
    };
  });
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
  if (pairs === a * b) return `${formatCount(a)} × ${formatCount(b)} pairs`;
  return `${formatCount(pairs)} ${pairs === 1 ? 'pair' : 'pairs'}`;
}

function rangeOf(counts: readonly number[]): string {
  const sorted = [...counts].sort((a, b) => a - b);
  const [min, max] = [sorted[0]!, sorted.at(-1)!];
  return min === max ? formatCount(min) : `${formatCount(min)}–${formatCount(max)}`;
}
