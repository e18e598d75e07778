import { describe, expect, it } from 'vitest';
import { cableIn, checkMutated, recable } from './mutated.js';

/** Facts are measured on the graph: change the graph of a built fabric, and they change. */
describe('deepseek-v3-2048', () => {
  it('passes as it is built', () => {
    const { failed, codes } = checkMutated(() => {});
    expect({ failed, codes }).toEqual({ failed: [], codes: [] });
  });

  it('without one leaf–spine cable: one cable and 400 Gb/s less, nobody cut off', () => {
    const { subject, failed, codes, messages } = checkMutated((graph) =>
      graph.dropEdge(cableIn(graph, 'compute/p3/leaf2:40')),
    );
    expect(failed).toEqual([
      'cable-count cables.switch compute: 2048 → 2047',
      'oversubscription oversubscription.leaf compute/p3: 1:1 → 32:31',
      'bisection bisectionRatio compute/p3: 1 → 0.9921875',
      // With a spine down as well 38,000 of 50,800 are left.
      'failure-robustness bisectionKept compute/p*: {"min":0.75} → 0.7480314960629921',
    ]);
    expect(codes).toEqual([
      'bisection-differs',
      'cable-count-differs',
      'failure-robustness-broken',
      'oversubscription-differs',
    ]);
    expect(messages).toContain(
      'compute/p3: oversubscription of the leaf tier is 32:31 at compute/p3/leaf2; expected 1:1',
    );
    // Full bisection of a plane of 256 endpoints is 51,200; the least cut now has leaf2 on a side.
    expect(subject.healthy.bisection(3)).toMatchObject({ upper: 50_800, exact: true });
    expect(subject.healthy.bisection(2)).toMatchObject({ upper: 51_200, exact: true });
  });

  it('without one endpoint cable: the NIC is cut off and named', () => {
    const { subject, failed, codes, messages } = checkMutated((graph) =>
      graph.dropEdge(cableIn(graph, 'h17/nic5:0')),
    );
    expect(failed).toEqual([
      'cable-count cables.endpoint compute: 2048 → 2047',
      'plane-connectivity endpointsReached compute/p5: 256 → 255',
      'failure-robustness endpointsCutOff compute/p*: 0 → 1',
      'failure-robustness endpointsCutOff compute: 256 → 257',
    ]);
    expect(codes).toEqual([
      'bisection-differs',
      'cable-count-differs',
      'failure-robustness-broken',
      'plane-connectivity-apart',
      'separation-differs',
    ]);
    expect(messages.find((text) => text.startsWith('compute/p5:'))).toContain('h17/nic5');
    // 128 against 128, one of whom has nothing to send with: full bisection is 127 × 400.
    expect(subject.healthy.bisection(5)).toMatchObject({ fullGbps: 50_800, upper: 50_800 });
  });

  it('without a spine: counts, oversubscription and bisection of its plane', () => {
    const { failed, subject } = checkMutated((graph) => graph.dropNode('compute/p7/spine3'));
    expect(failed).toEqual([
      'switch-count switches.spine compute: 32 → 31',
      // 4 spines a plane, 64 cables each.
      'cable-count cables.switch compute: 2048 → 1984',
      'oversubscription oversubscription.leaf compute/p7: 1:1 → 4:3',
      'bisection bisectionRatio compute/p7: 1 → 0.75',
      // Another spine down leaves two of three.
      'failure-robustness bisectionKept compute/p*: {"min":0.75} → 0.6666666666666666',
    ]);
    expect(subject.healthy.bisection(7)).toMatchObject({ upper: 38_400, exact: true });
  });

  it('without any spine of a plane: its leaves are apart, the smallest part is shown', () => {
    const { failed, messages } = checkMutated((graph) => {
      for (let s = 0; s < 4; s++) graph.dropNode(`compute/p1/spine${s}`);
    });
    expect(failed).toContain('plane-connectivity endpointsReached compute/p1: 256 → 32');
    expect(messages).toContainEqual(
      expect.stringMatching(/^compute\/p1: .*224 of 256 endpoints.*h32\/nic1, .*\(32 in all\)/),
    );
  });

  it('with two cables in one port', () => {
    const { codes, messages } = checkMutated((graph) =>
      recable(graph, cableIn(graph, 'compute/p0/leaf0:33'), {
        lowerPort: { port: 32, sub: -1 },
      }),
    );
    expect(codes).toEqual(['port-budget-twice']);
    expect(messages[0]).toMatch(/^1 port has more than one cable, first: compute\/p0\/leaf0:32 /);
  });

  it('with a cable in a port that is not there', () => {
    const { codes, messages } = checkMutated((graph) =>
      recable(graph, cableIn(graph, 'compute/p0/leaf0:33'), {
        lowerPort: { port: 64, sub: -1 },
      }),
    );
    expect(codes).toEqual(['port-budget-no-port']);
    expect(messages[0]).toContain('compute/p0/leaf0:64 (ports 0 to 63)');
  });

  it('with a sub-port that the model does not have', () => {
    const { codes } = checkMutated((graph) =>
      recable(graph, cableIn(graph, 'compute/p0/leaf0:33'), {
        lowerPort: { port: 33, sub: 0 },
        gbps: 200,
      }),
    );
    expect(codes).toContain('port-speed-cable');
  });

  it('with a cable slower than its ports', () => {
    const { codes, failed, messages } = checkMutated((graph) =>
      graph.setEdgeAttribute(cableIn(graph, 'compute/p0/leaf0:33'), 'gbps', 200),
    );
    expect(codes).toEqual([
      'bisection-differs',
      'failure-robustness-broken',
      'oversubscription-differs',
      'port-speed-cable',
    ]);
    expect(failed).toContain('port-speed cablesAtPortSpeed fabric: 4608 → 4607');
    expect(messages.join()).toContain('runs at 200 Gb/s, but port compute/p0/leaf0:33 gives 400');
  });

  it('with a cable faster than its ports', () => {
    const { codes } = checkMutated((graph) =>
      graph.setEdgeAttribute(cableIn(graph, 'h0/nic0:0'), 'gbps', 800),
    );
    expect(codes).toContain('port-speed-cable');
  });
});

describe('two cables swapped across planes', () => {
  const swapped = checkMutated((graph) => {
    const [a, b] = ['compute/p0/leaf1:32', 'compute/p1/leaf1:32'].map((p) => cableIn(graph, p));
    const [x, y] = [graph.target(a!), graph.target(b!)];
    recable(graph, a!, { upper: y });
    recable(graph, b!, { upper: x });
  });

  it('are found, with a shortest path between NICs of the two planes as a witness', () => {
    expect(swapped.codes).toContain('plane-isolation-broken');
    const message = swapped.messages.find((text) => text.includes('are joined'))!;
    expect(message).toMatch(
      /^compute\/p[01] and compute\/p[01] are joined: h\d+\/nic[01] – compute.* – h\d+\/nic[01]$/,
    );
    // NIC, leaf of p0, spine of p1, leaf of p1, NIC: both leaves are wired to that spine.
    expect(message.split(' – ')).toHaveLength(5);
  });

  it('are still as many cables', () => {
    expect(swapped.failed).not.toContainEqual(expect.stringContaining('cables.switch'));
  });

  it('cut nobody off', () => {
    expect(swapped.failed).not.toContainEqual(expect.stringContaining('endpointsReached'));
    expect(swapped.failed).not.toContainEqual(expect.stringContaining('endpointsCutOff'));
  });
});
