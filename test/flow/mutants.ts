/** A changed copy of JSON data, and where it was changed. */
export interface Mutant {
  /** JSON Pointer. */
  readonly at: string;
  readonly value: unknown;
}

/**
 * Copies of JSON data with one change each: another number, another text, an item of a list left out or
 * there twice.
 *
 * @param texts what a text is replaced by
 */
export function* mutants(data: unknown, texts: readonly string[], at = ''): Iterable<Mutant> {
  if (typeof data === 'number') {
    for (const value of [data + 1, data - 1, data * 1.000001, -data, 0]) {
      if (value !== data) yield { at, value };
    }
  } else if (typeof data === 'string') {
    for (const value of texts) if (value !== data) yield { at, value };
  } else if (Array.isArray(data)) {
    for (const [i, item] of data.entries()) {
      yield { at: `${at}/${i}`, value: data.toSpliced(i, 1) };
      yield { at: `${at}/${i}`, value: [...data, item] };
      for (const { at: below, value } of mutants(item, texts, `${at}/${i}`)) {
        yield { at: below, value: data.with(i, value) };
      }
    }
  } else if (typeof data === 'object' && data !== null) {
    for (const [key, part] of Object.entries(data)) {
      for (const { at: below, value } of mutants(part, texts, `${at}/${key}`)) {
        yield { at: below, value: { ...data, [key]: value } };
      }
    }
  }
}
