import { describe, expect, it } from 'vitest';
import { type Mates, movesOf, trailsOf } from '../../src/diff/mates.js';
import { movesAlong } from '../../src/diff/move.js';
import { apply } from './apply.js';

const ports = (count: number) => Array.from({ length: count }, (_, port) => port);

/** Every way in which cables can join so many ports, each port at most once. */
function cablings(count: number): number[][] {
  const all: number[][] = [];
  const extend = (mates: number[], port: number) => {
    if (port === count) {
      all.push([...mates]);
      return;
    }
    extend(mates, port + 1);
    if (mates[port]! >= 0) return;
    for (let other = port + 1; other < count; other++) {
      if (mates[other]! >= 0) continue;
      mates[port] = other;
      mates[other] = port;
      extend(mates, port + 1);
      mates[port] = -1;
      mates[other] = -1;
    }
  };
  extend(Array<number>(count).fill(-1), 0);
  return all.filter((one, i) => all.findIndex((other) => other.join() === one.join()) === i);
}

/** What one pair of hands makes of a cabling: swap two plugs, move one, lay or take away a cable. */
function neighbours(mates: readonly number[]): number[][] {
  const found: number[][] = [];
  const changed = (change: (copy: number[]) => void) => {
    const copy = [...mates];
    change(copy);
    found.push(copy);
  };
  const join = (copy: number[], a: number, b: number) => {
    copy[a] = b;
    copy[b] = a;
  };
  for (const a of mates.keys()) {
    for (const b of mates.keys()) {
      if (a === b) continue;
      const [x, y] = [mates[a]!, mates[b]!];
      if (x < 0 && y < 0 && a < b) changed((copy) => join(copy, a, b));
      if (x === b && a < b) {
        changed((copy) => {
          copy[a] = -1;
          copy[b] = -1;
        });
      }
      if (x >= 0 && y >= 0 && x !== b && a < b) {
        changed((copy) => {
          join(copy, a, y);
          join(copy, b, x);
        });
      }
      if (x >= 0 && y < 0) {
        changed((copy) => {
          copy[a] = -1;
          join(copy, b, x);
        });
      }
    }
  }
  return found;
}

/** By cabling: the fewest steps from one, by searching all of them. */
function stepsFrom(start: readonly number[]): Map<string, number> {
  const steps = new Map([[start.join(), 0]]);
  let edge = [[...start]];
  while (edge.length > 0) {
    const next: number[][] = [];
    for (const mates of edge) {
      for (const other of neighbours(mates)) {
        if (steps.has(other.join())) continue;
        steps.set(other.join(), steps.get(mates.join())! + 1);
        next.push(other);
      }
    }
    edge = next;
  }
  return steps;
}

/** The moves that are found, each carried out when its ports are free. */
function carriedOut(design: Mates, found: Mates): { moves: number; explained: number } {
  let explained = 0;
  let moves = 0;
  const now = found.slice();
  for (const trail of trailsOf(design, found, ports(design.length))) {
    const along = movesAlong(trail, () => 0);
    expect(along).toHaveLength(movesOf(trail));
    for (const move of along) {
      if (move.kind === 'move') {
        expect(now[move.to]).toBe(-1);
        expect(now[move.from]).toBe(move.stays);
      }
      if (move.kind === 'swap') {
        expect(now[move.plugs[0]]).toBe(move.stay[0]);
        expect(now[move.plugs[1]]).toBe(move.stay[1]);
      }
      if (move.kind === 'missing') expect(move.ends.map((end) => now[end])).toEqual([-1, -1]);
      apply(now, move);
      moves++;
      explained += move.explains;
    }
  }
  expect([...now]).toEqual([...design]);
  return { moves, explained };
}

describe('the moves between two cablings', () => {
  it.each([2, 4, 5, 6])('of %i ports are as few as any that can be found', (count) => {
    const all = cablings(count);
    for (const design of all) {
      const fewest = stepsFrom(design);
      for (const found of all) {
        const { moves, explained } = carriedOut(Int32Array.from(design), Int32Array.from(found));
        // Every step can be undone by one, so the way back is as long.
        expect(moves, `${found} → ${design}`).toBe(fewest.get(found.join()));
        const differing = (a: readonly number[], b: readonly number[]) =>
          a.filter((mate, port) => mate > port && b[port] !== mate).length;
        expect(explained).toBe(differing(design, found) + differing(found, design));
      }
    }
  });
});
