import { describe, expect, it } from 'vitest';
import { planesAlone } from '../../src/fabric/planes-alone.js';
import { readSelector } from '../../src/fabric/select.js';
import { cutOff } from '../../src/measure/cut-off.js';
import { FabricState } from '../../src/measure/state.js';
import { symmetry } from '../../src/measure/symmetry.js';
import { directDocument } from '../build/direct-networks.js';
import { randomDamage } from '../measure/damage.js';
import { openWorld, readTopology, smallWorlds } from '../worlds.js';

const worlds = [
  ...[...smallWorlds()].filter((_, i) => i % 37 === 0),
  { name: 'slim fly', document: directDocument({ slimFly: { q: 3, p: 2 }, hosts: 20 }) },
  { name: 'cube', document: readTopology('test/fixtures/ok/cube.json') },
].map(({ name, document }) => ({ name, fabric: openWorld(document).subject.fabric }));

describe('planes of a fabric by themselves', () => {
  it.each([[true], [false]])('measure as in the whole (hosts: %s)', (hosts) => {
    let measured = 0;
    for (const [i, { name, fabric }] of worlds.entries()) {
      const capacity = randomDamage(fabric, i);
      const whole = new FabricState(fabric, capacity);
      for (let p = 0; p < fabric.planes.length; p++) {
        const alone = planesAlone(fabric, [p], { hosts });
        const own = Float64Array.from(alone.cables, (c) => capacity[c]!);
        const state = new FabricState(alone.fabric, own);
        expect(alone.fabric.planes.map(({ id }) => id)).toEqual([fabric.planes[p]!.id]);
        expect(alone.fabric.cableIds).toEqual([...fabric.planes[p]!.cables].map(fabric.cableId));
        const [there, here] = [whole.bisection(p), state.bisection(0)];
        if (there.exact || here.exact) expect(here.upper, name).toBeCloseTo(there.upper, 6);
        const cut = [cutOff(whole, [p]), cutOff(state, [0])].map((one) => one.endpointsCutOff);
        expect(cut[1], name).toBe(cut[0]);
        measured++;
      }
    }
    expect(measured).toBeGreaterThan(30);
  });

  it('a part is what is left of it there', () => {
    for (const { name, fabric } of worlds) {
      for (const kind of ['switch', 'cable', 'port', 'bundle', 'nic', 'host', 'plane', 'unit']) {
        const found = readSelector(fabric, `${kind}:*`);
        if ('problem' in found) continue;
        const p = fabric.planes.length - 1;
        const alone = planesAlone(fabric, [p], { hosts: kind === 'host' || kind === 'unit' });
        for (const part of found.parts) {
          const { index, cables, vertices } = alone.part(part);
          const ids = [...cables].map(alone.fabric.cableId).sort();
          const inPlane = [...part.cables].filter((c) => fabric.cablePlane[c] === p);
          expect(ids, `${name} ${part.id}`).toEqual(inPlane.map(fabric.cableId).sort());
          for (const v of vertices) {
            const id = alone.fabric.vertexIds[v]!;
            expect([...part.vertices].map((u) => fabric.vertexIds[u])).toContain(id);
          }
          if (kind === 'switch' && index >= 0) expect(alone.fabric.vertexIds[index]).toBe(part.id);
          if (kind === 'cable' && index >= 0) expect(alone.fabric.cableId(index)).toBe(part.id);
        }
      }
    }
  });

  it('symmetries find their way there: ports that are in none of the planes stay in none', () => {
    const { fabric } = openWorld(readTopology('topologies/hpn-1024.json')).subject;
    for (const hosts of [true, false]) {
      const alone = planesAlone(fabric, [0], { hosts }).fabric;
      const { vertexClass, cableClass } = symmetry(alone, alone.gbps);
      // Endpoints, leaves and spines; cables to endpoints and to spines.
      expect([new Set(vertexClass).size, new Set(cableClass).size]).toEqual([3, 2]);
    }
  });

  it('where hosts do not matter, NICs of a leaf change places whatever hosts they are of', () => {
    const { fabric } = openWorld(readTopology('topologies/dual-tor.json')).subject;
    const classes = [true, false].map((hosts) => {
      const alone = planesAlone(fabric, [0], { hosts }).fabric;
      return new Set(symmetry(alone, alone.gbps).vertexClass).size;
    });
    expect(classes[1]).toBeLessThan(classes[0]!);
  });
});
