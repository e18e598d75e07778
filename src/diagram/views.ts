import type { CompactFabric } from '../fabric/compact.js';
import { type Level, tooLarge } from './limits.js';

/** A level of detail that a fabric can be looked at, and what it is called. */
export interface View {
  readonly level: Level;
  readonly name: string;
}

/** All of them: the overview, each plane that is not too large, and the whole of a small fabric. */
export function viewsOf(fabric: CompactFabric): View[] {
  const all: View[] = [
    { level: { detail: 'overview' }, name: 'Overview' },
    ...fabric.planes.map(({ id }): View => ({ level: { detail: 'plane', plane: id }, name: id })),
    { level: { detail: 'full' }, name: 'Every cable' },
  ];
  return all.filter(({ level }) => tooLarge(fabric, level) === null);
}
