import { type Loaded, report } from '../pipeline.js';
import { reporters } from '../report/registry.js';
import { codeOf, type ExitCode } from './exit.js';
import { write } from './files.js';

/**
 * Says what is wrong with a file where a report may stand in place of the answer, in the format that
 * was asked for (`refuse` is for answers that must not be mixed up with one).
 */
export function reportInstead(
  loaded: Loaded,
  { format, output }: { readonly format: 'text' | 'json'; readonly output?: string },
): ExitCode {
  const errors = report(loaded);
  write(reporters[format]([errors]), output);
  return codeOf([errors]);
}
