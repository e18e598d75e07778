import { type Loaded, report } from '../pipeline.js';
import { text } from '../report/text.js';
import { codeOf, type ExitCode } from './exit.js';
import { writeOut } from './files.js';

/**
 * Says what is wrong with a file from which something else was asked than a report: what is wrong
 * must not end up in that.
 */
export function refuse(loaded: Loaded): ExitCode {
  const errors = report(loaded);
  writeOut(2, text([errors]));
  return codeOf([errors]);
}
