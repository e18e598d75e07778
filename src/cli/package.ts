import { readFileSync } from 'node:fs';

/** A file of the package, as text; built code stands in `dist/cli/`. */
export const packageFile = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** The version of the package. */
export const version = (): string =>
  (JSON.parse(packageFile('package.json')) as { version: string }).version;
