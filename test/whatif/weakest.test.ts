import { describe, expect, it } from 'vitest';
import { capacityAfter } from '../../src/failure/capacity.js';
import { readFaults } from '../../src/failure/fault.js';
import { hostPairs } from '../../src/measure/host-pairs.js';
import { FabricState } from '../../src/measure/state.js';
import { weakestHosts } from '../../src/whatif/weakest.js';
import { randomDamage } from '../measure/damage.js';
import { openWorld, readTopology, smallWorlds } from '../worlds.js';

/** Whether some two hosts meet nowhere when these fail, too. */
function separates(state: FabricState, planes: readonly number[], selectors: readonly string[]) {
  const { fabric, capacity } = state;
  const { faults, wrong } = readFaults(fabric, selectors);
  expect(wrong).toEqual([]);
  const after = new FabricState(fabric, capacityAfter(fabric, faults, capacity));
  return hostPairs(after, planes).hostPairsCutOff > 0;
}

describe('the weakest two hosts', () => {
  it('are separated by what is named, and no single loss separates others where two are needed', () => {
    let [named, single] = [0, 0];
    for (const [i, { name, document }] of [...smallWorlds()].entries()) {
      if (i % 20 !== 7) continue;
      const { fabric } = openWorld(document).subject;
      const state = new FabricState(fabric, i % 40 === 7 ? fabric.gbps : randomDamage(fabric, i));
      const planes = [...fabric.planes.keys()];
      const { cables, switches } = weakestHosts(state, planes);
      for (const [kind, found] of [
        ['cable', cables],
        ['switch', switches],
      ] as const) {
        if (!found) continue;
        const selectors = found.lost.map((id) => `${kind}:${id}`);
        expect(separates(state, planes, selectors), `${name}: ${selectors}`).toBe(true);
        named++;
        if (found.lost.length < 2) continue;
        const ids =
          kind === 'cable' ? fabric.cableIds : fabric.vertexIds.slice(fabric.endpointCount);
        expect(
          ids.some((id) => separates(state, planes, [`${kind}:${id}`])),
          name,
        ).toBe(false);
        single++;
      }
    }
    expect(named).toBeGreaterThan(20);
    expect(single).toBeGreaterThan(5);
  });

  it('deepseek-v3: eight cables or switches, seven when a plane is down', () => {
    const { fabric, healthy } = openWorld(readTopology('topologies/deepseek-v3.json')).subject;
    const planes = fabric.planeSets[0]!.planes;
    expect(weakestHosts(healthy, planes).cables?.lost).toHaveLength(8);
    const { faults } = readFaults(fabric, ['plane:compute/p3']);
    const failed = new FabricState(fabric, capacityAfter(fabric, faults), healthy);
    const { cables, switches } = weakestHosts(failed, planes);
    expect(cables?.lost).toHaveLength(7);
    expect(switches?.lost).toHaveLength(7);
    expect(switches?.lost).not.toContain('compute/p3/leaf0');
  });
});
