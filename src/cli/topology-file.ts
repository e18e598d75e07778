import { dirname, join } from 'node:path';
import type { TopologyInput } from '../spec/topology.js';
import { prettyJson } from '../std/pretty-json.js';
import { schemaText } from './commands/schema.js';
import { exists, write, writeOut } from './files.js';

/** What an editor completes a topology file with, beside it. */
export const schemaFile = 'topology.schema.json';

/** Writes a topology that people go on editing; a file gets the schema beside it. */
export function writeTopology(document: TopologyInput, output: string | undefined): void {
  write(prettyJson(document), output);
  if (output === undefined || output === '-') return;
  const beside = join(dirname(output), schemaFile);
  const written = exists(beside) ? [] : [`${beside}, from which editors complete it`];
  if (written.length > 0) write(schemaText(), beside);
  writeOut(2, `wrote ${[output, ...written].join(' and ')}\n`);
}
