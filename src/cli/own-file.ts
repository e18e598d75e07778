import type { Problem } from '../finding/problem.js';
import { words } from '../finding/rule.js';
import { type OwnParts, readOwnFile } from '../spec/own-file.js';
import { defaultMaxBytes } from '../spec/reading/read.js';
import { documentRules } from '../spec/rules.js';
import { present } from '../std/assert.js';
import { UsageError } from './exit.js';
import { readOrRefuse } from './files.js';

/** How the command line calls the file of a part. */
const called: Readonly<Record<keyof OwnParts, string>> = {
  prices: '--prices',
  rates: '--rates',
  workloads: 'a workload',
  models: 'a model',
};

/** A part of a topology from a file of its own, and how to refuse it later on. */
export interface Own<Part> {
  readonly value: Part;
  /** What is wrong with it although the schema has nothing against it, by line and column. */
  refuse(problems: readonly Problem[]): never;
}

/**
 * Reads the file of an option `--prices` or `--rates`, of a workload or a model, which stands on its own;
 * all that is wrong with it is wrong usage, by line and column.
 */
export const readOwn = <Key extends keyof OwnParts>(
  key: Key,
  file: string,
  maxBytes = defaultMaxBytes,
): OwnParts[Key] => openOwn(key, file, maxBytes).value;

/** The same, for parts of which more can be wrong than the schema says. */
export function openOwn<Key extends keyof OwnParts>(
  key: Key,
  file: string,
  maxBytes = defaultMaxBytes,
): Own<OwnParts[Key]> {
  if (file === '-') throw new UsageError(`${called[key]} takes a file, not standard input (-)`);
  const source = { file, bytes: readOrRefuse(file, maxBytes) };
  const { value, findings, locate } = readOwnFile(key, source, maxBytes);
  if (value) {
    return {
      value,
      refuse(problems) {
        const places = locate(problems);
        const lines = problems.map(({ problem }, i) => {
          const { line, column } = places[i]!;
          return `${file}:${line}:${column}: ${problem}`;
        });
        throw new UsageError(lines.join('\n'));
      },
    };
  }
  const lines = findings.map((one) => {
    const rule = documentRules.find(({ id }) => id === one.check);
    const { line, column } = one.location;
    return `${file}:${line}:${column}: ${words(present(rule, one.check), one)} [${one.code}]`;
  });
  throw new UsageError(lines.join('\n'));
}
