import { createInterface } from 'node:readline/promises';

/** One question on a terminal. */
export interface Question<Key extends string = string> {
  readonly key: Key;
  readonly text: string;
  readonly fallback: string;
  /** Why an answer will not do; null if it does. */
  readonly problem: (answer: string) => string | null;
}

/**
 * Asks one question after the other, each until its answer will do; an empty answer takes the
 * fallback. At the end of input all further ones do.
 */
export async function ask<Key extends string>(
  questions: readonly Question<Key>[],
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<Partial<Record<Key, string>>> {
  const lines = createInterface({ input, output, terminal: false });
  const next = lines[Symbol.asyncIterator]();
  const answers: Partial<Record<Key, string>> = {};
  for (const { key, text, fallback, problem } of questions) {
    for (;;) {
      output.write(`${text} [${fallback}]: `);
      const { value, done } = await next.next();
      const answer = done || value.trim() === '' ? fallback : value.trim();
      const wrong = problem(answer);
      if (wrong === null) {
        answers[key] = answer;
        break;
      }
      output.write(`  ${wrong}\n`);
      if (done) break;
    }
  }
  lines.close();
  return answers;
}
