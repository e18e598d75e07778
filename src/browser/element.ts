import { attributesOf, nounOf } from '../diagram/draft.js';
import { isFocus, isPlane, tooLarge } from '../diagram/limits.js';
import { cablesOf, verticesOf } from '../diagram/members.js';
import type { Diagram } from '../diagram/model.js';
import type { CompactFabric } from '../fabric/compact.js';
import { bundleId } from '../fabric/ids.js';
import { modelWords } from '../fabric/ports-text.js';
import type { Part } from '../fabric/select.js';
import { oneLine } from '../std/markup.js';
import { formatCount, formatCounted, formatGbps, formatShare, formatSpeed } from '../std/units.js';
import type { Failed } from './failed.js';
import { selectorsOfMembers } from './naming.js';
import { neighbourFacts, waysOf, waysTo } from './neighbours.js';
import type { Element, Fact, NamedView } from './protocol.js';
import type { Pointed } from './resolve.js';

const longestLabel = 200;

/** What is said of what somebody points at. */
export function elementOf(
  fabric: CompactFabric,
  diagram: Diagram | null,
  labels: Readonly<Record<string, string>>,
  failed: Failed,
  { selectors, parts }: Pointed,
): Element {
  const [first] = parts;
  const facts = parts.length === 1 ? factsOfPart(fabric, first!) : factsOfParts(fabric, parts);
  const label = parts.length === 1 ? ownLabel(labels, first!.id) : undefined;
  const all = new Set(failed.texts);
  return {
    title: titleOf(selectors),
    selectors,
    facts: [
      ...(label === undefined ? [] : [fact('label', oneLine(label, longestLabel))]),
      ...stateFacts(fabric, failed, parts),
      ...facts,
    ],
    failed: selectors.every((text) => all.has(text)),
    views: parts.length === 1 ? viewsOfPart(fabric, first!) : [],
    shown: diagram ? shownOf(diagram, parts) : [],
  };
}

/** Labels are a file's: what objects inherit is none of them. */
const ownLabel = (labels: Readonly<Record<string, string>>, id: string): string | undefined =>
  Object.hasOwn(labels, id) ? labels[id] : undefined;

const titleOf = (selectors: readonly string[]): string => selectors.join(' ');

const fact = (label: string, words: string): Fact => ({ label, words, ways: [] });

/** How much of its cables' speed is left. */
function stateFacts(
  fabric: CompactFabric,
  { state, marked }: Failed,
  parts: readonly Part[],
): Fact[] {
  let [up, there, left, whole] = [0, 0, 0, 0];
  const cables = new Set(parts.flatMap((part) => [...part.cables]));
  for (const cable of cables) {
    there++;
    whole += fabric.gbps[cable]!;
    left += state.capacity[cable]!;
    if (state.capacity[cable]! > 0) up++;
  }
  const [only] = parts;
  const cut = parts.length === 1 && marked.get(only!.id)?.mark === 'cut-off';
  if (there === 0) return [fact('state', 'no cable')];
  const share = formatShare(whole === 0 ? 0 : left / whole);
  const kept = left === 0 ? 'down' : `${share} left`;
  const upOf = `${formatCount(up)} of ${formatCounted(there, 'cable')} up`;
  const words =
    left === whole
      ? `up, ${formatCounted(there, 'cable')}, ${formatGbps(whole)}`
      : `${kept}: ${upOf}, ${formatGbps(left)} of ${formatGbps(whole)}`;
  return [fact('state', cut ? `cut off; ${words}` : words)];
}

function factsOfParts(fabric: CompactFabric, parts: readonly Part[]): Fact[] {
  const counts = new Map<string, number>();
  for (const { kind } of parts) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const words = [...counts].map(([kind, count]) => formatCounted(count, kind)).join(', ');
  const vertices = parts.flatMap(({ kind, index }) =>
    index >= 0 && (kind === 'switch' || kind === 'nic') ? [index] : [],
  );
  const near = vertices.length === parts.length ? neighbourFacts(fabric, vertices) : [];
  return [fact('parts', `${words}, ${parts[0]!.id} … ${parts.at(-1)!.id}`), ...near];
}

function factsOfPart(fabric: CompactFabric, part: Part): Fact[] {
  switch (part.kind) {
    case 'switch':
      return [...switchFacts(fabric, part.index), ...neighbourFacts(fabric, [part.index])];
    case 'nic':
      return [...nicFacts(fabric, part.index), ...neighbourFacts(fabric, [part.index])];
    case 'cable':
    case 'bundle':
    case 'port':
      return cableFacts(fabric, [...part.cables]);
    default: {
      const vertices = [...part.vertices];
      const inside: Fact = {
        label: 'consists of',
        words: part.members ? formatCounted(part.members.length, 'part') : '',
        ways: part.members
          ? waysOf(part.members.map(({ kind, id }) => `${kind}:${id}`))
          : waysOf(selectorsOfMembers(fabric, vertices)),
      };
      return [inside, ...neighbourFacts(fabric, vertices)];
    }
  }
}

function switchFacts(fabric: CompactFabric, vertex: number): Fact[] {
  const { model, plane, unit, rails, pod, group } = attributesOf(fabric, vertex);
  const places = [
    ...(unit === undefined ? [] : [`unit ${unit}`]),
    ...(rails
      ? [rails[0] === rails[1] ? `rail ${rails[0]}` : `rails ${rails[0]}–${rails[1]}`]
      : []),
    ...(pod === undefined ? [] : [`pod ${pod}`]),
    ...(group === undefined ? [] : [`group ${group}`]),
  ];
  return [
    fact(nounOf(fabric, vertex), modelWords(model.name, model).join(', ')),
    { label: 'plane', words: places.join(', '), ways: waysOf([`plane:${plane}`]) },
  ];
}

function nicFacts(fabric: CompactFabric, endpoint: number): Fact[] {
  const { host, model, portGbps, portPlanes, rail, unit } = fabric.endpoints[endpoint]!;
  const place = unit < 0 ? `rail ${rail}` : `rail ${rail}, unit ${unit}`;
  const planes = [...new Set(portPlanes.filter((id) => id !== ''))];
  return [
    fact('NIC', `${model}, ${portPlanes.length} × ${formatSpeed(portGbps)}`),
    { label: 'host', words: place, ways: waysOf([`host:${host}`]) },
    { label: 'planes', words: '', ways: waysOf(planes.map((id) => `plane:${id}`)) },
  ];
}

function cableFacts(fabric: CompactFabric, cables: readonly number[]): Fact[] {
  const first = cables[0]!;
  const ends = [fabric.lower[first]!, fabric.upper[first]!];
  return [
    { label: 'joins', words: '', ways: ends.flatMap((v) => waysTo(fabric, [v])) },
    {
      label: 'plane',
      words: '',
      ways: waysOf([`plane:${fabric.planes[fabric.cablePlane[first]!]!.id}`]),
    },
    {
      label: 'cables',
      words: '',
      ways: waysOf([
        ...(cables.length === 1
          ? [`bundle:${bundleId(fabric.vertexIds[ends[0]!]!, fabric.vertexIds[ends[1]!]!)}`]
          : cables.map((cable) => `cable:${fabric.cableId(cable)}`)),
      ]),
    },
  ];
}

/** Where else it can be seen. */
function viewsOfPart(fabric: CompactFabric, { kind, id, index }: Part): NamedView[] {
  const views: NamedView[] = [];
  if (kind !== 'plane' && isFocus(fabric, id)) {
    views.push({ key: `focus:${id}`, name: 'Its surroundings' });
  }
  const plane =
    kind === 'plane'
      ? id
      : kind === 'switch'
        ? fabric.planes[fabric.planeOfSwitch[index]!]!.id
        : null;
  if (
    plane !== null &&
    isPlane(fabric, plane) &&
    tooLarge(fabric, { detail: 'plane', plane }) === null
  ) {
    views.push({ key: `plane:${plane}`, name: `Plane ${plane}` });
  }
  return views;
}

/** Ids in the picture that stand for parts: lines for cables, frames for planes and pods, boxes for the rest. */
function shownOf(diagram: Diagram, parts: readonly Part[]): string[] {
  const cables = new Set<number>();
  const vertices = new Set<number>();
  const framed = new Set<string>();
  const frames = diagram.sets.flatMap((set) => set.frames);
  const borders = [...frames, ...frames.flatMap(({ panels }) => panels)];
  const pods = new Set(frames.flatMap(({ panels }) => panels.map(({ id }) => id)));
  for (const part of parts) {
    if (part.kind === 'plane' || pods.has(part.id)) framed.add(part.id);
    else if (part.kind === 'cable' || part.kind === 'bundle' || part.kind === 'port') {
      for (const cable of part.cables) cables.add(cable);
    } else for (const v of part.vertices) vertices.add(v);
  }
  const has = (members: readonly number[], wanted: ReadonlySet<number>) =>
    wanted.size > 0 && members.some((one) => wanted.has(one));
  const boxes = diagram.boxes.filter((box) => has(verticesOf(box), vertices));
  const slots = boxes.flatMap((box) =>
    box.slots.filter((slot) => verticesOf(slot).every((v) => vertices.has(v))),
  );
  const links = diagram.links.filter((link) => has(cablesOf(link), cables));
  const narrow =
    slots.length > 0 && boxes.length === 1 && verticesOf(boxes[0]!).length > vertices.size;
  const around = borders.filter(({ id }) => framed.has(id));
  return [...around, ...(narrow ? slots : boxes), ...links].map(({ id }) => id);
}
