import { type Location, locationsIn } from '../finding/position.js';
import { type Finding, finding, type Place } from '../finding/rule.js';
import { files as rule } from './files/files-rule.js';
import { isObject } from './files/merge.js';
import type { Source } from './files/sources.js';
import type { ModelInput } from './model.js';
import { readDocument } from './reading/read.js';
import { checkStructure } from './structure/schema.js';
import { inWords } from './structure/structure-words.js';
import type { Prices, Rates } from './topology.js';
import type { WorkloadInput } from './workload.js';

/** Parts of a topology that a file of their own may hold: a whole key, or one entry of a map. */
export interface OwnParts {
  readonly prices: Prices;
  readonly rates: Rates;
  readonly workloads: WorkloadInput;
  readonly models: ModelInput;
}

/** Where the part stands in a topology that says nothing else. */
const places: Readonly<Record<keyof OwnParts, string>> = {
  prices: '/prices',
  rates: '/rates',
  workloads: '/workloads/own',
  models: '/models/own',
};

/** A file of such a part, which stands on its own. */
export interface OwnFile<Part> {
  /** Null if anything is wrong with it. */
  readonly value: Part | null;
  /** In the order of the file. */
  readonly findings: readonly (Finding & { readonly location: Location })[];
  /** Where places of the part stand in the file. Each call goes through the whole text. */
  locate(places: readonly Place[]): readonly Location[];
}

/** Reads a file that holds what could stand in a topology, and judges it by the same schema. */
export function readOwnFile<Key extends keyof OwnParts>(
  key: Key,
  { file, bytes }: Source,
  maxBytes?: number,
): OwnFile<OwnParts[Key]> {
  const document = readDocument(bytes, maxBytes);
  const { value } = document;
  const wrong = value === undefined ? [] : findingsOf(key, value, file);
  const all = [...document.findings, ...wrong];
  const locate = (wanted: readonly Place[]) =>
    locationsIn(file, document.text, document.locate(wanted));
  const locations = locate(all.map(({ place }) => place));
  const findings = all
    .map((one, i) => ({ ...one, location: locations[i]! }))
    .sort((a, b) => a.location.offset - b.location.offset);
  return { value: findings.length > 0 ? null : (value as OwnParts[Key]), findings, locate };
}

/** What the schema says of the part. */
function findingsOf(key: keyof OwnParts, value: unknown, file: string): Finding[] {
  if (!isObject(value)) {
    return [finding(rule, 'files-no-object', { path: file, found: inWords(value) }, '')];
  }
  const prefix = places[key];
  const part = prefix === `/${key}` ? value : { own: value };
  const { findings } = checkStructure({ name: 'alone', planes: { a: {} }, [key]: part });
  return findings.map((one) => {
    const { pointer } = one.place;
    const within = pointer.startsWith(prefix) ? pointer.slice(prefix.length) : '';
    // What lacks something there is the file itself.
    const args = within === '' && one.code === 'structure-missing-key' ? whole : {};
    return { ...one, args: { ...one.args, ...args }, place: { ...one.place, pointer: within } };
  });
}

const whole = { inside: 'the document' };
