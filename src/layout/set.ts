import type { FrameSet } from '../diagram/model.js';
import type { FrameLayout } from './frame.js';
import { moveFrame } from './move.js';
import type { PlacedSet, PlacedText } from './placed.js';
import { blockSize, type Line, line, lineHeight, placeLines } from './text.js';

/** A plane set with what is in it; coordinates from the corner of the set. */
export interface SetLayout {
  readonly placed: PlacedSet;
  readonly frames: readonly FrameLayout[];
}

const frameGap = 10;
const captionGap = 14;

/** Planes side by side on one ground line, captions of their rows on the left. */
export function layoutSet(set: FrameSet, layouts: readonly FrameLayout[]): SetLayout {
  const label = line(set.label, 'strong', 60);
  const top = lineHeight('strong') + 8;
  const inner = layouts.reduce((most, { placed }) => Math.max(most, placed.height), 0);
  const height = top + inner;
  const blocks = set.captions.map((caption) => ({ ...caption, lines: captionLines(caption) }));
  const column = blocks.reduce((most, { lines }) => Math.max(most, blockSize(lines).width), 0);
  let x = column > 0 ? column + captionGap : 0;
  const frames = layouts.map((layout) => {
    const moved = moveFrame(layout, { x, y: height - layout.placed.height });
    x += layout.placed.width + frameGap;
    return moved;
  });
  const rows = rowBands(frames);
  const texts: PlacedText[] = blocks.flatMap(({ row, lines }) => {
    const middle = middleOf(rows, row);
    const y = middle - blockSize(lines).height / 2;
    return placeLines(lines, { x: 0, y }, 'start');
  });
  const width = Math.max(x - frameGap, blockSize([label]).width);
  texts.push(...placeLines([label], { x: column > 0 ? column + captionGap : 0, y: 0 }, 'start'));
  return { placed: { id: set.id, x: 0, y: 0, width, height, texts }, frames };
}

function captionLines({ lines }: { lines: readonly string[] }): Line[] {
  return lines.map((text, i) => line(text, i === 0 ? 'label' : 'soft', 28));
}

interface Band {
  readonly top: number;
  readonly bottom: number;
}

function rowBands(frames: readonly FrameLayout[]): Map<number, Band> {
  const bands = new Map<number, Band>();
  for (const { boxes } of frames) {
    for (const { box, y, height } of boxes) {
      const band = bands.get(box.row) ?? { top: y, bottom: y + height };
      bands.set(box.row, {
        top: Math.min(band.top, y),
        bottom: Math.max(band.bottom, y + height),
      });
    }
  }
  return bands;
}

/** The middle of a row, or (x.5) of the room between two rows. */
function middleOf(rows: ReadonlyMap<number, Band>, row: number): number {
  const lower = rows.get(Math.floor(row));
  const upper = rows.get(Math.ceil(row));
  const known = lower ?? upper ?? { top: 0, bottom: 0 };
  if (Number.isInteger(row)) return (known.top + known.bottom) / 2;
  return ((lower ?? known).top + (upper ?? known).bottom) / 2;
}
