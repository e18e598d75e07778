import type { Diagram, Link, LinkEnd } from '../diagram/model.js';
import { present } from '../std/assert.js';
import { groupBy } from '../std/group.js';
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
  const ends = links.flatMap(({ lower, upper }) => [
    { end: lower, side: 'top' },
    { end: upper, side: 'bottom' },
  ]);
  const sides = groupBy(ends, ({ end, side }) =>
    end.port === null ? undefined : (end.slot ?? `${end.box} ${side}`),
  );
  const found = new Map<LinkEnd, Place>();
  for (const own of sides.values()) {
    own.sort((a, b) => (a.end.port ?? 0) - (b.end.port ?? 0));
    own.forEach(({ end }, index) => {
      found.set(end, { index, count: own.length });
    });
  }
  return found;
}
