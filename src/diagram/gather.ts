import type { CompactFabric } from '../fabric/compact.js';
import { assert } from '../std/assert.js';
import type { Gathering } from './assemble.js';
import type { Draft } from './draft.js';
import { compareNumbers, lastPart } from './names.js';

/** The cables between two boxes (and one slot), before they have words. */
export interface Gathered {
  /** Indices of drafts. */
  readonly lower: number;
  readonly upper: number;
  /** Endpoint or draft that the slot stands for; −1 for none. */
  readonly slot: number;
  readonly cables: number[];
}

/** By vertex: the draft that stands for it, −1 for none. */
export function assign(fabric: CompactFabric, drafts: readonly Draft[]): Int32Array {
  const draftOf = new Int32Array(fabric.vertexCount).fill(-1);
  drafts.forEach((draft, d) => {
    for (const v of draft.vertices) {
      assert(draftOf[v] === -1, `${fabric.vertexIds[v]} is drawn once`);
      draftOf[v] = d;
    }
  });
  return draftOf;
}

/**
 * All cables between different boxes, by pair of boxes; each by itself if `separate`. Sorted by
 * lower box, slot, upper box, then cable.
 */
export function gather(
  fabric: CompactFabric,
  drafts: readonly Draft[],
  draftOf: Int32Array,
  { separate, leftOut }: Required<Gathering>,
): Gathered[] {
  const found = new Map<number, Gathered>();
  for (let cable = 0; cable < fabric.cableCount; cable++) {
    const a = draftOf[fabric.lower[cable]!]!;
    const b = draftOf[fabric.upper[cable]!]!;
    if (a < 0 || b < 0 || a === b || leftOut(cable)) continue;
    const swap = drafts[a]!.row > drafts[b]!.row;
    const [lower, upper] = swap ? [b, a] : [a, b];
    const style = drafts[lower]!.slots;
    const end = swap ? fabric.upper[cable]! : fabric.lower[cable]!;
    const slot = style === 'endpoint' ? end : style === 'target' ? upper : -1;
    const ends = lower * drafts.length + upper;
    const key = separate ? cable : ends * (fabric.vertexCount + 1) + slot + 1;
    const known = found.get(key);
    if (known) known.cables.push(cable);
    else found.set(key, { lower, upper, slot, cables: [cable] });
  }
  return inSlots(fabric, [...found.values()], drafts).sort(
    (x, y) =>
      compareNumbers(x.lower, y.lower) ||
      compareNumbers(x.slot, y.slot) ||
      compareNumbers(x.upper, y.upper) ||
      compareNumbers(x.cables[0]!, y.cables[0]!),
  );
}

/**
 * What is counted has a slot for each row of each plane that its lines lead to, not for each box. (Of a
 * cube it has one for each: there a row says nothing of which NICs lead to it.)
 */
function inSlots(
  { switches, endpointCount }: CompactFabric,
  all: readonly Gathered[],
  drafts: readonly Draft[],
): Gathered[] {
  const firstOf = new Map<string, number>();
  const rowOf = ({ lower, upper }: Gathered) =>
    `${lower} ${drafts[upper]!.frame} ${drafts[upper]!.row}`;
  const inCube = ({ upper }: Gathered) =>
    switches[drafts[upper]!.vertices[0]! - endpointCount]?.level !== undefined;
  const shares = (link: Gathered) =>
    drafts[link.lower]!.rest && drafts[link.lower]!.slots === 'target' && !inCube(link);
  for (const link of all.filter(shares)) {
    const key = rowOf(link);
    firstOf.set(key, Math.min(link.upper, firstOf.get(key) ?? link.upper));
  }
  return all.map((link) => (shares(link) ? { ...link, slot: firstOf.get(rowOf(link))! } : link));
}

/**
 * What the slot of these cables is called: `nic3`, `nic3:0`, `nic0–7`, `nic0–1:0`; `port 2` where it
 * is that port of all `nicCount` NICs.
 */
export function slotName(
  fabric: CompactFabric,
  cables: readonly number[],
  nicCount: number,
): string {
  const nics = new Map<string, number>();
  const ports = new Set<number>();
  let portCount = 1;
  for (const cable of cables) {
    const e = fabric.lower[cable]!;
    if (e >= fabric.endpointCount) continue;
    const { rail, portPlanes } = fabric.endpoints[e]!;
    const id = fabric.vertexIds[e]!;
    nics.set(lastPart(id), rail);
    ports.add(fabric.lowerPort[cable]!);
    portCount = Math.max(portCount, portPlanes.length);
  }
  const names = [...nics.keys()].sort((x, y) => nics.get(x)! - nics.get(y)!);
  const first = names[0] ?? '';
  const onePort = portCount > 1 && ports.size === 1;
  const port = [...ports][0] ?? 0;
  if (names.length === 1) return onePort ? `${first}:${port}` : first;
  if (!onePort) return nicRange(names);
  return names.length === nicCount ? `port ${port}` : `${nicRange(names)}:${port}`;
}

function nicRange(names: readonly string[]): string {
  const stem = /^(.*?)(\d+)$/.exec(names[0]!)?.[1];
  const last = names.at(-1)!;
  if (stem === undefined || !names.every((name) => name.startsWith(stem))) {
    return `${names.length} NICs`;
  }
  return `${names[0]}–${last.slice(stem.length)}`;
}
