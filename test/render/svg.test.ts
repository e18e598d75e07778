import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { diagram } from '../../src/diagram/diagram.js';
import { markKinds } from '../../src/diagram/marks.js';
import { layout } from '../../src/layout/layout.js';
import { renderSvg } from '../../src/render/svg.js';
import { fabrics, tree } from '../diagram/fabrics.js';
import { options } from '../diagram/options.js';

type Changes = Parameters<typeof options>[0];

const draw = async (name: string, changes: Changes = {}): Promise<string> =>
  renderSvg(await layout(diagram(fabrics[name]!(), options(changes))));

test.each(Object.keys(fabrics))('the overview of %s is small, valid and stable', async (name) => {
  const svg = await draw(name);
  expect(XMLValidator.validate(svg)).toBe(true);
  expect(svg.length).toBeLessThan(150_000);
  expect(await draw(name)).toBe(svg);
  expect(svg).not.toMatch(/NaN|undefined|foreignObject|Infinity/);
  expect(svg).not.toMatch(/ (x|y|d|width|height|transform)="[^"]*\d\.\d\d/);
  const ids = [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('it can be read without seeing it', async () => {
  const parser = new XMLParser({ ignoreAttributes: false });
  const { svg } = parser.parse(await draw('deepseek-v3'));
  expect(svg['@_role']).toBe('img');
  expect(svg.title['#text']).toBe('A network for tests (test)');
  expect(svg.desc['#text']).toBe(
    'A network: compute of 512 leaves, 256 spines; storage of 64 leaves, 32 spines. ' +
      '2,048 hosts, bisection 409.6 Tb/s. What it promises holds.',
  );
  expect(svg['@_aria-labelledby']).toBe(`${svg.title['@_id']} ${svg.desc['@_id']}`);
});

test('elements bear their ids', async () => {
  const svg = await draw('deepseek-v3');
  for (const id of [
    'compute/p3',
    'compute/p3/leaf0',
    'compute/p3/leaf[3-62]',
    'compute/p0/leaf0--compute/p0/spine0',
    'h[0-31]',
  ]) {
    expect(svg).toContain(` id="${id}"`);
  }
});

const hostile = [
  '<script>alert(1)</script>',
  '"\'&]]>',
  'a\nb\u0000\u001b[31m',
  '\u202egnp',
  '\ud800',
];

test.each(hostile)('the name %j stays text', async (name) => {
  const fabric = tree({
    name,
    groups: [{ name, count: 3 }],
    sets: [{ id: name, nic: name, nics: 2, gbps: 400, hostsPerUnit: 2, spines: 1, up: 2 }],
  });
  const titleBlock = { title: name, name, facts: [name], source: name, verdict: 'fail' as const };
  for (const detail of ['overview', 'plane', 'full'] as const) {
    const marks = [{ id: `${name}0`, mark: 'down' as const }];
    const picture = diagram(fabric, options({ detail, titleBlock, marks }));
    const svg = renderSvg(await layout(picture));
    expect(XMLValidator.validate(svg)).toBe(true);
    expect(svg).not.toContain('<script');
    expect(svg).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202a-\u202e]|[\ud800-\udfff]/);
  }
});

test('a long name is cut', async () => {
  const titleBlock = { title: 'x'.repeat(10_000), name: 'y'.repeat(10_000), facts: [] };
  const svg = await draw('one-leaf', { titleBlock });
  expect(svg).not.toMatch(/x{300}|y{300}/);
});

test('every mark is told by a hatch, a sign and words, a figure by its legend', async () => {
  const marks = markKinds.map((mark, i) => ({
    id: `compute/p0/leaf${i}`,
    mark,
    text: `<b>&${mark}`,
  }));
  const values = new Map(fabrics['dual-tor']!().cableIds.map((id, i) => [id, i]));
  const heat = { name: '<i>"', values };
  const svg = await draw('dual-tor', {
    marks: marks.map((m) => ({ ...m, id: 'compute/p0/leaf0' })),
    heat,
  });
  expect(XMLValidator.validate(svg)).toBe(true);
  expect(svg).not.toMatch(/<b>|<i>/);
  const fabric = tree({
    name: 'nine',
    groups: [{ name: 'h', count: 9 }],
    sets: [{ id: 'compute', nic: 'nic', nics: 1, gbps: 400, hostsPerUnit: 1, spines: 1, up: 1 }],
  });
  const all = renderSvg(await layout(diagram(fabric, options({ detail: 'full', marks }))));
  expect(XMLValidator.validate(all)).toBe(true);
  for (const mark of markKinds) {
    expect(all).toContain(`url(#pattern-${mark})`);
    expect(all).toContain(`<pattern id="pattern-${mark}"`);
    expect(all.match(new RegExp(`\\.line-${mark}{`, 'g'))).toHaveLength(2);
    expect(all).toContain(`&lt;b&gt;&amp;${mark}`);
  }
  // Signs and hatches are nobody else's.
  const drawn = (pattern: RegExp) => [...all.matchAll(pattern)].map(([, d]) => d);
  expect(new Set(drawn(/<path class="hatch-[^"]*" d="([^"]*)"/g)).size).toBe(markKinds.length);
  expect(new Set(drawn(/<\/?circle[^>]*><path class="[^"]*" d="([^"]*)"/g)).size).toBe(
    markKinds.length,
  );
});

test('what is gone is dashed, and hot lines are not faded', async () => {
  const marks = [{ id: 'compute/p0/spine0', mark: 'removed' as const }];
  const values = new Map(fabrics['dual-tor']!().cableIds.map((id, i) => [id, i]));
  const heat = { name: 'load', values };
  const svg = await draw('dual-tor', { detail: 'full', marks, heat });
  expect(svg).toContain('.mark-removed{stroke-dasharray');
  expect(svg).toMatch(/<rect class="[^"]*ghost"/);
  const hot = svg.slice(svg.indexOf('class="hot-links"'), svg.indexOf('class="boxes"'));
  expect(hot.match(/<path /g)).toHaveLength(values.size);
  const looks = [...hot.matchAll(/class="link (heat-\d)"/g)].map(([, look]) => look);
  expect(new Set(looks).size).toBeGreaterThanOrEqual(5);
  expect(looks).toEqual([...looks].sort());
  expect(svg).toContain('load 0 to ');
});

test('a picture without an overlay has nothing of them', async () => {
  expect(await draw('dual-tor')).not.toMatch(/removed|added|changed|warning|heat|ghost|hot/);
});

test('marks are told by more than colour', async () => {
  const svg = await draw('deepseek-v3', {
    marks: [
      { id: 'compute/p0/spine3', mark: 'down' },
      { id: 'h0/nic0', mark: 'cut-off' },
    ],
  });
  expect(svg).toContain('1 of 32 spines down');
  expect(svg).toContain('url(#pattern-down)');
  expect(svg).toContain('url(#pattern-cut-off)');
});
