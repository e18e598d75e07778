import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { load } from '../../src/pipeline.js';
import { base, findingsOf, loadFiles } from './several-files.js';

const mergedValue = (files: Parameters<typeof loadFiles>[0]) => {
  const { sources, findings } = loadFiles(files);
  expect(findings).toEqual([]);
  return JSON.parse(JSON.stringify(sources.value));
};

describe('extends', () => {
  it('is the base with the file on top', () => {
    const value = mergedValue({
      'top.json': { name: 'top', extends: 'base.json', hosts: { h: { count: 5, gpus: 8 } } },
      'base.json': base,
    });
    expect(value).toEqual({
      ...base,
      name: 'top',
      hosts: { h: { count: 5, nics: base.hosts.h.nics, gpus: 8 } },
    });
  });

  it('is a chain, in which null deletes what is below and lists are replaced', () => {
    const value = mergedValue({
      'top.json': { name: 'top', extends: 'site/middle.json', source: null, title: 'Top' },
      'site/middle.json': {
        extends: '../parts/base.json',
        title: null,
        source: 'somewhere',
        planes: { mgmt: { cables: [['h0/nic0:0', 'sw0:7']] }, spare: { attach: null } },
        hosts: { h: { nics: { spare: null } } },
      },
      'parts/base.json': {
        ...base,
        title: 'Base',
        planes: {
          ...base.planes,
          spare: { attach: { nics: ['h/nic'] }, switches: {}, cables: [] },
        },
      },
    });
    expect(value.title).toBe('Top');
    expect(value.source).toBeUndefined();
    expect(value.planes.mgmt.cables).toEqual([['h0/nic0:0', 'sw0:7']]);
    expect(value.planes.spare).toEqual({ switches: {}, cables: [] });
  });

  it('leaves a file alone that extends none, and null is no value there', () => {
    expect(findingsOf({ 'top.json': { ...base, title: null } })).toEqual([
      'top.json:39:12 structure-value',
    ]);
    const below = { ...base, hosts: { h: { ...base.hosts.h, gpus: null } } };
    expect(findingsOf({ 'top.json': { extends: 'b.json' }, 'b.json': below })).toEqual([
      expect.stringMatching(/^b\.json:\d+:\d+ structure-value$/),
    ]);
  });

  it('reads a file as often as it stands in the chain, and none that is refused', () => {
    const { asked } = loadFiles({
      'top.json': { extends: 'a.json', labels: '/etc/passwd', prices: '../../x.json' },
      'a.json': { extends: '../../outside.json' },
    });
    expect(asked).toEqual(['a.json']);
  });

  it('may be sixteen files long, and not longer', () => {
    const chain = (length: number) =>
      Object.fromEntries(
        Array.from({ length }, (_, i) => [
          i === 0 ? 'top.json' : `${i}.json`,
          i === length - 1 ? base : { extends: `${i + 1}.json` },
        ]),
      );
    expect(findingsOf(chain(16))).toEqual([]);
    expect(findingsOf(chain(17))).toEqual(['15.json:2:14 files-chain']);
  });

  it.each([
    ['itself', { 'top.json': { extends: 'top.json' } }, 'top.json'],
    ['itself by another name', { 'top.json': { extends: './x/../top.json' } }, 'top.json'],
    ['a chain', { 'top.json': { extends: 'a.json' }, 'a.json': { extends: 'top.json' } }, 'a.json'],
    [
      'a chain below',
      { 'top.json': { extends: 'a.json' }, 'a.json': { extends: 'a.json' } },
      'a.json',
    ],
  ])('of %s is found where it closes', (_, files, file) => {
    expect(findingsOf(files)).toEqual([`${file}:2:14 files-cycle`]);
  });

  it('of what cannot be read is the only finding about what is missing', () => {
    const files = {
      'top.json': { extends: 'b.json', hosts: { h: { count: 'many', nics: null } }, labels: {} },
      'b.json': '{ "planes": ',
    };
    expect(findingsOf(files)).toEqual([
      'top.json:5:16 structure-value',
      'b.json:1:12 files-content',
    ]);
    const missing = { 'top.json': { extends: 'no.json', planes: { mgmt: { cables: null } } } };
    expect(findingsOf(missing)).toEqual(['top.json:2:14 files-read']);
    const misspelt = { 'top.json': { extend: 'base.json' }, 'base.json': base };
    expect(findingsOf(misspelt)).toEqual(['top.json:2:3 structure-unknown-key']);
  });

  it('of a file in which a key stands twice is not judged', () => {
    const twice = JSON.stringify(base).replace('"count":4', '"count":4,"count":400');
    const { topology, findings } = loadFiles({
      'top.json': { extends: 'b.json' },
      'b.json': twice,
    });
    expect(topology).toBeNull();
    expect(findings.map(({ code, place }) => [code, place.pointer, place.file])).toEqual([
      ['structure-duplicate-key', '/hosts/h/count', 'b.json'],
    ]);
  });

  it('without a way to read other files is a finding', () => {
    const bytes = Buffer.from('{ "name": "x", "extends": "base.json" }');
    expect(load({ file: 'x.json', bytes }).findings).toMatchObject([
      { code: 'files-read', args: { problem: 'no way to read other files was given' } },
    ]);
  });
});

describe('files together', () => {
  const files = {
    'top.json': { name: 'top', extends: 'base.json', labels: 'labels.json' },
    'base.json': base,
    'labels.json': { 'mgmt/p0/sw0': 'oob-r1-a' },
  };
  const sizes = Object.values(files).map((file) => JSON.stringify(file, null, 2).length);
  const total = sizes.reduce((sum, size) => sum + size, 0);

  it('obey the limit of bytes', () => {
    expect(findingsOf(files, { maxBytes: total })).toEqual([]);
    expect(findingsOf(files, { maxBytes: total - 1 })).toEqual(['top.json:4:13 files-read']);
    const [problem] = loadFiles(files, { maxBytes: total - 1 }).findings;
    expect(problem!.args.problem).toBe(
      `the files have together ${total} bytes, more than the limit of ${total - 1}; raise it with --max-bytes`,
    );
  });

  it('count as often as they are named', () => {
    const lists = (count: number) => ({
      'top.json': {
        ...base,
        planes: Object.fromEntries(
          Array.from({ length: count }, (_, i) => [`set-${'abcdef'[i]}`, { cables: 'c.csv' }]),
        ),
      },
      'c.csv': `a,b,gbps\n${'x'.repeat(3000)},y,\n`,
    });
    const found = (count: number) =>
      loadFiles(lists(count), { maxBytes: 10_000 }).findings.filter(
        ({ code }) => code === 'files-read',
      ).length;
    expect([found(1), found(3), found(6)]).toEqual([0, 0, 3]);
  });
});

describe('whatever stands in the files', () => {
  const path = fc.constantFrom(
    'a.json',
    'b.json',
    'c.csv',
    './top.json',
    '../a.json',
    '',
    '/a',
    'x',
  );
  const any = fc.oneof(path, fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>);
  const set = fc.record({ attach: any, switches: any, cables: any }, { requiredKeys: [] });
  const document = fc.record(
    {
      extends: any,
      name: fc.constantFrom('x', null, 5),
      planes: fc.oneof(
        any,
        fc.dictionary(fc.constantFrom('p', 'q', '__proto__'), fc.oneof(any, set)),
      ),
      hosts: any,
      labels: any,
      prices: any,
      rates: any,
    },
    { requiredKeys: [] },
  );
  const line = fc.constantFrom(
    'h0/nic0:0,sw0:0,',
    'x,y,5',
    'x,y,fast',
    'x,y',
    '"x",y,',
    '',
    '\u00e9',
  );
  const csv = fc
    .tuple(fc.constantFrom('a,b,gbps', 'a,b,gbps', 'a;b'), fc.array(line, { maxLength: 5 }))
    .map(([header, lines]) => [header, ...lines].join('\r\n'));

  it('becomes findings with a place in one of them', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(document, document, fc.oneof(document, any), csv, (top, a, b, list) => {
        const files = { 'top.json': top, 'a.json': a, 'b.json': b, 'c.csv': list };
        const { findings, sources } = loadFiles(files, { maxCables: 1000 });
        const locations = sources.locate(findings.map(({ place }) => place));
        expect(locations.length).toBe(findings.length);
        locations.forEach(({ file, line, excerpt }, i) => {
          const content = files[file as keyof typeof files];
          const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2);
          expect(text.split(/\r?\n/)[line - 1]).toContain(excerpt);
          seen.add(findings[i]!.code);
        });
      }),
      { seed: 11, numRuns: 2000 },
    );
    expect([...seen].filter((code) => code.startsWith('files-')).sort()).toEqual([
      'files-content',
      'files-csv-gbps',
      'files-csv-header',
      'files-csv-line',
      'files-cycle',
      'files-no-object',
      'files-no-path',
      'files-path',
      'files-read',
    ]);
  });
});
