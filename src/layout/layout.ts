import type { Diagram } from '../diagram/model.js';
import { type Body, layoutBody } from './body.js';
import { type Solver, solver } from './elk.js';
import { furnish, titleBlock } from './furniture.js';
import { moveBox, moveLink, moveSet, moveText } from './move.js';
import type { PlacedDiagram, PlacedText, Point } from './placed.js';
import { round } from './round.js';
import { textRect } from './text.js';

export type { PlacedDiagram } from './placed.js';

const margin = 28;
/** Below the title block, and above the legend. */
const gap = 22;
const narrowest = 760;
/** A page that is wider than high also prints well if its network is not; width to height. */
const squarest = 1.75;

/**
 * Where everything stands: elk places the network, the title block and the legend frame it.
 *
 * @param solve who answers instead of elk
 */
export async function layout(diagram: Diagram, solve: Solver = solver()): Promise<PlacedDiagram> {
  const body = await layoutBody(diagram, solve);
  const left = body.texts.reduce((least, text) => Math.min(least, textRect(text).x), 0);
  const inner = Math.max(body.width - left, narrowest, body.height * squarest);
  const head = titleBlock(diagram.titleBlock, inner, { x: margin, y: margin });
  const bodyX = margin - left + (inner - (body.width - left)) / 2;
  const moved = moveBody(body, { x: bodyX, y: head.bottom + gap });
  const foot = furnish(diagram, inner, { x: margin, y: head.bottom + body.height + 2 * gap });
  return round({
    width: Math.ceil(inner + 2 * margin),
    height: Math.ceil(foot.bottom + margin),
    title: `${diagram.titleBlock.title} (${diagram.titleBlock.name})`,
    description: diagram.description,
    sets: moved.sets.map(({ placed }) => placed),
    frames: moved.sets.flatMap(({ frames }) => frames.map(({ placed }) => placed)),
    panels: moved.sets.flatMap(({ frames }) => frames.flatMap(({ panels }) => panels)),
    links: [...moved.sets.flatMap(({ frames }) => frames.flatMap((f) => f.links)), ...moved.links],
    boxes: [...moved.sets.flatMap(({ frames }) => frames.flatMap((f) => f.boxes)), ...moved.floor],
    legend: foot.legend,
    texts: [...head.texts, ...moved.texts, ...foot.texts] satisfies PlacedText[],
    rules: [...head.rules, ...foot.rules],
    verdict: head.verdict,
  });
}

function moveBody(body: Body, by: Point): Body {
  return {
    ...body,
    sets: body.sets.map((set) => moveSet(set, by)),
    floor: body.floor.map((box) => moveBox(box, by)),
    links: body.links.map((link) => moveLink(link, by)),
    texts: body.texts.map((text) => moveText(text, by)),
  };
}
