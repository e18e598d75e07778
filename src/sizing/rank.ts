import { relaysOf } from '../spec/families/shape.js';
import { groupBy } from '../std/group.js';
import { type Design, strainOf } from './design.js';
import { type Sketch, setName } from './sketch.js';

/** A design, and what it was drawn from. */
export interface Ranked {
  readonly design: Design;
  readonly sketch: Sketch;
}

/**
 * The designs worth listing, best first: by cost where prices are known, then by switches, by cables,
 * and by name. All have the same endpoints, so that this is the order per endpoint.
 */
export function rank(all: readonly Ranked[]): Ranked[] {
  return onceEach(withoutWorse(all)).sort((a, b) => compare(a.design, b.design));
}

function compare(a: Design, b: Design): number {
  return (
    (a.cost?.total ?? 0) - (b.cost?.total ?? 0) ||
    a.switches.total! - b.switches.total! ||
    cablesOf(a) - cablesOf(b) ||
    (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
  );
}

const cablesOf = ({ cables }: Design): number => cables.endpoint + cables.switch;

/**
 * Without designs for which another one of the same family and wiring (whose endpoints pass traffic on, or
 * do not, as its own) has no more cost, switches,
 * cables and oversubscription: a further tier that nobody needs, or uplinks split in vain.
 */
function withoutWorse(all: readonly Ranked[]): Ranked[] {
  const byWiring = groupBy(all, ({ design: { family, wiring, nic }, sketch }) => {
    const planeSet = sketch.topology.planes[setName]!;
    return JSON.stringify([family, wiring, nic, relaysOf(planeSet)]);
  });
  return [...byWiring.values()].flatMap((group) =>
    group.filter(
      ({ design }, i) =>
        !group.some((other, j) => i !== j && isNoWorse(other.design, design, j < i)),
    ),
  );
}

/** Of two that are alike in everything the first is no worse. */
function isNoWorse(one: Design, other: Design, isBefore: boolean): boolean {
  const less = [
    (one.cost?.total ?? 0) - (other.cost?.total ?? 0),
    one.switches.total! - other.switches.total!,
    cablesOf(one) - cablesOf(other),
    strainOf(one) - strainOf(other),
  ];
  return less.every((n) => n <= 0) && (isBefore || less.some((n) => n < 0));
}

/**
 * Of designs with the same planes, tiers and counts one, and the wirings of the others. Planes by rail
 * and planes by port are different networks, however many they are.
 */
function onceEach(all: readonly Ranked[]): Ranked[] {
  const alike = groupBy(all, ({ design, sketch }) => {
    const { family, planes, tiers, nic, switches, cables } = design;
    const { onePlanePer } = sketch.draft.wiring.attach;
    return JSON.stringify([family, planes, onePlanePer, tiers, nic, switches.total, cables]);
  });
  return [...alike.values()].map((group) => {
    const [first, ...others] = [...group].sort((a, b) => strainOf(a.design) - strainOf(b.design));
    const wirings = new Set(others.map(({ design }) => design.wiring));
    wirings.delete(first!.design.wiring);
    return { ...first!, design: { ...first!.design, alike: [...wirings] } };
  });
}
