import type { Box, Diagram, Link, Slot } from './model.js';

/** What a box, a slot or a line of a picture stands for, as long as somebody holds the picture. */
const vertices = new WeakMap<Box | Slot, readonly number[]>();
const cables = new WeakMap<Link, readonly number[]>();

export function standsFor<T extends Box | Slot>(shown: T, of: readonly number[]): T {
  vertices.set(shown, of);
  return shown;
}

export function carries(link: Link, of: readonly number[]): Link {
  cables.set(link, of);
  return link;
}

/** NICs or switches, ascending; none of what no diagram has made. */
export const verticesOf = (shown: Box | Slot): readonly number[] => vertices.get(shown) ?? [];

export const cablesOf = (link: Link): readonly number[] => cables.get(link) ?? [];

/** What the boxes of a panel stand for. */
export const verticesInPanel = (
  { boxes }: Pick<Diagram, 'boxes'>,
  frame: string,
  panel: string,
): number[] =>
  boxes
    .filter((box) => box.frame === frame && box.panel === panel)
    .flatMap((box) => verticesOf(box));
