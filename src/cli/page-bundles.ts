import { createHash } from 'node:crypto';
import type { Bundles } from '../render/html.js';
import { packageFile } from './package.js';

/** Code of the interactive page, as `npm run build` makes it of `src/browser`. */
export function bundles(): Bundles {
  const page = packageFile('dist/browser/page.js').trim();
  const engine = packageFile('dist/browser/engine.js').trim();
  return { page, pageHash: createHash('sha256').update(page).digest('base64'), engine };
}
