import { groupBy } from '../std/group.js';
import { formatCount, formatCounted, formatGbps } from '../std/units.js';
import type { Box, Diagram, Frame, Link, LinkEnd, Status } from './model.js';
import { bundleText } from './names.js';

/**
 * The same diagram with one box for all that stands in a row of a frame, and one for all hosts: what
 * a renderer draws that cannot hold more. Boxes and cables are added up, so that nothing is lost.
 */
export function collapse(diagram: Diagram): Diagram {
  const rows = [...groupBy(diagram.boxes, ({ frame, row }) => `${frame ?? ''} ${row}`).values()];
  const boxes = rows.map((row) => joinBoxes(row, diagram));
  const boxOf = new Map(rows.flatMap((row, i) => row.map(({ id }) => [id, boxes[i]!.id] as const)));
  const at = (end: LinkEnd): string => boxOf.get(end.box) ?? end.box;
  const pairs = groupBy(diagram.links, ({ lower, upper }) => `${at(lower)} ${at(upper)}`);
  const links = [...pairs.values()].map((pair) =>
    joinLinks(pair, at(pair[0]!.lower), at(pair[0]!.upper)),
  );
  const among = new Map(
    links.flatMap((link) => (link.lower.box === link.upper.box ? [[link.lower.box, link]] : [])),
  );
  return {
    ...diagram,
    sets: diagram.sets.map((set) => ({ ...set, frames: set.frames.map(withoutPanels) })),
    boxes: boxes.map((box) => withAmong(box, among.get(box.id))),
    links: links.filter(({ lower, upper }) => lower.box !== upper.box),
  };
}

const withoutPanels = (frame: Frame): Frame => ({ ...frame, panels: [] });

/** Cables between those that became one box are said in it. */
function withAmong(box: Box, link: Link | undefined): Box {
  if (!link) return { ...box, panel: null };
  const { cables, speeds } = link;
  const lines = [...box.lines, `${bundleText(cables, speeds)} among them`];
  return { ...box, panel: null, lines, within: box.within + cables };
}

/** What the captions say of a row, or of the hosts. */
function factsOf({ sets, floor }: Diagram, { frame, row }: Box): readonly string[] {
  if (frame === null) return floor;
  const set = sets.find(({ frames }) => frames.some(({ id }) => id === frame));
  return set?.captions.find((caption) => caption.row === row)?.lines ?? [];
}

function joinBoxes(row: readonly Box[], diagram: Diagram): Box {
  const first = row[0]!;
  if (row.length === 1) return { ...first, slots: [] };
  const count = first.kind === 'host' ? diagram.hosts : sum(row.map((box) => box.count));
  const counted = formatCounted(count, first.noun);
  const marked = row.flatMap(({ id, status }) => (status ? [{ id, status }] : []));
  return {
    ...first,
    id: `${first.frame ?? 'hosts'}/row${first.row}`,
    name: counted,
    lines: factsOf(diagram, first).slice(1),
    count,
    within: sum(row.map((box) => box.within)),
    rest: row.every(({ rest }) => rest),
    focus: row.some(({ focus }) => focus),
    terse: false,
    slots: [],
    status: joinStatus(marked),
    tip: counted,
  };
}

/** What the marks of a few say, each with the id of its box, and how many more there are. */
function joinStatus(marked: readonly { id: string; status: Status }[]): Status | null {
  const [first] = marked;
  if (!first) return null;
  const { mark } = first.status;
  const all = marked.flatMap(({ id, status }) =>
    status.texts.map((one) => ({ mark: one.mark, text: `${id}: ${one.text}` })),
  );
  const more = all.length - mostTexts;
  const texts = all.slice(0, mostTexts);
  if (more > 0) texts.push({ mark, text: `and ${formatCount(more)} more` });
  return { mark, whole: false, texts, says: [], value: null };
}

const mostTexts = 4;

function joinLinks(pair: readonly Link[], lower: string, upper: string): Link {
  const first = pair[0]!;
  const cables = sum(pair.map((link) => link.cables));
  const gbps = sum(pair.map((link) => link.gbps));
  const speeds = {
    min: pair.reduce((least, link) => Math.min(least, link.speeds.min), first.speeds.min),
    max: pair.reduce((most, link) => Math.max(most, link.speeds.max), first.speeds.max),
  };
  const hue = pair.every((link) => link.hue === first.hue) ? first.hue : null;
  const hottest = pair.flatMap(({ heat }) => heat ?? []);
  const marked = pair.flatMap(({ status }) => status ?? []);
  const id = `${lower}--${upper}`;
  return {
    id,
    lower: { box: lower, slot: null, port: null },
    upper: { box: upper, slot: null, port: null },
    cables,
    gbps,
    speeds,
    rest: pair.every(({ rest }) => rest),
    hue,
    ...(hottest.length > 0 ? { heat: Math.max(...hottest) } : {}),
    ...(hottest.length === 0 && first.heat !== undefined ? { heat: null } : {}),
    status: marked[0] ? { ...marked[0], whole: false, texts: [], says: [] } : null,
    tip: `${id}: ${bundleText(cables, speeds)}, ${formatGbps(gbps)}${marked.length > 0 ? `; ${formatCount(marked.length)} marked` : ''}`,
  };
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
