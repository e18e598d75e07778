import { statusText } from '../diagram/marks.js';
import type { MarkKind } from '../diagram/model.js';
import type {
  PlacedEntry,
  PlacedFrame,
  PlacedPanel,
  PlacedSet,
  PlacedVerdict,
} from '../layout/placed.js';
import { markBadge, markedRect, round } from './marks.js';
import { element, group, identity, tip } from './markup.js';
import { text } from './texts.js';
import { hueClass, lineWidth } from './theme.js';

export function set({ id, texts }: PlacedSet): string[] {
  return group({ ...identity(id), class: 'plane-set' }, texts.map(text));
}

export function frame(placed: PlacedFrame): string[] {
  const { x, y, width, height, texts } = placed;
  const { id, label, hue, rest, described, mark, status } = placed.frame;
  const look = `frame ${hueClass('line', hue)}${described ? ' described' : ''}`;
  const says = `${id === label ? id : `${id}: ${label}`}${statusText(status)}`;
  return group({ ...identity(id), class: 'plane' }, [
    tip(says),
    element('rect', { class: rest ? `${look} rest` : look, x, y, width, height, rx: 6 }),
    ...(mark ? markedRect(mark, placed, false, !told.includes(mark)) : []),
    ...texts.map(text),
    ...(mark ? [markBadge(mark, { x: round(x + width), y })] : []),
  ]);
}

/** What there is to say about a plane does not hide what is in it. */
const told: readonly MarkKind[] = ['finding', 'warning', 'changed'];

/** A pod, a group, a subgraph: a border inside of a plane. */
export function panel(placed: PlacedPanel): string[] {
  const { x, y, width, height, texts } = placed;
  const { id, label, lines, hue, mark, status } = placed.panel;
  return group({ ...identity(id), class: 'panel' }, [
    tip(`${id}: ${[label, ...lines].join(', ')}${statusText(status)}`),
    element('rect', { class: `inner ${hueClass('line', hue)}`, x, y, width, height, rx: 5 }),
    ...(mark ? markedRect(mark, placed, false) : []),
    ...texts.map(text),
    ...(mark ? [markBadge(mark, { x: round(x + width), y })] : []),
  ]);
}

/** A tick or a cross stands before the word: the colour does not say it alone. */
export function verdict({
  verdict: kind,
  text: words,
  x,
  y,
  width,
  height,
}: PlacedVerdict): string[] {
  const sign = kind === 'pass' ? 'l3.5 4l6 -8' : 'm1 -4l8 8m0 -8l-8 8';
  return group({ class: 'verdict' }, [
    element('rect', {
      class: `${kind} badge-${kind}`,
      x,
      y,
      width,
      height,
      rx: 13,
      'fill-opacity': 0.12,
    }),
    element('path', {
      class: `${kind} link`,
      d: `M${x + 10} ${y + height / 2}${sign}`,
      'stroke-width': 2,
    }),
    text(words),
  ]);
}

export function entry({ entry: one, text: words, ...rect }: PlacedEntry, thin: number): string[] {
  const { x, y, width, height } = rect;
  const middle = y + height / 2;
  const line = `M${x} ${middle}h${width}`;
  const card = { x: x + 4, y: y + 2, width: width - 8, height: height - 4 };
  const plain = 'fill-none line-none';
  const samples: Readonly<Record<typeof one.key, () => string[]>> = {
    width: () => [
      element('path', {
        class: 'link line-none',
        d: line,
        'stroke-width': one.key === 'width' ? round(lineWidth(one.gbps) * thin) : null,
      }),
    ],
    rest: () => [element('path', { class: 'rest-link line-none', d: line })],
    stack: () => [
      element('rect', { class: plain, ...card, x: x + 6, y, rx: 3 }),
      element('rect', { class: `${plain} rest`, ...card, rx: 3 }),
    ],
    focus: () => [element('rect', { class: `${plain} focus`, ...card, rx: 3 })],
    mark: () =>
      one.key === 'mark'
        ? [...markedRect(one.mark, card, true), markBadge(one.mark, { x: x + width - 4, y: y + 2 })]
        : [],
    heat: () => [
      element('path', {
        class: `link ${one.key === 'heat' ? `heat-${one.heat}` : ''}`,
        d: line,
        'stroke-width': 4,
      }),
    ],
  };
  return [...samples[one.key](), text(words)];
}
