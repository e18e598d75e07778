import { assert } from '../../std/assert.js';

/** A cable that a path takes, and where it leads to. */
export interface Step {
  readonly cable: number;
  readonly to: number;
}

/**
 * Takes a flow of one unit per step apart into paths, each a list of cables from a start to an end.
 * What a walk does between two visits of a vertex is left out, and so is what it does before the last
 * start: so cycles of the flow are in no path.
 *
 * @param steps by vertex: each is taken once; emptied
 * @param role by vertex: 1 = start, 2 = end, otherwise it passes on
 */
export function walks(
  starts: Iterable<number>,
  steps: ReadonlyMap<number, Step[]>,
  role: (vertex: number) => number,
): number[][] {
  const paths: number[][] = [];
  for (const start of starts) {
    const leaving = steps.get(start) ?? [];
    while (leaving.length > 0) paths.push(walk(start, steps, role));
  }
  return paths;
}

function walk(
  start: number,
  steps: ReadonlyMap<number, Step[]>,
  role: (vertex: number) => number,
): number[] {
  let path: Step[] = [];
  let places = new Map([[start, 0]]);
  for (let at = start; role(at) !== 2; ) {
    const step = steps.get(at)?.shift();
    assert(step, 'what flows into a vertex leaves it');
    at = step.to;
    const before = role(at) === 1 ? 0 : places.get(at);
    if (before === undefined) {
      path.push(step);
      places.set(at, path.length);
      continue;
    }
    path = path.slice(0, before);
    places = new Map([...places].filter(([, place]) => place <= before));
    if (role(at) === 1) places = new Map([[at, 0]]);
  }
  return path.map(({ cable }) => cable);
}
