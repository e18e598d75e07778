import type { Link } from '../diagram/model.js';
import { present } from '../std/assert.js';
import type { Content, FramePlan } from './content.js';
import { moveContent } from './content.js';
import type { Solver } from './elk.js';
import { around, boundsOf, fitted, labelWidth, panelPad } from './panel.js';
import type { PlacedBox } from './placed.js';
import { arc, rows, straightLine } from './rows.js';
import { gapOf, placeBox, type SizedBox } from './size.js';

const podGap = 12;
const closedGap = 7;

/** Pods side by side, each laid out in rows by itself; what joins them above, spread over all. */
export async function pods(plan: FramePlan, solve: Solver): Promise<Content> {
  const { frame, boxes } = plan;
  const panelOf = new Map(boxes.map(({ box }) => [box.id, box.panel]));
  const inside = await Promise.all(
    frame.panels.map(async ({ id }) => {
      const own = boxes.filter(({ box }) => box.panel === id);
      const within = (link: Link) =>
        panelOf.get(link.lower.box) === id && panelOf.get(link.upper.box) === id;
      const links = plan.links.filter(within);
      const content = await rows(
        { ...plan, frame: { ...frame, panels: [] }, boxes: own, links },
        solve,
      );
      return [id, content] as const;
    }),
  );
  const below = besideEachOther(plan, new Map(inside));
  const placed = [...below.boxes, ...above(plan, below)];
  const corner = new Map(placed.map((one) => [one.box.id, one]));
  const drawn = new Set(below.links.map(({ link }) => link));
  const rowOf = (id: string) => present(corner.get(id), id).box.row;
  const others = plan.links
    .filter((link) => !drawn.has(link))
    .map((link) =>
      rowOf(link.lower.box) === rowOf(link.upper.box)
        ? arc(link, corner, plan.at)
        : straightLine(link, corner, plan.at),
    );
  const panels = frame.panels.map((panel) => around(panel, below.boxes));
  return fitted({ boxes: placed, links: [...below.links, ...others], panels });
}

/** Opened pods, and closed ones as high as these, in the order of their first boxes. */
function besideEachOther(
  { frame, boxes }: FramePlan,
  inside: ReadonlyMap<string, Content>,
): Omit<Content, 'panels'> {
  const height = [...inside.values()].reduce((most, one) => Math.max(most, one.height), 0);
  const done = new Set<string>();
  const found: Content[] = [];
  let x = 0;
  const beside: { panel: boolean } = { panel: true };
  for (const sized of boxes.filter(isBelow)) {
    const { panel: id } = sized.box;
    if (id === null) {
      if (!beside.panel) x += closedGap - podGap;
      found.push({
        boxes: [placeBox(sized, { x, y: 0 })],
        links: [],
        panels: [],
        width: 0,
        height,
      });
      x += sized.width + podGap;
      beside.panel = false;
    } else if (!done.has(id)) {
      done.add(id);
      const content = present(inside.get(id), id);
      const panel = present(
        frame.panels.find((one) => one.id === id),
        id,
      );
      x += labelWidth(panel, content.height);
      found.push(moveContent(content, { x, y: height - content.height }));
      x += content.width + panelPad.right + podGap;
      beside.panel = true;
    }
  }
  return {
    boxes: found.flatMap((one) => one.boxes),
    links: found.flatMap((one) => one.links),
    width: x - podGap,
    height,
  };
}

const isBelow = ({ box }: SizedBox): boolean => box.panel !== null || !Number.isInteger(box.row);

/** The rows above the pods, each spread evenly over their width. */
function above({ boxes, rowGap }: FramePlan, below: Omit<Content, 'panels'>): PlacedBox[] {
  const upper = boxes.filter((one) => !isBelow(one));
  const numbers = [...new Set(upper.map(({ box }) => box.row))].sort((a, b) => a - b);
  const { x: left, width } = boundsOf(below.boxes);
  // As between the rows of a frame: lines to far pods should not lie flat.
  const rise = Math.max(rowGap, Math.min(330, width * 0.14));
  let y = -panelPad.top;
  return numbers.flatMap((row) => {
    const own = upper.filter(({ box }) => box.row === row);
    const gap = gapOf(own);
    const need = own.reduce((sum, one) => sum + one.width + gap, -gap);
    const spare = Math.max(0, width - need) / own.length;
    y -= rise + own.reduce((most, one) => Math.max(most, one.height), 0);
    let x = left + Math.min(0, width - need) / 2 + spare / 2;
    return own.map((one) => {
      const placed = placeBox(one, { x, y });
      x += one.width + gap + spare;
      return placed;
    });
  });
}
