import type { CompactFabric } from '../fabric/compact.js';
import { groupBy } from '../std/group.js';
import { formatCounted } from '../std/units.js';
import { assemble } from './assemble.js';
import { floorDraft, leavesOf } from './clusters.js';
import type { Draft } from './draft.js';
import { finish } from './finish.js';
import { frameSets } from './frames.js';
import { slotName } from './gather.js';
import { resolveMarks } from './marks.js';
import type { Diagram, DiagramOptions } from './model.js';
import {
  boxId,
  cablesText,
  compareNumbers,
  lastPart,
  planeIndex,
  rangePattern,
  rangeText,
} from './names.js';
import { leftOutOf } from './overview.js';
import { rankOfVertex } from './ranks.js';
import { type Asked, readingOf } from './readings/reading.js';
import { runs } from './representatives.js';

/** One plane as its form is best read, and its hosts bundled by the leaves that they are cabled to. */
export function plane(fabric: CompactFabric, options: DiagramOptions): Diagram {
  const index = planeIndex(fabric, options.plane);
  const marked = resolveMarks(fabric, options);
  const planes = new Set([index]);
  const rankOf = rankOfVertex(fabric, marked);
  const asked: Asked = { fabric, plane: index, level: 'plane', planes, rankOf };
  const reading = readingOf(asked);
  const housed = new Set(reading.houses(asked));
  const read = reading.read(asked, new Uint8Array(fabric.endpointCount));
  const drafts = [...read.drafts, ...hostBundles(asked, read.drafts, housed)];
  const assembly = assemble(fabric, drafts, marked, leftOutOf([read]));
  const sets = frameSets(fabric, planes, marked, false, new Map([[index, read]]));
  return finish(fabric, options, { ...assembly, sets, floor: [], notes: read.notes });
}

/** The hosts of each leaf that is drawn by itself are a box, all others are one together. */
function hostBundles(
  { fabric, plane }: Asked,
  drafts: readonly Draft[],
  housed: ReadonlySet<number>,
): Draft[] {
  const places = new Map(drafts.flatMap(({ vertices }, d) => vertices.map((v) => [v, d] as const)));
  const place = ([leaf]: Bundle) => places.get(leaf) ?? drafts.length;
  const bundles = [...bundlesOf(fabric, plane, housed)].sort((a, b) => place(a) - place(b));
  const own = new Set(bundles.filter((bundle) => drafts[place(bundle)]?.rest !== true));
  return runs(bundles, own, 1).flatMap((run) =>
    run.rest
      ? [
          restBundle(
            fabric,
            run.items.flatMap(([, endpoints]) => endpoints),
          ),
        ]
      : run.items.map(([, endpoints]) => hostBundle(fabric, plane, endpoints)),
  );
}

type Bundle = readonly [leaf: number, endpoints: readonly number[]];

/** Endpoints by all the leaves that they are cabled to, in the order of the first of these. */
function bundlesOf(fabric: CompactFabric, plane: number, housed: ReadonlySet<number>): Bundle[] {
  const bundles = groupBy(fabric.planes[plane]!.endpoints, (e) =>
    housed.has(e) ? undefined : leavesOf(fabric, [e], plane, true),
  );
  const first = (key: string) =>
    key === '' ? Number.POSITIVE_INFINITY : Number(key.split(' ')[0]);
  return [...bundles]
    .map(([key, endpoints]) => [first(key), endpoints] as const)
    .sort(([a, x], [b, y]) => (a === b ? 0 : a - b) || x[0]! - y[0]!);
}

function restBundle(fabric: CompactFabric, endpoints: readonly number[]): Draft {
  const hosts = [...new Set(endpoints.map((e) => fabric.hostOf[e]!))];
  const names = hosts.map((host) => fabric.hostIds[host]!);
  return {
    ...floorDraft('more-hosts'),
    name: formatCounted(hosts.length, 'more host'),
    lines: [rangeText(names), formatCounted(endpoints.length, 'NIC')],
    rest: true,
    vertices: [...endpoints].sort(compareNumbers),
    slots: 'none',
  };
}

function hostBundle(fabric: CompactFabric, plane: number, endpoints: readonly number[]): Draft {
  const hosts = [...new Set(endpoints.map((e) => fabric.hostOf[e]!))];
  const names = hosts.map((host) => fabric.hostIds[host]!);
  const cables = endpoints.flatMap((e) => {
    const own: number[] = [];
    for (let i = fabric.offsets[e]!; i < fabric.offsets[e + 1]!; i++) {
      const cable = fabric.incident[i]!;
      if (fabric.cablePlane[cable] === plane) own.push(cable);
    }
    return own;
  });
  const nics = endpoints.map((e) => fabric.vertexIds[e]!);
  const lines =
    cables.length > 0
      ? [slotName(fabric, cables, Number.POSITIVE_INFINITY), cablesText(fabric, cables)]
      : [formatCounted(endpoints.length, 'NIC'), 'no cable'];
  return {
    ...floorDraft(rangePattern(nics) ?? `${boxId(names)}/${lastPart(nics[0]!)}`),
    name: rangeText(names),
    lines,
    vertices: endpoints,
    slots: 'none',
  };
}
