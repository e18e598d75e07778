import type { CompactFabric } from '../../fabric/compact.js';
import { formatCount, formatCounted } from '../../std/units.js';
import { type Draft, switchDraft } from '../draft.js';
import type { Caption } from '../model.js';
import { boxId, cablesText } from '../names.js';
import { bestOf } from '../ranks.js';
import { representatives, runs } from '../representatives.js';
import { byHome, hostCount, housesAll, ownEndpoints, switchesBy, withEndpoints } from './housed.js';
import type { Asked, PanelDraft, Read, Reading } from './reading.js';

/** Columns of a subgraph in an overview, and cables that can be told apart. */
const most = { columns: 8, cables: 700 } as const;

/** A Slim Fly as its two subgraphs: columns of routers, joined across. */
export const slimFly: Reading = {
  fits: (asked) => subgraphsOf(asked) !== null && housesAll(asked),
  mostPlanes: 1,
  houses: ownEndpoints,
  read: (asked) => {
    const subgraphs = subgraphsOf(asked)!;
    return asked.level === 'plane' ? asGrids(asked, subgraphs) : asColumns(asked, subgraphs);
  },
};

/** A column: its number among those of both subgraphs, and its routers from the first on. */
type Column = readonly [index: number, routers: readonly number[]];

/** The columns of either subgraph; null where a plane has no columns. */
function subgraphsOf({ fabric, plane }: Asked): readonly [Column[], Column[]] | null {
  const columns = [...switchesBy(fabric, plane, ({ column }) => column)];
  const routers = columns.reduce((sum, [, list]) => sum + list.length, 0);
  if (columns.length < 2 || routers < fabric.planes[plane]!.switches.length) return null;
  const q = columns.length / 2;
  return [columns.slice(0, q), columns.slice(q)];
}

const panelId = ({ fabric, plane }: Asked, s: number): string =>
  `${fabric.planes[plane]!.id}/subgraph${s}`;

const columnId = (asked: Asked, index: number): string =>
  `${asked.fabric.planes[asked.plane]!.id}/column${index}`;

/** Columns by representatives, one subgraph above the other. */
function asColumns(asked: Asked, subgraphs: readonly [Column[], Column[]]): Read {
  const housed = byHome(asked);
  const rankOf = ([, routers]: Column) => bestOf(routers, asked.rankOf);
  const drafts = subgraphs.flatMap((columns, s) =>
    runs(columns, representatives(columns, most.columns, rankOf)).flatMap((run) =>
      (run.rest ? [run.items] : run.items.map((one) => [one])).map((list) => ({
        ...columnDraft(asked, list, housed),
        row: 1 + s,
        panel: panelId(asked, s),
      })),
    ),
  );
  const captions = subgraphs.map((columns, s) => ({
    row: 1 + s,
    lines: captionOf(asked.fabric, columns),
  }));
  const across = { row: 1.5, lines: acrossText(asked.fabric, asked.plane) };
  return { ...frameOf(asked, subgraphs, 'rows'), drafts, captions: [...captions, across] };
}

function frameOf(
  asked: Asked,
  subgraphs: readonly [Column[], Column[]],
  shape: Read['shape'],
): Omit<Read, 'drafts' | 'captions'> {
  const panels = subgraphs.map((columns, s): PanelDraft => {
    const vertices = columns.flatMap(([, routers]) => routers);
    const lines = [formatCounted(columns.length, 'column')];
    return { id: panelId(asked, s), label: `subgraph ${s}`, lines, vertices };
  });
  return { shape, panels, lines: [], notes: [] };
}

function columnDraft(
  asked: Asked,
  list: readonly Column[],
  housed: ReadonlyMap<number, readonly number[]>,
): Draft {
  const { fabric } = asked;
  const routers = list.flatMap(([, column]) => column);
  const vertices = withEndpoints(routers, housed);
  const hosts = hostCount(
    fabric,
    vertices.filter((v) => v < fabric.endpointCount),
  );
  const index = list[0]![0];
  const single = list.length === 1;
  return {
    ...switchDraft(
      fabric,
      routers[0]!,
      single ? `column ${index}` : `+${formatCounted(list.length, 'column')}`,
    ),
    id: boxId(list.map(([one]) => columnId(asked, one))),
    lines: [
      formatCounted(routers.length, 'router'),
      ...(hosts > 0 ? [formatCounted(hosts, 'host')] : []),
      `${formatCounted(localCables(fabric, list).length, 'cable')} inside`,
    ],
    rest: !single,
    vertices,
  };
}

/** Cables within columns. */
function localCables(fabric: CompactFabric, columns: readonly Column[]): number[] {
  return columns.flatMap(([index, routers]) =>
    routers.flatMap((v) => {
      const own: number[] = [];
      for (let i = fabric.offsets[v]!; i < fabric.offsets[v + 1]!; i++) {
        const other = fabric.neighbours[i]!;
        const column = fabric.switches[other - fabric.endpointCount]?.column;
        if (other > v && column === index) own.push(fabric.incident[i]!);
      }
      return own;
    }),
  );
}

function captionOf(fabric: CompactFabric, columns: readonly Column[]): string[] {
  const routers = columns.flatMap(([, list]) => list);
  const { model } = fabric.switches[routers[0]! - fabric.endpointCount]!;
  const local = localCables(fabric, columns);
  return [
    formatCounted(routers.length, 'router'),
    model.name,
    ...(local.length > 0 ? [cablesText(fabric, local), 'within columns'] : []),
  ];
}

function acrossText(fabric: CompactFabric, plane: number): string[] {
  const columnOf = (v: number) => fabric.switches[v - fabric.endpointCount]?.column;
  const across = [...fabric.planes[plane]!.cables].filter((cable) => {
    const [a, b] = [columnOf(fabric.lower[cable]!), columnOf(fabric.upper[cable]!)];
    return a !== undefined && b !== undefined && a !== b;
  });
  return across.length > 0 ? [cablesText(fabric, across), 'across'] : [];
}

/** Every router a cell of two grids, with its endpoints; of many cables those of one router each. */
function asGrids(asked: Asked, subgraphs: readonly [Column[], Column[]]): Read {
  const { fabric, plane } = asked;
  const housed = byHome(asked);
  const between = [...fabric.planes[plane]!.cables].filter(
    (cable) => fabric.lower[cable]! >= fabric.endpointCount,
  );
  const examples = between.length <= most.cables ? [] : subgraphs.map(exampleOf);
  const shown = new Set(examples);
  const drafts = subgraphs.flatMap((columns, s) =>
    columns.flatMap(([, routers], column) =>
      routers.map(
        (v, line): Draft => ({
          ...switchDraft(fabric, v, String(fabric.switches[v - fabric.endpointCount]!.index)),
          row: 1 + s,
          panel: panelId(asked, s),
          cell: { column, line },
          terse: true,
          focus: shown.has(v),
          vertices: withEndpoints([v], housed),
        }),
      ),
    ),
  );
  const leftOut = (cable: number) =>
    examples.length > 0 && !shown.has(fabric.lower[cable]!) && !shown.has(fabric.upper[cable]!);
  const captions: Caption[] = [];
  const notes = [
    ...hostNote(fabric, housed),
    ...leftOutNote(fabric, between.filter(leftOut).length, subgraphs, examples),
  ];
  return { ...frameOf(asked, subgraphs, 'cells'), drafts, captions, notes, leftOut };
}

/** The first router of the second column: those of the first one are joined along a line. */
const exampleOf = (columns: readonly Column[]): number => (columns[1] ?? columns[0]!)[1][0]!;

function hostNote(
  { hostOf }: CompactFabric,
  housed: ReadonlyMap<number, readonly number[]>,
): string[] {
  const counts = [...housed.values()].map((list) => new Set(list.map((e) => hostOf[e]!)).size);
  if (counts.length === 0) return [];
  const [least, greatest] = [Math.min(...counts), Math.max(...counts)];
  const each = least === greatest ? String(least) : `${least} to ${greatest}`;
  const all = new Set([...housed.values()].flatMap((list) => list.map((e) => hostOf[e]!)));
  return [
    `${formatCounted(all.size, 'host')} are inside the boxes of their routers: ${each} at each.`,
  ];
}

/** Says that the routers are alike only as far as all of them have been counted. */
function leftOutNote(
  fabric: CompactFabric,
  count: number,
  subgraphs: readonly [Column[], Column[]],
  examples: readonly number[],
): string[] {
  if (count === 0) return [];
  const ids = examples.map((v) => fabric.vertexIds[v]!).join(' and ');
  const first = `Cables between routers are drawn for ${ids}; ${formatCount(count)} others are not drawn`;
  const kinds = subgraphs.map((columns) => {
    const degrees = new Set(
      columns.flatMap(([index, routers]) =>
        routers.map((v) => degreesOf(fabric, v, index).join(' in its column and ')),
      ),
    );
    return degrees.size === 1 ? [...degrees][0]! : null;
  });
  if (kinds.some((kind) => kind === null)) return [`${first}.`];
  const alike = [...new Set(kinds)].map((kind) => `${kind} across`).join(', or ');
  return [`${first}: every router has ${alike}.`];
}

/** Cables of a router within its column, and to other ones. */
function degreesOf(fabric: CompactFabric, v: number, index: number): [number, number] {
  let [local, across] = [0, 0];
  for (let i = fabric.offsets[v]!; i < fabric.offsets[v + 1]!; i++) {
    const other = fabric.neighbours[i]! - fabric.endpointCount;
    if (other < 0) continue;
    if (fabric.switches[other]!.column === index) local++;
    else across++;
  }
  return [local, across];
}
