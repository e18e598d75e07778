import { expect, test } from 'vitest';
import { collapse } from '../../src/diagram/collapse.js';
import { diagram } from '../../src/diagram/diagram.js';
import type { Diagram } from '../../src/diagram/model.js';
import { fabrics } from './fabrics.js';
import { options } from './options.js';

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

const totals = ({ boxes, links }: Diagram) => ({
  switches: sum(boxes.filter(({ kind }) => kind === 'switch').map(({ count }) => count)),
  hosts: sum(boxes.filter(({ kind }) => kind === 'host').map(({ count }) => count)),
  cables: sum(links.map(({ cables }) => cables)),
  gbps: sum(links.map(({ gbps }) => gbps)),
});

test.each(Object.keys(fabrics))('nothing of %s is lost where boxes are joined', (name) => {
  const given = diagram(fabrics[name]!(), options());
  const joined = collapse(given);
  expect(totals(joined)).toEqual(totals(given));
  const ids = joined.boxes.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { lower, upper } of joined.links) {
    expect(ids).toContain(lower.box);
    expect(ids).toContain(upper.box);
  }
  const rows = new Set(joined.boxes.map(({ frame, row }) => `${frame} ${row}`));
  expect(joined.boxes).toHaveLength(rows.size);
});

test('marks of what was joined are said with their elements', () => {
  const marks = [{ id: 'compute/p0/spine0', mark: 'down' as const }];
  const { boxes } = collapse(diagram(fabrics['deepseek-v3']!(), options({ marks })));
  const spines = boxes.find(({ frame, row }) => frame === 'compute/p0' && row === 2)!;
  expect(spines.name).toBe('32 spines');
  expect(spines.lines).toEqual(['QM9700', '64 × 400G']);
  expect(spines.status?.texts).toEqual([{ mark: 'down', text: 'compute/p0/spine0: down' }]);
});
