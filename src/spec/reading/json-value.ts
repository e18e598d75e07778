import { type JsonError, scanJson } from './json.js';

type Key = string | number;

/** A key that stands in its object a second time. */
export interface DuplicateKey {
  /** The keys that lead to it, itself last. */
  readonly path: readonly Key[];
  readonly offset: number;
  readonly length: number;
  /** Where the object begins in which it stands. */
  readonly objectOffset: number;
}

export interface JsonValue {
  /** Of keys that stand twice the last counts. Objects inherit nothing. */
  readonly value: unknown;
  /** The first duplicates, at most so many as were asked for. */
  readonly duplicates: readonly DuplicateKey[];
  readonly duplicateCount: number;
}

/** An object that inherits nothing, whatever its keys; smaller than one of `Object.create(null)`. */
const Empty = function Empty() {} as unknown as new () => Record<string, unknown>;
Empty.prototype = Object.create(null);

/** The plain value of a JSON text, or its first error. */
export function parseJson(text: string, maxDuplicates: number): JsonValue | JsonError {
  const builder = new Builder(maxDuplicates);
  return scanJson(text, builder) ?? builder.result();
}

/** A new object that inherits nothing. */
export const emptyObject = (): Record<string, unknown> => new Empty();

class Builder {
  readonly #maxDuplicates: number;
  /** The open objects and lists; of a list the place of its first item among all items. */
  readonly #open: (Record<string, unknown> | number)[] = [];
  readonly #offsets: number[] = [];
  /** In each open object the key at hand, in each list the index. */
  readonly #path: Key[] = [];
  /** The items of all open lists. A list is made when it is complete: then it is no larger than it must be. */
  readonly #items: unknown[] = [];
  readonly #duplicates: DuplicateKey[] = [];
  #duplicateCount = 0;
  #value: unknown;

  constructor(maxDuplicates: number) {
    this.#maxDuplicates = maxDuplicates;
  }

  open(list: boolean, offset: number): void {
    this.#open.push(list ? this.#items.length : emptyObject());
    this.#offsets.push(offset);
    this.#path.push(0);
  }

  close(): void {
    const value = this.#open.pop()!;
    this.#offsets.pop();
    this.#path.pop();
    this.literal(typeof value === 'number' ? this.#items.splice(value) : value);
  }

  key(name: string, offset: number, length: number): void {
    this.#path[this.#path.length - 1] = name;
    const object = this.#open.at(-1);
    if (typeof object !== 'object' || !(name in object)) return;
    this.#duplicateCount++;
    if (this.#duplicates.length >= this.#maxDuplicates) return;
    const objectOffset = this.#offsets.at(-1)!;
    this.#duplicates.push({ path: [...this.#path], offset, length, objectOffset });
  }

  literal(value: unknown): void {
    const around = this.#open.at(-1);
    if (around === undefined) this.#value = value;
    else if (typeof around === 'number') {
      this.#items.push(value);
      this.#path[this.#path.length - 1] = this.#items.length - around;
    } else around[this.#path.at(-1)!] = value;
  }

  result(): JsonValue {
    const duplicateCount = this.#duplicateCount;
    return { value: this.#value, duplicates: this.#duplicates, duplicateCount };
  }
}

/** Where each duplicate key stands for the first time. */
export function firstOffsets(text: string, duplicates: readonly DuplicateKey[]): number[] {
  const wanted = new Map<number, Map<string, number>>();
  for (const { objectOffset, path } of duplicates) {
    const keys = wanted.get(objectOffset) ?? new Map<string, number>();
    wanted.set(objectOffset, keys.set(String(path.at(-1)), -1));
  }
  const open: (Map<string, number> | undefined)[] = [];
  scanJson(text, {
    open: (_, offset) => open.push(wanted.get(offset)),
    close: () => open.pop(),
    key: (name, offset) => {
      const keys = open.at(-1);
      if (keys?.get(name) === -1) keys.set(name, offset);
    },
    literal: () => {},
  });
  return duplicates.map(
    ({ objectOffset, path }) => wanted.get(objectOffset)!.get(String(path.at(-1)))!,
  );
}
