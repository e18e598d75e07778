import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readerBeside } from '../src/cli/read.js';
import type { Source } from '../src/pipeline.js';
import type { Read } from '../src/spec/files/file-reader.js';
import { defaultMaxBytes } from '../src/spec/reading/read.js';

const root = join(import.meta.dirname, '..');

const namesIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.replace(/\.json$/, ''))
    .sort();

/** Names of the files in `topologies/`, without `.json`; those in `large` are validated by CI only. */
export const gallery = namesIn('topologies');
export const largeGallery = namesIn('topologies/large').map((name) => `large/${name}`);

/** A gallery file, called as from the root of the repository. */
export function gallerySource(name: string): Source {
  const file = `topologies/${name}.json`;
  return { file, bytes: readFileSync(join(root, file)) };
}

/** Reads what a gallery file extends. */
export const galleryRead: Read = readerBeside(join(root, 'topologies/any.json'), defaultMaxBytes);

/** Its report as the golden test compares it with what is reported now. */
export function galleryReport(name: string): string {
  return readFileSync(join(root, 'test/golden', name, 'report.json'), 'utf8');
}
