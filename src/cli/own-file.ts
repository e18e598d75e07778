import { words } from '../finding/rule.js';
import { type OwnParts, readOwnFile } from '../spec/own-file.js';
import { defaultMaxBytes } from '../spec/reading/read.js';
import { documentRules } from '../spec/rules.js';
import { present } from '../std/assert.js';
import { UsageError } from './exit.js';
import { readOrRefuse } from './files.js';

/**
 * Reads the file of an option `--prices` or `--rates`, which stands on its own; all that is wrong with it
 * is wrong usage, by line and column.
 */
export function readOwn<Key extends keyof OwnParts>(
  key: Key,
  file: string,
  maxBytes = defaultMaxBytes,
): OwnParts[Key] {
  if (file === '-') throw new UsageError(`--${key} takes a file, not standard input (-)`);
  const source = { file, bytes: readOrRefuse(file, maxBytes) };
  const { value, findings } = readOwnFile(key, source, maxBytes);
  if (value) return value;
  const lines = findings.map((one) => {
    const rule = documentRules.find(({ id }) => id === one.check);
    const { line, column } = one.location;
    return `${file}:${line}:${column}: ${words(present(rule, one.check), one)} [${one.code}]`;
  });
  throw new UsageError(lines.join('\n'));
}
