import { type ProgressLine, progressLine } from './progress.js';

/** So often is looked for a Ctrl-C, and the line of progress renewed: milliseconds. */
const everyMs = 100;

/**
 * Runs long work that stops between steps to tell how far it has come. Ctrl-C does not kill it: it is
 * told to end with what it has (a second one kills it).
 */
export async function inSteps<Progress, Result>(
  work: Iterator<Progress, Result, boolean | undefined>,
  words: (progress: Progress) => string,
): Promise<Result> {
  let interrupted = false;
  const interrupt = () => {
    interrupted = true;
  };
  process.once('SIGINT', interrupt);
  let line: ProgressLine | null = null;
  let looked = Date.now();
  try {
    for (;;) {
      const { done, value } = work.next(interrupted);
      if (done) return value;
      if (Date.now() - looked < everyMs) continue;
      line ??= await progressLine();
      line.show(words(value));
      // A signal is delivered between two turns of the event loop only.
      await new Promise((resolve) => setImmediate(resolve));
      looked = Date.now();
    }
  } finally {
    line?.done();
    process.removeListener('SIGINT', interrupt);
  }
}
