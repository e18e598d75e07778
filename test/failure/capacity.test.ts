import { describe, expect, it } from 'vitest';
import { compact } from '../../src/fabric/compact.js';
import { capacityAfter } from '../../src/failure/capacity.js';
import { type Fault, readFault } from '../../src/failure/fault.js';
import { leafSpineCables, smallFabric } from '../small-fabrics.js';

/** Two leaves of two hosts, two spines, two parallel cables of 400 a pair. */
const graph = smallFabric({ cables: leafSpineCables([2, 2], 2, 2) });
const fabric = compact(graph);

function faults(...texts: string[]): Fault[] {
  return texts.map((text) => {
    const fault = readFault(fabric, text);
    if ('problem' in fault) throw new Error(fault.problem);
    return fault;
  });
}

/** Ids of cables that are left with other than their speed, and with what. */
function changed(...texts: string[]): Record<string, number> {
  const capacity = capacityAfter(fabric, faults(...texts));
  return Object.fromEntries(
    fabric.cableIds.flatMap((id, c) => (capacity[c] === 400 ? [] : [[id, capacity[c]!]])),
  );
}

const leaf0 = 'compute/p0/leaf0';
const spine0 = 'compute/p0/spine0';

describe('capacities after faults', () => {
  it('a switch takes all its cables with it, and no other', () => {
    expect(Object.keys(changed(`switch:${spine0}`)).sort()).toEqual(graph.edges(spine0).sort());
    expect(new Set(Object.values(changed(`switch:${leaf0}`)))).toEqual(new Set([0]));
  });

  it('a host, a NIC and a port take the cables of the NIC', () => {
    const cable = { 'h1/nic0:0--compute/p0/leaf0:1': 0 };
    for (const part of ['host:h1', 'nic:h1/nic0', 'port:h1/nic0:0', `port:${leaf0}:1`]) {
      expect(changed(part)).toEqual(cable);
    }
  });

  it('a bundle is all parallel cables of a pair', () => {
    expect(Object.values(changed(`bundle:${leaf0}--${spine0}`))).toEqual([0, 0]);
    expect(Object.values(changed(`bundle:${leaf0}--${spine0}@0.5`))).toEqual([200, 200]);
  });

  it('of several fractions for one cable the smallest counts, in any order', () => {
    const [half, quarter, whole] = [0.5, 0.25, 1].map((f) => `cable:${leaf0}:2@${f}`);
    const [cable] = Object.keys(changed(half!));
    expect(changed(half!, quarter!, whole!)).toEqual({ [cable!]: 100 });
    expect(changed(whole!, quarter!, half!)).toEqual({ [cable!]: 100 });
    expect(changed(half!, `switch:${leaf0}`)[cable!]).toBe(0);
    expect(changed(`switch:${leaf0}`, half!)[cable!]).toBe(0);
  });

  it('a plane takes everything', () => {
    expect(Object.keys(changed('plane:compute/p0'))).toHaveLength(fabric.cableCount);
  });

  it('faults on top of others never give capacity back', () => {
    const first = capacityAfter(fabric, faults(`switch:${spine0}`));
    const both = capacityAfter(fabric, faults(`cable:${spine0}:0@0.5`, `cable:h0/nic0:0`), first);
    expect(both).toEqual(capacityAfter(fabric, faults(`switch:${spine0}`, 'cable:h0/nic0:0')));
  });

  it('no faults leave what was there, and copy nothing', () => {
    const first = capacityAfter(fabric, faults(`switch:${spine0}`));
    expect(capacityAfter(fabric, [], first)).toBe(first);
    expect(capacityAfter(fabric, [])).toBe(fabric.gbps);
  });

  it('the fabric is not touched', () => {
    const [arrays, edges] = [fabric.gbps.slice(), graph.export()];
    capacityAfter(fabric, faults('plane:compute/p0'));
    expect(fabric.gbps).toEqual(arrays);
    expect(graph.export()).toEqual(edges);
    expect(compact(graph)).toBe(fabric);
  });
});

describe('faults that match nothing', () => {
  it.each([
    ['switch:compute/p0/spin0', 'matches no switch; did you mean "switch:compute/p0/spine0"?'],
    ['host:h9', 'matches no host; did you mean "host:h0"?'],
    ['nic:zzzzzzzzzzzzzzzz', 'matches no nic'],
    ['cable:compute/p0/leaf0:63', 'matches no cable; did you mean "cable:compute/p0/leaf0:'],
  ])('%s: %s', (text, problem) => {
    expect(readFault(fabric, text)).toEqual({ problem: expect.stringContaining(problem) });
  });
});
