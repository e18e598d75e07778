import type { Diagram, Link, LinkEnd } from '../diagram/model.js';
import { present } from '../std/assert.js';
import type { SizedBox } from './size.js';

/** By link: where it meets its boxes, px from their left side. */
export type Anchors = ReadonlyMap<Link, { readonly lower: number; readonly upper: number }>;

/**
 * Links meet a box in the middle of a side or of a slot; cables that are drawn one by one are
 * spread over it by port number.
 */
export function anchors(diagram: Diagram, sized: ReadonlyMap<string, SizedBox>): Anchors {
  const spread = places(diagram.links);
  const at = (end: LinkEnd): number => {
    const { slots, width } = present(sized.get(end.box), `box ${end.box}`);
    const slot = slots.find((one) => one.slot.id === end.slot);
    const [left, wide] = slot ? [slot.x, slot.width] : [0, width];
    const { index, count } = spread.get(end) ?? { index: 0, count: 1 };
    return left + (wide * (index + 1)) / (count + 1);
  };
  return new Map(
    diagram.links.map((link) => [link, { lower: at(link.lower), upper: at(link.upper) }]),
  );
}

interface Place {
  readonly index: number;
  readonly count: number;
}

/** Place of a cable's end among those of the same side or slot, by port. */
function places(links: readonly Link[]): Map<LinkEnd, Place> {
  const sides = new Map<string, LinkEnd[]>();
  for (const { lower, upper } of links) {
    for (const [end, side] of [[lower, 'top'] as const, [upper, 'bottom'] as const]) {
      if (end.port === null) continue;
      const key = end.slot ?? `${end.box} ${side}`;
      const list = sides.get(key);
      if (list) list.push(end);
      else sides.set(key, [end]);
    }
  }
  const found = new Map<LinkEnd, Place>();
  for (const ends of sides.values()) {
    ends.sort((a, b) => (a.port ?? 0) - (b.port ?? 0));
    ends.forEach((end, index) => {
      found.set(end, { index, count: ends.length });
    });
  }
  return found;
}
