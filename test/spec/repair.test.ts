import { describe, expect, it } from 'vitest';
import { report } from '../../src/pipeline.js';
import { changed, loadDocument, plain, problems } from './documents.js';

const fatTree = '/planes/compute/fatTree';
const attach = '/planes/compute/attach';
const scope = { compute: { endpointsCutOff: 0 } };

type Case = readonly [changes: Readonly<Record<string, unknown>>, ...expected: string[]];

describe.each<[string, Readonly<Record<string, Case>>]>([
  [
    'a value that is wrong does not hide a name that is wrong',
    {
      'a number in quotes is read as that number': [
        { '/hosts/h/count': '8', [`${fatTree}/leaf/up`]: 61 },
        'structure-value /hosts/h/count',
        `port-budget-tier ${fatTree}/leaf/up`,
      ],
      'a number out of range': [
        { '/hosts/h/count': -1, [`${fatTree}/spine/model`]: 'bigg' },
        'structure-value /hosts/h/count',
        `reference-switch-model ${fatTree}/spine/model`,
      ],
      'a number that is missing': [
        { '/switchModels/big/ports': undefined, '/hosts/h/nics/nic/model': 'nick' },
        'structure-missing-key /switchModels/big',
        'reference-nic-model /hosts/h/nics/nic/model',
      ],
      'a text that is a number': [
        { [`${fatTree}/leaf/model`]: 5, [`${fatTree}/spine/model`]: 'bigg' },
        `structure-value ${fatTree}/leaf/model`,
        `reference-switch-model ${fatTree}/spine/model`,
      ],
      'a model that is a number': [
        { '/switchModels/big': 64, '/hosts/h/nics/nic/model': 'nick' },
        'structure-value /switchModels/big',
        'reference-nic-model /hosts/h/nics/nic/model',
      ],
      'a tier that is a text': [
        { [`${fatTree}/leaf`]: 'big', [`${fatTree}/spine/model`]: 'bigg' },
        `structure-value ${fatTree}/leaf`,
        `reference-switch-model ${fatTree}/spine/model`,
      ],
      'an item of a list; the others keep their places': [
        { [`${attach}/nics`]: [5, 'h/nic', 'g/nik'] },
        `structure-value ${attach}/nics/0`,
        `reference-nic-group ${attach}/nics/2`,
      ],
      'a list that is too short': [
        { [`${attach}/nics`]: [], '/hosts/h/nics/nic/model': 'nick' },
        `structure-value ${attach}/nics`,
      ],
      'a description that is too long': [
        { '/description': 'x'.repeat(10_001), [`${fatTree}/leaf/up`]: 61 },
        'structure-value /description',
        `port-budget-tier ${fatTree}/leaf/up`,
      ],
      'no name': [
        { '/name': undefined, [`${fatTree}/leaf/up`]: 61 },
        'structure-missing-key ',
        `port-budget-tier ${fatTree}/leaf/up`,
      ],
      'a name that is wrong, and used': [
        {
          '/hosts/h1': plain.hosts.g,
          [`${attach}/nics`]: ['h1/nic'],
          [`${fatTree}/spine/model`]: 'bigg',
        },
        'structure-name /hosts/h1',
        `reference-switch-model ${fatTree}/spine/model`,
      ],
      'the same split twice': [
        { '/switchModels/big/splits': [2, 2], [`${fatTree}/spine/model`]: 'bigg' },
        'structure-value /switchModels/big/splits',
        `reference-switch-model ${fatTree}/spine/model`,
      ],
      'a model called like a text for people': [
        { '/switchModels/description': 7, [`${fatTree}/spine/model`]: 'description' },
        'structure-value /switchModels/description',
      ],
    },
  ],
  [
    'what follows from a value that is wrong is not found as well',
    {
      'a split that is wrong': [
        { '/switchModels/big/splits': [1], '/nicModels/nic/portGbps': 200 },
        'structure-value /switchModels/big/splits/0',
      ],
      'a count that is wrong makes other planes': [
        {
          '/hosts/h/nics/nic/count': 'four',
          [`${attach}/onePlanePer`]: 'rail',
          [`${attach}/oneLeafPer`]: undefined,
          '/expect/compute~1p3': { planes: 1 },
        },
        'structure-value /hosts/h/nics/nic/count',
      ],
      'a map of names that is none': [
        { '/switchModels': [], '/hosts/h/nics/nic/model': 'nick' },
        'structure-value /switchModels',
      ],
      'a plane set that is none': [
        { '/planes/other': 5, '/expect/other': { planes: 1 } },
        'structure-value /planes/other',
      ],
      'a name that is misspelt where it is declared': [
        { '/switchModels': { 'big\n': plain.switchModels.big, small: plain.switchModels.small } },
        'structure-name /switchModels/big\n',
      ],
    },
  ],
  [
    'a key that is misspelt does not hide what stands in it',
    {
      'a key in a key': [
        { [fatTree]: undefined, '/planes/compute/fatTre': { leaf: { modle: 'bigg', up: -1 } } },
        'structure-unknown-key /planes/compute/fatTre',
        'structure-unknown-key /planes/compute/fatTre/leaf/modle',
        'structure-value /planes/compute/fatTre/leaf/up',
        'reference-switch-model /planes/compute/fatTre/leaf/modle',
      ],
      'what lacks something': [
        { '/hosts/h': undefined, '/host': {}, '/hosts/k': { count: 1, nic: {} } },
        'structure-unknown-key /host',
        'structure-unknown-key /hosts/k/nic',
        'structure-value /hosts/k/nic',
      ],
    },
  ],
  [
    'cables and exceptions are judged one by one',
    {
      'a cable with one end': [
        {
          '/planes/oob': {
            switches: { sw: { model: 'small' } },
            cables: [['sw0:1'], 7, ['sw0:9', 'h0/sto0:0']],
          },
        },
        'structure-value /planes/oob/cables/0',
        'structure-value /planes/oob/cables/1',
        'cable-list-no-port /planes/oob/cables/2/0',
      ],
      'an exception without a verb': [
        { '/exceptions': [{ reason: 'none' }], [`${fatTree}/leaf/up`]: 61 },
        'structure-exception-verb /exceptions/0',
        `port-budget-tier ${fatTree}/leaf/up`,
      ],
    },
  ],
])('%s', (_, cases) => {
  it.each(Object.entries(cases))('%s', (_, [changes, ...expected]) => {
    const loaded = loadDocument(changed(changes));
    expect(problems(loaded)).toEqual(expected);
    expect(loaded.topology).toBeNull();
  });
});

describe('a promise that is wrong', () => {
  /** What is left of a document, and what is found in it. */
  const left = (changes: Readonly<Record<string, unknown>>) => {
    const loaded = loadDocument(changed(changes));
    return { found: problems(loaded), topology: loaded.topology!, report: report(loaded) };
  };

  it('is left out, the others are judged', () => {
    const { found, topology, report } = left({
      '/expect': { compute: { endpoints: 7, hosts: 'eight', planes: 1 }, fabric: 5 },
    });
    expect(found).toEqual([
      'structure-value /expect/compute/hosts',
      'structure-value /expect/fabric',
    ]);
    expect(topology.expect).toEqual({ compute: { endpoints: 7, planes: 1 } });
    expect(report.findings.map(({ code }) => code)).toEqual([
      'endpoint-count-differs',
      'structure-value',
      'structure-value',
    ]);
  });

  it('takes its scope or scenario with it if nothing is left of that', () => {
    const { found, topology } = left({
      '/expect': { compute: { hosts: 'eight' } },
      '/scenarios': {
        a: { fail: ['plane:*'], expect: { compute: { endpointsCutOff: -1 } } },
        b: { fail: 'plane:*', expect: scope },
        c: { fail: ['plane:*'], expect: { compute: { endpointsCutOff: 32, hosts: [] } } },
        d: { fail: ['plane:*'], expect: scope, description: 7 },
      },
    });
    expect(found).toEqual([
      'structure-value /expect/compute/hosts',
      'structure-value /scenarios/a/expect/compute/endpointsCutOff',
      'structure-value /scenarios/b/fail',
      'structure-value /scenarios/c/expect/compute/hosts',
      'structure-value /scenarios/d/description',
    ]);
    expect(topology.expect).toEqual({});
    expect(topology.scenarios).toEqual({
      c: { fail: ['plane:*'], expect: { compute: { endpointsCutOff: 32 } } },
      d: { fail: ['plane:*'], expect: scope },
    });
  });

  it('a group that is wrong takes along what speaks of groups', () => {
    const { found, topology } = left({
      '/groups': { rack: { of: ['host:h*'] }, row: ['host:h*', { of: ['host:h*'], every: 2 }] },
      '/scenarios': {
        a: { fail: ['group:rack0'], expect: scope },
        b: { fail: ['plane:*'], expect: { compute: { endpointsCutOff: 32 } } },
      },
      '/rates': { 'group:*': { failuresPerYear: 1, repairHours: 1 } },
    });
    expect(found).toEqual([
      'structure-missing-key /groups/rack',
      'structure-mixed-group /groups/row/1',
    ]);
    expect(topology.groups).toEqual({});
    expect(Object.keys(topology.scenarios)).toEqual(['b']);
    expect(topology.rates).toEqual({});
  });

  it('labels, prices and rates that are wrong are left out one by one', () => {
    const { found, topology } = left({
      '/labels': { h0: 'a', h1: 7 },
      '/prices': { currency: 5, switches: { big: 1, small: -1 } },
      '/rates': {
        'host:*': { failuresPerYear: 1 },
        'nic:*': { failuresPerYear: 1, repairHours: 4 },
      },
    });
    expect(found).toEqual([
      'structure-value /labels/h1',
      'structure-value /prices/currency',
      'structure-value /prices/switches/small',
      'structure-missing-key /rates/host:*',
    ]);
    expect(topology.labels).toEqual({ h0: 'a' });
    expect(topology.prices).toEqual({ switches: { big: 1 } });
    expect(Object.keys(topology.rates!)).toEqual(['nic:*']);
  });
});
