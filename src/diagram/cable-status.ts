import type { CompactFabric } from '../fabric/compact.js';
import { type Marked, overlayOf, statusOf, type Told } from './marks.js';
import type { Status } from './model.js';

const down: Told = { mark: 'down', says: new Set() };

/** The marks on a cable: its own, and that it is down with what stands at one of its ends. */
function marksOfCable(fabric: CompactFabric, cable: number, marked: Marked): readonly Told[] {
  const own = marked.cables.get(cable) ?? [];
  const ends = [fabric.lower[cable]!, fabric.upper[cable]!];
  const dead = ends.some((v) => {
    const host = v < fabric.endpointCount ? marked.hosts.get(fabric.hostOf[v]!) : undefined;
    return isDown(marked.vertices.get(v)) || isDown(host);
  });
  return dead && !isDown(own)
    ? [down, ...own.filter(({ mark }) => overlayOf[mark] !== 'fault')]
    : own;
}

/** All marks on the cables of a line: one that carries what is left is degraded, not down. */
export function statusOfCables(
  fabric: CompactFabric,
  cables: readonly number[],
  marked: Marked,
): Status | null {
  const marks = cables.flatMap((cable) => marksOfCable(fabric, cable, marked));
  const status = statusOf([{ noun: 'cable', total: cables.length, marks }], true);
  return status?.mark === 'down' && !status.whole ? { ...status, mark: 'degraded' } : status;
}

const isDown = (marks: readonly Told[] | undefined): boolean =>
  marks?.some(({ mark }) => mark === 'down') ?? false;
