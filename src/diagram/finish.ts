import type { CompactFabric } from '../fabric/compact.js';
import { formatCounted, formatGbps } from '../std/units.js';
import type { Assembly } from './assemble.js';
import { markKinds, markNotes, markWords } from './marks.js';
import { verticesOf } from './members.js';
import type { Box, Diagram, DiagramOptions, FrameSet, LegendEntry } from './model.js';
import { bundleText } from './names.js';

interface Parts extends Assembly {
  readonly sets: readonly FrameSet[];
  readonly floor: readonly string[];
  readonly notes: readonly string[];
}

const widthSamples = 4;

/** The diagram of boxes and links: with legend, notes, and the picture in words. */
export function finish(fabric: CompactFabric, options: DiagramOptions, parts: Parts): Diagram {
  const { boxes, links, sets, floor } = parts;
  const notes = [
    ...(options.notes ?? []),
    ...parts.notes,
    ...hidden(fabric, parts),
    ...markNotes(options.marks),
    ...parts.heat.notes,
  ];
  return {
    detail: options.detail,
    titleBlock: options.titleBlock,
    description: description(fabric, options, notes),
    sets,
    boxes,
    links,
    hosts: hostsOf(fabric, boxes),
    floor,
    legend: [
      ...legend(parts, options.focus === undefined ? 'its cables are drawn' : 'in focus'),
      ...parts.heat.legend,
    ],
    notes,
  };
}

/** Hosts on the floor, each once; of what is described only as many as is said. */
function hostsOf(fabric: CompactFabric, boxes: readonly Box[]): number {
  const hosts = new Set<number>();
  let described = 0;
  for (const box of boxes.filter(({ kind }) => kind === 'host')) {
    const endpoints = verticesOf(box);
    if (endpoints.length === 0) described += box.count;
    for (const e of endpoints) hosts.add(fabric.hostOf[e]!);
  }
  return hosts.size + described;
}

/** Elements without a box; `rest` boxes count what they stand for. */
function hidden(fabric: CompactFabric, { drawn }: Parts): string[] {
  const hosts = new Set<number>();
  const seen = new Set<number>();
  const tiers = new Map<string, number>();
  const touched = new Set<number>();
  for (let v = fabric.endpointCount; v < fabric.vertexCount; v++) {
    if (drawn(v)) touched.add(fabric.planeOfSwitch[v]!);
  }
  for (let v = 0; v < fabric.vertexCount; v++) {
    if (v < fabric.endpointCount) (drawn(v) ? seen : hosts).add(fabric.hostOf[v]!);
    else if (!drawn(v) && touched.has(fabric.planeOfSwitch[v]!)) {
      const tier = fabric.tierNames[fabric.tierOf[v]!]!;
      tiers.set(tier, (tiers.get(tier) ?? 0) + 1);
    }
  }
  const words = [...tiers].map(([tier, count]) => formatCounted(count, tier));
  const planes = fabric.planes.length - touched.size;
  if (planes > 0) words.unshift(formatCounted(planes, touched.size > 0 ? 'other plane' : 'plane'));
  const unseen = [...hosts].filter((host) => !seen.has(host)).length;
  const partly = hosts.size - unseen;
  if (unseen > 0) words.push(formatCounted(unseen, 'host'));
  if (partly > 0) words.push(`the other NICs of ${formatCounted(partly, 'host')}`);
  return words.length > 0 ? [`Not drawn: ${words.join(', ')}.`] : [];
}

/** What the title says, which a picture does not read aloud, then what stands in it. */
function description(
  fabric: CompactFabric,
  { titleBlock: { facts, verdict }, described = [] }: DiagramOptions,
  notes: readonly string[],
): string {
  const sets = fabric.planeSets.map(({ id, tiers }) => {
    const counts = tiers.map((tier) => {
      const count = fabric.switches.filter((s) => s.planeSet === id && s.tier === tier).length;
      return formatCounted(count, tier);
    });
    return `${id} of ${counts.join(', ')}`;
  });
  const formulas = described.map(({ id }) => `${id} is described only: not built, not verified.`);
  const says = [
    sets.length === 0 ? 'Nothing of it is built.' : `A network: ${sets.join('; ')}.`,
    ...(facts.length > 0 ? [`${facts.join(', ')}.`] : []),
    ...formulas,
    ...(verdict ? [`${verdictWords[verdict]}.`] : []),
  ];
  return [...says, ...notes].join(' ');
}

const verdictWords = {
  pass: 'What it promises holds',
  fail: 'Some of what it promises does not hold',
} as const;

/** The same picture, of a fabric that something was done to. */
export function withoutVerdict(diagram: Diagram): Diagram {
  const { verdict, ...titleBlock } = diagram.titleBlock;
  if (!verdict) return diagram;
  const description = diagram.description.replace(` ${verdictWords[verdict]}.`, '');
  return { ...diagram, titleBlock, description };
}

/** `focus`: why a box stands out. */
function legend({ boxes, links, sets }: Parts, focus: string): LegendEntry[] {
  const entries: LegendEntry[] = [];
  const samples = new Map<number, string>();
  for (const { gbps, cables, speeds, rest } of links) {
    if (rest || samples.has(gbps)) continue;
    const sum = cables === 1 ? '' : `, ${formatGbps(gbps)}`;
    samples.set(gbps, `${bundleText(cables, speeds)}${sum}`);
  }
  const sorted = [...samples].sort((a, b) => a[0] - b[0]);
  const shown =
    sorted.length <= widthSamples ? sorted : [sorted[0]!, ...sorted.slice(1 - widthSamples)];
  for (const [gbps, text] of shown) {
    entries.push({ key: 'width', gbps, text });
  }
  if (links.some(({ rest }) => rest)) {
    entries.push({ key: 'rest', text: 'cables of what is counted, not drawn' });
  }
  if (boxes.some(({ rest, kind, count }) => rest || (kind === 'switch' && count > 1))) {
    entries.push({ key: 'stack', text: 'several, counted' });
  }
  if (boxes.some((box) => box.focus)) entries.push({ key: 'focus', text: focus });
  const elements = [...boxes, ...boxes.flatMap(({ slots }) => slots), ...links];
  // Of a plane its own mark is drawn; what is marked in it is said in words.
  const marks = new Set([
    ...elements.map(({ status }) => status?.mark),
    ...sets
      .flatMap((set) => set.frames)
      .flatMap((one) => [one, ...one.panels])
      .map(({ mark }) => mark),
  ]);
  for (const mark of markKinds) {
    if (marks.has(mark)) entries.push({ key: 'mark', mark, text: markWords[mark] });
  }
  return entries;
}
