import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Source } from '../src/pipeline.js';

const root = join(import.meta.dirname, '..');

/** Names of the files in `topologies/`, without `.json`. */
export const gallery: readonly string[] = readdirSync(join(root, 'topologies'))
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace(/\.json$/, ''))
  .sort();

/** A gallery file, called as from the root of the repository. */
export function gallerySource(name: string): Source {
  const file = `topologies/${name}.json`;
  return { file, bytes: readFileSync(join(root, file)) };
}
