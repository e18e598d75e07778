import type { CompactFabric } from '../fabric/compact.js';
import { formatCount, formatCounted } from '../std/units.js';
import { switchTallies } from './assemble.js';
import { captions, census, rowNames } from './census.js';
import { type Draft, hueOf } from './draft.js';
import { type Marked, nothingMarked, statusOf, type Tally, worstOf } from './marks.js';
import type { Frame, FrameSet, Panel, Status } from './model.js';
import { boxId, rangeText } from './names.js';
import type { PanelDraft, Read } from './readings/reading.js';

/** The plane sets that have a plane to show; hidden planes of a set have one frame together. */
export function frameSets(
  fabric: CompactFabric,
  planes: ReadonlySet<number>,
  marked: Marked,
  countRest = true,
  readings: ReadonlyMap<number, Read> = new Map(),
): FrameSet[] {
  return fabric.planeSets.flatMap((set) => {
    const shown = set.planes.filter((p) => planes.has(p));
    if (shown.length === 0) return [];
    const counted = shown.map((p) => census(fabric, p));
    const frames = shown.map((p) => frame(fabric, p, marked, readings.get(p)));
    const own = readings.get(shown[0]!)?.captions;
    const hidden = set.planes.filter((p) => !planes.has(p));
    if (countRest && hidden.length > 0) frames.splice(-1, 0, restFrame(fabric, hidden, marked));
    const part = countRest || hidden.length === 0 ? '' : `${formatCount(shown.length)} of `;
    const label = `${set.id}: ${part}${formatCounted(set.planes.length, 'plane')}`;
    const said = own ?? captions(counted, rowNames(fabric, set.id));
    return [{ id: set.id, label, captions: said, frames }];
  });
}

function frame(
  fabric: CompactFabric,
  plane: number,
  marked: Marked,
  { shape = 'rows', lines = [], panels = [] }: Partial<Read> = {},
): Frame {
  const { id } = fabric.planes[plane]!;
  return {
    id,
    label: id,
    lines: [attachment(fabric, plane), ...lines],
    hue: hueOf(plane),
    rest: false,
    shape,
    described: false,
    panels: panels.map((one) => panel(fabric, one, plane, marked)),
    mark: worstOf(marked.planes.get(id)),
    status: planeStatus(fabric, plane, marked),
  };
}

/** The marks on a plane, and on what is in it. */
export function planeStatus(fabric: CompactFabric, plane: number, marked: Marked): Status | null {
  const marks = marked.planes.get(fabric.planes[plane]!.id) ?? [];
  const tallies: Tally[] = [
    { noun: 'plane', total: 1, marks },
    ...planeTallies(fabric, [plane], marked),
  ];
  return statusOf(tallies, true);
}

/** What is marked in a part of a plane, and whether the part itself is (a pod). */
function panel(
  fabric: CompactFabric,
  { id, label, lines, vertices }: PanelDraft,
  plane: number,
  marked: Marked,
): Panel {
  const says = { id, label, lines, hue: hueOf(plane) };
  return { ...says, ...panelMarks(fabric, id, vertices, marked) };
}

/** The worst mark of a part of a plane itself, and those on its switches, too. */
export function panelMarks(
  fabric: CompactFabric,
  id: string,
  vertices: Iterable<number>,
  marked: Marked,
): Pick<Panel, 'mark' | 'status'> {
  const marks = marked.pods.get(id) ?? [];
  const own = marks.length > 0 ? [{ noun: 'pod', total: 1, marks }] : [];
  const status = statusOf([...own, ...switchTallies(fabric, vertices, marked)], true);
  return { mark: worstOf(marks), status };
}

function restFrame(fabric: CompactFabric, hidden: readonly number[], marked: Marked): Frame {
  return {
    id: restFrameId(fabric, hidden),
    label: rangeText(hidden.map((p) => fabric.planes[p]!.id)),
    lines: [],
    hue: null,
    rest: true,
    shape: 'rows',
    described: false,
    panels: [],
    mark: null,
    status: restStatus(fabric, hidden, marked),
  };
}

/** The same of planes that share a frame. */
export function restStatus(
  fabric: CompactFabric,
  hidden: readonly number[],
  marked: Marked,
): Status | null {
  const marks = hidden.flatMap((p) => marked.planes.get(fabric.planes[p]!.id) ?? []);
  const tallies = [
    { noun: 'plane', total: hidden.length, marks },
    ...planeTallies(fabric, hidden, marked),
  ];
  return statusOf(tallies, false);
}

function restFrameId(fabric: CompactFabric, hidden: readonly number[]): string {
  const ids = hidden.map((p) => fabric.planes[p]!.id);
  return boxId(ids);
}

/** A box for all switches of the planes that are not drawn, set by set. */
export function restFrameDrafts(fabric: CompactFabric, planes: ReadonlySet<number>): Draft[] {
  return fabric.planeSets.flatMap((set) => {
    const hidden = set.planes.filter((p) => !planes.has(p));
    if (hidden.length === 0 || hidden.length === set.planes.length) return [];
    const id = restFrameId(fabric, hidden);
    const tallies = switchTallies(
      fabric,
      hidden.flatMap((p) => [...fabric.planes[p]!.switches]),
      nothingMarked,
    );
    return [
      {
        id: `${id}/*`,
        kind: 'switch',
        row: 1,
        frame: id,
        name: formatCounted(hidden.length, 'more plane'),
        lines: tallies.map(({ noun, total }) => formatCounted(total, noun)),
        rest: true,
        focus: false,
        terse: false,
        hue: null,
        vertices: hidden.flatMap((p) => [...fabric.planes[p]!.switches]),
        slots: 'none',
      },
    ];
  });
}

function planeTallies(fabric: CompactFabric, planes: readonly number[], marked: Marked): Tally[] {
  if (marked.vertices.size === 0 && marked.cables.size === 0) return [];
  const switches = planes.flatMap((p) => [...fabric.planes[p]!.switches]);
  const endpoints = new Set(planes.flatMap((p) => [...fabric.planes[p]!.endpoints]));
  const cables = planes.flatMap((p) => [...fabric.planes[p]!.cables]);
  return [
    ...switchTallies(fabric, switches, marked),
    {
      noun: 'cable',
      total: cables.length,
      marks: cables.flatMap((cable) => marked.cables.get(cable) ?? []),
    },
    {
      noun: 'NIC',
      total: endpoints.size,
      marks: [...endpoints].flatMap((e) => marked.vertices.get(e) ?? []),
    },
  ];
}

/** Which NIC ports the attachment rule puts in a plane: `rail 3`, `port 1`, `rail 0, port 1`. */
function attachment(fabric: CompactFabric, plane: number): string {
  const rails = new Set<number>();
  const ports = new Set<number>();
  let portCount = 0;
  const { planeSet } = fabric.planes[plane]!;
  for (const e of fabric.planes[plane]!.endpoints) {
    const first = fabric.portOffsets[e]!;
    rails.add(fabric.endpoints[e]!.rail);
    portCount = Math.max(portCount, fabric.portOffsets[e + 1]! - first);
    for (let i = first; i < fabric.portOffsets[e + 1]!; i++) {
      if (fabric.portPlanes[i] === plane) ports.add(i - first);
    }
  }
  if (rails.size === 0) return 'no NIC';
  const several = fabric.planeSets[planeSet]!.planes.length > 1;
  const words: string[] = [];
  if (rails.size === 1 && several) words.push(`rail ${[...rails][0]}`);
  if (ports.size === 1 && portCount > 1) words.push(`port ${[...ports][0]}`);
  if (words.length > 0) return words.join(', ');
  return rails.size === 1 ? '1 NIC per host' : `${rails.size} NICs per host`;
}
