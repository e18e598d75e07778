import type { PlacedText } from '../layout/placed.js';
import { textElement } from './markup.js';

export function text(placed: PlacedText): string {
  const { x, y, role, size, anchor, vertical, mark } = placed;
  return textElement('text', placed.text, {
    class: mark === null ? role : `${role} ink-${mark}`,
    x,
    y,
    'font-size': size,
    'text-anchor': anchor === 'start' ? null : anchor,
    transform: vertical ? `rotate(-90 ${x} ${y})` : null,
  });
}
