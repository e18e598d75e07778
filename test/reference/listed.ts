import type { Attachment } from './attach.js';
import { type Cable, type Document, must, type PlaneSet, type Read } from './document.js';
import { ownGbps } from './family.js';
import { isNic, lowerFirst, type Port, parsePort, type SwitchPort, withoutRanges } from './ids.js';

/** LANGUAGE section 3.4: cables that are written one by one. */

interface Row {
  readonly ends: readonly [string, string];
  readonly gbps: number | undefined;
}

/** Listed cables of a plane set, in list order; `plane` is missing where a cable is in every one. */
export interface Listed {
  readonly plane: number | undefined;
  readonly ends: readonly [Port, Port];
  readonly gbps: number;
}

export function listedCables(
  document: Document,
  name: string,
  attachment: Attachment | undefined,
  read: Read,
): Listed[] {
  const set = document.planes[name]!;
  return rowsOf(set, read).flatMap(({ ends: [one, other], gbps }) => {
    const [left, right] = [withoutRanges(one), withoutRanges(other)];
    must(left.length === right.length, `${one} and ${other} are of different number`);
    return left.map((text, n) => {
      const ends = [parsePort(text), parsePort(right[n]!)] as const;
      must(!ends.every(isNic), `${text} and ${right[n]} are NIC ports`);
      const planes = ends.map((end) => planeOf(end, name, attachment));
      const plane = planes[0] ?? planes[1];
      must((planes[1] ?? plane) === plane, `${text} and ${right[n]} are in two planes`);
      const speeds = ends.map((end) => portGbps(document, name, end));
      return { plane, ends, gbps: gbps ?? Math.min(...speeds) };
    });
  });
}

/** The listed cables of one plane. */
export function* cablesIn(
  document: Document,
  set: string,
  plane: number,
  listed: readonly Listed[],
): Iterable<Cable> {
  for (const { plane: only = plane, ends, gbps } of listed) {
    if (only !== plane) continue;
    const inPlane = ends.map((end) => (isNic(end) ? end : { ...end, set, plane }));
    const [a, b] = lowerFirst(document, inPlane[0]!, inPlane[1]!);
    yield { a, b, gbps };
  }
}

function rowsOf({ cables = [] }: PlaneSet, read: Read): Row[] {
  if (typeof cables === 'string') return rowsOfCsv(read(cables));
  return cables.map((cable) =>
    'ends' in cable ? { ends: cable.ends, gbps: cable.gbps } : { ends: cable, gbps: undefined },
  );
}

/** Header `a,b,gbps`, then a cable per line; `gbps` may be empty. */
function rowsOfCsv(text: string): Row[] {
  const [header, ...lines] = text.split(/\r?\n/);
  must(header === 'a,b,gbps', 'CSV header');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => {
    const [a, b, gbps, ...more] = line.split(',');
    must(gbps !== undefined && more.length === 0, `CSV line: ${line}`);
    return { ends: [a!, b!], gbps: gbps === '' ? undefined : Number(gbps) };
  });
}

function planeOf(end: Port, name: string, attachment: Attachment | undefined): number | undefined {
  if (isNic(end)) {
    const attached = attachment?.entries.some(
      ({ host, nic }) => host === end.host && nic === end.nic,
    );
    return attached ? attachment!.planeOf(end.nicIndex, end.port) : undefined;
  }
  must((end.set ?? name) === name, `${end.set} is another set`);
  return end.plane;
}

/** The own speed of a port of a set, as a whole port. */
export function portGbps(document: Document, set: string, end: Port): number {
  if (!isNic(end)) return ownGbps(document.switchModels![modelOf(document, set, end)]!, end.port);
  const { model } = document.hosts![end.host]!.nics[end.nic]!;
  return document.nicModels![model]!.portGbps;
}

export function modelOf({ planes }: Document, set: string, { tier }: SwitchPort): string {
  const { fatTree, slimFly, dragonfly, cube, switches } = planes[set]!;
  const direct = slimFly ?? dragonfly ?? cube;
  if (direct && tier === 'router') return direct.model;
  if (fatTree && (tier === 'leaf' || tier === 'spine' || tier === 'core')) {
    return fatTree[tier]!.model;
  }
  return switches![tier]!.model;
}
