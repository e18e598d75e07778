import type { Diagram, Link } from '../diagram/model.js';
import { present } from '../std/assert.js';
import type { Anchors } from './anchors.js';
import type { Body } from './body.js';
import type { Layered, LayeredResult, Solver } from './elk.js';
import { evenGround } from './even-rows.js';
import { moveSet } from './move.js';
import type { PlacedBox, PlacedLink, PlacedText, Point } from './placed.js';
import type { SetLayout } from './set.js';
import { gapOf, placeBox, type SizedBox } from './size.js';
import { blockSize, type Line, line, placeLines } from './text.js';

/** What stands on the ground line: plane sets above it, hosts below, and the links across. */
export interface GroundPlan {
  readonly diagram: Diagram;
  readonly sets: readonly SetLayout[];
  readonly floor: readonly SizedBox[];
  readonly links: readonly Link[];
  readonly at: Anchors;
}

const setGap = 26;
const hostGap = 10;
const besideGap = 3.5;
/** From so many hosts on they stand close together. */
const manyHosts = 16;
/** Of more hosts with one line each elk takes long to say that each stands under its leaf. */
const mostAsked = 30;

/** Between hosts; bundles without slots stand as close as the leaves above them. */
export function floorGap(floor: readonly SizedBox[]): number {
  if (floor.every(({ slots }) => slots.length === 0)) return gapOf(floor);
  return floor.length > manyHosts ? hostGap : setGap;
}

/** Plane sets and hosts as two rows, by elk. */
export async function ground(plan: GroundPlan, solve: Solver): Promise<Body> {
  const { sets, floor, at } = plan;
  const height = sets.reduce((most, { placed }) => Math.max(most, placed.height), 0);
  const onFloor = new Set(floor.map(({ box }) => box.id));
  const rising = plan.links.filter((link) => onFloor.has(link.lower.box));
  const solved = await placeRows(plan, rising, height, solve);
  const moved = sets.map((set) => {
    const { x, y } = present(solved.at.get(`set ${set.placed.id}`), set.placed.id);
    return moveSet(set, { x: x + setGap / 2, y: y + height - set.placed.height });
  });
  const hosts = floor.map((one) => placeBox(one, present(solved.at.get(one.box.id), one.box.id)));
  const ends = new Map(
    moved.flatMap(({ frames }) => frames.flatMap(({ boxes }) => boxes)).map((b) => [b.box.id, b]),
  );
  const links = plan.links.map((link): PlacedLink => {
    const end = present(ends.get(link.upper.box), link.upper.box);
    const anchor = present(at.get(link), link.id);
    const last = { x: end.x + anchor.upper, y: end.y + end.height };
    const points = solved.routes.get(link.id);
    if (points)
      return { link, points: [...points, ...climb(points, end, last, moved)], curved: false };
    const start = present(ends.get(link.lower.box), link.lower.box);
    const first = { x: start.x + anchor.lower, y: start.y + start.height };
    return bridge(link, first, last);
  });
  const { width } = solved;
  const texts = floorTexts(plan.diagram, hosts);
  return { sets: moved, floor: hosts, links, texts, width, height: solved.height };
}

function placeRows(
  { sets, floor, at }: GroundPlan,
  links: readonly Link[],
  height: number,
  solve: Solver,
): Promise<LayeredResult> {
  const targets = new Map<string, { set: SetLayout; box: PlacedBox }>();
  for (const set of sets) {
    for (const { boxes } of set.frames)
      for (const box of boxes) targets.set(box.box.id, { set, box });
  }
  const fan = links.length > floor.length || floor.some(({ slots }) => slots.length > 1);
  const width = sets.reduce((total, { placed }) => total + placed.width + setGap, 0);
  const question: Layered = {
    nodes: [
      ...floor.map((one) => ({ id: one.box.id, row: 0, width: one.width, height: one.height })),
      ...sets.map(({ placed }) => ({
        id: `set ${placed.id}`,
        row: 1,
        width: placed.width + setGap,
        height,
      })),
    ],
    edges: links.map((link) => {
      const { set, box } = present(targets.get(link.upper.box), link.upper.box);
      const { lower, upper } = present(at.get(link), link.id);
      const x = entry(box, box.x + upper, set);
      const end = { node: `set ${set.placed.id}`, x: x + setGap / 2 };
      return { id: link.id, lower: { node: link.lower.box, x: lower }, upper: end };
    }),
    nodeGap: floorGap(floor),
    rowGap: fan ? Math.round(Math.min(330, Math.max(90, width * 0.15))) : 56,
  };
  const even = sets.length === 1 && floor.length > mostAsked && links.length <= floor.length;
  return even ? Promise.resolve(evenGround(question)) : solve(question);
}

/** Boxes of the frame of a box that stand below it. */
function below({ box, y, height }: PlacedBox, sets: readonly SetLayout[]): PlacedBox[] {
  const all = sets.flatMap(({ frames }) => frames.flatMap(({ boxes }) => boxes));
  return all.filter((one) => one.box.frame === box.frame && one.y >= y + height);
}

/** Where a link to a box enters its frame: below it, or beside what stands in the way. */
function entry(box: PlacedBox, x: number, set: SetLayout): number {
  const obstacles = below(box, [set]);
  const free = (at: number) => obstacles.every((one) => at < one.x || at > one.x + one.width);
  const beside = obstacles.flatMap((one) => [one.x - besideGap, one.x + one.width + besideGap]);
  const [nearest = x] = [x, ...beside]
    .filter(free)
    .sort((a, b) => Math.abs(a - x) - Math.abs(b - x));
  return nearest;
}

/** From where a link enters a frame to its box, past the rows between. */
function climb(
  points: readonly Point[],
  box: PlacedBox,
  last: Point,
  sets: readonly SetLayout[],
): Point[] {
  const obstacles = box.box.row > 1 ? below(box, sets) : [];
  if (obstacles.length === 0 || points.at(-1)!.x === last.x) return [last];
  const top = obstacles.reduce((least, one) => Math.min(least, one.y), Number.POSITIVE_INFINITY);
  return [{ x: points.at(-1)!.x, y: top - besideGap }, last];
}

/** A cable between two planes, which should not be: below both of them. */
function bridge(link: Link, a: Point, b: Point): PlacedLink {
  const control = { x: (a.x + b.x) / 2, y: Math.max(a.y, b.y) + 90 };
  return { link, points: [a, control, b], curved: true };
}

/** Facts about the hosts, left of their row. */
function floorTexts(diagram: Diagram, hosts: readonly PlacedBox[]): PlacedText[] {
  const first = hosts[0];
  if (!first || diagram.floor.length === 0) return [];
  const lines: Line[] = diagram.floor.map((text, i) => line(text, i === 0 ? 'label' : 'soft', 28));
  const block = blockSize(lines);
  const y = first.y + (first.height - block.height) / 2;
  const x = Math.min(0, first.x - block.width - 16);
  return placeLines(lines, { x, y }, 'start');
}
