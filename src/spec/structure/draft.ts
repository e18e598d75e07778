import { keysOf, parentOf, pointerTo } from '../../finding/pointer.js';
import { emptyObject } from '../reading/json-value.js';

type Container = unknown[] | Record<string, unknown>;

/** A copy of a document that is changed part by part and knows where everything came from. */
export class Draft {
  #value: unknown;
  /** What is ours to change; everything else is shared with the document. */
  readonly #copies = new Set<unknown>();
  /** By list from which items were removed: where the others stood. */
  readonly #origins = new Map<string, number[]>();
  readonly #names = new Map<string, string>();
  #removals = new Map<string, Set<number>>();

  constructor(value: unknown) {
    this.#value = value;
  }

  get value(): unknown {
    return this.#value;
  }

  /** The value at a pointer; undefined if nothing is there. */
  at(pointer: string): unknown {
    return keysOf(pointer).reduce<unknown>(
      (around, key) => (isContainer(around) ? own(around, key) : undefined),
      this.#value,
    );
  }

  /** Sets what a pointer names, if what is around it is there. */
  set(pointer: string, value: unknown): void {
    if (pointer === '') this.#value = value;
    else this.#change(pointer, (around, key) => (around[key] = value));
  }

  /** Removes a key of an object; an item of a list with the next `removeItems`. */
  remove(pointer: string): void {
    const list = parentOf(pointer);
    if (!Array.isArray(this.at(list))) {
      this.#change(pointer, (object, key) => delete object[key]);
      return;
    }
    const indices = this.#removals.get(list) ?? new Set();
    this.#removals.set(list, indices.add(Number(keysOf(pointer).at(-1))));
  }

  /** Gives a key another name. */
  rename(pointer: string, name: string): void {
    this.#change(pointer, (object, key) => {
      object[name] = object[key];
      delete object[key];
    });
    this.#names.set(pointerTo(parentOf(pointer), name), this.origin(pointer));
  }

  /** Removes the items that are to be removed: until then the others stay in their places. */
  removeItems(): void {
    for (const [list, indices] of this.#removals) {
      const items = this.at(list);
      if (!Array.isArray(items)) continue;
      const origins = this.#origins.get(list) ?? items.map((_, i) => i);
      const kept = (_: unknown, i: number) => !indices.has(i);
      this.#origins.set(list, origins.filter(kept));
      this.set(list, items.filter(kept));
    }
    this.#removals = new Map();
  }

  /** Where what a pointer names in the draft stands in the document. */
  origin(pointer: string): string {
    let here = '';
    let there = '';
    for (const key of keysOf(pointer)) {
      const index = this.#origins.get(here)?.[Number(key)];
      here = pointerTo(here, key);
      there = this.#names.get(here) ?? pointerTo(there, index ?? key);
    }
    return there;
  }

  /** Changes what is around a part, in copies of all that leads to it. */
  #change(pointer: string, change: (around: Record<string, unknown>, key: string) => void): void {
    const keys = keysOf(pointer);
    const last = keys.pop()!;
    if (!isContainer(this.at(parentOf(pointer)))) return;
    let around = this.#copyOf(this.#value as Container);
    this.#value = around;
    for (const key of keys) {
      const copy = this.#copyOf(own(around, key) as Container);
      (around as Record<string, unknown>)[key] = copy;
      around = copy;
    }
    change(around as Record<string, unknown>, last);
  }

  #copyOf(container: Container): Container {
    if (this.#copies.has(container)) return container;
    const copy = Array.isArray(container)
      ? [...container]
      : Object.assign(emptyObject(), container);
    this.#copies.add(copy);
    return copy;
  }
}

const isContainer = (value: unknown): value is Container =>
  typeof value === 'object' && value !== null;

const own = (container: Container, key: string): unknown =>
  Object.hasOwn(container, key) ? (container as Record<string, unknown>)[key] : undefined;
