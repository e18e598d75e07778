import { cablesOf, verticesInPanel, verticesOf } from '../diagram/members.js';
import type { Diagram } from '../diagram/model.js';
import type { CompactFabric } from '../fabric/compact.js';
import { bundleId } from '../fabric/ids.js';
import { readSelector } from '../fabric/select.js';
import { patternsOf } from './patterns.js';

/** Selectors that name what something in the picture stands for; none of what stands for nothing. */
export function selectorsOfShown(fabric: CompactFabric, diagram: Diagram, id: string): string[] {
  const box = diagram.boxes.find((one) => one.id === id);
  if (box) return selectorsOfVertices(fabric, verticesOf(box));
  const link = diagram.links.find((one) => one.id === id);
  if (link) return selectorsOfCables(fabric, cablesOf(link));
  for (const { slots } of diagram.boxes) {
    const slot = slots.find((one) => one.id === id);
    if (slot) return selectorsOfSlot(fabric, diagram, id, verticesOf(slot));
  }
  const panelled = selectorsOfPanel(fabric, diagram, id);
  return panelled.length > 0 ? panelled : selectorsOfFrame(fabric, diagram, id);
}

/** Whole planes and whole hosts as such; other switches and NICs by their ids. */
export function selectorsOfVertices(fabric: CompactFabric, vertices: readonly number[]): string[] {
  const all = new Set(vertices);
  const switches = vertices.filter((v) => v >= fabric.endpointCount);
  const planes = fabric.planes.filter(({ switches: own }) => own.length > 1 && within(own, all));
  const inPlanes = new Set(planes.flatMap((plane) => [...plane.switches]));
  const nics = vertices.filter((v) => v < fabric.endpointCount);
  const { whole, rest } = wholeHosts(fabric, nics);
  const ids = (list: readonly number[]) => list.map((v) => fabric.vertexIds[v]!);
  return [
    ...named(
      'plane',
      planes.map(({ id }) => id),
    ),
    ...named('switch', ids(switches.filter((v) => !inPlanes.has(v)))),
    ...named(
      'host',
      whole.map((host) => fabric.hostIds[host]!),
    ),
    ...named('nic', ids(rest)),
  ];
}

/** The switches and the NICs of something by their own ids, whatever they make up together. */
export function selectorsOfMembers(fabric: CompactFabric, vertices: readonly number[]): string[] {
  const ids = (of: (v: number) => boolean) => vertices.filter(of).map((v) => fabric.vertexIds[v]!);
  return [
    ...named(
      'switch',
      ids((v) => v >= fabric.endpointCount),
    ),
    ...named(
      'nic',
      ids((v) => v < fabric.endpointCount),
    ),
  ];
}

/** A cable by itself, others as their bundles. */
function selectorsOfCables(fabric: CompactFabric, cables: readonly number[]): string[] {
  if (cables.length === 1) return [`cable:${fabric.cableId(cables[0]!)}`];
  const { lower, upper, vertexIds } = fabric;
  const bundles = cables.map((c) => bundleId(vertexIds[lower[c]!]!, vertexIds[upper[c]!]!));
  return named('bundle', [...new Set(bundles)]);
}

/** NICs, if all their cables start at the slot, otherwise these cables; switches, which are drawn elsewhere. */
function selectorsOfSlot(
  fabric: CompactFabric,
  diagram: Diagram,
  id: string,
  members: readonly number[],
): string[] {
  const nics = members.filter((v) => v < fabric.endpointCount);
  if (nics.length < members.length) return selectorsOfMembers(fabric, members);
  const cables = diagram.links.filter(({ lower }) => lower.slot === id).flatMap(cablesOf);
  const all = nics.reduce((sum, e) => sum + fabric.offsets[e + 1]! - fabric.offsets[e]!, 0);
  if (cables.length < all && cables.length > 0) return selectorsOfCables(fabric, cables);
  return named(
    'nic',
    nics.map((e) => fabric.vertexIds[e]!),
  );
}

/** A pod as such; what else has a border of its own (a group, a subgraph) by its switches. */
function selectorsOfPanel(fabric: CompactFabric, diagram: Diagram, id: string): string[] {
  const frames = diagram.sets.flatMap((set) => set.frames);
  const frame = frames.find(({ panels }) => panels.some((panel) => panel.id === id));
  if (!frame) return [];
  const pod = `pod:${id}`;
  if (!('problem' in readSelector(fabric, pod, false))) return [pod];
  const inside = verticesInPanel(diagram, frame.id, id);
  return named(
    'switch',
    inside.filter((v) => v >= fabric.endpointCount).map((v) => fabric.vertexIds[v]!),
  );
}

function selectorsOfFrame(fabric: CompactFabric, { sets }: Diagram, id: string): string[] {
  for (const set of sets) {
    const frame = set.frames.find((one) => one.id === id);
    if (!frame) continue;
    if (!frame.rest) return [`plane:${frame.id}`];
    const own = new Set(set.frames.map((one) => one.id));
    const hidden = fabric.planes.filter(
      ({ id: plane, planeSet }) => fabric.planeSets[planeSet]!.id === set.id && !own.has(plane),
    );
    return named(
      'plane',
      hidden.map((plane) => plane.id),
    );
  }
  return [];
}

function wholeHosts(fabric: CompactFabric, nics: readonly number[]) {
  const here = new Map<number, number>();
  for (const e of nics) here.set(fabric.hostOf[e]!, (here.get(fabric.hostOf[e]!) ?? 0) + 1);
  const counts = nicCounts(fabric);
  const whole = [...here.keys()].filter((host) => counts[host] === here.get(host));
  const isWhole = new Set(whole);
  return { whole, rest: nics.filter((e) => !isWhole.has(fabric.hostOf[e]!)) };
}

const counted = new WeakMap<CompactFabric, Int32Array>();

/** By host: so many NICs. */
export function nicCounts(fabric: CompactFabric): Int32Array {
  const known = counted.get(fabric);
  if (known) return known;
  const counts = new Int32Array(fabric.hostIds.length);
  for (const host of fabric.hostOf) counts[host]!++;
  counted.set(fabric, counts);
  return counts;
}

const within = (own: Int32Array, all: ReadonlySet<number>): boolean => own.every((v) => all.has(v));

const named = (kind: string, ids: readonly string[]): string[] =>
  patternsOf(ids).map((pattern) => `${kind}:${pattern}`);
