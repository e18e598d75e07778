import { describe, expect, it } from 'vitest';
import type { FabricGraph } from '../../src/fabric/attributes.js';
import { hostPairsDegraded } from '../../src/measure/host-pairs-degraded.js';
import { type Shares, shares } from '../../src/measure/host-shares.js';
import { type Relaying, relaying } from '../../src/measure/relaying.js';
import { FabricState } from '../../src/measure/state.js';
import { cubeWorlds } from '../cube-worlds.js';
import { type OpenWorld, openWorld, smallWorlds } from '../worlds.js';
import { leftOf, pairs, randomDamage } from './damage.js';
import { endpointsOf, type Left, mainPart, naiveParts, relaysIn } from './naive.js';

/** A sample of the small worlds; of every second of them two hosts share a scale-up domain. */
const worlds: {
  readonly name: string;
  readonly scaleUpHosts: number;
  readonly world: OpenWorld;
}[] = [...[...smallWorlds()].filter((_, i) => i % 6 === 1), ...cubeWorlds()].map(
  ({ name, document }, i) => {
    const scaleUpHosts = 1 + (i % 2);
    const hosts = Object.entries(document.hosts ?? {}).map(([group, host]) => [
      group,
      { ...host, scaleUpHosts },
    ]);
    const world = openWorld({ ...document, hosts: Object.fromEntries(hosts) });
    return { name: `${name}; ${scaleUpHosts} hosts share`, scaleUpHosts, world };
  },
);

/** All of them, each under two damages, one of a few cables and one of many. */
function* cases() {
  for (const [i, { name, scaleUpHosts, world }] of worlds.entries()) {
    const { fabric } = world.subject;
    const before = new FabricState(fabric, fabric.gbps);
    const some = fabric.gbps.map((gbps, c) => ([0, 0, gbps / 2][(c + i) % 9] ?? gbps) as number);
    for (const capacity of [some, randomDamage(fabric, i)]) {
      const state = new FabricState(fabric, capacity, before, null, undefined, true);
      for (const { planes } of fabric.planeSets) {
        const ids = planes.map((p) => fabric.planes[p]!.id);
        const left = leftOf(fabric, capacity);
        yield { name, scaleUpHosts, graph: world.graph, state, before, planes, ids, left };
      }
    }
  }
}

const intact: Left = () => 1;

/** By endpoint: hops to all others, where endpoints of one domain are a hop apart and pass all on. */
function naiveHops(
  graph: FabricGraph,
  planes: readonly string[],
  left: Left,
  domainOf: (endpoint: string) => string,
): Map<string, Map<string, number>> {
  const endpoints = [...new Set(planes.flatMap((plane) => endpointsOf(graph, plane)))];
  const next = new Map<string, Set<string>>();
  const join = (a: string, b: string) => {
    next.set(a, (next.get(a) ?? new Set()).add(b));
    next.set(b, (next.get(b) ?? new Set()).add(a));
  };
  graph.forEachEdge((cable, { plane }, a, b) => {
    if (planes.includes(plane) && left(cable) > 0) join(a, b);
  });
  for (const [i, j] of pairs(endpoints.length)) {
    const [a, b] = [endpoints[i]!, endpoints[j]!];
    if (domainOf(a) === domainOf(b)) join(a, b);
  }
  return new Map(
    endpoints.map((start) => {
      const hops = new Map([[start, 0]]);
      for (const v of hops.keys()) {
        for (const w of next.get(v) ?? []) if (!hops.has(w)) hops.set(w, hops.get(v)! + 1);
      }
      return [start, hops];
    }),
  );
}

describe('pairs that relay', () => {
  it('are those of the definition, with the hops of a search of each', () => {
    let [same, other, apart, farther] = [0, 0, 0, 0];
    for (const { name, scaleUpHosts, graph, state, before, planes, ids, left } of cases()) {
      const domainOf = (endpoint: string) => {
        const { 1: group, 2: host } = /^(\D+)(\d+)\//.exec(endpoint)!;
        return `${group}${Math.floor(Number(host) / scaleUpHosts)}`;
      };
      const parts = ids.flatMap((plane) => naiveParts(graph, plane, left));
      const inPlane = ids.map((plane) => endpointsOf(graph, plane));
      const [now, was] = [left, intact].map((one) => naiveHops(graph, ids, one, domainOf));
      const expected = { samePlane: new Pairs(), otherPlanes: new Pairs() };
      const endpoints = [...now!.keys()];
      for (const [i, j] of pairs(endpoints.length)) {
        const [a, b] = [endpoints[i]!, endpoints[j]!];
        if (domainOf(a) === domainOf(b)) continue;
        if (parts.some((part) => part.includes(a) && part.includes(b))) continue;
        const share = inPlane.some((all) => all.includes(a) && all.includes(b));
        expected[share ? 'samePlane' : 'otherPlanes'].add(now!.get(a)!.get(b), was!.get(a)!.get(b));
      }
      const found = relaying(state, before, planes)!;
      expect(found.samePlane, name).toEqual(expected.samePlane.total());
      expect(found.otherPlanes, name).toEqual(expected.otherPlanes.total());
      same += found.samePlane.pairs;
      other += found.otherPlanes.pairs;
      apart += found.samePlane.apart;
      if (found.samePlane.averageHops! > found.samePlane.healthyHops!) farther++;
    }
    expect([same, other, apart, farther].every((count) => count > 20)).toBe(true);
  });

  it('a graph whose endpoints relay inside their plane is among them', () => {
    const relaying = worlds.filter(({ world }) =>
      world.subject.fabric.planes.some(({ id }) => relaysIn(world.graph, id)),
    );
    expect(relaying.length).toBeGreaterThan(3);
  });
});

class Pairs {
  readonly hops: number[] = [];
  readonly healthy: number[] = [];
  apart = 0;

  add(now: number | undefined, was: number | undefined): void {
    if (now === undefined) this.apart++;
    else this.hops.push(now);
    if (was !== undefined) this.healthy.push(was);
  }

  total(): Relaying {
    const mean = (all: number[]) =>
      all.length === 0 ? null : expect.closeTo(all.reduce((a, b) => a + b, 0) / all.length, 9);
    return {
      pairs: this.hops.length,
      apart: this.apart,
      averageHops: mean(this.hops) as number | null,
      mostHops: this.hops.length === 0 ? null : Math.max(...this.hops),
      healthyHops: mean(this.healthy) as number | null,
    };
  }
}

/** By endpoint and by host: what leads to main parts, of a side. */
function naiveShares(graph: FabricGraph, planes: readonly string[], left: Left) {
  const gbps = new Map<string, number>();
  const planesOf = new Map<string, Set<string>>();
  for (const plane of planes) {
    for (const endpoint of mainPart(naiveParts(graph, plane, left))) {
      const there = graph
        .filterEdges(endpoint, (_, attributes) => attributes.plane === plane)
        .reduce((sum, cable) => sum + left(cable), 0);
      gbps.set(endpoint, (gbps.get(endpoint) ?? 0) + there);
      const host = endpoint.split('/')[0]!;
      planesOf.set(host, (planesOf.get(host) ?? new Set()).add(plane));
    }
  }
  const hostOf = (endpoint: string) => endpoint.split('/')[0]!;
  const ofHost = (host: string) => {
    const own = [...gbps].filter(([endpoint]) => hostOf(endpoint) === host);
    return {
      nics: own.length,
      planes: planesOf.get(host)?.size ?? 0,
      gbps: own.reduce((sum, [, there]) => sum + there, 0),
    };
  };
  return { gbps, ofHost };
}

describe('what endpoints and hosts keep', () => {
  it('is what leads to main parts, host by host', () => {
    let [nics, hosts, kinds] = [0, 0, 0];
    for (const { name, graph, state, before, planes, ids, left } of cases()) {
      const whole = leftOf(state.fabric, before.capacity);
      const [now, was] = [naiveShares(graph, ids, left), naiveShares(graph, ids, whole)];
      const found = shares(state, before, planes);
      const less = [...now.gbps].filter(([e, there]) => there < (was.gbps.get(e) ?? 0));
      expect(found.endpointsDegraded, name).toBe(less.length);
      const least = Math.min(...less.map(([e, there]) => there / was.gbps.get(e)!));
      if (found.worstEndpoint) {
        const { gbps, healthyGbps, endpoint } = found.worstEndpoint;
        expect([gbps, healthyGbps], name).toEqual([now.gbps.get(endpoint), was.gbps.get(endpoint)]);
        expect(gbps / healthyGbps, name).toBeCloseTo(least, 12);
      } else expect(less, name).toEqual([]);
      expectHosts(found, state.fabric.hostIds, now.ofHost, was.ofHost);
      nics += less.length;
      hosts += found.hostsDegraded;
      kinds += found.hosts.length;
    }
    expect([nics, hosts, kinds].every((count) => count > 100)).toBe(true);
  });
});

type OfHost = ReturnType<typeof naiveShares>['ofHost'];

function expectHosts(found: Shares, ids: readonly string[], now: OfHost, was: OfHost): void {
  const lost = ids.filter((id) => {
    const [kept, had] = [now(id), was(id)];
    return kept.nics < had.nics || kept.planes < had.planes || kept.gbps < had.gbps;
  });
  expect(found.hosts.reduce((sum, { hosts }) => sum + hosts, 0)).toBe(lost.length);
  expect(found.hostsDegraded).toBe(lost.filter((id) => now(id).nics > 0).length);
  for (const { first, hosts, nics, planes, gbps, ...healthy } of found.hosts) {
    const kept = { nics, planes, gbps };
    expect(now(first)).toEqual(kept);
    expect({
      nics: healthy.healthyNics,
      planes: healthy.healthyPlanes,
      gbps: healthy.healthyGbps,
    }).toEqual(was(first));
    const alike = lost.filter(
      (id) => JSON.stringify([now(id), was(id)]) === JSON.stringify([now(first), was(first)]),
    );
    expect([alike[0], alike.length]).toEqual([first, hosts]);
  }
  const shareOf = found.hosts.map(({ gbps, healthyGbps }) => gbps / healthyGbps);
  expect(shareOf).toEqual([...shareOf].sort((a, b) => a - b));
}

describe('pairs of hosts that meet in fewer planes', () => {
  it('are counted pair by pair', () => {
    let degraded = 0;
    for (const { name, graph, state, before, planes, ids, left } of cases()) {
      const meet = [left, intact].map((one) => {
        const parts = ids.map((plane) => naiveParts(graph, plane, one));
        return (a: string, b: string) =>
          parts.filter((of) =>
            of.some((part) =>
              [a, b].every((host) => part.some((endpoint) => endpoint.startsWith(`${host}/`))),
            ),
          ).length;
      });
      const { hostIds } = state.fabric;
      const expected = [...pairs(hostIds.length)].filter(([i, j]) => {
        const [now, was] = meet.map((count) => count(hostIds[i]!, hostIds[j]!));
        return now! > 0 && now! < was!;
      }).length;
      expect(hostPairsDegraded(state, before, planes), name).toBe(expected);
      degraded += expected;
    }
    expect(degraded).toBeGreaterThan(50);
  });
});
