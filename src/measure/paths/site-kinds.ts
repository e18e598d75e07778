import type { CompactFabric } from '../../fabric/compact.js';
import { scaleUpDomains } from '../../fabric/scale-up.js';
import type { PathGraph, PathScope, Relays } from './path-graph.js';

type Kinds = Pick<
  PathGraph,
  | 'kindCount'
  | 'leafOffsets'
  | 'leaves'
  | 'leafCables'
  | 'siteOf'
  | 'perHost'
  | 'hosts'
  | 'firstKind'
  | 'counts'
  | 'relays'
  | 'endpoint'
  | 'marks'
>;

/** A list of switches that endpoints hang on, with the cables to each. */
interface LeafList {
  readonly leaves: readonly number[];
  readonly cables: readonly number[];
  /** Whether endpoints on it are looked at, and whether they relay. */
  readonly counts: boolean;
  readonly relays: boolean;
  readonly mark: number;
}

/** Groups the endpoints of a scope into kinds, and these into sites. */
export function siteKinds(
  fabric: CompactFabric,
  scope: PathScope,
  numberOf: Int32Array,
  inUse: (cable: number) => boolean,
): Kinds {
  const { lists, listOf } = leafLists(fabric, scope, numberOf, inUse);
  const sites =
    scope.relays === 'switches'
      ? sitesOfEndpoints(lists, listOf)
      : sitesOfHosts(fabric, scope.relays, listOf);
  const kinds = sites.flatMap(({ kinds: of }, site) => of.map((one) => ({ ...one, site })));
  const leafOffsets = new Int32Array(kinds.length + 1);
  const [leaves, leafCables]: [number[], number[]] = [[], []];
  kinds.forEach(({ list }, k) => {
    leaves.push(...lists[list]!.leaves);
    leafCables.push(...lists[list]!.cables);
    leafOffsets[k + 1] = leaves.length;
  });
  const firstKind = new Int32Array(sites.length + 1);
  sites.forEach(({ kinds: of }, site) => {
    firstKind[site + 1] = firstKind[site]! + of.length;
  });
  return {
    kindCount: kinds.length,
    leafOffsets,
    leaves: Int32Array.from(leaves),
    leafCables: Int32Array.from(leafCables),
    siteOf: Int32Array.from(kinds, ({ site }) => site),
    perHost: Int32Array.from(kinds, ({ perHost }) => perHost),
    hosts: Int32Array.from(sites, ({ hosts }) => hosts),
    firstKind,
    counts: Uint8Array.from(kinds, ({ list }) => Number(lists[list]!.counts)),
    relays: Uint8Array.from(kinds, ({ list }) => Number(lists[list]!.relays)),
    endpoint: Int32Array.from(kinds, ({ endpoint }) => endpoint),
    marks: Int32Array.from(kinds, ({ list }) => lists[list]!.mark),
  };
}

/** By endpoint: the list of switches that it hangs on, −1 if it is not looked at. */
function leafLists(
  fabric: CompactFabric,
  { planes, among, relays: relaying, marks }: PathScope,
  numberOf: Int32Array,
  inUse: (cable: number) => boolean,
) {
  const { offsets, neighbours, incident, endpointCount } = fabric;
  const listOf = new Int32Array(endpointCount).fill(-1);
  const lists: LeafList[] = [];
  const known = new Map<string, number>();
  const fresh = (list: LeafList): number => lists.push(list) - 1;
  // Almost everywhere an endpoint has one cable: its switch is then enough as a key.
  const single = new Map<number, number>();
  for (const p of planes) {
    const passesOn = relaying !== 'switches' || fabric.planes[p]!.relays;
    for (const e of fabric.planes[p]!.endpoints) {
      if (listOf[e] !== -1) continue;
      const counts = among?.has[e] !== 0;
      if (!counts && !passesOn) continue;
      const [first, end] = [offsets[e]!, offsets[e + 1]!];
      const mark = marks?.[e] ?? 0;
      const only =
        end - first === 1 && inUse(incident[first]!) ? numberOf[neighbours[first]!]! : -1;
      const sort = (2 * mark + Number(counts)) * 2 + Number(passesOn);
      const bySwitch = only < 0 ? undefined : single.get(sort * numberOf.length + only);
      if (bySwitch !== undefined) {
        listOf[e] = bySwitch;
        continue;
      }
      const leaves: number[] = [];
      const cables: number[] = [];
      for (let i = first; i < end; i++) {
        const leaf = numberOf[neighbours[i]!]!;
        if (leaf < 0 || !inUse(incident[i]!)) continue;
        if (leaves.at(-1) === leaf) cables[cables.length - 1]!++;
        else {
          leaves.push(leaf);
          cables.push(1);
        }
      }
      // Paths without a common cable look at one endpoint of a kind; others of it would still relay.
      const alone = relaying === 'switches' && passesOn && leaves.length > 1 ? e : '';
      const key = `${sort} ${leaves} ${cables} ${alone}`;
      const list = known.get(key) ?? fresh({ leaves, cables, counts, relays: passesOn, mark });
      known.set(key, list);
      listOf[e] = list;
      if (only >= 0) single.set(sort * numberOf.length + only, list);
    }
  }
  return { lists, listOf };
}

interface Site {
  hosts: number;
  readonly kinds: readonly SiteKind[];
}

interface SiteKind {
  readonly list: number;
  perHost: number;
  /** The first endpoint of the kind. */
  readonly endpoint: number;
}

/** Where hosts do not matter, the endpoints on one list are a site. */
function sitesOfEndpoints(lists: readonly LeafList[], listOf: Int32Array): Site[] {
  const sites: Site[] = [];
  const siteOf = new Int32Array(lists.length).fill(-1);
  listOf.forEach((list, endpoint) => {
    if (list < 0) return;
    if (siteOf[list] === -1) {
      siteOf[list] = sites.push({ hosts: 0, kinds: [{ list, perHost: 1, endpoint }] }) - 1;
    }
    sites[siteOf[list]!]!.hosts++;
  });
  return sites;
}

/** Hosts (scale-up domains) whose endpoints hang on the same lists, as many on each. */
function sitesOfHosts(
  fabric: CompactFabric,
  relays: Exclude<Relays, 'switches'>,
  listOf: Int32Array,
): Site[] {
  const { hostOf, hostIds } = fabric;
  const domains = relays === 'domains' ? scaleUpDomains(fabric) : null;
  const ofHost: SiteKind[][] = hostIds.map(() => []);
  listOf.forEach((list, endpoint) => {
    if (list < 0) return;
    const host = hostOf[endpoint]!;
    const kinds = ofHost[domains ? domains[host]! : host]!;
    const known = kinds.find((kind) => kind.list === list);
    if (known) known.perHost++;
    else kinds.push({ list, perHost: 1, endpoint });
  });
  const sites = new Map<string, Site>();
  for (const kinds of ofHost) {
    if (kinds.length === 0) continue;
    const key = kinds
      .map(({ list, perHost }) => `${list}x${perHost}`)
      .sort()
      .join();
    const site = sites.get(key) ?? { hosts: 0, kinds };
    site.hosts++;
    sites.set(key, site);
  }
  return [...sites.values()];
}
