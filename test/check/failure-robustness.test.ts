import { describe, expect, it } from 'vitest';
import type { Subject } from '../../src/check/checker.js';
import { failureRobustnessChecker } from '../../src/check/checkers/failure-robustness.js';
import { cutOff } from '../../src/measure/cut-off.js';
import { hostPairs } from '../../src/measure/host-pairs.js';
import { FabricState } from '../../src/measure/state.js';
import type { Scenario, TopologyInput } from '../../src/spec/topology.js';
import { withoutCable, withoutVertex } from '../measure/outcomes.js';
import { openWorld, readTopology, smallWorlds } from '../worlds.js';

/** Two units of two hosts with two-port NICs, a port-plane for each port, `spines` a plane. */
const portPlanes = (spines: number, scenario: Scenario): TopologyInput => ({
  name: 'port-planes',
  switchModels: { s: { ports: 8, portGbps: 100 } },
  nicModels: { nic: { ports: 2, portGbps: 100 } },
  hosts: { h: { count: 4, nics: { nic: { model: 'nic' } } } },
  planes: {
    compute: {
      attach: { nics: ['h/nic'], onePlanePer: 'port', hostsPerUnit: 2 },
      fatTree: { leaf: { model: 's', up: 2 }, spine: { model: 's', count: spines } },
    },
  },
  scenarios: { it: scenario },
});

const run = (document: TopologyInput) => failureRobustnessChecker.run(openWorld(document).subject);

/** What the scenario comes to: its results, and the arguments of its findings. */
function outcomeOf(scenario: Scenario, spines = 2) {
  const { results, findings } = run(portPlanes(spines, scenario));
  return {
    results: results.filter(({ fault }) => fault === 'it'),
    findings: findings.map(({ code, args, place }) => ({ code, args, pointer: place.pointer })),
  };
}

describe('scenarios', () => {
  it('a promise that holds in every case', () => {
    const { results, findings } = outcomeOf({
      fail: [{ any: 1, of: ['switch:compute/p*/spine*'] }],
      expect: { 'compute/p*': { bisectionKept: { min: 0.5 }, endpointsCutOff: 0 } },
    });
    expect(findings).toEqual([]);
    expect(results).toMatchObject([
      { measure: 'bisectionKept', status: 'pass', measured: 0.5, cases: 4, evaluated: 1 },
      { measure: 'endpointsCutOff', status: 'pass', measured: 0, cases: 4, evaluated: 1 },
    ]);
  });

  it('one that does not: the worst case, and in how many it is broken', () => {
    const { results, findings } = outcomeOf({
      fail: [{ any: 1, of: ['switch:compute/p1/*', 'cable:h0/nic0:0'] }],
      expect: { 'compute/p*': { endpointsCutOff: { max: 1 } } },
    });
    expect(results).toMatchObject([{ status: 'fail', measured: 2, cases: 5 }]);
    expect(findings).toMatchObject([
      {
        code: 'failure-robustness-broken',
        pointer: '/scenarios/it/expect/compute~1p*/endpointsCutOff',
        args: { scope: 'compute/p1', worst: 'switch:compute/p1/leaf0', cases: 5, broken: 2 },
      },
    ]);
  });

  it('a range with both ends is broken on either side', () => {
    const cut = (min: number, max: number) =>
      outcomeOf({
        fail: ['switch:compute/p0/leaf0'],
        expect: { 'compute/p0': { endpointsCutOff: { min, max } } },
      }).findings.length;
    expect([cut(2, 2), cut(0, 1), cut(3, 9)]).toEqual([0, 1, 1]);
  });

  it('one of which a selector names nothing is not tried: that is found elsewhere', () => {
    const { findings, results } = outcomeOf({
      fail: ['plane:compute/p9', { any: 1, of: ['switch:*', 'swich:*'] }],
      expect: { compute: { endpointsCutOff: 0 } },
    });
    expect({ findings, results }).toEqual({ findings: [], results: [] });
  });

  it('every choice of several parts is a case', () => {
    // Any two of four spines: both of a plane in two cases, one of each plane in four.
    const scenario = (max: number): Scenario => ({
      fail: [{ any: 2, of: ['switch:compute/p*/spine*'] }],
      expect: { 'compute/p*': { endpointsCutOff: { max } }, compute: { endpointsCutOff: 0 } },
    });
    const { results, findings } = outcomeOf(scenario(1));
    expect(findings).toMatchObject([
      { args: { scope: 'compute/p0', measured: '2', broken: 2, cases: 6 } },
    ]);
    expect(results).toMatchObject([
      { measured: 2, worst: 'switch:compute/p0/spine0, switch:compute/p0/spine1', cases: 6 },
      { measured: 0, cases: 6 },
    ]);
    expect(outcomeOf(scenario(2)).findings).toEqual([]);
  });

  it('a scenario with more cases than can be counted is not proved, and nothing is tried', () => {
    const document = portPlanes(2, {
      fail: [{ any: 8, of: ['port:*', 'cable:*', 'nic:*', 'bundle:*', 'switch:*'] }],
      expect: { compute: { endpointsCutOff: 0 } },
    });
    const large = { ...document, hosts: { h: { count: 400, nics: { nic: { model: 'nic' } } } } };
    const { findings } = run({
      ...large,
      switchModels: { s: { ports: 1024, portGbps: 100 } },
      planes: {
        compute: {
          attach: { nics: ['h/nic'], onePlanePer: 'port' },
          fatTree: { leaf: { model: 's' } },
        },
      },
    });
    expect(findings).toMatchObject([
      { code: 'failure-robustness-not-proved', args: { cases: Number.MAX_SAFE_INTEGER } },
    ]);
  });

  it('planes of which different things are promised are not taken for one another', () => {
    const { findings } = outcomeOf({
      fail: [{ any: 1, of: ['switch:compute/p*/leaf*'] }],
      expect: { 'compute/p1': { endpointsCutOff: 0 } },
    });
    expect(findings).toMatchObject([{ args: { scope: 'compute/p1', broken: 2, cases: 4 } }]);
  });

  it('a term that names one of two symmetric planes is tried in that plane', () => {
    // Both leaves of p1 down cut off all four endpoints there.
    const { results } = outcomeOf({
      fail: [
        { any: 1, of: ['switch:compute/p*/leaf*'] },
        { any: 1, of: ['switch:compute/p1/leaf0'] },
      ],
      expect: { 'compute/p*': { endpointsCutOff: { max: 2 } } },
    });
    expect(results).toMatchObject([{ status: 'fail', measured: 4 }]);
  });

  it('planes of which another share is off are not taken for one another: kept is relative to that', () => {
    // One of three spines is off in p0, another one fails in p1: now both planes are alike, but a
    // further spine leaves p0 one of the two that it had, and p1 one of three.
    const scenario: Scenario = {
      fail: ['switch:compute/p1/spine2', { any: 1, of: ['switch:compute/p*/spine[0-1]'] }],
      expect: { 'compute/p*': { bisectionKept: { min: 0.4 } } },
    };
    const document = portPlanes(3, scenario);
    const { attach } = document.planes!.compute!;
    const findingsWith = (off: string, failed: string) =>
      run({
        ...document,
        hosts: { h: { count: 6, nics: { nic: { model: 'nic' } } } },
        planes: {
          compute: {
            attach: { ...attach, nics: ['h/nic'], hostsPerUnit: 3 },
            fatTree: { leaf: { model: 's', up: 3 }, spine: { model: 's', count: 3 } },
          },
        },
        exceptions: [{ off }],
        scenarios: { it: { ...scenario, fail: [failed, scenario.fail[1]!] } },
      }).findings;
    for (const [off, failed] of [
      ['switch:compute/p0/spine2', 'switch:compute/p1/spine2'],
      ['switch:compute/p1/spine2', 'switch:compute/p0/spine2'],
    ] as const) {
      expect(findingsWith(off, failed)).toMatchObject([
        { args: { scope: failed.slice(7, 17), broken: 2, cases: 4 } },
      ]);
    }
  });

  it('which of two equal parts is the main one is no matter of symmetry', () => {
    // p1 falls into halves, the first is the main one; leaf1 of p0 takes the second out there, too.
    const { results } = outcomeOf(
      {
        fail: ['switch:compute/p1/spine0', { any: 1, of: ['switch:compute/p0/leaf*'] }],
        expect: { compute: { endpointsCutOff: { max: 0 } } },
      },
      1,
    );
    expect(results).toMatchObject([{ status: 'fail', measured: 2 }]);
  });

  it('nor is which of two equal parts it is that throughput is of', () => {
    // Without cores two pods are apart, and the first is measured: a spine less of it is felt, of the other not.
    const pods: TopologyInput = {
      name: 'pods',
      switchModels: { s: { ports: 4, portGbps: 400 } },
      nicModels: { nic: { portGbps: 400 } },
      hosts: { h: { count: 8, nics: { nic: { model: 'nic' } } } },
      planes: {
        m: {
          attach: { nics: ['h/nic'] },
          fatTree: {
            leaf: { model: 's' },
            spine: { model: 's' },
            core: { model: 's' },
            pod: { units: 2 },
          },
        },
      },
      scenarios: {
        it: {
          fail: [
            'switch:m/p0/core*',
            { any: 1, of: ['switch:m/p0/spine[2-3]', 'switch:m/p0/spine[0-1]'] },
          ],
          expect: { m: { throughput: { min: 0.9 } } },
        },
      },
    };
    const { results } = run(pods);
    expect(results.filter(({ fault }) => fault === 'it')).toMatchObject([
      { status: 'fail', measured: 0.75 },
    ]);
  });
});

/** The most of anything over every single switch or cable, one by one. */
function worstByForce({ fabric, healthy }: Subject, kind: 'switch' | 'cable') {
  const planes = [...fabric.planes.keys()];
  let [endpointsCutOff, hostPairsCutOff, bisectionKept] = [0, 0, 1];
  const add = (capacity: Float64Array, plane: number) => {
    const state = new FabricState(fabric, capacity);
    endpointsCutOff = Math.max(endpointsCutOff, cutOff(state, planes).endpointsCutOff);
    hostPairsCutOff = Math.max(hostPairsCutOff, hostPairs(state, planes).hostPairsCutOff);
    const [after, before] = [state.bisection(plane), healthy.bisection(plane)];
    if (before.upper > 0) bisectionKept = Math.min(bisectionKept, after.upper / before.upper);
  };
  if (kind === 'cable') {
    for (let c = 0; c < fabric.cableCount; c++) {
      add(withoutCable(fabric, c, fabric.gbps), fabric.cablePlane[c]!);
    }
  } else {
    for (let v = fabric.endpointCount; v < fabric.vertexCount; v++) {
      add(withoutVertex(fabric, v, fabric.gbps), fabric.planeOfSwitch[v]!);
    }
  }
  return { endpointsCutOff, hostPairsCutOff, bisectionKept };
}

describe('every single switch and cable', () => {
  it('the worst is that of trying all, on small worlds', () => {
    let compared = 0;
    for (const [i, { name, document }] of [...smallWorlds()].entries()) {
      if (i % 6 !== 0) continue;
      const { subject } = openWorld(document);
      // Intervals are compared where they are exact.
      if (!subject.fabric.planes.every((_, p) => subject.healthy.bisection(p).exact)) continue;
      const { results } = failureRobustnessChecker.run(subject);
      for (const kind of ['switch', 'cable'] as const) {
        const found = results.filter(({ fault }) => fault === `any single ${kind}`);
        const number = (measure: string) => {
          const { measured } = found.find((result) => result.measure === measure)!;
          return typeof measured === 'number' ? measured : null;
        };
        const brute = worstByForce(subject, kind);
        expect(number('endpointsCutOff'), name).toBe(brute.endpointsCutOff);
        expect(number('hostPairsCutOff'), name).toBe(brute.hostPairsCutOff);
        const kept = number('bisectionKept');
        if (kept !== null) expect(kept, name).toBeCloseTo(brute.bisectionKept, 9);
        compared += Number(kept !== null);
        expect(found[0]!.cases).toBe(
          kind === 'cable'
            ? subject.fabric.cableCount
            : subject.fabric.vertexCount - subject.fabric.endpointCount,
        );
      }
    }
    expect(compared).toBeGreaterThan(200);
  });

  it('deepseek-v3: 768 switches and 32,768 cables of the compute planes by four cases', () => {
    const { results } = run(readTopology('topologies/deepseek-v3.json'));
    const of = (kind: string) =>
      results.filter(({ scope, fault }) => scope === 'compute' && fault === `any single ${kind}`);
    expect(of('switch')).toMatchObject([
      { measure: 'endpointsCutOff', measured: 32, worst: 'switch:compute/p0/leaf0', cases: 768 },
      { measure: 'hostPairsCutOff', measured: 0, evaluated: 2 },
      { measure: 'bisectionKept', measured: 31 / 32 },
    ]);
    expect(of('cable')).toMatchObject([
      { measure: 'endpointsCutOff', measured: 1, cases: 32_768, evaluated: 2 },
      { measure: 'hostPairsCutOff', measured: 0 },
      { measure: 'bisectionKept', measured: 1023 / 1024 },
    ]);
  });
});

describe('beside what is off', () => {
  const beside = (off: string, scenario: Scenario) => {
    const { subject } = openWorld({ ...portPlanes(2, scenario), exceptions: [{ off }] });
    const { results, findings } = failureRobustnessChecker.run(subject);
    return { results: results.filter(({ fault }) => fault === 'it'), findings };
  };
  const anySpine: Scenario = {
    fail: [{ any: 1, of: ['switch:compute/p*/spine*'] }],
    expect: { 'compute/p*': { endpointsCutOff: 0, bisectionKept: { min: 0.5 } } },
  };

  it('one more is worse than one', () => {
    const { findings } = beside('switch:compute/p1/spine0', anySpine);
    expect(findings).toMatchObject([
      { args: { scope: 'compute/p1', worst: 'switch:compute/p1/spine1', broken: 1, cases: 4 } },
      { args: { scope: 'compute/p1', worst: 'switch:compute/p1/spine1', broken: 1, cases: 4 } },
    ]);
  });

  it('what is kept is relative to what is left without it', () => {
    // One of two spines is off: the other one carries all that was left.
    const { results } = beside('switch:compute/p1/spine0', {
      fail: ['switch:compute/p1/spine0'],
      expect: { 'compute/p1': { bisectionKept: 1 } },
    });
    expect(results).toMatchObject([{ status: 'pass', measured: 1 }]);
  });
});

describe('what is promised of a part of the endpoints', () => {
  // Two leaves of six pairs are those of h3, in both planes: whichever case stands for others.
  const fail = [{ any: 2, of: ['switch:compute/p*/leaf*'] }];

  it('holds for those, wherever the others are symmetric to them', () => {
    const { results } = outcomeOf({ fail, expect: { 'host:h3': { hostsCutOff: 0 } } });
    const worst = 'switch:compute/p0/leaf1, switch:compute/p1/leaf1';
    expect(results).toMatchObject([{ status: 'fail', measured: 1, worst }]);
  });

  it('holds between the two ends that are named', () => {
    const expectBetween = (ends: string) =>
      outcomeOf({ fail, expect: { [ends]: { capacityGbps: { min: 1 } } } }).findings;
    expect(expectBetween('host:h2--host:h3')).toMatchObject([{ args: { broken: 1, cases: 6 } }]);
    // Of h0 or of h3: in p0 and p1 both, in any of the four ways.
    expect(expectBetween('host:h0--host:h3')).toMatchObject([{ args: { broken: 4, cases: 6 } }]);
  });
});
