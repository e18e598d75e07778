import { describe, expect, it } from 'vitest';
import { build } from '../../src/build/build.js';
import { measures } from '../../src/check/measures.js';
import { check, subjectOf } from '../../src/check/run.js';
import { readScopes, scopesOf } from '../../src/check/scope.js';
import { partsOf } from '../../src/fabric/parts.js';
import { without } from '../../src/failure/capacity.js';
import { verifyBisection } from '../../src/flow/certify/bisection.js';
import { verifyCapacity } from '../../src/flow/certify/capacity.js';
import { verifySeparation } from '../../src/flow/certify/separation.js';
import { FabricState } from '../../src/measure/state.js';
import type { Measures, TopologyInput } from '../../src/spec/topology.js';
import { bruteBisection, bruteCapacity } from '../flow/brute-force.js';
import { openWorld, readTopology, smallWorlds, topologyOf } from '../worlds.js';

const big = openWorld({
  ...readTopology('topologies/deepseek-v3-2048.json'),
  groups: {
    rack: { of: ['host:h*'], every: 4 },
    feed: ['switch:compute/p*/spine*', 'host:h[0-7]'],
    spines: ['switch:compute/p*/spine*'],
    cables: ['cable:h0/nic0:0'],
    wrong: ['host:nobody'],
  },
}).subject.fabric;

const sizes = (text: string) =>
  scopesOf(big, text).map(({ id, planes, among, between }) => [
    id,
    planes.length,
    among?.list.length ?? [between?.a.length, between?.b.length],
  ]);

describe('scopes of selectors', () => {
  it.each<[string, unknown]>([
    // Eight compute NICs and a storage NIC a host.
    ['host:h0', 9],
    ['host:h[0-3]', 36],
    ['nic:h*/nic[0-1]', 512],
    ['unit:compute/u0', 256],
    ['rail:compute/r3', 256],
    ['group:rack*', 2304],
    ['group:feed', 72],
  ])('%s', (text, endpoints) => {
    const planes = { 'nic:h*/nic[0-1]': 2, 'unit:compute/u0': 8, 'rail:compute/r3': 1 }[text] ?? 9;
    expect(sizes(text)).toEqual([[text, planes, endpoints]]);
  });

  it.each<[string, number, [number, number]]>([
    ['unit:compute/u0--unit:compute/u[1-3]', 8, [256, 768]],
    ['host:h0--switch:compute/p0/spine*', 1, [9, 4]],
    ['plane:compute/p0--plane:compute/p1', 0, [12, 12]],
    ['group:feed--host:h8', 9, [104, 9]],
  ])('%s', (text, planes, ends) => {
    expect(sizes(text)).toEqual([[text, planes, ends]]);
  });

  it.each([
    ['host:x0', 'matches no host'],
    ['group:spines', 'none is in what it matches'],
    ['group:cables--host:h1', 'no NIC and no switch'],
    ['switch:compute/p0/spine0', 'switch: is for A--B'],
    ['port:h0/nic0:0', 'starts with one of'],
    ['host:h0--host:h[0-3]', 'both have h0/nic0 and 8 more'],
    ['host:h0--rail:compute/r0', 'both have h0/nic0'],
    ['host:h0--', 'each side of A--B'],
    ['--', 'each side of A--B'],
    ['a--b--c', 'with one "--"'],
    ['compute/q*', 'matches no plane set and no plane'],
  ])('%s is none', (text, problem) => {
    expect(readScopes(big, text, true)).toContain(problem);
    expect(scopesOf(big, text)).toEqual([]);
  });

  it('say nothing about a group that is wrong: that is said there', () => {
    for (const text of ['group:wrong', 'group:wrong--host:h0', 'host:h0--group:wrong']) {
      expect(readScopes(big, text, true)).toEqual([]);
    }
  });

  it('offer the nearest id, if they are asked to', () => {
    expect(readScopes(big, 'host:h999', true)).toMatch(
      /^matches no host; did you mean "host:h\d+"/,
    );
    expect(readScopes(big, 'host:h999', false)).toBe('matches no host');
  });
});

/** What is promised of selectors holds, and is proved, on small worlds. */
describe('measures of selectors', () => {
  const worlds = [...smallWorlds()].filter((_, i) => i % 23 === 0);

  it('are those that trying everything gives', () => {
    let proved = 0;
    for (const { name, document } of worlds) {
      const promised = { bisectionGbps: { min: 0 }, hosts: 2 };
      const { subject } = openWorld({
        ...document,
        expect: {
          'host:h[0-1]': promised,
          'host:h0--host:h1': { capacityGbps: { min: 0 } },
        },
      });
      const { fabric } = subject;
      const { results, findings } = check(subject);
      expect(findings, name).toEqual([]);
      for (const { scope, measure, measured, certificate } of results) {
        if (!scope.startsWith('host:')) continue;
        const [{ planes, among, between } = { planes: [] }] = scopesOf(fabric, scope);
        if (measure === 'hosts') expect(measured).toBe(2);
        const sum = (of: (p: number) => number) => planes.reduce((n, p) => n + of(p), 0);
        if (measure === 'bisectionGbps') {
          const inPlane = (p: number) =>
            fabric.planes[p]!.endpoints.filter((e) => among!.has[e] === 1);
          const truth = sum((p) => bruteBisection(fabric, fabric.gbps, p, inPlane(p)));
          if (typeof measured === 'number') expect(measured, name).toBeCloseTo(truth, 6);
        }
        if (measure === 'capacityGbps') {
          const truth = sum((p) => bruteCapacity(fabric, fabric.gbps, p, between!));
          expect(measured, name).toBeCloseTo(truth, 6);
        }
        if (!certificate || certificate.kind === 'throughput') continue;
        if (certificate.kind === 'max-min') throw new Error('rates are of no scope');
        const verify =
          certificate.kind === 'bisection'
            ? verifyBisection(fabric, fabric.gbps, certificate)
            : certificate.kind === 'capacity'
              ? verifyCapacity(fabric, fabric.gbps, certificate)
              : verifySeparation(fabric, fabric.gbps, certificate);
        expect(verify, name).toEqual([]);
        const { value } = certificate;
        const known = typeof value === 'number' ? value : value.upper;
        expect(known, name).toBeCloseTo(measured as number, 6);
        proved++;
      }
    }
    expect(proved).toBeGreaterThan(worlds.length);
  });
});

/** A scenario with promises of selectors: as the check finds it, and by trying every case. */
describe('promises of selectors under faults', () => {
  const expected: TopologyInput['expect'] = {
    'host:h[0-1]': { hostsCutOff: 0, hostPairsCutOff: 0, bisectionKept: 1 },
    'host:h0': { endpointsCutOff: 0 },
    'host:h0--host:h[1-2]': { capacityGbps: { min: 1e6 } },
  };

  it('are measured in the worst case of all, symmetric or not', () => {
    let [tried, saved] = [0, 0];
    for (const [i, { name, document }] of [...smallWorlds()].entries()) {
      if (i % 11 !== 0 || document.hosts!.h!.count < 3) continue;
      const scenarios = {
        s: { fail: [{ any: 1, of: ['switch:*', 'cable:*'] }], expect: expected },
      };
      const topology = topologyOf({ ...document, scenarios });
      const subject = subjectOf(topology, build(topology));
      const { fabric, healthy } = subject;
      const faults = (['switch', 'cable'] as const).flatMap((kind) => {
        const { count, part } = partsOf(fabric, kind);
        return Array.from({ length: count }, (_, n) => part(n));
      });
      const results = check(subject).results.filter(({ fault }) => fault === 's');
      expect(results).toHaveLength(5);
      for (const { scope, measure, measured, cases = 0, evaluated = 0 } of results) {
        const [one] = scopesOf(fabric, scope);
        const all = faults.map((fault) => {
          const left = without(fabric, healthy.capacity, [fault]);
          const state = new FabricState(fabric, left, healthy);
          const value = measures[measure as keyof Measures].of(state, one!, '', topology);
          return typeof value === 'number' ? value : (value as { min: number }).min;
        });
        const least = measure === 'bisectionKept' || measure === 'capacityGbps';
        const worst = least ? Math.min(...all) : Math.max(...all);
        const found = typeof measured === 'number' ? measured : (measured as { min: number }).min;
        expect(found, `${name}: ${scope} ${measure}`).toBeCloseTo(worst, 9);
        tried++;
        saved += Number(evaluated < cases);
      }
    }
    expect(tried).toBeGreaterThan(200);
    expect(saved).toBeGreaterThan(100);
  });
});
