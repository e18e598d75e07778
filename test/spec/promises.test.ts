import { describe, expect, it } from 'vitest';
import { changed, loadDocument, problems } from './documents.js';

/** Two sets: `compute` of eight planes and `mgmt` of one, without a family. */
const sets = {
  '/planes/compute/attach': { nics: ['h/nic'], onePlanePer: 'rail', hostsPerUnit: 4 },
  '/planes/mgmt': {
    attach: { nics: ['g/nic'] },
    switches: { sw: { model: 'big', count: 2 }, top: { model: 'big' } },
    cables: [['g[0-1]/nic0:0', 'sw[0-1]:0']],
  },
  '/groups': { row: { of: ['host:h*'], every: 4 } },
};

const found = (expected: unknown, more: Readonly<Record<string, unknown>> = {}) =>
  problems(loadDocument(changed({ ...sets, ...more, '/expect': expected })));

const words = (expected: unknown) =>
  loadDocument(changed({ ...sets, '/expect': expected })).findings.map(({ args }) => args);

describe('promises that exclude each other', () => {
  it.each<[string, unknown, string[]]>([
    ['the same', { 'compute/p*': { endpoints: 8 }, 'compute/p3': { endpoints: 8 } }, []],
    [
      'a glob and a plane',
      { 'compute/p*': { endpoints: 8 }, 'compute/p3': { endpoints: 7 } },
      ['reference-contradiction /expect/compute~1p3/endpoints'],
    ],
    [
      'two globs, told once',
      { 'compute/p*': { endpoints: 8 }, 'compute/p[1-3]': { endpoints: 7 } },
      ['reference-contradiction /expect/compute~1p[1-3]/endpoints'],
    ],
    [
      'globs without a common plane',
      { 'compute/p0': { endpoints: 8 }, 'compute/p[1-3]': { endpoints: 7 } },
      [],
    ],
    [
      'every set and one set',
      { '*': { hosts: { min: 3 } }, mgmt: { hosts: 2 } },
      ['reference-contradiction /expect/mgmt/hosts'],
    ],
    [
      'a set of one plane and that plane',
      { mgmt: { ports: { max: 4 } }, 'mgmt/p0': { ports: { min: 5 } } },
      ['reference-contradiction /expect/mgmt~1p0/ports'],
    ],
    ['a set and one of its planes', { compute: { ports: 32 }, 'compute/p0': { ports: 8 } }, []],
    [
      'ranges that only touch',
      { '*/p0': { ports: { max: 4 } }, 'mgmt/p0': { ports: { min: 4, max: 9 } } },
      [],
    ],
    [
      'three ranges, of which two exclude each other',
      {
        'compute/p*': { ports: { min: 4 } },
        'compute/p0': { ports: { max: 9 } },
        'compute/p[0-1]': { ports: 10 },
      },
      ['reference-contradiction /expect/compute~1p[0-1]/ports'],
    ],
    [
      'tiers and ratios',
      {
        'compute/p*': { switches: { leaf: 2, spine: 1 }, oversubscription: { leaf: '1:1' } },
        'compute/p0': { switches: { leaf: 2, spine: 2 }, oversubscription: { leaf: '2:1' } },
      },
      [
        'reference-contradiction /expect/compute~1p0/switches/spine',
        'reference-contradiction /expect/compute~1p0/oversubscription/leaf',
      ],
    ],
    [
      'a ratio written in two ways',
      {
        'compute/p*': { oversubscription: { leaf: '1:1' } },
        'compute/p0': { oversubscription: { leaf: '4:4' } },
      },
      [],
    ],
  ])('%s', (_, expected, codes) => {
    expect(found(expected)).toEqual(codes);
  });

  it('name both keys and what they promise', () => {
    const expected = { 'compute/p*': { endpoints: { max: 8 } }, 'compute/p1': { endpoints: 9 } };
    expect(words(expected)).toEqual([
      {
        measure: 'endpoints',
        scope: 'compute/p1',
        by: 'compute/p1',
        promised: '9',
        otherBy: 'compute/p*',
        otherPromised: 'at most 8',
      },
    ]);
  });

  it('are of one expect: a scenario may promise less', () => {
    const expected = { compute: { endpointsCutOff: 0 } };
    const scenario = { fail: ['plane:compute/p0'], expect: { compute: { endpointsCutOff: 8 } } };
    expect(found(expected, { '/scenarios/s': scenario })).toEqual([]);
  });

  it('are found although nothing can be built', () => {
    const expected = { 'compute/p*': { planes: 1 }, 'compute/p0': { planes: 2 } };
    expect(found(expected, { '/planes/compute/fatTree/spine/model': 'none' })).toEqual([
      'reference-switch-model /planes/compute/fatTree/spine/model',
      'reference-contradiction /expect/compute~1p0/planes',
    ]);
  });
});

describe('promises about too many numbers', () => {
  const manyPlanes = { '/hosts/h/nics/nic/count': 4000 };
  const tooMany = Object.fromEntries(
    Array.from({ length: 100 }, (_, i) => [`compute/p[0-${i}]`, { ports: 8 }]),
  );

  it('are left out, and said', () => {
    const { topology, findings } = loadDocument(
      changed({ ...sets, ...manyPlanes, '/expect': tooMany }),
    );
    expect(findings.map(({ code, place }) => `${code} ${place.pointer}`)).toEqual([
      'size-limit-promises /expect',
    ]);
    expect(topology?.expect ?? {}).toEqual({});
  });

  it('in a scenario take that scenario with them, and those behind it', () => {
    const scenario = (expected: unknown) => ({ fail: ['plane:compute/p0'], expect: expected });
    const scenarios = {
      few: scenario({ compute: { planes: 1 } }),
      many: scenario(tooMany),
      late: scenario({ compute: { planes: 1 } }),
    };
    const loaded = loadDocument(changed({ ...sets, ...manyPlanes, '/scenarios': scenarios }));
    expect(problems(loaded)).toEqual([
      'size-limit-promises /scenarios/many',
      'size-limit-promises /scenarios/late',
    ]);
    expect(Object.keys(loaded.topology?.scenarios ?? {})).toEqual(['few']);
  });

  it('are not those of plane sets, of patterns over few planes, and of single parts', () => {
    const expected = Object.fromEntries(
      Array.from({ length: 900 }, (_, i) => [
        `host:h${i % 8}--host:h[0-${i}]`,
        { capacityGbps: 1 },
      ]),
    );
    expect(found({ ...expected, compute: { planes: 4 }, 'compute/p*': { ports: 8 } })).toEqual([]);
  });
});

describe('numbers that nothing can be', () => {
  it.each<[string, unknown, string[]]>([
    [
      'a count with a fraction',
      { compute: { planes: 1.5 } },
      ['reference-number /expect/compute/planes'],
    ],
    [
      'an end of a range',
      { compute: { switches: { leaf: { min: 0.5, max: -3 } } } },
      [
        'reference-number /expect/compute/switches/leaf/min',
        'reference-number /expect/compute/switches/leaf/max',
      ],
    ],
    [
      'less than nothing',
      { compute: { bisectionGbps: { min: -1 } } },
      ['reference-number /expect/compute/bisectionGbps/min'],
    ],
    ['a share', { compute: { bisectionRatio: 0.5, bisectionKept: { min: 0.25 } } }, []],
    [
      'an empty range',
      { compute: { hosts: { min: 2, max: 1 } } },
      ['reference-range /expect/compute/hosts'],
    ],
  ])('%s', (_, expected, codes) => {
    expect(found(expected)).toEqual(codes);
  });

  it('are left out, and the fabric is built', () => {
    const promised = { compute: { planes: 1.5, switches: { leaf: { min: -1 }, spine: 4 } } };
    const { topology } = loadDocument(changed({ ...sets, '/expect': promised }));
    expect(topology?.expect).toEqual({ compute: { switches: { spine: 4 } } });
  });
});

describe('measures that a scope does not have', () => {
  it.each<[string, unknown, string[]]>([
    [
      'planes of endpoints',
      { 'host:h*': { planes: 1, hosts: 8, cables: { endpoint: 3 } } },
      ['reference-measure /expect/host:h*/planes', 'reference-measure /expect/host:h*/cables'],
    ],
    [
      'capacity of a set',
      { compute: { capacityGbps: 1 } },
      ['reference-measure /expect/compute/capacityGbps'],
    ],
    [
      'capacity of a selector',
      { 'host:h0': { capacityGbps: 1 } },
      ['reference-measure /expect/host:h0/capacityGbps'],
    ],
    [
      'anything else between two',
      { 'host:h0--host:h1': { capacityGbps: 1, endpoints: 2 } },
      ['reference-measure /expect/host:h0--host:h1/endpoints'],
    ],
    ['within groups', { compute: { cables: { 'within:row': 0, 'leaf-leaf': 0 } } }, []],
    [
      'a group that is not declared',
      { compute: { cables: { 'within:rows': 0 } } },
      ['reference-tier /expect/compute/cables/within:rows'],
    ],
    [
      'tiers of another set',
      { mgmt: { switches: { sw: 2, leaf: 1 }, cables: { 'sw-top': 0, 'leaf-sw': 0 } } },
      ['reference-tier /expect/mgmt/switches/leaf', 'reference-tier /expect/mgmt/cables/leaf-sw'],
    ],
    ['all tiers of the fabric', { fabric: { switches: { sw: 2, leaf: 8, top: 1 } } }, []],
    [
      'groups of a dragonfly that is none',
      { compute: { cables: { local: 0 } } },
      ['reference-tier /expect/compute/cables/local'],
    ],
  ])('%s', (_, expected, codes) => {
    expect(found(expected)).toEqual(codes);
  });

  it('offers what was meant', () => {
    const promised = {
      compute: { cables: { 'spine-leaf': 1, 'within:rwo': 0 }, switches: { leafs: 2 } },
    };
    expect(words(promised).map(({ suggestion }) => suggestion)).toEqual([
      'leaf',
      'leaf-spine',
      'within:row',
    ]);
  });

  it('a dragonfly has local and global cables, and no tiers to pair', () => {
    const df = {
      attach: { nics: ['h/sto'] },
      dragonfly: { model: 'big', h: 1, a: 2, p: 4, g: 3 },
    };
    const cables = { local: 3, global: 3, 'router-router': 6 };
    expect(found({ df: { cables } }, { '/planes/df': df })).toEqual([
      'reference-tier /expect/df/cables/router-router',
    ]);
  });
});

describe('scopes', () => {
  it.each<[string, string, string | null]>([
    ['compute/p8', 'reference-scope', 'compute/p*'],
    ['compute/p03', 'reference-scope', 'compute/p0'],
    ['mgnt', 'reference-scope', 'mgmt'],
    ['compute/p[7-8]', 'reference-scope', 'compute/p*'],
  ])('%s', (scope, code, suggestion) => {
    expect(found({ [scope]: { ports: 1 } })).toEqual([
      `${code} /expect/${scope.replaceAll('/', '~1')}`,
    ]);
    expect(words({ [scope]: { ports: 1 } })[0]).toMatchObject({ suggestion });
  });
});
