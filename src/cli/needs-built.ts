import type { Subject } from '../check/checker.js';
import { UsageError } from './exit.js';

/** Refuses a file of which nothing is built: `so` says what cannot be asked of it. */
export function needsBuilt(file: string, { fabric }: Subject, so: string): void {
  if (fabric.planeSets.length > 0) return;
  throw new UsageError(`${file}: its plane sets are described only, so ${so}`);
}
