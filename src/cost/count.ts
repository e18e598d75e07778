import type { CompactFabric } from '../fabric/compact.js';
import { addTo, CableTally, type PartList } from './parts.js';
import { withinGroups } from './within.js';

/** What of a fabric is counted. */
export interface Counting {
  /** Indices of planes; default all. */
  readonly planes?: readonly number[];
  /** Names of the groups whose kinds `within:…` are told apart; default none. */
  readonly within?: ReadonlySet<string>;
}

/**
 * The parts of a fabric as it stands, exceptions included; what is `off` is there and counts. A NIC
 * with a port in several of the planes is one NIC.
 */
export function partsOfFabric(fabric: CompactFabric, counting: Counting = {}): PartList {
  const { planes = [...fabric.planes.keys()], within = new Set() } = counting;
  const switches = new Map<string, number>();
  const nics = new Map<string, number>();
  const seen = new Uint8Array(fabric.endpointCount);
  for (const p of planes) {
    const plane = fabric.planes[p]!;
    for (const s of plane.switches) {
      addTo(switches, fabric.switches[s - fabric.endpointCount]!.model.name, 1);
    }
    for (const e of plane.endpoints) {
      if (seen[e] === 0) addTo(nics, fabric.endpoints[e]!.model, 1);
      seen[e] = 1;
    }
  }
  return { switches, nics, cables: cablesOf(fabric, planes, within) };
}

/** The parts of one plane set of a fabric. */
export function partsOfSet(
  fabric: CompactFabric,
  planeSet: string,
  within?: ReadonlySet<string>,
): PartList {
  const planes = fabric.planeSets.find(({ id }) => id === planeSet)?.planes ?? [];
  return partsOfFabric(fabric, { planes, ...(within ? { within } : {}) });
}

/** Cables are first counted by the lists of their kinds, which are few, and compared as such. */
function cablesOf(
  fabric: CompactFabric,
  planes: readonly number[],
  names: ReadonlySet<string>,
): PartList['cables'] {
  const { lower, upper, gbps } = fabric;
  const within = withinGroups(fabric, names);
  const byEnds = kindsByEnds(fabric);
  const counts = new Map<readonly string[], Map<readonly string[], Map<number, number>>>();
  for (const p of planes) {
    for (const cable of fabric.planes[p]!.cables) {
      const [a, b] = [lower[cable]!, upper[cable]!];
      const speeds = mapIn(mapIn(counts, byEnds(a, b)), within(a, b));
      speeds.set(gbps[cable]!, (speeds.get(gbps[cable]!) ?? 0) + 1);
    }
  }
  const tally = new CableTally();
  for (const [ends, byGroups] of counts) {
    for (const [groups, speeds] of byGroups) {
      for (const [speed, count] of speeds) tally.add([...groups, ...ends], speed, count);
    }
  }
  return tally.cables;
}

function mapIn<K, L, V>(maps: Map<K, Map<L, V>>, key: K): Map<L, V> {
  const known = maps.get(key);
  if (known) return known;
  const made = new Map<L, V>();
  maps.set(key, made);
  return made;
}

/** The kinds of a cable that hang on its ends alone; lists of the same kinds are one list. */
export function kindsByEnds(fabric: CompactFabric): (a: number, b: number) => readonly string[] {
  const { endpointCount, planeOfSwitch, switches, tierOf, tierNames } = fabric;
  const endpoint = ['endpoint'];
  const local = ['local', 'switch'];
  const global = ['global', 'switch'];
  const ofTiers: (readonly string[] | undefined)[] = [];
  return (a, b) => {
    if (a < endpointCount) return endpoint;
    const x = switches[a - endpointCount]!.group;
    const y = switches[b - endpointCount]!.group;
    if (x !== undefined && y !== undefined) {
      return x === y && planeOfSwitch[a] === planeOfSwitch[b] ? local : global;
    }
    const pair = tierOf[a]! * tierNames.length + tierOf[b]!;
    ofTiers[pair] ??= [`${tierNames[tierOf[a]!]}-${tierNames[tierOf[b]!]}`, 'switch'];
    return ofTiers[pair];
  };
}
