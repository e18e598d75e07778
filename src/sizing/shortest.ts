import type { PlaneSet, PlaneSetInput } from '../spec/topology.js';
import type { Sketch } from './sketch.js';
import { filled, setName } from './sketch.js';

/** Numbers that a family may derive, in the order in which they are left out. */
const derivable: readonly (readonly string[])[] = [
  ['fatTree', 'core', 'count'],
  ['fatTree', 'spine', 'upGbps'],
  ['fatTree', 'spine', 'up'],
  ['fatTree', 'spine', 'count'],
  ['fatTree', 'leaf', 'upGbps'],
  ['fatTree', 'leaf', 'up'],
  ['fatTree', 'leaf', 'count'],
  ['fatTree', 'pod', 'units'],
  ['slimFly', 'p'],
  ['dragonfly', 'g'],
  ['dragonfly', 'p'],
  ['dragonfly', 'a'],
  ['cube', 'levels'],
  ['attach', 'hostsPerUnit'],
];

/** The plane set of a sketch as people would write it: without what comes out anyway. */
export function shortest({ question, draft, topology }: Sketch): PlaneSetInput {
  const whole = canonical(topology.planes[setName]!);
  return derivable.reduce<PlaneSetInput>((set, path) => {
    const shorter = without(set, path) as PlaneSetInput;
    const comes: PlaneSet | null = filled(question, draft, shorter);
    return comes && canonical(comes) === whole ? shorter : set;
  }, draft.planeSet);
}

/** A value without what a path leads to; the keys keep their places. */
function without(value: object, [key, ...rest]: readonly string[]): object {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, below]) => {
      if (name !== key) return [[name, below]];
      return rest.length === 0 ? [] : [[name, without(below as object, rest)]];
    }),
  );
}

/** As text, whatever the order of keys. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, one) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
