import type { Diagram, TitleBlock } from '../diagram/model.js';
import type { PlacedEntry, PlacedText, PlacedVerdict, Point, Rect } from './placed.js';
import {
  type Line,
  line,
  lineHeight,
  placeLines,
  shorten,
  textWidth,
  wrap,
  wrapItems,
} from './text.js';

interface Head {
  readonly texts: readonly PlacedText[];
  readonly rules: readonly Rect[];
  readonly verdict: PlacedVerdict | null;
  readonly bottom: number;
}

const badge = { width: 74, height: 26 } as const;

/** Title, name and facts on the left, the verdict on the right. */
export function titleBlock(block: TitleBlock, width: number, at: Point): Head {
  const room = width - (block.verdict ? badge.width + 20 : 0);
  const inLines = (facts: readonly string[]) => {
    const items = facts.map((fact) => line(fact, 'label', 120).text);
    return wrapItems(items, 'label', width);
  };
  const lines = [
    ...titleLines(block.title, room),
    {
      text: shorten(line(block.name, 'strong', 120).text, 'strong', room),
      role: 'strong' as const,
    },
    ...inLines(block.changes ?? []),
    ...inLines(block.facts),
  ];
  const texts = placeLines(lines, at, 'start');
  const bottom = at.y + lines.reduce((sum, { role }) => sum + lineHeight(role), 0) + 8;
  return {
    texts,
    rules: [{ x: at.x, y: bottom, width, height: 0 }],
    verdict: block.verdict ? verdictBadge(block.verdict, { x: at.x + width, y: at.y }) : null,
    bottom,
  };
}

/** A long title takes two lines, and no more. */
function titleLines(title: string, width: number): Line[] {
  const [first, ...others] = wrap(line(title, 'title', 300).text, 'title', width);
  if (!first) return [];
  const rest = others.map(({ text }) => text).join(' ');
  return rest === '' ? [first] : [first, { ...first, text: shorten(rest, 'title', width) }];
}

function verdictBadge(verdict: 'pass' | 'fail', { x, y }: Point): PlacedVerdict {
  const rect = { x: x - badge.width, y, ...badge };
  const words = [line(verdict.toUpperCase(), 'strong')];
  const [text] = placeLines(words, { x: rect.x + badge.width / 2 + 8, y: y + 5 }, 'middle');
  return { verdict, ...rect, text: text! };
}

interface Foot {
  readonly legend: readonly PlacedEntry[];
  readonly texts: readonly PlacedText[];
  readonly rules: readonly Rect[];
  readonly bottom: number;
}

const sample = { width: 30, height: 16 } as const;
const entryGap = 26;

/** The legend in lines from the left, then the notes and the source. */
export function furnish(diagram: Diagram, width: number, at: Point): Foot {
  const legend: PlacedEntry[] = [];
  let [x, y] = [at.x, at.y + 12];
  for (const entry of diagram.legend) {
    const words = line(entry.text, 'soft', 48);
    const wide = sample.width + 8 + textWidth(words.text, 'soft');
    if (x > at.x && x + wide > at.x + width) [x, y] = [at.x, y + 24];
    const [text] = placeLines([words], { x: x + sample.width + 8, y }, 'start');
    legend.push({ entry, x, y, ...sample, text: text! });
    x += wide + entryGap;
  }
  if (legend.length > 0) y += 30;
  const { source } = diagram.titleBlock;
  const notes = source === undefined ? diagram.notes : [...diagram.notes, `Source: ${source}`];
  const lines = notes.flatMap((note) => wrap(note, 'soft', width));
  const texts = placeLines(lines, { x: at.x, y }, 'start');
  const bottom = y + lines.length * lineHeight('soft');
  return { legend, texts, rules: [{ x: at.x, y: at.y, width, height: 0 }], bottom };
}
