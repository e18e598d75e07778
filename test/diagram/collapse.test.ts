import { expect, test } from 'vitest';
import { collapse } from '../../src/diagram/collapse.js';
import { diagram } from '../../src/diagram/diagram.js';
import { tooLarge } from '../../src/diagram/limits.js';
import { verticesOf } from '../../src/diagram/members.js';
import type { Diagram } from '../../src/diagram/model.js';
import { fabrics } from './fabrics.js';
import { families } from './families.js';
import { options } from './options.js';

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

const totals = ({ boxes, links, hosts }: Diagram) => ({
  switches: sum(boxes.filter(({ kind }) => kind === 'switch').map(({ count }) => count)),
  hosts: hosts,
  cables: sum(links.map(({ cables }) => cables)) + sum(boxes.map(({ within }) => within)),
});

const known = { ...fabrics, ...families };

test.each(Object.keys(known))('nothing of %s is lost where boxes are joined', (name) => {
  const given = diagram(known[name]!(), options());
  const joined = collapse(given);
  expect(totals(joined)).toEqual(totals(given));
  const ids = joined.boxes.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { lower, upper } of joined.links) {
    expect(ids).toContain(lower.box);
    expect(ids).toContain(upper.box);
    expect(lower.box).not.toBe(upper.box);
  }
  const rows = new Set(joined.boxes.map(({ frame, row }) => `${frame} ${row}`));
  expect(joined.boxes).toHaveLength(rows.size);
});

test.each(Object.keys(fabrics))('a host of %s is counted once, in however many boxes', (name) => {
  const fabric = fabrics[name]!();
  for (const detail of ['overview', 'plane'] as const) {
    if (tooLarge(fabric, { detail }) !== null) continue;
    const given = diagram(fabric, options({ detail }));
    const hosts = new Set(
      given.boxes
        .filter(({ kind }) => kind === 'host')
        .flatMap((box) => verticesOf(box).map((e) => fabric.hostOf[e])),
    );
    const joined = collapse(given).boxes.filter(({ kind }) => kind === 'host');
    expect(sum(joined.map(({ count }) => count))).toBe(hosts.size);
  }
});

test('marks of what was joined are said with their elements', () => {
  const marks = [{ id: 'compute/p0/spine0', mark: 'down' as const }];
  const { boxes } = collapse(diagram(fabrics['deepseek-v3']!(), options({ marks })));
  const spines = boxes.find(({ frame, row }) => frame === 'compute/p0' && row === 2)!;
  expect(spines.name).toBe('32 spines');
  expect(spines.lines).toEqual(['QM9700', '64 × 400G']);
  expect(spines.status?.texts).toEqual([{ mark: 'down', text: 'compute/p0/spine0: down' }]);
});
