import { describe, expect, test } from 'vitest';
import type { CheckOutcome, Subject } from '../../src/check/checker.js';
import { checkers } from '../../src/check/registry.js';
import { check } from '../../src/check/run.js';
import { costOf } from '../../src/cost/cost.js';
import { type CompactFabric, compact } from '../../src/fabric/compact.js';
import { counts } from '../../src/measure/counts.js';
import { hopsFrom } from '../../src/measure/distance.js';
import { oversubscription } from '../../src/measure/oversubscription.js';
import { load, open } from '../../src/pipeline.js';
import { strainOf } from '../../src/sizing/design.js';
import { size } from '../../src/sizing/size.js';
import { prettyJson } from '../../src/std/pretty-json.js';
import { degrees, smallWishes, wish } from './wishes.js';

const sized = smallWishes.map((short) => {
  const asked = wish(short);
  const designs = size(asked, Number.POSITIVE_INFINITY).designs.map(({ design, document }) => {
    // As a file: the text that is written, through everything that a file goes through.
    const loaded = load({ file: 'size', bytes: Buffer.from(prettyJson(document)) });
    return { design, loaded, opened: open(loaded) };
  });
  return { name: JSON.stringify(short), asked, designs };
});

describe('every design that is listed for a small wish', () => {
  const all = sized.flatMap(({ name, asked, designs }) =>
    designs.map((one) => ({ ...one, asked, name: `${name}: ${one.design.name}` })),
  );

  test('there are many, of every kind', () => {
    expect(all.length).toBeGreaterThan(400);
    const some = (key: (one: (typeof all)[number]) => string) => new Set(all.map(key));
    expect(some(({ design }) => `${design.family} ${design.tiers}`)).toEqual(
      new Set(['fatTree 1', 'fatTree 2', 'fatTree 3', 'slimFly 1', 'dragonfly 1', 'cube 1']),
    );
    expect(some(({ design }) => design.wiring).size).toBeGreaterThan(15);
  });

  test('is valid, and keeps every promise that its file makes', () => {
    for (const { name, design, loaded, opened } of all) {
      expect(loaded.findings, name).toEqual([]);
      const { results, findings } = judged(opened!.subject, design.switches.total!);
      expect(findings, name).toEqual([]);
      const failed = results.filter(({ status }) => status === 'fail');
      expect(failed, name).toEqual([]);
      expect(results.filter(({ basis }) => basis === 'expect').length, name).toBeGreaterThan(6);
    }
  });

  test('has as many hosts as the endpoints need', () => {
    for (const { name, asked, design } of all) {
      expect(design.hosts, name).toBe(Math.ceil(asked.endpoints / asked.nicsPerHost));
      expect(design.endpoints, name).toBe(design.hosts * asked.nicsPerHost);
    }
  });

  test('has the switches and cables that are counted on its fabric', () => {
    for (const { name, design, opened } of all) {
      const fabric = compact(opened!.graph);
      const counted = counts(fabric, [...fabric.planes.keys()]);
      expect(counted.switches, name).toEqual(design.switches);
      expect(counted.cables.endpoint, name).toBe(design.cables.endpoint);
      expect(counted.cables.switch ?? 0, name).toBe(design.cables.switch);
      expect([counted.planes, counted.hosts, counted.endpoints], name).toEqual([
        design.planes,
        design.hosts,
        design.endpoints,
      ]);
    }
  });

  test('is within the oversubscription that was asked for, by its switches as they are cabled', () => {
    for (const { name, asked, design, opened } of all) {
      const { down, up } = asked.oversubscription;
      expect(strainOf(design), name).toBeLessThanOrEqual(down / up + 1e-9);
      const fabric = compact(opened!.graph);
      for (const { downGbps, upGbps } of Object.values(
        oversubscription(fabric, [...fabric.planes.keys()]),
      )) {
        expect(downGbps / upGbps, name).toBeLessThanOrEqual(down / up + 1e-9);
      }
      // A direct network has no tier above: what is bounded is how many endpoints a router has.
      if (design.load === null) continue;
      const { slimFly, dragonfly } = opened!.topology.planes.compute!;
      const balanced = slimFly ? Math.ceil(degrees.get(slimFly.q)! / 2) : dragonfly!.h;
      const bound = balanced * asked.switchModel.portGbps * (down / up);
      expect(fullestRouterGbps(fabric), name).toBeLessThanOrEqual(bound + 1e-6);
    }
  });

  test('has no way between endpoints that is longer than what is said', () => {
    for (const { name, design, opened } of all) {
      const hops = longest(compact(opened!.graph));
      const said = design.diameterHopsAtMost;
      expect(hops, name).toBeLessThanOrEqual(said);
      // In a tree it is just as long, but where every NIC has a port on each of two leaves.
      const alone =
        design.endpoints / design.planes <= 1 || /dual-ToR|leaf per port/.test(design.wiring);
      if (design.family === 'fatTree' && !alone) expect(hops, name).toBe(said);
    }
  });

  test('is listed in the order of switches, cables and name, and no two are alike', () => {
    for (const { name, designs } of sized) {
      const keys = designs.map(({ design: { switches, cables, name: own } }) => [
        switches.total!,
        cables.endpoint + cables.switch,
        own,
      ]);
      const sorted = [...keys].sort((a, b) =>
        a[0] !== b[0] ? +a[0]! - +b[0]! : a[1] !== b[1] ? +a[1]! - +b[1]! : a[2]! < b[2]! ? -1 : 1,
      );
      expect(keys, name).toEqual(sorted);
      expect(new Set(keys.map(([, , own]) => own)).size, name).toBe(keys.length);
      const counts = designs.map(({ design, loaded }) => {
        const { onePlanePer } = loaded.topology!.planes.compute!.attach!;
        // Whatever a reader sees of a row but what it is called.
        const { name: _, wiring, alike, ...row } = design;
        return JSON.stringify([onePlanePer, row]);
      });
      expect(new Set(counts).size, name).toBe(counts.length);
    }
  });

  test('is better in something than every other one of its family and wiring', () => {
    for (const { name, designs } of sized) {
      for (const { design: one } of designs) {
        for (const { design: other } of designs) {
          const same = one.family === other.family && one.wiring === other.wiring;
          // Endpoints of a BCube pass traffic on: that is another kind of network.
          const kinds = new Set([one, other].map(({ form }) => form.startsWith('BCube')));
          if (one === other || !same || one.nic !== other.nic || kinds.size > 1) continue;
          const better =
            one.switches.total! < other.switches.total! ||
            one.cables.endpoint + one.cables.switch < other.cables.endpoint + other.cables.switch ||
            strainOf(one) < strainOf(other);
          expect(better, `${name}: ${one.name}, ${other.name}`).toBe(true);
        }
      }
    }
  });
});

describe('with prices', () => {
  const prices = {
    ...{ currency: 'USD', switches: { switch: 900 }, nics: { '400G': 70 } },
    cables: { endpoint: 3, 'leaf-spine': 11, switch: 17, local: 5 },
    transceivers: { switch: 2.5 },
  };

  test.each([
    { endpoints: 90, ports: 8, nics: 2, most: [2, 1] },
    { endpoints: 30, ports: 8 },
  ] as const)('%o: a design costs what its built parts cost, the cheapest first', (short) => {
    const { designs } = size(wish(short, { prices }), 100);
    const costs = designs.map(({ design }) => design.cost!.total);
    expect(costs.length).toBeGreaterThan(2);
    expect(costs).toEqual([...costs].sort((a, b) => a - b));
    for (const { design, document } of designs) {
      const opened = open(load({ file: 'size', bytes: Buffer.from(prettyJson(document)) }))!;
      expect(design.cost, design.name).toEqual(costOf(opened.topology, compact(opened.graph)));
    }
  });

  test('another design may be the best', () => {
    const short = { endpoints: 4096, ports: 64, splits: [4] };
    const best = (cable: number) => {
      const dear = { ...prices, cables: { endpoint: cable, switch: cable }, transceivers: {} };
      return size(wish(short, { prices: dear }), 1).designs[0]!.design;
    };
    const [few, many] = [best(5000), best(0)];
    expect(few.cables.switch).toBeLessThan(many.cables.switch);
    expect(few.switches.total).toBeGreaterThan(many.switches.total!);
  });
});

/** All checks; of what is not small only those that do not ask what breaks. */
function judged(subject: Subject, switches: number): CheckOutcome {
  if (switches <= 24) return check(subject);
  const quick = checkers.filter(({ rule }) => !/bisection|failure-robustness/.test(rule.id));
  const outcomes = quick.map((checker) => checker.run(subject, []));
  return {
    results: outcomes.flatMap(({ results }) => results),
    findings: outcomes.flatMap(({ findings }) => findings),
  };
}

/** Cables on the longest of the shortest ways between endpoints that have one, in any plane. */
function longest(fabric: CompactFabric): number {
  let most = 0;
  for (const [p, { endpoints }] of fabric.planes.entries()) {
    for (const from of endpoints) {
      const hops = hopsFrom(fabric, fabric.gbps, p, from);
      for (const to of endpoints) if (hops[to]! > most) most = hops[to]!;
    }
  }
  return most;
}

/** Capacity of the cables to endpoints of the fullest router, Gb/s. */
function fullestRouterGbps({
  lower,
  upper,
  gbps,
  endpointCount,
  vertexCount,
}: CompactFabric): number {
  const sums = new Float64Array(vertexCount);
  for (let c = 0; c < gbps.length; c++) if (lower[c]! < endpointCount) sums[upper[c]!] += gbps[c]!;
  return Math.max(...sums);
}
