import { mkdirSync, statSync } from 'node:fs';
import { errnoOf, isOfSystem, writeProblemOf } from './errno.js';
import { UsageError } from './exit.js';

/** Makes a directory for files of some sort if it is not there; the one around it must be. */
export function makeDirectory(directory: string, what: string): void {
  try {
    mkdirSync(directory);
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') {
      if (statSync(directory).isDirectory()) return;
      throw new UsageError(`cannot write ${what} to ${directory}: it is no directory`);
    }
    if (!isOfSystem(error)) throw error;
    throw new UsageError(`cannot make the directory ${directory}: ${writeProblemOf(error)}`);
  }
}
