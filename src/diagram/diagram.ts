import type { CompactFabric } from '../fabric/compact.js';
import { focus } from './focus.js';
import { full } from './full.js';
import type { Detail, Diagram, DiagramOptions } from './model.js';
import { overview } from './overview.js';
import { plane } from './plane.js';

export type { Detail, Diagram, DiagramOptions, Heat, Mark, TitleBlock } from './model.js';

const levels: Readonly<
  Record<Detail, (fabric: CompactFabric, options: DiagramOptions) => Diagram>
> = { overview, plane, full };

/**
 * What to show of a fabric, without coordinates. `options.plane` and `options.focus` are ids that
 * exist (see `isPlane`, `isFocus`) and the fabric is not `tooLarge` for the level.
 */
export function diagram(fabric: CompactFabric, options: DiagramOptions): Diagram {
  if (options.focus !== undefined) return focus(fabric, options, options.focus);
  // What is described only has one level, and no plane.
  const level = fabric.planes.length > 0 ? levels[options.detail] : overview;
  return level(fabric, options);
}
