import { describe, expect, it } from 'vitest';
import { buildGraph } from '../../src/build/build.js';
import type { CompactFabric } from '../../src/fabric/compact.js';
import { twoPhaseBound } from '../../src/flow/bisection/two-phase.js';
import type { ListedTurn } from '../../src/flow/certify/bundles.js';
import { type TwoPhaseProof, verifyTwoPhase } from '../../src/flow/certify/two-phase.js';
import { planeNetwork } from '../../src/flow/plane-network.js';
import { turnsOf } from '../../src/flow/symmetry/turns.js';
import { type DirectDocument, directDocument } from '../build/direct-networks.js';
import { topologyOf } from '../worlds.js';
import { bruteBisection } from './brute-force.js';
import { randomDirect } from './random-direct.js';
import { randomPlane } from './random-planes.js';

const fabricOf = (of: DirectDocument): CompactFabric =>
  buildGraph(topologyOf(directDocument(of))).fabric;

const slimFly = (q: number, p: number) => fabricOf({ slimFly: { q, p }, hosts: 2 * q * q * p });
const dragonfly = (a: number, h: number, g: number, p = 1) =>
  fabricOf({ dragonfly: { a, h, g, p }, hosts: a * g * p });

const boundOf = (fabric: CompactFabric, capacity: Float64Array, turns = turnsOf(fabric)) =>
  twoPhaseBound(fabric, capacity, planeNetwork(fabric, 0), turns);

function verified(fabric: CompactFabric, capacity: Float64Array, proof: TwoPhaseProof) {
  const reasons: string[] = [];
  const gbps = verifyTwoPhase(fabric, capacity, fabric.planes[0]!, null, proof, reasons);
  return { gbps, reasons };
}

describe('loads by orbits', () => {
  it('are those of walking from every switch; the verifier agrees', () => {
    for (const [name, fabric, turns] of [
      ['slim fly 4', slimFly(4, 1), 2],
      ['slim fly 5', slimFly(5, 2), 3],
      ['slim fly 7', slimFly(7, 1), 3],
      ['dragonfly 4, 2, 9', dragonfly(4, 2, 9, 2), 2],
      ['dragonfly 4, 1, 3', dragonfly(4, 1, 3), 1],
      ['dragonfly 6, 3, 17', dragonfly(6, 3, 17, 3), 1],
    ] as const) {
      const found = boundOf(fabric, fabric.gbps)!;
      expect(found.proof.turns.length, name).toBeGreaterThanOrEqual(turns);
      const literal = boundOf(fabric, fabric.gbps, [])!;
      expect(literal.proof.turns, name).toEqual([]);
      expect(found.gbps, name).toBeCloseTo(literal.gbps, 6);
      for (const { proof } of [found, literal]) {
        const { gbps, reasons } = verified(fabric, fabric.gbps, proof);
        expect(reasons, name).toEqual([]);
        expect(gbps, name).toBeCloseTo(found.gbps, 6);
      }
    }
  });

  it('keep no turn that damage has broken', () => {
    const fabric = dragonfly(4, 2, 9, 2);
    const dead = fabric.gbps.map((gbps, c) => (c === fabric.cableCount - 1 ? 0 : gbps));
    const found = boundOf(fabric, dead)!;
    expect(found.proof.turns).toEqual([]);
    expect(found.gbps).toBeLessThan(boundOf(fabric, fabric.gbps)!.gbps);
    expect(verified(fabric, dead, found.proof).gbps).toBeCloseTo(found.gbps, 6);
  });

  it('of random damaged planes are those that the verifier finds, never above the truth', () => {
    let [proved, odd] = [0, 0];
    for (let seed = 0; seed < 300; seed++) {
      const { fabric, capacity } = seed % 3 === 0 ? randomPlane(seed, 'any') : randomDirect(seed);
      const found = boundOf(fabric, capacity, []);
      if (!found) continue;
      const truth = bruteBisection(fabric, capacity, 0);
      expect(found.gbps, `seed ${seed}`).toBeLessThanOrEqual(truth + 1e-6);
      const { gbps, reasons } = verified(fabric, capacity, found.proof);
      expect(reasons).toEqual([]);
      expect(gbps, `seed ${seed}`).toBeCloseTo(found.gbps, 6);
      proved++;
      odd += fabric.planes[0]!.endpoints.length % 2;
    }
    expect(proved).toBeGreaterThan(200);
    expect(odd).toBeGreaterThan(50);
  });
});

describe('cables between groups', () => {
  it('are long, so that a dragonfly uses one of them on its way and not two', () => {
    const fabric = dragonfly(6, 3, 19, 3);
    const { gbps, proof } = boundOf(fabric, fabric.gbps)!;
    expect(proof.betweenGroups).toBe(3);
    const short = verified(fabric, fabric.gbps, { ...proof, betweenGroups: 1 });
    expect(short.reasons).toEqual([]);
    expect(short.gbps).toBeLessThan(0.9 * gbps);
  });
});

describe('a proof by two phases', () => {
  const fabric = dragonfly(4, 2, 9);
  const { proof } = boundOf(fabric, fabric.gbps)!;
  const changed = (turn: Partial<ListedTurn>) =>
    verified(fabric, fabric.gbps, { ...proof, turns: [{ ...proof.turns[0]!, ...turn }] }).reasons;

  it('is refused with a turn that is none', () => {
    const { from, to } = proof.turns[0]!;
    expect(changed({})).toEqual([]);
    const swapped = [to[1]!, to[0]!, ...to.slice(2)];
    expect(changed({ to: swapped })[0]).toMatch(/^turn 0 does not keep what compute\/p0\/router/);
    expect(changed({ to: [to[1]!, ...to.slice(1)] })).toEqual(['turn 0 is no permutation']);
    for (const id of ['compute/p0/router999', 'h0/nic0']) {
      const reason = `turn 0 moves ${from[0]} to ${id}, which is none of its places`;
      expect(changed({ to: [id, ...to.slice(1)] })).toEqual([reason]);
    }
    expect(changed({ to: to.slice(1) })).toHaveLength(1);
    const twice = verified(fabric, fabric.gbps, { ...proof, betweenGroups: 0.5 });
    expect(twice.reasons).toEqual(['0.5 is no length between groups']);
  });
});
