import { printableLine } from '../../std/terminal.js';
import { formatCount } from '../../std/units.js';

/** Characters that a path may have. */
const longestPath = 1000;

/**
 * Where a path leads that a file writes, as a path from the folder of the first file, or what is
 * wrong with it. `writer` is such a path, too. Nothing leaves the tree of the folder above.
 */
export function pathFrom(
  writer: string,
  path: string,
): { readonly path: string } | { readonly problem: string } {
  const problem = misspelt(path);
  if (problem !== null) return { problem };
  const steps = joined(stepsOf(folderOf(writer)), stepsOf(path));
  return steps[1] === '..' ? { problem: 'it leads outside' } : { path: steps.join('/') || '.' };
}

/** A path from the folder of the first file, as the user who named that file would write it. */
export function shownPath(first: string, path: string): string {
  const folder = folderOf(first);
  const steps = joined(stepsOf(folder), stepsOf(path));
  return `${folder.startsWith('/') ? '/' : ''}${steps.join('/')}`;
}

/** The last step of a path. */
export const nameIn = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

function misspelt(path: string): string | null {
  if (path === '') return 'it is empty';
  if (path.length > longestPath) {
    return `it has ${formatCount(path.length)} characters, at most ${formatCount(longestPath)} are allowed`;
  }
  // What would be spelt out in a message is nothing that anybody can read in a review, either.
  if (printableLine(path) !== path) return 'it has control characters';
  if (path.includes('\\')) return 'it has a backslash; "/" stands between folders';
  return path.startsWith('/') ? 'it is absolute' : null;
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

const stepsOf = (path: string): string[] =>
  path.split('/').filter((step) => step !== '' && step !== '.');

/** Steps behind others; ".." is left only where nothing stands before it. */
function joined(from: readonly string[], to: readonly string[]): string[] {
  const steps: string[] = [];
  for (const step of [...from, ...to]) {
    const last = steps.at(-1);
    if (step === '..' && last !== undefined && last !== '..') steps.pop();
    else steps.push(step);
  }
  return steps;
}
