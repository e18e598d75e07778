import type { PlacedBox, PlacedSlot, Rect } from '../layout/placed.js';
import { markBadge, markedRect, round } from './marks.js';
import { element, group, identity, tip } from './markup.js';
import { text } from './texts.js';
import { hueClass } from './theme.js';

/** A stack is drawn as cards behind each other. */
const cards = [4, 2] as const;

export function box(placed: PlacedBox): string[] {
  const { rest, count, focus, hue, kind, status, id, tip: says } = placed.box;
  const look = `${hueClass('fill', hue)} ${hueClass('line', hue)}`;
  const stacked = rest || (kind === 'switch' && count > 1);
  const ghost = status?.whole && status.mark === 'removed';
  const states = `${rest ? ' rest' : ''}${focus ? ' focus' : ''}${ghost ? ' ghost' : ''}`;
  return group({ ...identity(id), class: kind }, [
    tip(says),
    ...(stacked ? cards.map((by) => rect(shifted(placed, by), look)) : []),
    rect(placed, `${look}${states}`),
    ...(status ? markedRect(status.mark, placed, status.whole) : []),
    ...placed.slots.flatMap((one) => slot(one, kind === 'host' ? 'nic' : 'switch')),
    ...placed.texts.map(text),
    ...(status ? [markBadge(status.mark, { x: placed.x + placed.width, y: placed.y })] : []),
  ]);
}

/** A NIC of hosts, or one of the switches that a box stands for. */
function slot(
  { slot: { id, tip: says, hue, status }, texts, ...placed }: PlacedSlot,
  kind: 'nic' | 'switch',
): string[] {
  const look = `${hueClass('fill', hue)} ${hueClass('line', hue)}`;
  return group({ ...identity(id), class: kind }, [
    tip(says),
    rect(placed, look),
    ...(status ? markedRect(status.mark, placed, status.whole) : []),
    ...texts.map(text),
  ]);
}

function rect({ x, y, width, height }: Rect, look: string): string {
  return element('rect', { class: look, x, y, width, height, rx: 3 });
}

function shifted({ x, y, width, height }: Rect, by: number): Rect {
  return { x: round(x + by), y: round(y - by), width, height };
}
