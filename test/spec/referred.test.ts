import { describe, expect, it } from 'vitest';
import { build } from '../../src/build/build.js';
import { base, findingsOf, loadFiles } from './several-files.js';

const csvOf = (lines: readonly string[]) => `a,b,gbps\n${lines.map((l) => `${l}\n`).join('')}`;

/** The base with its cables in a CSV file, and whatever else. */
const withCsv = (csv: string, more: object = {}) => ({
  'top.json': { ...base, planes: { mgmt: { ...base.planes.mgmt, cables: 'c.csv' } }, ...more },
  'c.csv': csv,
});

const cablesOf = (csv: string) => loadFiles(withCsv(csv)).topology?.planes.mgmt?.cables as unknown;

describe('cables from a CSV file', () => {
  it('are those of its lines, with a speed where one is given', () => {
    const csv = csvOf(['h0/nic0:0,sw0:0,', 'h[1-2]/nic0:0,sw0:[1-2],50', 'h3/nic0:0,sw0:3,2.5e1']);
    const expected = [
      ['h0/nic0:0', 'sw0:0'],
      { ends: ['h[1-2]/nic0:0', 'sw0:[1-2]'], gbps: 50 },
      { ends: ['h3/nic0:0', 'sw0:3'], gbps: 25 },
    ];
    const slow = withCsv(csv, {
      switchModels: { big: { ...base.switchModels.big, splits: [2, 4] } },
    });
    expect(loadFiles(slow).sources.value).toMatchObject({ planes: { mgmt: { cables: expected } } });
    const whole = csvOf(['h0/nic0:0,sw0:0,', 'h1/nic0:0,sw0:1,100']);
    const cables = [['h0/nic0:0', 'sw0:0'], { ends: ['h1/nic0:0', 'sw0:1'], gbps: 100 }];
    expect(cablesOf(whole)).toEqual(cables);
    expect(cablesOf(whole.replaceAll('\n', '\r\n'))).toEqual(cables);
    expect(cablesOf(whole.trimEnd())).toEqual(cables);
    expect(cablesOf('a,b,gbps')).toEqual([]);
  });

  it.each([
    ['', 'c.csv:1:1 files-csv-header'],
    ['a,b\n', 'c.csv:1:1 files-csv-header'],
    ['a;b;gbps\nx;y;1\n', 'c.csv:1:1 files-csv-header'],
    ['A,B,Gbps\n', 'c.csv:1:1 files-csv-header'],
    ['\ufeffa,b,gbps\n', 'c.csv:1:1 files-content'],
    ['a,b,gbps\n\n', 'c.csv:2:1 files-csv-line'],
    ['a,b,gbps\nx,y\n', 'c.csv:2:1 files-csv-line'],
    ['a,b,gbps\nx,y,1,\n', 'c.csv:2:1 files-csv-line'],
    ['a,b,gbps\n"x",y,\n', 'c.csv:2:1 files-csv-line'],
    ['a,b,gbps\n,y,\n', 'c.csv:2:1 files-csv-line'],
    ['a,b,gbps\nx,y,0x10\n', 'c.csv:2:5 files-csv-gbps'],
    ['a,b,gbps\nx,y,1,000\n', 'c.csv:2:1 files-csv-line'],
    ['a,b,gbps\nx,y,NaN\n', 'c.csv:2:5 files-csv-gbps'],
    ['a,b,gbps\nx,y,\r\r\n', 'c.csv:2:5 files-csv-gbps'],
  ])('%j is a finding', (csv, found) => {
    expect(findingsOf(withCsv(csv))).toEqual([found]);
  });

  it('are found wrong at their line and field, all at once', () => {
    const csv = csvOf([
      'h0/nic0:0,sw0:0,200',
      'h1/nic0:0,sw0:1,slow',
      'h2/nic0:0,sw9:2,',
      'h9/nic0:0,sw0:3,',
      'h[3-4]/nic0:0,sw0:5,',
      'h2/nic0:0,sw0:6,1e9',
    ]);
    expect(findingsOf(withCsv(csv))).toEqual([
      'c.csv:2:1 cable-list-too-fast',
      'c.csv:3:17 files-csv-gbps',
      'c.csv:4:11 cable-list-no-port',
      'c.csv:5:1 cable-list-no-port',
      'c.csv:6:1 cable-list-lengths',
      'c.csv:7:17 structure-value',
    ]);
  });

  it('are told about a thousand times, and then counted', () => {
    const { findings } = loadFiles(withCsv(csvOf(Array.from({ length: 5000 }, () => 'x,y'))));
    expect(findings.length).toBe(1001);
    expect(findings.at(-1)).toMatchObject({ code: 'structure-more', args: { count: 4000 } });
  });

  it('stay as fast as a list of 300,000 lines needs', () => {
    const lines = Array.from({ length: 300_000 }, (_, i) => `h${i}/nic0:0,sw${i}:0,`);
    const files = withCsv(csvOf(lines), {
      hosts: { h: { ...base.hosts.h, count: 300_000 } },
    });
    files['top.json'].planes.mgmt = {
      switches: { sw: { model: 'big', count: 300_000 } },
      cables: 'c.csv',
    } as never;
    const started = process.hrtime.bigint();
    const { sources } = loadFiles(files, { maxBytes: 1e8, maxCables: 1 });
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    expect(sources.value).toMatchObject({ planes: { mgmt: { cables: { length: 300_000 } } } });
    // Not a benchmark: it takes less than a second on a quiet machine.
    expect(seconds).toBeLessThan(10);
  });

  it('may be those of several plane sets, in one file', () => {
    const two = { 'top.json': { ...base, planes: { x: base.planes.mgmt, y: base.planes.mgmt } } };
    const sets = two['top.json'].planes as Record<string, { cables: unknown }>;
    sets.x = { ...base.planes.mgmt, cables: 'c.csv' };
    sets.y = { ...base.planes.mgmt, cables: './c.csv' };
    const files = { ...two, 'c.csv': csvOf(['sw0:0,sw0:1']) };
    expect(findingsOf(files)).toEqual(['c.csv:2:1 files-csv-line']);
  });
});

describe('maps in files', () => {
  const named = { labels: 'l.json', prices: 'p.json', rates: 'r.json' };
  const files = {
    'top.json': { ...base, ...named },
    'l.json': { 'mgmt/p0/sw0': 'oob-r1-a' },
    'p.json': { currency: 'USD', switches: { big: 1 } },
    'r.json': { 'switch:*': { failuresPerYear: 0.1, repairHours: 4 } },
  };

  it('stand in the document in place of the path', () => {
    const { topology, findings } = loadFiles(files);
    expect(findings).toEqual([]);
    expect(topology).toMatchObject({
      labels: files['l.json'],
      prices: files['p.json'],
      rates: files['r.json'],
    });
  });

  it('do not keep a fabric from being built when they are not there', () => {
    const { topology, findings } = loadFiles({ 'top.json': files['top.json'] });
    expect(findings.map(({ code, place }) => [code, place.pointer])).toEqual([
      ['files-read', '/labels'],
      ['files-read', '/prices'],
      ['files-read', '/rates'],
    ]);
    expect(build(topology!).graph.size).toBe(4);
    const list = { ...base.planes.mgmt, cables: 'no.csv' };
    expect(loadFiles({ 'top.json': { ...base, planes: { mgmt: list } } }).topology).toBeNull();
  });

  it.each([
    ['a list', '[]'],
    ['a path', '"l.json"'],
    ['null', 'null'],
  ])('are objects, not %s', (_, text) => {
    expect(findingsOf({ ...files, 'l.json': text })).toEqual([
      expect.stringMatching(/^top\.json:\d+:13 files-no-object$/),
    ]);
  });

  it('are judged where they stand', () => {
    const wrong = {
      ...files,
      'l.json': '{ "mgmt/p0/sw0": 5, "a": "x",\n "a": "y" }',
      'p.json': { swiches: { big: 1 } },
      'r.json': { 'switch:*': { failuresPerYear: -1, repairHours: 4 } },
    };
    const found = findingsOf(wrong);
    expect(found).toEqual(
      expect.arrayContaining([
        'l.json:1:18 structure-value',
        'l.json:2:2 structure-duplicate-key',
        'p.json:2:3 structure-unknown-key',
        'r.json:3:24 structure-value',
      ]),
    );
  });
});

describe('a path', () => {
  it('is relative to the file that writes it, whoever is on top', () => {
    const files = {
      'top.json': { extends: 'site/base.json', labels: 'labels/top.json' },
      'site/base.json': {
        ...base,
        prices: '../prices.json',
        labels: 'labels/site.json',
        planes: { mgmt: { ...base.planes.mgmt, cables: 'c.csv' } },
      },
      'labels/top.json': {},
      'prices.json': {},
      'site/c.csv': csvOf(['h0/nic0:0,sw0:0,']),
    };
    const { findings, asked } = loadFiles(files);
    expect(findings).toEqual([]);
    expect(asked.sort()).toEqual([
      'labels/top.json',
      'prices.json',
      'site/base.json',
      'site/c.csv',
    ]);
  });

  it('that is refused is a finding where it is written', () => {
    const files = {
      'top.json': { extends: 'site/base.json', rates: '/r.json' },
      'site/base.json': { ...base, prices: '../../../p.json' },
    };
    expect(findingsOf(files)).toEqual([
      'top.json:3:12 files-path',
      expect.stringMatching(/^site\/base\.json:\d+:13 files-path$/),
    ]);
  });

  it('behind a misspelt key is not followed', () => {
    const set = { switches: base.planes.mgmt.switches, cabels: 'c.csv' };
    const files = { 'top.json': { ...base, planes: { mgmt: set } }, 'c.csv': csvOf([]) };
    expect(findingsOf(files)).toEqual([
      expect.stringMatching(/^top\.json.* structure-unknown-key$/),
    ]);
    expect(loadFiles(files).topology).toBeNull();
  });
});

describe('findings in several files', () => {
  const model = { model: 'bog' };

  it('stand in the top-most file that has the place', () => {
    const nics = (count: unknown) => ({ h: { nics: { nic: { count } } } });
    const files = (top: object, middle: object, below: object) => ({
      'top.json': { extends: 'm.json', ...top },
      'm.json': { extends: 'b.json', ...middle },
      'b.json': { ...base, ...below },
    });
    const fileOf = (...all: [object, object, object]) =>
      findingsOf(files(...all)).map((found) => found.split(':')[0]);
    expect(fileOf({ hosts: nics(0) }, { hosts: nics(1) }, {})).toEqual(['top.json']);
    expect(fileOf({ hosts: nics(2) }, { hosts: nics(0) }, {})).toEqual([]);
    expect(fileOf({ title: 'x' }, { hosts: nics(0) }, {})).toEqual(['m.json']);
    expect(fileOf({ hosts: { h: { gpus: 8 } } }, {}, { hosts: { h: { count: 0 } } })).toEqual(
      expect.arrayContaining(['b.json']),
    );
    // What is missing is missing where most of the way to it stands, above all others.
    const set = { oob: { attach: { nics: ['h/nic'] }, fatTree: { leaf: {} } } };
    expect(fileOf({ planes: set }, {}, {})).toEqual(['top.json']);
    expect(fileOf({}, { planes: { mgmt: { switches: { sw: model } } } }, {})).toEqual(['m.json']);
  });

  it('keep the lines of their own file', () => {
    const files = {
      'top.json': { extends: 'b.json', tilte: 'x', expect: { 'mgmt/p7': { hosts: 1 } } },
      'b.json': { ...base, sorce: 'y' },
    };
    expect(findingsOf(files)).toEqual([
      'top.json:3:3 structure-unknown-key',
      'top.json:5:5 reference-scope',
      expect.stringMatching(/^b\.json:39:3 structure-unknown-key$/),
    ]);
  });
});
