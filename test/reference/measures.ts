import type { Cable, Document } from './document.js';
import { ownGbps } from './family.js';
import { isNic, type Port, parsePort, type SwitchPort } from './ids.js';

/** What can be counted in a list of cables, in the vocabulary of LANGUAGE section 5. */
export interface Counts {
  readonly planes: number;
  readonly hosts: number;
  readonly endpoints: number;
  readonly ports: number;
  readonly switches: Readonly<Record<string, number>>;
  readonly cables: Readonly<Record<string, number>>;
  readonly cablesPerPair: Readonly<Record<string, readonly number[]>>;
  /** Capacity down ÷ capacity up of the worst switch. */
  readonly oversubscription: Readonly<Record<string, number>>;
}

/** Counts over the cables whose upper end is in a plane set or a plane ("compute", "compute/p3"). */
export function countsOf(document: Document, scope: string, cables: readonly Cable[]): Counts {
  const names = { planes: new Set(), hosts: new Set(), endpoints: new Set(), ports: new Set() };
  const switches = new Set<string>();
  const byKind = new Map<string, number>();
  const pairs = new Map<string, Map<string, number>>();
  const down = new Map<string, number>();
  const up = new Map<string, number>();
  const vertices = new Map<string, Port>();
  const vertex = (id: string) => {
    const found = vertices.get(id) ?? parsePort(`${id}:0`);
    vertices.set(id, found);
    return found;
  };
  const plus = (map: Map<string, number>, key: string, n: number) =>
    map.set(key, (map.get(key) ?? 0) + n);

  for (const { a, b, gbps } of cables) {
    if (!b.startsWith(`${scope}/`)) continue;
    const [x, y] = [vertexOf(a), vertexOf(b)];
    const [lower, upper] = [vertex(x), vertex(y) as SwitchPort];
    names.planes.add(`${upper.set}/p${upper.plane}`);
    switches.add(y);
    if (isNic(lower)) {
      names.hosts.add(`${lower.host}${lower.hostIndex}`);
      names.endpoints.add(x);
      names.ports.add(a);
    } else switches.add(x);
    for (const kind of kindsOf(document, lower, upper)) {
      plus(byKind, kind, 1);
      if (!pairs.has(kind)) pairs.set(kind, new Map());
      plus(pairs.get(kind)!, `${x}--${y}`, 1);
    }
    if (!isNic(lower) && lower.tier === upper.tier) continue;
    plus(down, y, gbps);
    plus(up, x, gbps);
  }

  const byTier = new Map([['total', switches.size]]);
  const worst: Record<string, number> = {};
  for (const id of switches) {
    const { set = '', tier } = vertex(id) as SwitchPort;
    plus(byTier, tier, 1);
    const capacityUp = (up.get(id) ?? 0) + reservedGbps(document, set, tier);
    if (capacityUp > 0) {
      worst[tier] = Math.max(worst[tier] ?? 0, (down.get(id) ?? 0) / capacityUp);
    }
  }
  const perPair = [...pairs].map(([kind, map]) => [kind, [...new Set(map.values())]]);
  return {
    planes: names.planes.size,
    hosts: names.hosts.size,
    endpoints: names.endpoints.size,
    ports: names.ports.size,
    switches: Object.fromEntries(byTier),
    cables: Object.fromEntries(byKind),
    cablesPerPair: Object.fromEntries(perPair),
    oversubscription: worst,
  };
}

const vertexOf = (port: string) => port.slice(0, port.lastIndexOf(':'));

function kindsOf(document: Document, lower: Port, upper: SwitchPort): string[] {
  if (isNic(lower)) return ['endpoint'];
  const tiers = `${lower.tier}-${upper.tier}`;
  const { dragonfly } = document.planes[upper.set!]!;
  if (!dragonfly) return ['switch', tiers];
  const { h, a = 2 * h } = dragonfly;
  const local = Math.floor(lower.index / a) === Math.floor(upper.index / a);
  return ['switch', local ? 'local' : 'global'];
}

/** What `upReserved` adds to the capacity up. */
function reservedGbps(document: Document, set: string, name: string): number {
  const tree = document.planes[set]?.fatTree;
  if (!tree || !(name === 'leaf' || name === 'spine' || name === 'core')) return 0;
  const { model: modelName, upReserved = 0, upGbps } = tree[name]!;
  const model = document.switchModels![modelName]!;
  const own = ownGbps(model, model.uplinkPorts ? model.ports : 0);
  return upReserved * (upGbps ?? own);
}
