import { describe, expect, it } from 'vitest';
import { compact } from '../../src/fabric/compact.js';
import { portUse } from '../../src/measure/port-use.js';
import type { CableInput, TopologyInput } from '../../src/spec/topology.js';
import { cableIn, recable } from '../check/mutated.js';
import { openWorld } from '../worlds.js';

/** Leaf ports of 400 split by four below and by two above; spine ports split by two. */
const split = () =>
  openWorld({
    name: 'split',
    switchModels: { s: { ports: 8, portGbps: 400, splits: [2, 4] } },
    nicModels: { nic: { portGbps: 100 } },
    hosts: { h: { count: 8, nics: { nic: { model: 'nic' } } } },
    planes: {
      compute: {
        attach: { nics: ['h/nic'], hostsPerUnit: 4 },
        fatTree: { leaf: { model: 's', upGbps: 200 }, spine: { model: 's' } },
      },
    },
  }).graph;

type Change = Parameters<typeof recable>[2];

function problemsAfter(port: string, change: Change) {
  const graph = split();
  recable(graph, cableIn(graph, port), change);
  return portUse(compact(graph)).problems;
}

describe('ports', () => {
  it('are used as built: physical ports are counted once', () => {
    // Each leaf: 4 NICs in one port, two uplinks in another; the spine: 4 uplinks in two.
    expect(portUse(compact(split()))).toEqual({
      used: 2 + 2 + 2,
      ports: 24,
      cables: 12,
      problems: [],
    });
  });

  it('of switches with ports by the billion are those that have a cable', () => {
    const { subject } = openWorld({
      name: 'many',
      switchModels: { s: { ports: 65_536, portGbps: 100 } },
      nicModels: { n: { ports: 2, portGbps: 100 } },
      hosts: { h: { count: 4, nics: { nic: { model: 'n' } } } },
      planes: { compute: { attach: { nics: ['h/nic'] }, cube: { model: 's', n: 16_384 } } },
    });
    // Four NICs on one router of level 0, and on four of level 1.
    const ports = 2 * 16_384 * 65_536;
    expect(portUse(subject.fabric)).toEqual({ used: 8, ports, cables: 8, problems: [] });
  });

  it('a sub-port that has a cable already', () => {
    const problems = problemsAfter('h1/nic0:0', { upperPort: { port: 0, sub: 0 } });
    expect(problems).toMatchObject([{ problem: 'twice', port: 'compute/p0/leaf0:0.0' }]);
  });

  describe('two cables in one sub-port', () => {
    const [first] = problemsAfter('h3/nic0:0', { upperPort: { port: 0, sub: 2 } });
    const cables = first?.problem === 'twice' ? first.cables : [];

    it('are found', () => {
      expect(first).toMatchObject({ problem: 'twice', port: 'compute/p0/leaf0:0.2' });
      expect(cables[1]).toMatch(/^h3\/nic0:0--/);
    });

    it('both are named, not the first cable of the physical port', () => {
      expect(cables[0]).toBe('h2/nic0:0--compute/p0/leaf0:0.2');
    });
  });

  it('a port that is used both split and whole', () => {
    const problems = problemsAfter('h5/nic0:0', {
      upper: 'compute/p0/leaf0',
      upperPort: { port: 0, sub: -1 },
    });
    expect(problems).toMatchObject([{ problem: 'twice', port: 'compute/p0/leaf0:0' }]);
  });

  it('a port that carries more than its speed', () => {
    // Sub-ports of 200 beside those of 100 in one port of 400: 3 × 100 + 200.
    const problems = problemsAfter('compute/p0/leaf0:1.0', { lowerPort: { port: 0, sub: 1 } });
    expect(problems).toMatchObject([{ problem: 'twice' }]);
    const graph = split();
    graph.dropEdge(cableIn(graph, 'h3/nic0:0'));
    recable(graph, cableIn(graph, 'compute/p0/leaf0:1.0'), { lowerPort: { port: 0, sub: 1 } });
    graph.dropEdge(cableIn(graph, 'h1/nic0:0'));
    expect(portUse(compact(graph)).problems).toEqual([]);
    const over = split();
    over.dropEdge(cableIn(over, 'h1/nic0:0'));
    recable(over, cableIn(over, 'compute/p0/leaf0:1.0'), { lowerPort: { port: 0, sub: 1 } });
    expect(portUse(compact(over)).problems).toMatchObject([
      { problem: 'overloaded', port: 'compute/p0/leaf0:0', gbps: 500, portGbps: 400 },
    ]);
  });

  it('a port of a NIC that is not there', () => {
    const problems = problemsAfter('h0/nic0:0', { lowerPort: { port: 1, sub: -1 } });
    expect(problems).toMatchObject([{ problem: 'no-port', port: 'h0/nic0:1', ports: 1 }]);
  });

  it('a split that the model does not allow, and a sub-port beyond the split', () => {
    // An eighth of 400: neither the NIC nor the leaf can.
    const slow = problemsAfter('h0/nic0:0', { gbps: 50 });
    expect(slow).toMatchObject([
      { problem: 'speed', port: 'h0/nic0:0', gbps: 50, portGbps: 100 },
      { problem: 'speed', port: 'compute/p0/leaf0:0.0', gbps: 50, portGbps: 400 },
    ]);
    const beyond = problemsAfter('compute/p0/leaf0:1.1', { lowerPort: { port: 1, sub: 2 } });
    expect(beyond).toMatchObject([{ problem: 'speed', port: 'compute/p0/leaf0:1.2' }]);
  });

  it('a cable that was made slower counts as what its ports are split for', () => {
    const graph = split();
    for (const port of ['h0/nic0:0', 'compute/p0/leaf0:1.0']) {
      const cable = cableIn(graph, port);
      const { gbps } = graph.getEdgeAttributes(cable);
      recable(graph, cable, { gbps: 10, designGbps: gbps });
    }
    expect(portUse(compact(graph)).problems).toEqual([]);
  });

  describe('what the document lists', () => {
    const listed = (cable: CableInput, exceptions: TopologyInput['exceptions'] = []) =>
      portUse(
        openWorld({
          name: 'listed',
          switchModels: { s: { ports: 8, portGbps: 100, splits: [4] } },
          nicModels: { nic: { portGbps: 400 } },
          hosts: { h: { count: 2, nics: { nic: { model: 'nic' } } } },
          planes: {
            net: {
              switches: { sw: { model: 's', count: 2 } },
              cables: [cable, ['sw0:7', 'sw1:7'], { ends: ['h1/nic0:0', 'sw1:5'], gbps: 100 }],
            },
          },
          exceptions,
        }).subject.fabric,
      ).problems;

    it('may be a NIC that runs slower than its port', () => {
      expect(listed({ ends: ['h0/nic0:0', 'sw0:0'], gbps: 100 })).toEqual([]);
    });

    it('is where a finding points', () => {
      const exceptions = [{ extra: ['net/p0/sw0:7', 'net/p0/sw1:6'] as const }];
      const problems = listed({ ends: ['h0/nic0:0', 'sw0:0'], gbps: 100 }, exceptions);
      expect(problems).toMatchObject([
        { problem: 'twice', port: 'net/p0/sw0:7', writtenAt: '/exceptions/0' },
      ]);
    });
  });
});
