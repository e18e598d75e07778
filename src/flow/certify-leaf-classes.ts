import type { CompactFabric } from '../fabric/compact.js';
import type { EndpointSet } from '../fabric/endpoint-set.js';
import { cheapestChoice, type Kind, MOST_WORK } from './certify-choices.js';
import { differ } from './certify-number.js';
import { byVertex, type LivePlane, livePlane } from './certify-plane.js';
import type { LeafClassesProof } from './leaf-classes.js';

/**
 * The Gb/s that classes of leaves prove. Verified is that every live cable of the plane joins a leaf
 * of a class with an endpoint or with a switch of no class (a spine), that each endpoint hangs on one
 * leaf, and that the leaves of a class have the same Gb/s to each spine and endpoints of the same
 * rates. Then the halves that matter are those that take so many leaves from each class, send the
 * cheapest endpoints that are too many to the other side, and put each spine where it is cheaper
 * (DESIGN section 6): all of them are counted.
 */
export function verifyLeafClasses(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  among: EndpointSet | null,
  { classes }: LeafClassesProof,
  reasons: string[],
): number {
  const live = livePlane(fabric, capacity, plane, among);
  const before = reasons.length;
  const classOf = readClasses(fabric, live, classes, reasons);
  checkShape(fabric, live, classOf, reasons);
  const ways = classes.reduce((product, { length }) => product * (length + 1), 1);
  if (ways > MOST_WORK) reasons.push(`there are ${ways} ways to choose leaves: too many to try`);
  if (reasons.length > before) return 0;
  const kinds = kindsOf(fabric, live, classes, classOf, reasons);
  if (reasons.length > before) return 0;
  const least = cheapestChoice(kinds, live.ends.length);
  if (least === null) reasons.push('there are too many spines for so many ways to choose leaves');
  return least ?? 0;
}

/** By vertex: its class, −1 if it is in none. */
function readClasses(
  fabric: CompactFabric,
  { placeOf }: LivePlane,
  classes: LeafClassesProof['classes'],
  reasons: string[],
): Int32Array {
  const classOf = new Int32Array(fabric.vertexCount).fill(-1);
  classes.forEach((ids, c) => {
    if (ids.length === 0) reasons.push(`class ${c} of leaves is empty`);
    for (const id of ids) {
      const v = fabric.indexOfVertex.get(id);
      if (v === undefined || placeOf[v]! >= 0) reasons.push(`${id} is no switch and so no leaf`);
      else if (classOf[v]! >= 0) reasons.push(`${id} stands in the classes twice`);
      else classOf[v] = c;
    }
  });
  return classOf;
}

/** Whether the plane is one of leaves and spines under this capacity. */
function checkShape(
  fabric: CompactFabric,
  { ends, placeOf, ups, links, direct }: LivePlane,
  classOf: Int32Array,
  reasons: string[],
): void {
  const say = (cables: readonly number[], what: string) => {
    if (cables.length === 0) return;
    const more = cables.length === 1 ? '' : ` and ${cables.length - 1} more`;
    reasons.push(`${fabric.cableId(cables[0]!)}${more}: ${what}`);
  };
  say([...direct.cables], 'joins two endpoints without a leaf');
  const [atNone, atTwo, ofLeaves, ofSpines]: number[][] = [[], [], [], []];
  const leafOf = new Int32Array(ends.length).fill(-1);
  ups.cables.forEach((cable, i) => {
    const leaf = ups.to[i]!;
    const e = placeOf[ups.from[i]!]!;
    if (classOf[leaf]! < 0) atNone!.push(cable);
    if (leafOf[e]! >= 0 && leafOf[e] !== leaf) atTwo!.push(cable);
    leafOf[e] = leaf;
  });
  links.cables.forEach((cable, i) => {
    const leaves = Number(classOf[links.from[i]!]! >= 0) + Number(classOf[links.to[i]!]! >= 0);
    if (leaves === 2) ofLeaves!.push(cable);
    if (leaves === 0) ofSpines!.push(cable);
  });
  say(atNone!, 'an endpoint on a switch that is in no class');
  say(atTwo!, 'an endpoint that has another leaf, too');
  say(ofLeaves!, 'joins two leaves');
  say(ofSpines!, 'joins two spines');
}

/** What a leaf of each class has, compared with every other leaf of the class. */
function kindsOf(
  fabric: CompactFabric,
  { ends, placeOf, ups, links }: LivePlane,
  classes: LeafClassesProof['classes'],
  classOf: Int32Array,
  reasons: string[],
): Kind[] {
  // Of each link the leaf, and the number of the spine.
  const leafEnd = links.from.map((v, i) => (classOf[v]! >= 0 ? v : links.to[i]!));
  const numbers = new Map<number, number>();
  const spineOf = links.from.map((v, i) => {
    const spine = classOf[v]! >= 0 ? links.to[i]! : v;
    const known = numbers.get(spine) ?? numbers.size;
    numbers.set(spine, known);
    return known;
  });
  const rateOf = new Float64Array(ends.length);
  const home = new Int32Array(ends.length).fill(-1);
  ups.gbps.forEach((gbps, i) => {
    rateOf[placeOf[ups.from[i]!]!]! += gbps;
    home[placeOf[ups.from[i]!]!] = ups.to[i]!;
  });
  const living = Int32Array.from(home.keys()).filter((e) => home[e]! >= 0);
  const hanging = byVertex(
    living.map((e) => home[e]!),
    fabric.vertexCount,
  );
  const linked = byVertex(leafEnd, fabric.vertexCount);
  const look = (id: string): Kind => {
    const v = fabric.indexOfVertex.get(id)!;
    const toSpine = new Float64Array(numbers.size);
    for (let i = linked.offsets[v]!; i < linked.offsets[v + 1]!; i++) {
      const link = linked.order[i]!;
      toSpine[spineOf[link]!]! += links.gbps[link]!;
    }
    const here = hanging.order.subarray(hanging.offsets[v], hanging.offsets[v + 1]);
    const rates = Float64Array.from(here, (i) => rateOf[living[i]!]!).sort();
    return { leaves: 1, toSpine, rates };
  };
  return classes.map((ids) => {
    const first = look(ids[0]!);
    for (const id of ids) {
      const other = look(id);
      if (alike(first.rates, other.rates) && alike(first.toSpine, other.toSpine)) continue;
      reasons.push(`${id} has other cables than ${ids[0]} of the same class`);
    }
    return { ...first, leaves: ids.length };
  });
}

const alike = (a: Float64Array, b: Float64Array): boolean =>
  a.length === b.length && a.every((value, i) => !differ(value, b[i]!));
