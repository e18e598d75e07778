import { rules } from '../../check/registry.js';
import { explanationOf, overviewOf } from '../../report/explain.js';
import { didYouMean, nearest } from '../../std/suggest.js';
import { type ExitCode, exitCode, UsageError } from '../exit.js';
import { write } from '../files.js';

/** `planewright explain [CHECK]`: what a check proves, and how to mend it. */
export function explainCommand(id: string | undefined): ExitCode {
  if (id === undefined) {
    write(overviewOf(rules), undefined);
    return exitCode.holds;
  }
  const codes = rules.flatMap((rule) => Object.keys(rule.messages));
  const found = rules.find((rule) => rule.id === id || Object.hasOwn(rule.messages, id));
  if (!found) {
    const suggestion = nearest(id, [...rules.map((rule) => rule.id), ...codes]);
    throw new UsageError(`no check "${id}"${didYouMean(suggestion)}`);
  }
  write(explanationOf(found), undefined);
  return exitCode.holds;
}
