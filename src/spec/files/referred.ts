import { pointerTo } from '../../finding/pointer.js';
import { finding } from '../../finding/rule.js';
import { type Document, readDocument } from '../reading/read.js';
import { inWords } from '../structure/structure-words.js';
import { type CableCsv, readCableCsv } from './cable-csv.js';
import { findingsIn, type Link } from './extends.js';
import type { FileReader, NamedFile, SourceText } from './file-reader.js';
import { files as rule } from './files-rule.js';
import { isObject } from './merge.js';

/** Maps that may stand in a JSON file of their own. */
const maps = ['labels', 'prices', 'rates'] as const;

/** A path in the document. */
interface Reference {
  readonly keys: readonly string[];
  readonly path: string;
  /** Puts something in its place; undefined: takes it away. */
  replace(value: unknown): void;
}

/** Whether a document names files that are not in their place. */
export const namesFiles = (value: unknown): boolean =>
  referencesIn(value).length > 0 || (isObject(value) && 'extends' in value);

/**
 * Puts what the paths of a document name in place of these. Without its file a list of cables is
 * empty, and a map is left out; the reason is among the findings of the reader. Gives the files by
 * the pointer at which they now stand.
 */
export function placeReferred(
  value: unknown,
  links: readonly Link[],
  reader: FileReader,
): ReadonlyMap<string, SourceText> {
  const placed = new Map<string, SourceText>();
  const read = { lists: new Map<string, CableCsv>(), reader };
  for (const { keys, path, replace } of referencesIn(value)) {
    const pointer = pointerTo('', ...keys);
    const writer = links.find(({ document }) => typeof valueAt(document.value, keys) === 'string');
    const name = reader.find(writer ?? links[0]!, path, { pointer });
    const named = name && reader.read(name, { pointer });
    const isMap = keys.length === 1;
    const content = named && (isMap ? mapIn(named, pointer, reader) : listIn(named, pointer, read));
    if (content) placed.set(pointer, { file: named.file, ...content });
    replace(content?.value ?? (isMap ? undefined : []));
  }
  return placed;
}

function mapIn({ file, bytes }: NamedFile, pointer: string, reader: FileReader): Document | null {
  const document = readDocument(bytes, reader.options.maxBytes);
  reader.texts.set(file, { file, ...document });
  reader.tell(findingsIn(document, file, pointer));
  if (document.value === undefined) return null;
  if (isObject(document.value)) return document;
  const args = { path: file, found: inWords(document.value) };
  reader.tell([finding(rule, 'files-no-object', args, pointer)]);
  return null;
}

/** A file that several plane sets name is read once. */
function listIn(
  { file, bytes }: NamedFile,
  pointer: string,
  { lists, reader }: { lists: Map<string, CableCsv>; reader: FileReader },
): CableCsv {
  const known = lists.get(file);
  if (known) return known;
  const csv = readCableCsv(bytes, { pointer, file });
  lists.set(file, csv);
  reader.texts.set(file, { file, ...csv });
  reader.tell(csv.findings, csv.wrong);
  return csv;
}

function referencesIn(value: unknown): Reference[] {
  if (!isObject(value)) return [];
  const found: Reference[] = [];
  const look = (holder: Record<string, unknown>, keys: readonly string[]) => {
    const key = keys.at(-1)!;
    const path = holder[key];
    if (typeof path !== 'string') return;
    const replace = (by: unknown) => {
      if (by === undefined) delete holder[key];
      else holder[key] = by;
    };
    found.push({ keys, path, replace });
  };
  for (const map of maps) look(value, [map]);
  const sets = isObject(value.planes) ? value.planes : {};
  for (const name of Object.keys(sets)) {
    const set = sets[name];
    if (isObject(set)) look(set, ['planes', name, 'cables']);
  }
  return found;
}

/** What stands at a path of keys; undefined if nothing does. */
export function valueAt(value: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (holder, key) =>
      typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key)
        ? (holder as Record<string, unknown>)[key]
        : undefined,
    value,
  );
}
