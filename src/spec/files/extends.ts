import { type Finding, finding, words } from '../../finding/rule.js';
import { type Document, readDocument } from '../reading/read.js';
import { readable } from '../rules.js';
import { inWords } from '../structure/structure-words.js';
import type { FileName, FileReader } from './file-reader.js';
import { files as rule } from './files-rule.js';
import { isObject } from './merge.js';

/** Files that a chain of `extends` may have. */
export const longestChain = 16;

/** A file of the chain. */
export interface Link extends FileName {
  readonly document: Document;
}

/** The files that make up a document, the top-most one first. */
export interface Chain {
  readonly links: readonly Link[];
  /** Whether the last file extends none. */
  readonly ends: boolean;
}

/** Follows `extends` from the first file on; what is in the way becomes findings of the reader. */
export function readChain(first: Link, reader: FileReader): Chain {
  const links = [first];
  reader.texts.set(first.file, { file: first.file, ...first.document });
  for (;;) {
    const writer = links.at(-1)!;
    const { value } = writer.document;
    if (!isObject(value) || !('extends' in value)) return { links, ends: true };
    const base = baseOf(value.extends, links, reader);
    if (!base) return { links, ends: false };
    links.push(base);
  }
}

/** The file that the last one extends, or null after a finding. */
function baseOf(path: unknown, links: readonly Link[], reader: FileReader): Link | null {
  const writer = links.at(-1)!;
  const place = { pointer: '/extends', file: writer.file };
  const tell = (found: Finding): null => {
    reader.tell([found]);
    return null;
  };
  if (typeof path !== 'string') {
    return tell(finding(rule, 'files-no-path', { found: inWords(path) }, place));
  }
  const name = reader.find(writer, path, place);
  if (!name) return null;
  const before = links.findIndex((link) => link.path === name.path);
  if (before >= 0) {
    const chain = [...links.slice(before), name].map(({ file }) => file);
    return tell(finding(rule, 'files-cycle', { chain }, place));
  }
  if (links.length >= longestChain) {
    return tell(finding(rule, 'files-chain', { limit: longestChain }, place));
  }
  const read = reader.read(name, place);
  if (!read) return null;
  const document = readDocument(read.bytes, reader.options.maxBytes);
  reader.texts.set(name.file, { file: name.file, ...document });
  reader.tell(findingsIn(document, name.file, ''));
  if (document.value === undefined) return null;
  if (isObject(document.value)) return { ...name, document };
  const args = { path: name.file, found: inWords(document.value) };
  return tell(finding(rule, 'files-no-object', args, place));
}

/**
 * The findings of a file that another one names. One that cannot be read is a finding of this rule:
 * the first file could be read.
 */
export function findingsIn(document: Document, file: string, pointer: string): Finding[] {
  return document.findings.map((found) => {
    const { place } = found;
    if (found.check !== readable.id) {
      return { ...found, place: { ...place, pointer: `${pointer}${place.pointer}`, file } };
    }
    const span = place.span ?? { offset: 0, length: 0 };
    const args = { problem: words(readable, found) };
    return finding(rule, 'files-content', args, { pointer, span, file });
  });
}

/**
 * Leaves out what a base that is not there may bring: keys, and what stands in maps. `extends` may
 * only be misspelt.
 */
export function withoutMissing(findings: readonly Finding[], gap: boolean): readonly Finding[] {
  const misspelt = findings.some(
    ({ code, args }) => code === 'structure-unknown-key' && args.suggestion === 'extends',
  );
  if (!gap && !misspelt) return findings;
  return findings.filter(
    ({ code, args }) =>
      code !== 'structure-missing-key' &&
      !(code === 'structure-value' && args.found === inWords({})),
  );
}
