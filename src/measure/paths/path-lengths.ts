import type { CompactFabric } from '../../fabric/compact.js';
import type { FabricState } from '../state.js';
import { hopCounts } from './hop-search.js';
import { endpointCount, type PathGraph } from './path-graph.js';
import {
  graphOf,
  type PathQuestion,
  remembered,
  shareOf,
  verifiedClasses,
} from './path-question.js';
import { everyKind, oneOfEachClass } from './sources.js';

/** How far endpoints of a scope are apart, over ordered pairs of different ones (DESIGN section 6). */
export interface PathLengths {
  readonly pairs: number;
  /** Pairs with a path: only these count below. */
  readonly joined: number;
  /** Mean hops in cables, endpoint–leaf–endpoint is 2; null if no pair has a path. */
  readonly averageHops: number | null;
  /** The most hops that a pair is apart; null likewise. */
  readonly diameterHops: number | null;
}

/** Searches that would take more steps are not made: some seconds. */
const mostSteps = 3e9;
/** Above so many it pays to look for symmetries first: a second. */
const longSearch = 5e8;

/**
 * Measures path lengths; null: there are too many to be searched. Searched from every kind of
 * endpoints, and where that is long, from one of each class under verified symmetries.
 */
export function pathLengths(state: FabricState, question: PathQuestion): PathLengths | null {
  return remembered(state, question, 'lengths', () => {
    const graph = graphOf(state, question);
    if (graph.meshed && nobodyRelays(graph)) {
      return pathLengths(state, { ...question, relays: 'switches' });
    }
    const isLong = steps(graph, graph.kindCount) > longSearch;
    const sources = isLong ? oneOfEachClass(state, question, graph) : everyKind(graph);
    if (steps(graph, sources.length) > mostSteps * shareOf(state)) return null;
    return lengthsOf(graph, hopCounts(graph, -1, sources));
  });
}

/** Hosts with a single endpoint each, on a single switch, lead nowhere else. */
const nobodyRelays = ({ kindCount, hosts, perHost, leafOffsets }: PathGraph): boolean =>
  kindCount === hosts.length &&
  perHost.every((endpoints, k) => endpoints === 1 && leafOffsets[k + 1]! - leafOffsets[k]! <= 1);

/**
 * The mean, over every switch of the planes, of the average hops while that switch is down (FACTS
 * 5.11: APL_fail): one switch of each verified class is taken down for all of it. Switches whose loss
 * leaves no pair with a path do not count. Null: too many to be searched.
 */
export function averageHopsSwitchDown(
  state: FabricState,
  question: PathQuestion,
): SwitchDown | null {
  return remembered(state, question, 'switch down', () => {
    // What is too long with one switch of a class is so with any number of classes.
    const graph = graphOf(state, question);
    const most = mostSteps * shareOf(state);
    if (steps(graph, graph.kindCount) > most) return null;
    return switchDownBy(state.fabric, question, graph, verifiedClasses(state, question), most);
  });
}

export interface SwitchDown {
  /** Null: no pair has a path, whichever switch is down. */
  readonly averageHops: number | null;
}

/** The same; `classes` by vertex: the first of those that stand for each other. */
export function switchDownBy(
  { planeOfSwitch }: CompactFabric,
  { planes }: PathQuestion,
  graph: PathGraph,
  classes: Int32Array,
  most = mostSteps,
): SwitchDown | null {
  const members = new Map<number, number[]>();
  graph.vertexOf.forEach((v, s) => {
    if (!planes.includes(planeOfSwitch[v]!)) return;
    const known = members.get(classes[v]!);
    if (known) known.push(s);
    else members.set(classes[v]!, [s]);
  });
  if (steps(graph, graph.kindCount) * members.size > most) return null;
  let [sum, switches] = [0, 0];
  for (const alike of members.values()) {
    const { averageHops } = lengthsOf(graph, hopCounts(graph, alike[0]!));
    if (averageHops === null) continue;
    sum += averageHops * alike.length;
    switches += alike.length;
  }
  return { averageHops: switches === 0 ? null : sum / switches };
}

function lengthsOf(graph: PathGraph, counts: readonly number[]): PathLengths {
  const endpoints = graph.siteOf.reduce(
    (sum, _, k) => sum + (graph.counts[k] === 1 ? endpointCount(graph, k) : 0),
    0,
  );
  let [joined, hops] = [0, 0];
  counts.forEach((pairs, distance) => {
    joined += pairs;
    hops += pairs * distance;
  });
  const none = joined === 0;
  return {
    pairs: endpoints * (endpoints - 1),
    joined,
    averageHops: none ? null : hops / joined,
    diameterHops: none ? null : counts.length - 1,
  };
}

/** Words that a search looks at, roughly: a path is seldom longer than four levels of switches. */
const steps = ({ neighbours, leaves }: PathGraph, sources: number): number =>
  Math.ceil(sources / 32) * (neighbours.length + 2 * leaves.length) * 4;
