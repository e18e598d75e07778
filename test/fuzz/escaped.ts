import { XMLValidator } from 'fast-xml-parser';
import { expect } from 'vitest';
import type { ReportFormat } from '../../src/report/formats.js';

/** Control characters (but the newlines of the format itself), and marks that turn or hide text. */
const unsafe =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;

/** Asserts that a report in a format is whole, and that no name in it is more than a name. */
export function expectEscaped(format: ReportFormat, text: string): void {
  expect(unsafe.exec(text)).toBeNull();
  expect(Buffer.from(text).toString() === text).toBe(true);
  expect(text.endsWith('\n')).toBe(true);
  const lines = text.split('\n');
  expect(lines.filter((line) => /^(\[2J|break\.json|::error::forged)/.test(line))).toEqual([]);
  expectations[format]?.(text, lines);
}

const expectations: Partial<Record<ReportFormat, (text: string, lines: string[]) => void>> = {
  json: (text) => void JSON.parse(text),
  sarif: (text) => void JSON.parse(text),
  junit: (text) => {
    expect(XMLValidator.validate(text)).toBe(true);
    // Inside of CDATA everything is text.
    expect(text.replaceAll(/<!\[CDATA\[.*?\]\]>/gs, '')).not.toContain('<script');
  },
  markdown: (text, lines) => {
    expect(text).not.toMatch(/<(script|!--)/);
    // Every row of a table has as many cells as its head.
    const cells = (line: string) => line.split(/(?<!\\)\|/).length;
    for (const [i, line] of lines.entries()) {
      if (/^\| ?-/.test(line)) {
        for (let row = i + 1; lines[row]?.startsWith('|'); row++) {
          expect(cells(lines[row]!), lines[row]).toBe(cells(line));
        }
      }
    }
  },
  github: (_, lines) => {
    const commands = lines.filter((line) => line.startsWith('::'));
    expect(commands.length).toBeLessThanOrEqual(30);
    for (const line of commands) {
      expect(line).toMatch(/^::(error|warning|notice) file=[^,]*(,\w+=[^,]*)*::/);
    }
    const others = lines.filter((line) => !line.startsWith('::') && line !== '');
    for (const line of others) expect(line).toMatch(/^planewright: /);
  },
};
