import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ImportFormat } from '../../../src/exchange/import/formats.js';
import { wiring as rule } from '../../../src/exchange/wiring-rule.js';
import { expectFile } from '../../expected.js';
import { read, said } from './read.js';

/** Files with something wrong, called NAME.FORMAT.ending, each beside what is said of it. */
const folder = join(import.meta.dirname, '../bad');
const files = readdirSync(folder).filter((file) => !file.endsWith('.out'));

/** Of files that are called so much is taken only. */
const small = { maxCables: 2, maxBytes: 300 };

const wiringOf = (file: string) =>
  read(
    file.split('.')[1] as ImportFormat,
    { [file]: [readFileSync(join(folder, file))] },
    file.startsWith('limit-') ? small : {},
  );

describe.each(files)('%s', (file) => {
  test('says what is expected', () => {
    const wiring = wiringOf(file);
    expectFile(join(folder, `${file.split('.').slice(0, 2).join('.')}.out`), said(wiring));
    for (const { place } of wiring.findings) {
      expect(place.file).toBe(file);
      expect(place.line!.number).toBeGreaterThan(0);
    }
  });
});

test('cause every code of the rule', () => {
  const caused = new Set(files.flatMap((file) => said(wiringOf(file)).match(/wiring-[a-z-]+/g)));
  // What is wrong with forwarding tables needs a topology: lft.test.ts causes these.
  const codes = Object.keys(rule.messages).filter((code) => !code.startsWith('wiring-table-'));
  expect(codes.filter((code) => !caused.has(code))).toEqual([]);
});
