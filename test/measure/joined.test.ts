import { expect, it } from 'vitest';
import { buildGraph } from '../../src/build/build.js';
import { joinedAsBefore } from '../../src/measure/joined.js';
import { planeParts } from '../../src/measure/parts.js';
import { FabricState } from '../../src/measure/state.js';
import { directDocument } from '../build/direct-networks.js';
import { lehmer } from '../small-fabrics.js';
import { openWorld, smallWorlds, topologyOf } from '../worlds.js';
import { randomDamage, withoutCables } from './damage.js';

const fabrics = [
  ...[...smallWorlds()].map(({ document }) => openWorld(document).subject.fabric),
  ...[
    { slimFly: { q: 3, p: 1 }, hosts: 18 },
    { dragonfly: { a: 3, h: 1, p: 1 }, hosts: 12 },
    { dragonfly: { a: 2, h: 1, p: 1 }, hosts: 6 },
  ].map((of) => buildGraph(topologyOf(directDocument(of))).fabric),
];

/** A few cables dead beside what is damaged already. */
function* faults() {
  for (const [i, fabric] of fabrics.entries()) {
    const draw = lehmer(i + 1);
    for (const before of [fabric.gbps, randomDamage(fabric, i)]) {
      for (const count of [1, 1, 2, 3]) {
        const dead = Array.from({ length: count }, () => draw(fabric.cableCount));
        yield { fabric, before, dead, after: withoutCables(fabric, dead, before) };
      }
    }
  }
}

it('parts that are said to be as before are as before', () => {
  let [same, other] = [0, 0];
  for (const { fabric, before, after, dead } of faults()) {
    for (const plane of fabric.planes.keys()) {
      const is = planeParts(fabric, after, plane);
      const was = planeParts(fabric, before, plane);
      if (joinedAsBefore(fabric, before, after, plane, dead)) {
        same++;
        expect(is).toEqual(was);
      } else {
        other++;
        // No cable of an endpoint is among them: then switches must have come apart.
        const ofSwitches = dead.every((c) => fabric.lower[c]! >= fabric.endpointCount);
        if (ofSwitches && dead.length === 1)
          expect(componentsOf(fabric, after, plane)).toBeGreaterThan(
            componentsOf(fabric, before, plane),
          );
      }
    }
  }
  expect(same).toBeGreaterThan(2000);
  expect(other).toBeGreaterThan(1000);
});

/** Parts of the switches of a plane, each alone if it has to be: by the definition. */
function componentsOf(
  { lower, upper, endpointCount, planes }: (typeof fabrics)[number],
  capacity: Float64Array,
  plane: number,
): number {
  const { cables, switches } = planes[plane]!;
  const part = new Map([...switches].map((s) => [s, s]));
  for (let changes = true; changes; ) {
    changes = false;
    for (const c of cables) {
      const [a, b] = [part.get(lower[c]!), part.get(upper[c]!)];
      if (lower[c]! < endpointCount || !(capacity[c]! > 0) || a === b) continue;
      part.set(lower[c]!, Math.min(a!, b!)).set(upper[c]!, Math.min(a!, b!));
      changes = true;
    }
  }
  return new Set(part.values()).size;
}

it('a state measures the same, whatever it takes from the healthy one', () => {
  for (const { fabric, before, after, dead } of faults()) {
    const healthy = new FabricState(fabric, before);
    const told = new FabricState(fabric, after, healthy, dead);
    for (const p of fabric.planes.keys()) {
      expect(told.parts(p)).toEqual(new FabricState(fabric, after).parts(p));
    }
  }
});

it('a cable that comes back may join what was apart', () => {
  const [fabric] = fabrics;
  const uplink = fabric!.lower.findIndex((v) => v >= fabric!.endpointCount);
  const cable = uplink < 0 ? 0 : uplink;
  const before = withoutCables(fabric!, [cable]);
  expect(joinedAsBefore(fabric!, before, fabric!.gbps, 0, [cable])).toBe(false);
});
