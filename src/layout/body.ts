import type { Diagram } from '../diagram/model.js';
import { present } from '../std/assert.js';
import { groupBy } from '../std/group.js';
import { anchors } from './anchors.js';
import type { Solver } from './elk.js';
import { headerHeight, layoutFrame } from './frame.js';
import { floorGap, ground } from './ground.js';
import type { PlacedBox, PlacedLink, PlacedText } from './placed.js';
import { frameNeed } from './rows.js';
import { layoutSet, type SetLayout } from './set.js';
import { type SizedBox, sizes } from './size.js';

/** The network itself, without title block and legend. */
export interface Body {
  readonly sets: readonly SetLayout[];
  readonly floor: readonly PlacedBox[];
  readonly links: readonly PlacedLink[];
  readonly texts: readonly PlacedText[];
  readonly width: number;
  readonly height: number;
}

/** Frames first, then frames and hosts as two rows of a layered graph. */
export async function layoutBody(diagram: Diagram, solve: Solver): Promise<Body> {
  const sized = sizes(diagram);
  const at = anchors(diagram, sized);
  const frameOf = new Map(diagram.boxes.map((box) => [box.id, box.frame]));
  const ordered = diagram.boxes.map(({ id }) => present(sized.get(id), id));
  const boxes = groupBy(ordered, ({ box }) => box.frame);
  const links = groupBy(diagram.links, (link) => {
    const frame = frameOf.get(link.lower.box) ?? null;
    return frame === frameOf.get(link.upper.box) ? frame : null;
  });
  const frames = diagram.sets.flatMap((set) => set.frames);
  const floor = boxes.get(null) ?? [];
  const needs = frames.map(({ id }) => frameNeed(boxes.get(id) ?? []));
  const stretch = stretchTo(floor, needs);
  const rowGap = gapBetween(sized, sum(needs) * stretch + frames.length * frameMargin);
  const header = frames.reduce((most, frame) => Math.max(most, headerHeight(frame)), 0);
  const rowOf = new Map(diagram.boxes.map((box) => [box.id, box.row]));
  const arcs = diagram.links.some(
    ({ lower, upper }) => rowOf.get(lower.box) === rowOf.get(upper.box),
  );
  const sets = await Promise.all(
    diagram.sets.map(async (set) => {
      const plans = set.frames.map((frame) => ({
        frame,
        boxes: boxes.get(frame.id) ?? [],
        links: links.get(frame.id) ?? [],
        at,
        rowGap,
        stretch,
        arcs: arcs && !frame.rest,
        headerHeight: frame.rest ? headerHeight(frame) : header,
      }));
      return layoutSet(set, await Promise.all(plans.map((plan) => layoutFrame(plan, solve))));
    }),
  );
  return ground({ diagram, sets, floor, links: links.get(null) ?? [], at }, solve);
}

const frameMargin = 30;
const mostStretch = 2.5;

/** Frames grow to the width of the hosts below them, so that cables run upright. */
function stretchTo(floor: readonly SizedBox[], needs: readonly number[]): number {
  const width = sum(floor.map((one) => one.width + floorGap(floor)));
  const room = width - needs.length * frameMargin;
  return Math.min(mostStretch, Math.max(1, room / Math.max(1, sum(needs))));
}

/** Rows stand apart in proportion to the width of the picture, so that cables do not lie flat. */
function gapBetween(sized: ReadonlyMap<string, SizedBox>, width: number): number {
  const rows = new Set([...sized.values()].map(({ box }) => box.row).filter((row) => row > 0));
  const share = 0.17 / Math.sqrt(Math.max(1, rows.size - 1));
  return Math.round(Math.min(330, Math.max(80, width * share)));
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
