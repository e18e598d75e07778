import { XMLValidator } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import type { Picture } from '../../src/draw.js';
import { readFault } from '../../src/failure/fault.js';
import { draw, load, type Opened, open, report } from '../../src/pipeline.js';
import { base, documentOf } from '../fabric/pairs.js';

const opened = (name: string, changes: Parameters<typeof documentOf>[0]): Opened => {
  const bytes = new TextEncoder().encode(JSON.stringify(documentOf(changes)));
  return open(load({ file: name, bytes }))!;
};

const now = opened('now.json', {
  hosts: 8,
  exceptions: [{ extra: ['compute/p0/leaf0:30', 'compute/p1/spine0:30'] }],
});
const before = opened('before.json', { ...base, spines: 4 });
const { fabric } = now.subject;

const overlays: readonly Partial<Picture>[] = [
  { faults: [readFault(fabric, 'switch:compute/p0/spine1')].filter((one) => 'parts' in one) },
  { report: report(now) },
  { since: { subject: before.subject, file: 'before.json' } },
  { heat: { name: 'load', values: new Map(fabric.cableIds.map((id, i) => [id, i])) } },
];
/** Every choice of overlays, all of them at last. */
const choices = Array.from(
  { length: 2 ** overlays.length },
  (_, n): Partial<Picture> => Object.assign({}, ...overlays.filter((_, i) => (n >> i) & 1)),
);

const levels: readonly Picture[] = [
  { detail: 'overview' },
  { detail: 'plane', plane: 'compute/p1' },
  { detail: 'full' },
  { detail: 'overview', focus: 'compute/p0/leaf0', depth: 2 },
];

test.each(levels)('overlays go together: %j', async (level) => {
  for (const overlay of level === levels[0] ? choices : choices.slice(-1)) {
    const svg = await draw(now, { ...level, ...overlay });
    expect(XMLValidator.validate(svg)).toBe(true);
    expect(svg).not.toMatch(/NaN|undefined/);
    // Each of them is there, and no other.
    const words = svg.replace(/<\/text>\n<text[^>]*>/g, ' ');
    expect(words.includes('with what is down')).toBe('faults' in overlay);
    expect(words.includes('Findings: ')).toBe('report' in overlay);
    expect(words.includes('since pair (before.json)')).toBe('since' in overlay);
    expect(svg.includes('load 0 to ')).toBe('heat' in overlay);
    expect(/>(PASS|FAIL)</.test(svg)).toBe(!('faults' in overlay));
    // All classes that are used have a rule.
    for (const [, name] of svg.matchAll(/class="[^"]*\b((?:line|mark|hatch|ink|heat)-[\w-]+)/g)) {
      if (!/^mark-/.test(name!)) expect(svg, name).toContain(`.${name}{`);
    }
  }
  const all = { ...level, ...choices.at(-1) };
  expect(await draw(now, all)).toBe(await draw(now, all));
});
