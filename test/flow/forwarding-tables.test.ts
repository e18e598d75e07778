import { describe, expect, it } from 'vitest';
import type { CompactFabric } from '../../src/fabric/compact.js';
import { dModKAllToAll } from '../../src/flow/routing/d-mod-k.js';
import { dModKTables } from '../../src/flow/routing/d-mod-k-tables.js';
import type { ForwardingTables } from '../../src/flow/routing/forwarding-tables.js';
import type { PlaneTraffic } from '../../src/flow/routing/plane-traffic.js';
import { sendersOf } from '../../src/flow/routing/senders.js';
import { tableBytes } from '../../src/flow/routing/table-bytes.js';
import { tableWays } from '../../src/flow/routing/table-ways.js';
import { randomDamage } from '../measure/damage.js';
import { lehmer } from '../small-fabrics.js';
import { openWorld, readTopology, smallWorlds } from '../worlds.js';
import { randomPlane } from './random-planes.js';
import { allPairs, endpointsIn, walked, wayOf } from './sends.js';

const noPairs = { from: new Int32Array(), to: new Int32Array(), bytes: new Float64Array() };

/** Every endpoint to all others of its part, as `dModKAllToAll` sends: a block for each rate. */
function uniform(fabric: CompactFabric, capacity: Float64Array, plane: number): PlaneTraffic {
  const { endpoints, rates } = sendersOf(fabric, capacity, plane, null);
  const blocks = [...new Set(rates)].map((rate) => ({
    from: endpoints.filter((_, i) => rates[i] === rate),
    to: endpoints,
    bytes: rate / (endpoints.length - 1),
  }));
  return {
    blocks,
    domainOf: Int32Array.from({ length: fabric.endpointCount }, (_, e) => e),
    pairs: noPairs,
  };
}

/** Blocks and single pairs at random; domains of two or three endpoints. */
function randomTraffic(fabric: CompactFabric, plane: number, seed: number): PlaneTraffic {
  const draw = lehmer(seed);
  const all = endpointsIn(fabric, plane);
  const some = () => Int32Array.from(all.filter(() => draw(3) > 0));
  const single = Array.from({ length: draw(9) }, () => [
    all[draw(all.length)]!,
    all[draw(all.length)]!,
    draw(4) * 10,
  ]);
  return {
    blocks: Array.from({ length: draw(4) }, () => ({ from: some(), to: some(), bytes: draw(5) })),
    domainOf: Int32Array.from({ length: fabric.endpointCount }, () => draw(4)),
    pairs: {
      from: Int32Array.from(single, ([from]) => from!),
      to: Int32Array.from(single, ([, to]) => to!),
      bytes: Float64Array.from(single, ([, , bytes]) => bytes!),
    },
  };
}

/** The same, pair by pair over the ways of single flows. */
function pairByPair(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  tables: ForwardingTables,
  traffic: PlaneTraffic,
) {
  const pairs: { from: number; to: number; bytes: number }[] = [];
  for (const { from, to, bytes } of traffic.blocks) {
    for (const a of from) {
      for (const b of to) {
        if (traffic.domainOf[a] !== traffic.domainOf[b]) pairs.push({ from: a, to: b, bytes });
      }
    }
  }
  traffic.pairs.from.forEach((from, i) => {
    const [to, bytes] = [traffic.pairs.to[i]!, traffic.pairs.bytes[i]!];
    if (from !== to) pairs.push({ from, to, bytes });
  });
  const sent = pairs.filter(({ bytes }) => bytes > 0);
  const sends = {
    from: Int32Array.from(sent, ({ from }) => from),
    to: Int32Array.from(sent, ({ to }) => to),
    key: new Int32Array(sent.length),
  };
  const ways = tableWays(fabric, capacity, plane, tables, sends);
  const { cables } = fabric.planes[plane]!;
  const place = new Map([...cables].map((c, i) => [c, i]));
  const bytes = new Float64Array(2 * cables.length);
  sent.forEach((pair, flow) => {
    for (const channel of wayOf(ways, flow)) {
      bytes[2 * place.get(channel >> 1)! + (channel & 1)]! += pair.bytes;
    }
  });
  return { bytes, unrouted: ways.unrouted };
}

/** A walk by the tables that looks at nothing but `hopsTo` and the cables. */
function naiveWay(
  { lower, upper, endpointCount, planes }: CompactFabric,
  capacity: Float64Array,
  plane: number,
  { switches, hopsTo }: ForwardingTables,
  from: number,
  to: number,
): number[] {
  const first = [...planes[plane]!.cables].find((c) => lower[c] === from || upper[c] === from);
  if (first === undefined || !(capacity[first]! > 0)) return [];
  const way = [2 * first + (lower[first] === from ? 0 : 1)];
  const { cables } = hopsTo(to);
  for (let at = lower[first] === from ? upper[first]! : lower[first]!; at !== to; ) {
    if (at < endpointCount) return [];
    const cable = cables[switches.indexOf(at)]!;
    if (cable < 0 || !(capacity[cable]! > 0)) return [];
    way.push(2 * cable + (lower[cable] === at ? 0 : 1));
    at = lower[cable] === at ? upper[cable]! : lower[cable]!;
  }
  return way;
}

describe('forwarding tables', () => {
  it('carry what d-mod-k does in all small worlds, whole and damaged', () => {
    const seen = { routed: 0, unrouted: 0 };
    for (const [i, { name, document }] of [...smallWorlds()].entries()) {
      if (i % 19 !== 0) continue;
      const { fabric } = openWorld(document).subject;
      for (const p of fabric.planes.keys()) {
        for (const capacity of [fabric.gbps, randomDamage(fabric, i)]) {
          const found = dModKAllToAll(fabric, capacity, p);
          const tables = dModKTables(fabric, capacity, p);
          if ('reason' in found || 'reason' in tables) continue;
          const bytes = tableBytes(fabric, capacity, p, tables, uniform(fabric, capacity, p));
          expect(bytes.unrouted, name).toBe(found.unrouted);
          if (found.unrouted > 0) {
            seen.unrouted++;
            continue;
          }
          seen.routed++;
          found.loads.forEach((load, k) => {
            expect(Math.abs(bytes.bytes[k]! - load), name).toBeLessThan(1e-9 * Math.max(load, 1));
          });
        }
      }
    }
    expect(seen.routed).toBeGreaterThan(60);
    expect(seen.unrouted).toBeGreaterThan(0);
  });

  it('send single flows as they say, and blocks as the sum of their flows', () => {
    let [unrouted, routed] = [0, 0];
    const worlds = [...smallWorlds()].filter((_, i) => i % 31 === 0);
    const planes = [
      ...worlds.map(({ document }, i) => {
        const { fabric } = openWorld(document).subject;
        return { fabric, capacity: randomDamage(fabric, i) };
      }),
      ...Array.from({ length: 40 }, (_, seed) => randomPlane(seed, 'leaf-spine')),
    ];
    planes.forEach(({ fabric, capacity }, seed) => {
      // Tables of before the damage: their ways meet dead cables.
      for (const made of [fabric.gbps, capacity]) {
        const tables = dModKTables(fabric, made, 0);
        if ('reason' in tables) continue;
        const endpoints = endpointsIn(fabric, 0);
        const sends = allPairs(endpoints);
        const ways = tableWays(fabric, capacity, 0, tables, sends);
        let missing = 0;
        for (let flow = 0; flow < sends.to.length; flow++) {
          const [from, to] = [sends.from[flow]!, sends.to[flow]!];
          const way = wayOf(ways, flow);
          expect(way).toEqual(naiveWay(fabric, capacity, 0, tables, from, to));
          if (way.length === 0) missing++;
          else expect(walked(fabric, capacity, 0, way)).toMatchObject({ from, to });
        }
        expect(ways.unrouted).toBe(missing);
        unrouted += missing;
        routed += sends.to.length - missing;
        const traffic = randomTraffic(fabric, 0, seed);
        const found = tableBytes(fabric, capacity, 0, tables, traffic);
        expect(found).toEqual(pairByPair(fabric, capacity, 0, tables, traffic));
      }
    });
    expect(unrouted).toBeGreaterThan(100);
    expect(routed).toBeGreaterThan(500);
  });

  it('that lead to somebody else, or have a hole, lead nowhere', () => {
    const { fabric } = openWorld(readTopology('test/fixtures/ok/three-tiers.json')).subject;
    const right = dModKTables(fabric, fabric.gbps, 0);
    if ('reason' in right) throw new Error(right.reason);
    const [e, other] = endpointsIn(fabric, 0);
    const sends = { from: Int32Array.of(e!), to: Int32Array.of(40), key: Int32Array.of(0) };
    const tampered = (change: (cables: Int32Array, left: Int32Array) => void) => {
      const hopsTo = (endpoint: number) => {
        const { cables, left } = right.hopsTo(endpoint);
        const [changed, hops] = [cables.slice(), left.slice()];
        change(changed, hops);
        return { cables: changed, left: hops };
      };
      return tableWays(fabric, fabric.gbps, 0, { switches: right.switches, hopsTo }, sends);
    };
    const leaf = right.switches.indexOf(fabric.neighbours[fabric.offsets[e!]!]!);
    expect(tampered(() => {}).unrouted).toBe(0);
    expect(
      tampered((cables) => cables.fill(fabric.incident[fabric.offsets[other!]!]!, leaf, leaf + 1))
        .unrouted,
    ).toBe(1);
    expect(
      tampered((cables, left) => {
        cables[leaf] = -1;
        left[leaf] = -1;
      }).unrouted,
    ).toBe(1);
  });
});
