import { readFileSync } from 'node:fs';
import { type ExitCode, exitCode } from '../exit.js';
import { write } from '../files.js';

/** The JSON Schema of topology files, as it is shipped. */
export function schemaText(): string {
  return readFileSync(new URL('../../../schemas/topology.schema.json', import.meta.url), 'utf8');
}

/** `planewright schema`: prints it, for editors and for other tools. */
export function schemaCommand({ output }: { readonly output?: string }): ExitCode {
  write(schemaText(), output);
  return exitCode.holds;
}
