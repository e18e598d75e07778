import type { CompactFabric } from '../../src/fabric/compact.js';

/**
 * Fixed routings taken literally, without anything from src: every pair of endpoints for itself, walked
 * cable by cable.
 */
export interface NaiveRouting {
  readonly endpoints: number[];
  readonly leftOut: number;
  readonly unrouted: number;
  /** Gb/s at t = 1 by cable of the fabric: from the lower end, and to it. */
  readonly up: Map<number, number>;
  readonly down: Map<number, number>;
}

interface Ground {
  readonly fabric: CompactFabric;
  readonly capacity: Float64Array;
  readonly plane: number;
}

/** The cables in use of a plane at a vertex, and what they lead to. */
function cablesAt({ fabric, capacity, plane }: Ground, v: number): [cable: number, to: number][] {
  return [...fabric.planes[plane]!.cables]
    .filter((c) => capacity[c]! > 0 && (fabric.lower[c] === v || fabric.upper[c] === v))
    .map((c): [number, number] => [c, fabric.lower[c] === v ? fabric.upper[c]! : fabric.lower[c]!])
    .sort((a, b) => a[1] - b[1] || a[0] - b[0]);
}

const passesOn = ({ fabric, plane }: Ground, v: number): boolean =>
  v >= fabric.endpointCount || fabric.planes[plane]!.relays;

/** Hops to a vertex from all that reach it. */
function hopsTo(ground: Ground, target: number): Map<number, number> {
  const hops = new Map([[target, 0]]);
  for (const [v, h] of hops) {
    if (v !== target && !passesOn(ground, v)) continue;
    for (const [, to] of cablesAt(ground, v)) if (!hops.has(to)) hops.set(to, h + 1);
  }
  return hops;
}

/** What is joined to a switch (or relaying endpoint), over what passes traffic on. */
function partOf(ground: Ground, start: number): Set<number> {
  const part = new Set([start]);
  for (const v of part) {
    if (passesOn(ground, v)) for (const [, to] of cablesAt(ground, v)) part.add(to);
  }
  return part;
}

function senders(ground: Ground, among: readonly number[]) {
  let best: Set<number> = new Set();
  const size = (part: Set<number>) => among.filter((e) => part.has(e)).length;
  for (const e of among) {
    for (const [, to] of cablesAt(ground, e)) {
      const part = partOf(ground, passesOn(ground, e) ? e : to);
      if (size(part) > size(best)) best = part;
    }
  }
  const endpoints = among.filter((e) => best.has(e));
  const rate = (e: number) =>
    cablesAt(ground, e).reduce((sum, [c]) => sum + ground.capacity[c]!, 0);
  return { endpoints, leftOut: among.length - endpoints.length, rate };
}

class Loads {
  readonly up = new Map<number, number>();
  readonly down = new Map<number, number>();

  constructor(readonly fabric: CompactFabric) {}

  add(cable: number, from: number, gbps: number): void {
    const side = this.fabric.lower[cable] === from ? this.up : this.down;
    side.set(cable, (side.get(cable) ?? 0) + gbps);
  }
}

export function naiveEcmp(ground: Ground, among: readonly number[]): NaiveRouting {
  const { endpoints, leftOut, rate } = senders(ground, among);
  const loads = new Loads(ground.fabric);
  for (const d of endpoints) {
    const hops = hopsTo(ground, d);
    const walk = (v: number, gbps: number): void => {
      if (v === d) return;
      const ways = cablesAt(ground, v).filter(
        ([, to]) => hops.get(to) === hops.get(v)! - 1 && (to === d || passesOn(ground, to)),
      );
      for (const [cable, to] of ways) {
        loads.add(cable, v, gbps / ways.length);
        walk(to, gbps / ways.length);
      }
    };
    for (const e of endpoints) if (e !== d) walk(e, rate(e) / (endpoints.length - 1));
  }
  return { endpoints, leftOut, unrouted: 0, up: loads.up, down: loads.down };
}

/** Of a plane that is a tree up and down, whose endpoints have one cable each in it. */
export function naiveDModK(ground: Ground, among: readonly number[]): NaiveRouting {
  const { fabric, capacity, plane } = ground;
  const { endpoints, leftOut, rate } = senders(ground, among);
  const { cables, planeSet, switches } = fabric.planes[plane]!;
  const { lower, upper, upperPort, upperSub, endpointCount } = fabric;
  const alive = (c: number) => capacity[c]! > 0;
  const tierOf = (v: number) =>
    fabric.planeSets[planeSet]!.tiers.indexOf(fabric.switches[v - endpointCount]!.tier);
  const upOf = (v: number) => [...cables].filter((c) => lower[c] === v);
  const downOf = (v: number) =>
    [...cables].filter((c) => upper[c] === v && lower[c]! >= endpointCount);
  const parents = (v: number) => [...new Set(upOf(v).map((c) => upper[c]!))].sort((a, b) => a - b);
  // Port i of a switch leads to parent i, a second round to each again.
  const portsUp = (v: number): number[] => {
    const rest = parents(v).map((p) => upOf(v).filter((c) => upper[c] === p));
    const ports: number[] = [];
    for (let round = 0; ports.length < upOf(v).length; round++) {
      for (const list of rest) if (list[round] !== undefined) ports.push(list[round]!);
    }
    return ports;
  };
  const widest = (tier: number) =>
    Math.max(1, ...[...switches].filter((v) => tierOf(v) === tier).map((v) => parents(v).length));
  const stride = (tier: number): number => (tier <= 0 ? 1 : stride(tier - 1) * widest(tier - 1));

  // Leaves of a pod stand together: pods are what leaves and spines join.
  const leaves = [...switches].filter((v) => tierOf(v) === 0).sort((a, b) => a - b);
  const topTier = Math.max(
    ...[...switches].map(tierOf),
    fabric.planeSets[planeSet]!.tiers.length - 1,
  );
  const podOf = (leaf: number): number => {
    if (topTier < 2) return 0;
    const pod = new Set([leaf]);
    for (const v of pod) {
      if (tierOf(v) === 0) for (const p of parents(v)) pod.add(p);
      else for (const c of downOf(v)) pod.add(lower[c]!);
    }
    return Math.min(...[...pod].filter((v) => tierOf(v) === 0));
  };
  const ordered = [...leaves].sort((a, b) => podOf(a) - podOf(b) || a - b);
  const cableOf = (e: number) => [...cables].find((c) => lower[c] === e)!;
  const attached = fabric.vertexIds
    .map((_, v) => v)
    .filter((v) => v < endpointCount && [...cables].some((c) => lower[c] === v));
  const on = (leaf: number) =>
    attached
      .filter((e) => upper[cableOf(e)] === leaf)
      .sort((a, b) => {
        const [c, d] = [cableOf(a), cableOf(b)];
        return upperPort[c]! - upperPort[d]! || upperSub[c]! - upperSub[d]!;
      });
  const slots = Math.max(...leaves.map((leaf) => on(leaf).length));
  const indexOf = (e: number) => {
    const leaf = upper[cableOf(e)]!;
    return ordered.indexOf(leaf) * slots + on(leaf).indexOf(e);
  };

  const loads = new Loads(fabric);
  let unrouted = 0;
  for (const d of endpoints) {
    const target = upper[cableOf(d)]!;
    const index = indexOf(d);
    const leadsDown = (v: number): boolean =>
      v === target || downOf(v).some((c) => alive(c) && leadsDown(lower[c]!));
    const leads = (v: number): boolean =>
      leadsDown(v) || upOf(v).some((c) => alive(c) && leads(upper[c]!));
    const next = (v: number): number | undefined => {
      if (!leadsDown(v)) {
        const ports = portsUp(v);
        const first = Math.floor(index / stride(tierOf(v)));
        return ports
          .map((_, i) => ports[(first + i) % ports.length]!)
          .find((c) => alive(c) && leads(upper[c]!));
      }
      const ways = downOf(v).filter((c) => leadsDown(lower[c]!));
      const children = [...new Set(ways.map((c) => lower[c]!))].sort((a, b) => a - b);
      const firstChild = Math.floor(index / stride(tierOf(v) - 2));
      const firstCable = Math.floor(index / stride(tierOf(v)));
      return children
        .map((_, i) => children[(firstChild + i) % children.length]!)
        .flatMap((child) => {
          const parallel = ways.filter((c) => lower[c] === child);
          return parallel.map((_, i) => parallel[(firstCable + i) % parallel.length]!);
        })
        .find(alive);
    };
    for (const e of endpoints) {
      if (e === d) continue;
      const gbps = rate(e) / (endpoints.length - 1);
      const path: [cable: number, from: number][] = [[cableOf(e), e]];
      let at = upper[cableOf(e)]!;
      while (at !== target) {
        const cable = next(at);
        if (cable === undefined) break;
        path.push([cable, at]);
        at = lower[cable] === at ? upper[cable]! : lower[cable]!;
      }
      if (at !== target) unrouted++;
      else {
        path.push([cableOf(d), target]);
        for (const [cable, from] of path) loads.add(cable, from, gbps);
      }
    }
  }
  return { endpoints, leftOut, unrouted, up: loads.up, down: loads.down };
}
