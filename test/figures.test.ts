import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { isFocus, tooLarge } from '../src/diagram/limits.js';
import { diagramOf, type Picture } from '../src/draw.js';
import { layout } from '../src/layout/layout.js';
import { load, open } from '../src/pipeline.js';
import { renderSvg } from '../src/render/svg.js';
import { expectFile, expectLargeFile } from './expected.js';
import { gallery, galleryRead, gallerySource, largeGallery } from './gallery.js';
import { faultsOf, pageFaults } from './layout/geometry.js';
import { tool } from './tool.js';

const docs = join(import.meta.dirname, '../docs');
const levels = ['overview', 'plane'] as const;

describe.each(gallery)('%s', (name) => {
  const { subject } = open(load(gallerySource(name), { read: galleryRead }))!;
  const { fabric } = subject;

  test.each(levels)('%s is drawn as in docs/figures', async (detail) => {
    const picture = diagramOf(subject, { detail });
    const placed = await layout(picture);
    expect(faultsOf(placed).slice(0, 5)).toEqual([]);
    expect(pageFaults(placed)).toEqual([]);
    const svg = renderSvg(placed);
    expect(XMLValidator.validate(svg)).toBe(true);
    if (detail === 'overview') {
      expect(svg.length).toBeLessThan(150_000);
      // elkjs counts across calls; nothing of that may be seen.
      expect(renderSvg(await layout(picture)) === svg).toBe(true);
      expect(tool('rsvg-convert', ['--width=300'], svg)).toContain('PNG');
    }
    expectLargeFile(join(docs, 'figures', `${name}.${detail}.svg`), svg);
  });

  test('nothing is in the way of anything at the other levels', async () => {
    const ends = [fabric.hostIds[0], fabric.vertexIds.at(-1), fabric.planes.at(-1)?.id];
    const focused = ends.flatMap((focus) => focus ?? []).filter((id) => isFocus(fabric, id));
    const whole = tooLarge(fabric, { detail: 'full' }) === null ? (['full'] as const) : [];
    const asked: Picture[] = [
      ...whole.map((detail) => ({ detail })),
      ...focused.map((focus) => ({ detail: 'overview' as const, focus })),
    ];
    for (const one of asked) {
      const placed = await layout(diagramOf(subject, one));
      expect(faultsOf(placed).slice(0, 5), JSON.stringify(one)).toEqual([]);
    }
  });
});

test('there are figures of the gallery and of nothing else', () => {
  const names = [...gallery, ...largeGallery].map((name) => name.replace('large/', ''));
  const files = names.flatMap((name) => levels.map((level) => `${name}.${level}.svg`));
  expect(readdirSync(join(docs, 'figures')).sort()).toEqual(files.sort());
});

test('docs/figures.md shows them all', () => {
  const file = join(docs, 'figures.md');
  const section = /(<!-- figures -->\n)[\s\S]*?(<!-- end -->)/;
  const body = readFileSync(file, 'utf8');
  expect(body).toMatch(section);
  const all = [...gallery, ...largeGallery].map(shown).join('\n');
  expectFile(
    file,
    body.replace(section, (_, start, end) => `${start}${all}\n${end}`),
  );
});

function shown(name: string): string {
  const { title } = load(gallerySource(name), { read: galleryRead, maxCables: 3_000_000 })
    .topology!;
  const figure = `figures/${name.replace('large/', '')}`;
  expect(existsSync(join(docs, `${figure}.overview.svg`)), figure).toBe(true);
  return [
    `## ${title}`,
    '',
    `[![The overview of ${title}](${figure}.overview.svg)](${figure}.overview.svg)`,
    '',
    `[One plane](${figure}.plane.svg) · [the topology](../topologies/${name}.json)`,
    '',
  ].join('\n');
}
