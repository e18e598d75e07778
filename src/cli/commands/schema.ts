import { type ExitCode, exitCode } from '../exit.js';
import { write } from '../files.js';
import { packageFile } from '../package.js';

/** The JSON Schema of topology files, as it is shipped. */
export const schemaText = (): string => packageFile('schemas/topology.schema.json');

/** `planewright schema`: prints it, for editors and for other tools. */
export function schemaCommand({ output }: { readonly output?: string }): ExitCode {
  write(schemaText(), output);
  return exitCode.holds;
}
