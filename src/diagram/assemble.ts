import type { CompactFabric } from '../fabric/compact.js';
import { formatGbps } from '../std/units.js';
import { attributesOf, type Draft, hueOf } from './draft.js';
import { assign, type Gathered, gather, slotName } from './gather.js';
import { type Marked, statusOf, statusText, type Tally } from './marks.js';
import { carries, standsFor } from './members.js';
import type { Box, Link, Mark, Slot } from './model.js';
import { boxId, cablesText, lastPart, portOrder } from './names.js';

export interface Assembly {
  readonly boxes: readonly Box[];
  readonly links: readonly Link[];
  /** By vertex: whether a box stands for it. */
  readonly drawn: (vertex: number) => boolean;
}

/** Boxes and links from drafts: the one place where cables and marks are counted. */
export function assemble(
  fabric: CompactFabric,
  drafts: readonly Draft[],
  marked: Marked,
  separate = false,
): Assembly {
  const draftOf = assign(fabric, drafts);
  const gathered = gather(fabric, drafts, draftOf, separate);
  const byLower = new Map<number, Gathered[]>();
  for (const link of gathered) {
    const list = byLower.get(link.lower);
    if (list) list.push(link);
    else byLower.set(link.lower, [link]);
  }
  return {
    boxes: drafts.map((draft, d) => box(fabric, draft, byLower.get(d) ?? [], marked)),
    links: gathered.map((link) => toLink(fabric, drafts, link, marked, separate)),
    drawn: (vertex) => draftOf[vertex]! >= 0,
  };
}

function box(fabric: CompactFabric, draft: Draft, links: readonly Gathered[], marked: Marked): Box {
  const tallies = boxTallies(fabric, draft, marked);
  const status = statusOf(tallies, true);
  const count = draft.kind === 'host' ? (tallies[0]?.total ?? 0) : draft.vertices.length;
  const cables = links.flatMap((link) => link.cables);
  const lines = [...draft.lines, ...lineText(fabric, draft, links)];
  const about = aboutOf(draft);
  const up = cables.length > 0 ? `; up ${cablesText(fabric, cables)}` : '';
  const { id, kind, row, frame, name, rest, focus, terse, hue } = draft;
  const tip = `${about}${up}${statusText(status)}`;
  const slots = slotsOf(fabric, draft, links, marked);
  const made = { id, kind, row, frame, name, lines, count, rest, focus, terse, hue, slots, status };
  return standsFor({ ...made, tip }, draft.vertices);
}

/** What is counted in a box: its switches by tier, or its hosts and their NICs. */
export function boxTallies(
  fabric: CompactFabric,
  { kind, vertices }: Pick<Draft, 'kind' | 'vertices'>,
  marked: Marked,
): Tally[] {
  return kind === 'host'
    ? hostTallies(fabric, vertices, marked)
    : switchTallies(fabric, vertices, marked);
}

/** Id, name and facts of a box; a bare number adds nothing to the id. */
function aboutOf({ id, name, lines, terse }: Draft): string {
  const says = [...(terse || name === id ? [] : [name]), ...lines];
  return says.length > 0 ? `${id}: ${says.join(', ')}` : id;
}

/** What each line of a unit carries, where all carry the same. */
function lineText(fabric: CompactFabric, draft: Draft, links: readonly Gathered[]): string[] {
  if (draft.slots !== 'target') return [];
  const texts = new Set(links.map(({ cables }) => cablesText(fabric, cables)));
  if (texts.size !== 1) return [];
  return [...texts].map((text) => (links.length === 1 ? text : `${text} per line`));
}

export function switchTallies(
  fabric: CompactFabric,
  vertices: Iterable<number>,
  marked: Marked,
): Tally[] {
  const tiers = new Map<string, { total: number; marks: Mark[] }>();
  for (const v of vertices) {
    const { tier } = attributesOf(fabric, v);
    const tally = tiers.get(tier) ?? { total: 0, marks: [] };
    tiers.set(tier, tally);
    tally.total++;
    const mark = marked.vertices.get(v);
    if (mark) tally.marks.push(mark);
  }
  return [...tiers].map(([noun, tally]) => ({ noun, ...tally }));
}

function hostTallies(fabric: CompactFabric, vertices: readonly number[], marked: Marked): Tally[] {
  const hosts = new Set<number>();
  const nics: Mark[] = [];
  for (const e of vertices) {
    hosts.add(fabric.hostOf[e]!);
    const mark = marked.vertices.get(e);
    if (mark) nics.push(mark);
  }
  const hostMarks = [...hosts].flatMap((host) => marked.hosts.get(host) ?? []);
  return [
    { noun: 'host', total: hosts.size, marks: hostMarks },
    { noun: 'NIC', total: vertices.length, marks: nics },
  ];
}

/** Slots of a box of hosts: one per NIC, or one per box that its links reach. */
function slotsOf(
  fabric: CompactFabric,
  draft: Draft,
  links: readonly Gathered[],
  marked: Marked,
): Slot[] {
  if (draft.slots === 'none') return [];
  if (draft.slots === 'target') {
    const nicCounts = nicCountsOf(fabric, draft);
    return links.map((link) => {
      const nics = [...new Set(link.cables.map((cable) => fabric.lower[cable]!))];
      const { planeSet } = fabric.endpoints[nics[0]!]!;
      const name = slotName(fabric, link.cables, nicCounts.get(planeSet) ?? 0);
      const marks = nics.flatMap((e) => marked.vertices.get(e) ?? []);
      const status = statusOf([{ noun: 'NIC', total: nics.length, marks }], false);
      const tip = `${draft.name} ${name}: ${cablesText(fabric, link.cables)}`;
      const id = slotId(draft, link.slot);
      return standsFor({ id, name, hue: hueOfLink(fabric, link), status, tip }, nics);
    });
  }
  return draft.vertices.map((e) => {
    const id = fabric.vertexIds[e]!;
    const cables = links.filter(({ slot }) => slot === e).flatMap((link) => link.cables);
    const planes = new Set(cables.map((cable) => fabric.cablePlane[cable]!));
    const hue = planes.size === 1 ? hueOf([...planes][0]!) : null;
    const mark = marked.vertices.get(e);
    const status = statusOf([{ noun: 'NIC', total: 1, marks: mark ? [mark] : [] }], true);
    const tip = `${id}: ${cables.length > 0 ? cablesText(fabric, cables) : 'no cable'}`;
    return standsFor({ id, name: lastPart(id), hue, status, tip }, [e]);
  });
}

/** By plane set: how many NICs a host has in it. */
function nicCountsOf(fabric: CompactFabric, { vertices }: Draft): Map<string, number> {
  const counts = new Map<string, number>();
  for (const e of vertices) {
    const { planeSet, rail } = fabric.endpoints[e]!;
    counts.set(planeSet, Math.max(counts.get(planeSet) ?? 0, rail + 1));
  }
  return counts;
}

const slotId = (draft: Draft, target: number): string => `${draft.id}/to${target}`;

function hueOfLink(fabric: CompactFabric, { cables }: Gathered): number | null {
  const first = fabric.cablePlane[cables[0]!]!;
  return cables.every((cable) => fabric.cablePlane[cable] === first) ? hueOf(first) : null;
}

function toLink(
  fabric: CompactFabric,
  drafts: readonly Draft[],
  link: Gathered,
  marked: Marked,
  separate: boolean,
): Link {
  const { cables } = link;
  const lower = drafts[link.lower]!;
  const upper = drafts[link.upper]!;
  const gbps = cables.reduce((sum, cable) => sum + fabric.gbps[cable]!, 0);
  const marks = cables.flatMap((cable) => marked.cables.get(cable) ?? []);
  const status = statusOf([{ noun: 'cable', total: cables.length, marks }], true);
  const id = separate ? fabric.cableId(cables[0]!) : linkId(fabric, link, lower, upper);
  const says = `${cablesText(fabric, cables)}${cables.length > 1 ? `, ${formatGbps(gbps)}` : ''}`;
  const ends = endsOf(fabric, drafts, link, separate);
  const made = {
    id,
    lower: ends[0],
    upper: ends[1],
    cables: cables.length,
    gbps,
    rest: lower.rest || upper.rest,
    hue: hueOfLink(fabric, link),
    status,
    tip: `${id}: ${says}${statusText(status)}`,
  };
  return carries(made, cables);
}

function endsOf(
  fabric: CompactFabric,
  drafts: readonly Draft[],
  link: Gathered,
  separate: boolean,
): [Link['lower'], Link['upper']] {
  const lower = drafts[link.lower]!;
  const style = lower.slots;
  const slot =
    style === 'none'
      ? null
      : style === 'target'
        ? slotId(lower, link.slot)
        : fabric.vertexIds[link.slot]!;
  let ports: [number | null, number | null] = [null, null];
  if (separate) {
    ports = portOrder(fabric, link.cables[0]!);
    if (!lower.vertices.includes(fabric.lower[link.cables[0]!]!)) ports.reverse();
  }
  return [
    { box: lower.id, slot, port: ports[0] },
    { box: drafts[link.upper]!.id, slot: null, port: ports[1] },
  ];
}

/** That of the bundle if it is one, else by the boxes that it joins. */
function linkId(fabric: CompactFabric, { cables }: Gathered, lower: Draft, upper: Draft): string {
  const ends = (ids: readonly string[], draft: Draft) => boxId([...new Set(ids)], draft.id);
  const a = ends(
    cables.map((cable) => fabric.vertexIds[fabric.lower[cable]!]!),
    lower,
  );
  const b = ends(
    cables.map((cable) => fabric.vertexIds[fabric.upper[cable]!]!),
    upper,
  );
  return `${a}--${b}`;
}
