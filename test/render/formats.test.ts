import { expect, test } from 'vitest';
import { diagram } from '../../src/diagram/diagram.js';
import { dot } from '../../src/render/dot.js';
import { formatOf, wrongName } from '../../src/render/formats.js';
import { mermaid } from '../../src/render/mermaid.js';
import { lineColour } from '../../src/render/theme.js';
import { fabrics, tree } from '../diagram/fabrics.js';
import { families } from '../diagram/families.js';
import { options } from '../diagram/options.js';
import { tool } from '../tool.js';

test('a format is told by how the file is called', () => {
  const asked = ['a.svg', 'A.SVG', 'a.mmd', 'a.dot', 'a.gv', 'a', 'svg', 'a.txt'].map(formatOf);
  expect(asked).toEqual(['svg', 'svg', 'mermaid', 'dot', 'dot', null, null, null]);
});

test('an image is not written under a name that promises another one', () => {
  expect(wrongName('a.svg')).toBeNull();
  expect(wrongName('a.PNG')).toBe(
    'a.PNG: PNG is not written: draw fabric.svg, then rsvg-convert -f png -o fabric.png fabric.svg',
  );
  expect(wrongName('a.webp')).toBe('a.webp: WEBP is not written');
});

const words =
  /^(---|flowchart TB| *end|title: ".*"|acc(Title|Descr): [^;#%{}\n]+| *subgraph f[\dp]+\["[^"[\]]+"\]| *style f[\dp]+ [a-z]+:.+| *n\d+\["[^"[\]]+"\]|notes\["[^"[\]]+"\]|n\d+ (---|-\.-)\|"[^"|]+"\| n\d+|classDef [\w-]+ [\w:#,-]+( 3)?|class n[\dn,]+ [\w-]+|linkStyle [\d,]+ [^ ]+|)$/;

const known = { ...fabrics, ...families };
const names = Object.keys(known);

test.each(names)('%s as Mermaid: known lines only, every box and every link', (name) => {
  const picture = diagram(known[name]!(), options());
  const lines = mermaid(picture).split('\n');
  expect(lines.filter((line) => !words.test(line))).toEqual([]);
  const links = lines.filter((line) => /^n\d+ (---|-\.-)/.test(line));
  const ends = links.flatMap((line) => line.match(/\bn\d+\b/g)!);
  const boxes = lines.flatMap((line) => /^ *(n\d+)\[/.exec(line)?.[1] ?? []);
  expect(new Set(boxes).size).toBe(boxes.length);
  for (const end of ends) expect(boxes).toContain(end);
  expect(links.length).toBeLessThanOrEqual(80);
  const classed = lines.flatMap((line) => /^class (\S+) /.exec(line)?.[1]?.split(',') ?? []);
  expect(classed.sort()).toEqual([...boxes].sort());
});

test('Mermaid says what all cables of a row carry', () => {
  const text = mermaid(diagram(fabrics['deepseek-v3']!(), options()));
  expect(text).toContain('---|"2,048 × 400G, 819.2 Tb/s"|');
  expect(text).toContain('["2,048 hosts<br>18,432 NICs<br>64 units"]');
});

test.each(names)('Graphviz reads %s: as many boxes and links as there are', (name) => {
  const picture = diagram(known[name]!(), options());
  const text = dot(picture);
  const read = tool('gc', ['-n', '-e'], text);
  const inRows = new Map<string, number>();
  for (const { frame, row } of picture.boxes) {
    inRows.set(`${frame} ${row}`, (inRows.get(`${frame} ${row}`) ?? 0) + 1);
  }
  const order = [...inRows.values()].reduce((all, count) => all + count - 1, 0);
  const [boxes, links] = read.trim().split(/\s+/).map(Number);
  expect([boxes, links]).toEqual([picture.boxes.length, picture.links.length + order]);
});

test('a figure colours lines in every format, and says its scale', () => {
  const fabric = fabrics['dual-tor']!();
  const values = new Map(fabric.cableIds.map((id, i) => [id, i]));
  const picture = diagram(fabric, options({ heat: { name: 'load', values } }));
  const hot = picture.links.filter(({ heat }) => typeof heat === 'number');
  expect(hot).toHaveLength(picture.links.length);
  const colours = new Set(hot.map(lineColour));
  expect(colours.size).toBeGreaterThanOrEqual(3);
  const text = dot(picture);
  for (const colour of colours) expect(text).toContain(`color="${colour}", penwidth`);
  expect(text).toContain('From light to dark: load 0 to ');
  // Joined lines have the colour of the hottest.
  const most = hot.reduce((max, { heat }) => Math.max(max, heat ?? 0), 0);
  const hottest = lineColour({ ...hot[0]!, heat: most });
  expect(mermaid(picture)).toContain(`stroke:${hottest}`);
  expect(mermaid(picture)).toContain('From light to dark: load 0 to ');
});

const hostile = ['a"];end', '\\"\\N', '<b>&amp;', 'x\ny\u202ez', '#35;`|{}', '---'];

test.each(hostile)('the name %j stays text', (name) => {
  const fabric = tree({
    name,
    groups: [{ name, count: 3 }],
    sets: [{ id: name, nic: name, nics: 2, gbps: 400, hostsPerUnit: 2, spines: 1, up: 2 }],
  });
  const titleBlock = { title: name, name, facts: [name], source: name };
  const picture = diagram(fabric, options({ titleBlock }));
  const lines = mermaid(picture).split('\n');
  expect(lines.filter((line) => !words.test(line))).toEqual([]);
  const read = tool('gc', ['-n'], dot(picture));
  expect(Number(read.trim().split(/\s+/)[0])).toBe(picture.boxes.length);
});
