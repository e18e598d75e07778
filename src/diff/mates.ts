/** By port: the port at the other end of the cable in it; −1 if there is none. */
export type Mates = Int32Array | number[];

/**
 * How two cablings of the same ports differ, as trails: cables of the design (`d`) and of what was
 * found (`f`) in turn, as they follow each other through ports in which they differ. `ports` has one
 * port more than the trail has cables; of a ring the last is the first.
 */
export interface Trail {
  readonly ports: readonly number[];
  /** Whether the first cable is one of the design. */
  readonly designFirst: boolean;
  readonly ring: boolean;
}

/** All trails, each once, by their lowest ends. */
export function trailsOf(design: Mates, found: Mates, among: Iterable<number>): Trail[] {
  const walked = new Set<number>();
  const differs = (port: number) => design[port] !== found[port];
  const trails: Trail[] = [];
  const rings: number[] = [];
  for (const port of among) {
    if (walked.has(port) || !differs(port)) continue;
    // An end of a trail has a cable in one of both only.
    if (design[port]! >= 0 && found[port]! >= 0) rings.push(port);
    else trails.push(walk(port, design[port]! >= 0));
  }
  for (const port of rings) if (!walked.has(port)) trails.push(walk(port, true));
  return trails;

  function walk(start: number, designFirst: boolean): Trail {
    const ports = [start];
    walked.add(start);
    for (let [at, byDesign] = [start, designFirst]; ; byDesign = !byDesign) {
      at = (byDesign ? design : found)[at]!;
      if (at < 0) return { ports, designFirst, ring: false };
      ports.push(at);
      if (at === start) return { ports, designFirst, ring: true };
      walked.add(at);
    }
  }
}

/**
 * Plugs that have to be pulled, at least: of a ring of n cables of either kind n − 1 swaps of two
 * plugs, of another trail as many moves as it has cables of the kind that it has more of.
 */
export function movesOf({ ports, ring }: Trail): number {
  const cables = ports.length - 1;
  return ring ? cables / 2 - 1 : Math.ceil(cables / 2);
}
