import { keysOf } from '../../finding/pointer.js';
import type { Span } from '../../finding/position.js';
import type { Place } from '../../finding/rule.js';
import { scanJson } from './json.js';

/** A part of a document that is looked for, with what is looked for inside it. */
class Wanted {
  /** By key, and if the key may be the index of an item, by that number, too. */
  readonly below = new Map<string | number, Wanted>();
  key: Span | null = null;
  value: Span = { offset: 0, length: 0 };
  composite = false;
  /** The how manieth value was found here: of keys that stand twice the last counts. */
  times = 0;
  /** In which value of the part around it. */
  inside = -1;

  child(key: string): Wanted {
    let child = this.below.get(key);
    if (!child) {
      child = new Wanted();
      this.below.set(key, child);
      if (/^(0|[1-9]\d{0,9})$/.test(key)) this.below.set(Number(key), child);
    }
    return child;
  }
}

/**
 * Where places stand in a JSON text, by one more pass over it; the nearest part around those that
 * are not there.
 */
export function locatePlaces(text: string, places: readonly Place[]): Span[] {
  const root = new Wanted();
  let pointers = 0;
  for (const { pointer, span } of places) {
    if (span) continue;
    keysOf(pointer).reduce((wanted, key) => wanted.child(key), root);
    pointers++;
  }
  if (pointers > 0) find(text, root);
  return places.map((place) => place.span ?? spanOf(root, place));
}

function find(text: string, root: Wanted): void {
  const open: (Wanted | undefined)[] = [];
  /** The index of the next item in each open list, −1 in objects. */
  const indices: number[] = [];
  let key: Span | null = null;
  let next: Wanted | undefined = root;

  const enter = (offset: number, length: number, composite: boolean): Wanted | undefined => {
    const around = open.at(-1);
    const index = indices.at(-1) ?? -1;
    if (index >= 0) {
      next = around?.below.get(index);
      key = null;
      indices[indices.length - 1] = index + 1;
    }
    const wanted = next;
    next = undefined;
    if (!wanted) return undefined;
    wanted.key = key;
    wanted.value = { offset, length };
    wanted.composite = composite;
    wanted.times++;
    wanted.inside = around?.times ?? 0;
    return wanted;
  };

  scanJson(text, {
    open: (list, offset) => {
      open.push(enter(offset, 1, true));
      indices.push(list ? 0 : -1);
    },
    close: () => {
      open.pop();
      indices.pop();
    },
    key: (name, offset, length) => {
      next = open.at(-1)?.below.get(name);
      if (next) key = { offset, length };
    },
    literal: (_, offset, length) => void enter(offset, length, false),
  });
}

function spanOf(root: Wanted, { pointer, part }: Place): Span {
  let found = root;
  for (const key of keysOf(pointer)) {
    const child = found.below.get(key)!;
    if (child.inside !== found.times) break;
    found = child;
  }
  // A whole object or list is named by its first line: nobody wants a caret under forty lines.
  return found.key && (part === 'key' || found.composite) ? found.key : found.value;
}
