import type { CompactFabric } from '../fabric/compact.js';
import { groupBy } from '../std/group.js';
import { formatGbps } from '../std/units.js';
import { statusOfCables } from './cable-status.js';
import { attributesOf, type Draft, nounOf } from './draft.js';
import { assign, type Gathered, gather } from './gather.js';
import { heatLegend, heatNotes, heatOf, heatText } from './heat.js';
import { type Marked, statusOf, statusText, type Tally, type Told } from './marks.js';
import { carries, standsFor } from './members.js';
import type { Box, LegendEntry, Link } from './model.js';
import { bundleText, cablesText, portOrder, rangePattern, speedsOf } from './names.js';
import { bySlot, hueOfCables, slotId, slotsOf } from './slots.js';

export interface Assembly {
  readonly boxes: readonly Box[];
  readonly links: readonly Link[];
  /** By vertex: whether a box stands for it. */
  readonly drawn: (vertex: number) => boolean;
  /** What there is to say about a figure that colours cables. */
  readonly heat: { readonly legend: readonly LegendEntry[]; readonly notes: readonly string[] };
}

/** How cables are gathered: each by itself, and without those that are left out. */
export interface Gathering {
  readonly separate?: boolean;
  readonly leftOut?: (cable: number) => boolean;
}

/** Boxes and links from drafts: the one place where cables and marks are counted. */
export function assemble(
  fabric: CompactFabric,
  drafts: readonly Draft[],
  marked: Marked,
  { separate = false, leftOut = () => false }: Gathering = {},
): Assembly {
  const draftOf = assign(fabric, drafts);
  const gathered = gather(fabric, drafts, draftOf, { separate, leftOut });
  const within = cablesWithin(fabric, draftOf, drafts.length);
  const byLower = groupBy(gathered, ({ lower }) => lower);
  return {
    boxes: drafts.map((draft, d) => {
      const made = box(fabric, draft, byLower.get(d) ?? [], drafts, marked);
      return standsFor({ ...made, within: within[d]! }, draft.vertices);
    }),
    links: gathered.map((link) => toLink(fabric, drafts, link, marked, separate)),
    drawn: (vertex) => draftOf[vertex]! >= 0,
    heat: heatWords(fabric, gathered, marked),
  };
}

function heatWords(fabric: CompactFabric, links: readonly Gathered[], { heat }: Marked) {
  if (!heat) return { legend: [], notes: [] };
  const shown = new Set(links.flatMap(({ cables }) => cables));
  return { legend: heatLegend(heat), notes: heatNotes(fabric, heat, shown) };
}

/** By draft: cables whose ends it both stands for. */
function cablesWithin(fabric: CompactFabric, draftOf: Int32Array, count: number): Int32Array {
  const within = new Int32Array(count);
  for (let cable = 0; cable < fabric.cableCount; cable++) {
    const draft = draftOf[fabric.lower[cable]!]!;
    if (draft >= 0 && draft === draftOf[fabric.upper[cable]!]) within[draft]!++;
  }
  return within;
}

function box(
  fabric: CompactFabric,
  draft: Draft,
  links: readonly Gathered[],
  drafts: readonly Draft[],
  marked: Marked,
): Omit<Box, 'within'> {
  const switches = draft.vertices.filter((v) => v >= fabric.endpointCount);
  const tallies = boxTallies(fabric, draft.vertices, marked);
  const status = statusOf(tallies, true);
  const count = draft.kind === 'host' ? (tallies[0]?.total ?? 0) : switches.length;
  const cables = links.flatMap((link) => link.cables);
  const lines = [...draft.lines, ...lineText(fabric, draft, links)];
  const about = aboutOf(draft);
  const up = cables.length > 0 ? `; up ${cablesText(fabric, cables)}` : '';
  const { id, kind, row, frame, name, rest, focus, terse, hue, panel = null, cell = null } = draft;
  const tip = `${about}${up}${statusText(status)}`;
  const slots = slotsOf(fabric, draft, links, drafts, marked);
  const noun = kind === 'host' ? 'host' : nounOf(fabric, switches[0]!);
  const place = { row, frame, panel, cell };
  const says = { name, lines, noun, count, status, tip };
  return { id, kind, ...place, rest, focus, terse, hue, slots, ...says };
}

/** What is counted in a box: its switches by tier, its hosts and their NICs. */
export function boxTallies(
  fabric: CompactFabric,
  vertices: readonly number[],
  marked: Marked,
): Tally[] {
  const switches = vertices.filter((v) => v >= fabric.endpointCount);
  const hosts = switches.length < vertices.length ? hostTallies(fabric, vertices, marked) : [];
  return [...switchTallies(fabric, switches, marked), ...hosts];
}

/** Id, name and facts of a box; a bare number adds nothing to the id. */
function aboutOf({ id, name, lines, terse }: Draft): string {
  const says = [...(terse || name === id ? [] : [name]), ...lines];
  return says.length > 0 ? `${id}: ${says.join(', ')}` : id;
}

/** What each line of a unit carries, where all carry the same. */
function lineText(fabric: CompactFabric, draft: Draft, links: readonly Gathered[]): string[] {
  if (draft.slots !== 'target') return [];
  const slots = bySlot(links);
  const texts = new Set(slots.map(({ cables }) => cablesText(fabric, cables)));
  if (texts.size !== 1) return [];
  const each = slots.length === links.length ? 'line' : 'slot';
  return [...texts].map((text) => (slots.length === 1 ? text : `${text} per ${each}`));
}

export function switchTallies(
  fabric: CompactFabric,
  vertices: Iterable<number>,
  marked: Marked,
): Tally[] {
  const tiers = new Map<string, { total: number; marks: Told[] }>();
  for (const v of vertices) {
    const { tier } = attributesOf(fabric, v);
    const tally = tiers.get(tier) ?? { total: 0, marks: [] };
    tiers.set(tier, tally);
    tally.total++;
    tally.marks.push(...(marked.vertices.get(v) ?? []));
  }
  return [...tiers].map(([noun, tally]) => ({ noun, ...tally }));
}

function hostTallies(fabric: CompactFabric, vertices: readonly number[], marked: Marked): Tally[] {
  const hosts = new Set<number>();
  const nics: Told[] = [];
  const endpoints = vertices.filter((v) => v < fabric.endpointCount);
  for (const e of endpoints) {
    hosts.add(fabric.hostOf[e]!);
    nics.push(...(marked.vertices.get(e) ?? []));
  }
  const hostMarks = [...hosts].flatMap((host) => marked.hosts.get(host) ?? []);
  return [
    { noun: 'host', total: hosts.size, marks: hostMarks },
    { noun: 'NIC', total: endpoints.length, marks: nics },
  ];
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
  const status = statusOfCables(fabric, cables, marked);
  const id = separate ? fabric.cableId(cables[0]!) : linkId(fabric, link, lower, upper);
  const speeds = speedsOf(fabric, cables);
  const says = `${bundleText(cables.length, speeds)}${cables.length > 1 ? `, ${formatGbps(gbps)}` : ''}`;
  const ends = endsOf(fabric, drafts, link, separate);
  const { heat } = marked;
  const made = {
    id,
    lower: ends[0],
    upper: ends[1],
    cables: cables.length,
    gbps,
    speeds,
    rest: lower.rest || upper.rest,
    hue: hueOfCables(fabric, cables),
    status,
    ...(heat ? { heat: heatOf(heat, cables)?.colour ?? null } : {}),
    tip: `${id}: ${says}${statusText(status)}${heat ? heatText(heat, cables) : ''}`,
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
    style === 'none' || style === 'switch'
      ? null
      : style === 'target'
        ? slotId(lower, drafts[link.slot]!)
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
  const ends = (ids: readonly string[], draft: Draft) => {
    const own = [...new Set(ids)];
    return rangePattern(own) ?? (own.length === 1 ? own[0]! : draft.id);
  };
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
