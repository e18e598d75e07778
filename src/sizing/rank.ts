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
 * and by name. All have the same endpoints, so that this is the order per endpoint. Sums that leave out
 * different parts cannot be compared: designs of which a price is missing come after those of which
 * none is, those of which the same ones are stand together, and the first of them stands for all.
 */
export function rank(all: readonly Ranked[]): Ranked[] {
  const groups = groupBy(onceEach(withoutWorse(all)), ({ design }) => missingOf(design));
  return [...groups.values()]
    .map((group) => group.sort((a, b) => costOf(a) - costOf(b) || compare(a.design, b.design)))
    .sort(([a], [b]) => lacks(a!.design) - lacks(b!.design) || compare(a!.design, b!.design))
    .flat();
}

const costOf = ({ design }: Ranked): number => design.cost?.total ?? 0;

/** 1 if a price is missing. */
const lacks = (design: Design): number => (missingOf(design) === '' ? 0 : 1);

/** The parts without a price, the same text for the same parts; empty without prices, too. */
const missingOf = ({ cost }: Design): string =>
  (cost?.missing ?? [])
    .map((part) => JSON.stringify(part))
    .sort()
    .join();

function compare(a: Design, b: Design): number {
  return (
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

/**
 * Of two that are alike in everything the first is no worse. What a part without a price costs nobody
 * knows: a design with one is only compared with those that leave out the same.
 */
function isNoWorse(one: Design, other: Design, isBefore: boolean): boolean {
  if (lacks(one) && missingOf(one) !== missingOf(other)) return false;
  const less = [
    (one.cost?.total ?? 0) - (other.cost?.total ?? 0),
    one.switches.total! - other.switches.total!,
    cablesOf(one) - cablesOf(other),
    strainOf(one) - strainOf(other),
  ];
  return less.every((n) => n <= 0) && (isBefore || less.some((n) => n < 0));
}

/**
 * Of designs of the same form and with the same numbers one, and the wirings of the others. Planes by
 * rail and planes by port are different networks, however many they are.
 */
function onceEach(all: readonly Ranked[]): Ranked[] {
  const alike = groupBy(all, ({ design, sketch }) => {
    const { name, wiring, alike: _, cost, ...same } = design;
    const { onePlanePer } = sketch.draft.wiring.attach;
    return JSON.stringify([same, cost?.total ?? null, missingOf(design), onePlanePer]);
  });
  return [...alike.values()].map(([first, ...others]) => {
    const wirings = new Set(others.map(({ design }) => design.wiring));
    wirings.delete(first!.design.wiring);
    return { ...first!, design: { ...first!.design, alike: [...wirings] } };
  });
}
