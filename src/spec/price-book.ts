import { type Location, locationsIn } from '../finding/position.js';
import { type Finding, finding } from '../finding/rule.js';
import { files as rule } from './files/files-rule.js';
import { isObject } from './files/merge.js';
import type { Source } from './files/sources.js';
import { readDocument } from './reading/read.js';
import { checkStructure } from './structure/schema.js';
import { inWords } from './structure/structure-words.js';
import type { Prices } from './topology.js';

/** A file of prices that stands on its own. */
export interface PriceBook {
  /** Null if anything is wrong with them. */
  readonly prices: Prices | null;
  /** In the order of the file. */
  readonly findings: readonly (Finding & { readonly location: Location })[];
}

const prefix = '/prices';

/** Reads a file that holds what could stand under `prices`, and judges it by the same schema. */
export function readPriceBook({ file, bytes }: Source, maxBytes?: number): PriceBook {
  const document = readDocument(bytes, maxBytes);
  const { value } = document;
  const wrong = [...document.findings, ...(value === undefined ? [] : findingsOf(value, file))];
  const spans = document.locate(wrong.map(({ place }) => place));
  const locations = locationsIn(file, document.text, spans);
  const findings = wrong
    .map((one, i) => ({ ...one, location: locations[i]! }))
    .sort((a, b) => a.location.offset - b.location.offset);
  return { prices: findings.length > 0 ? null : (value as Prices), findings };
}

/** What the schema says of prices: they are looked at in a topology that says nothing else. */
function findingsOf(value: unknown, file: string): Finding[] {
  if (!isObject(value)) {
    return [finding(rule, 'files-no-object', { path: file, found: inWords(value) }, '')];
  }
  const { findings } = checkStructure({ name: 'prices', planes: { a: {} }, prices: value });
  return findings.map((one) => {
    const { pointer } = one.place;
    const within = pointer.startsWith(prefix) ? pointer.slice(prefix.length) : '';
    return { ...one, place: { ...one.place, pointer: within } };
  });
}
