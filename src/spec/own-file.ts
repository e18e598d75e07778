import { type Location, locationsIn } from '../finding/position.js';
import { type Finding, finding } from '../finding/rule.js';
import { files as rule } from './files/files-rule.js';
import { isObject } from './files/merge.js';
import type { Source } from './files/sources.js';
import { readDocument } from './reading/read.js';
import { checkStructure } from './structure/schema.js';
import { inWords } from './structure/structure-words.js';
import type { Prices, Rates } from './topology.js';

/** Parts of a topology that a file of their own may hold, to be put in place of what stands there. */
export interface OwnParts {
  readonly prices: Prices;
  readonly rates: Rates;
}

/** A file of such a part, which stands on its own. */
export interface OwnFile<Part> {
  /** Null if anything is wrong with it. */
  readonly value: Part | null;
  /** In the order of the file. */
  readonly findings: readonly (Finding & { readonly location: Location })[];
}

/** Reads a file that holds what could stand under a key of a topology, and judges it by the same schema. */
export function readOwnFile<Key extends keyof OwnParts>(
  key: Key,
  { file, bytes }: Source,
  maxBytes?: number,
): OwnFile<OwnParts[Key]> {
  const document = readDocument(bytes, maxBytes);
  const { value } = document;
  const wrong = value === undefined ? [] : findingsOf(key, value, file);
  const all = [...document.findings, ...wrong];
  const spans = document.locate(all.map(({ place }) => place));
  const locations = locationsIn(file, document.text, spans);
  const findings = all
    .map((one, i) => ({ ...one, location: locations[i]! }))
    .sort((a, b) => a.location.offset - b.location.offset);
  return { value: findings.length > 0 ? null : (value as OwnParts[Key]), findings };
}

/** What the schema says of the part: it is looked at in a topology that says nothing else. */
function findingsOf(key: keyof OwnParts, value: unknown, file: string): Finding[] {
  if (!isObject(value)) {
    return [finding(rule, 'files-no-object', { path: file, found: inWords(value) }, '')];
  }
  const prefix = `/${key}`;
  const { findings } = checkStructure({ name: 'alone', planes: { a: {} }, [key]: value });
  return findings.map((one) => {
    const { pointer } = one.place;
    const within = pointer.startsWith(prefix) ? pointer.slice(prefix.length) : '';
    return { ...one, place: { ...one.place, pointer: within } };
  });
}
