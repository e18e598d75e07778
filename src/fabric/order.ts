import type { CompactFabric } from './compact.js';

/**
 * The order of ids (LANGUAGE section 4): what is smaller where they first differ, from left to
 * right, numbers by value and names by their place in the document.
 */
export function idOrder(fabric: CompactFabric): (a: string, b: string) => number {
  const places = placesOf(fabric);
  const memory = new Map<string, readonly number[]>();
  const keyOf = (id: string) => {
    const key = memory.get(id) ?? id.split('--').flatMap((end) => keyOfEnd(places, end));
    memory.set(id, key);
    return key;
  };
  return (a, b) => compareLists(keyOf(a), keyOf(b));
}

/** By name and what stands before it: its place among those that can stand there. */
type Places = ReadonlyMap<string, number>;

function placesOf({ hostGroups, planeSets }: CompactFabric): Places {
  const places = new Map<string, number>();
  hostGroups.forEach(({ name, nics }, i) => {
    places.set(`host ${name}`, i);
    nics.forEach((nic, j) => {
      places.set(`host ${name}/${nic}`, j);
    });
  });
  planeSets.forEach(({ id, tiers }, i) => {
    // NICs before switches: they are the lower ends.
    places.set(`set ${id}`, hostGroups.length + i);
    tiers.forEach((tier, j) => {
      places.set(`set ${id}/${tier}`, j);
    });
  });
  return places;
}

/** An id without "--": names and numbers in turn. Words of the language (p, u, r, pod) have no place. */
function keyOfEnd(places: Places, id: string): number[] {
  const [path = '', ...port] = id.split(':');
  const [first = '', ...rest] = path.split('/');
  const [, owner = first, number] = /^(.*?)(\d+)$/.exec(first) ?? [];
  const room = number === undefined ? `set ${owner}` : `host ${owner}`;
  const key = [places.get(room) ?? 0, Number(number ?? 0)];
  for (const part of rest) {
    const [, name = part, index = '0'] = /^(.*?)(\d+)$/.exec(part) ?? [];
    key.push(places.get(`${room}/${name}`) ?? 0, Number(index));
  }
  return [...key, ...port.flatMap((text) => text.split('.').map(Number))];
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    if (a[i] !== b[i]) return a[i]! - b[i]!;
  }
  return a.length - b.length;
}
