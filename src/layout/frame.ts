import type { Frame } from '../diagram/model.js';
import { cells } from './cells.js';
import { type Content, type FramePlan, moveContent } from './content.js';
import type { Solver } from './elk.js';
import type { PlacedBox, PlacedFrame, PlacedLink, PlacedPanel } from './placed.js';
import { pods } from './pods.js';
import { ring } from './ring.js';
import { rows } from './rows.js';
import { blockSize, type Line, line, placeLines } from './text.js';

/** A frame with what is in it; coordinates from the corner of the frame. */
export interface FrameLayout {
  readonly placed: PlacedFrame;
  readonly panels: readonly PlacedPanel[];
  readonly boxes: readonly PlacedBox[];
  readonly links: readonly PlacedLink[];
}

const padding = { x: 10, top: 8, bottom: 16 } as const;

const shapes: Readonly<
  Record<Frame['shape'], (plan: FramePlan, solve: Solver) => Content | Promise<Content>>
> = { rows, pods, ring, cells };

/** A plane: its header, and below that its boxes in the shape that it is read in. */
export async function layoutFrame(plan: FramePlan, solve: Solver): Promise<FrameLayout> {
  const { frame } = plan;
  const content = await shapes[frame.shape](plan, solve);
  const header = headerLines(frame);
  const block = { ...blockSize(header), height: plan.headerHeight };
  const width = Math.max(content.width, block.width, 60) + 2 * padding.x;
  const top = padding.top + block.height + 10;
  const { boxes, links, panels } = moveContent(content, { x: (width - content.width) / 2, y: top });
  const texts = placeLines(header, { x: width / 2, y: padding.top }, 'middle');
  const height = top + content.height + padding.bottom;
  return { placed: { frame, x: 0, y: 0, width, height, texts }, boxes, links, panels };
}

export const headerHeight = (frame: Frame): number => blockSize(headerLines(frame)).height;

function headerLines({ label, lines, status }: Frame): Line[] {
  return [
    line(label, 'strong', 36),
    ...lines.map((text) => line(text, 'soft', 36)),
    ...(status?.texts ?? []).map(({ text, mark }) => line(text, 'status', 36, mark)),
  ];
}
