import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect } from 'vitest';

/** `UPDATE=1 vitest run` writes what is expected instead of comparing with it. */
export const update = process.env.UPDATE === '1';

/** Compares a text with the file that holds what is expected of it. */
export function expectFile(file: string, text: string): void {
  if (update) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return;
  }
  expect(existsSync(file), `${file} is missing; UPDATE=1 writes it`).toBe(true);
  expect(text).toBe(readFileSync(file, 'utf8'));
}

/** The same for texts so large that their difference helps nobody. */
export function expectLargeFile(file: string, text: string): void {
  if (update) {
    expectFile(file, text);
    return;
  }
  const expected = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const same = expected === text;
  expect(same, `${file} is not what is made now; UPDATE=1 renews it`).toBe(true);
}
