import { describe, expect, it } from 'vitest';
import { documentRules } from '../../src/spec/rules.js';
import { isPromise } from '../../src/spec/structure/clause.js';
import { changed, loadDocument, loadText, plain, problems } from './documents.js';

type Case = readonly [changes: Readonly<Record<string, unknown>>, ...expected: string[]];

const fatTree = '/planes/compute/fatTree';
const attach = '/planes/compute/attach';

/** Every error of LANGUAGE section 7 that this version can meet: code and place. */
const cases: Readonly<Record<string, Case>> = {
  // anywhere
  'unknown key': [{ '/planez': {} }, 'structure-unknown-key /planez'],
  'unknown key of a tier': [
    { [`${fatTree}/leaf/upp`]: 3 },
    `structure-unknown-key ${fatTree}/leaf/upp`,
  ],
  'unknown switch model': [
    { [`${fatTree}/leaf/model`]: 'bigg' },
    `reference-switch-model ${fatTree}/leaf/model`,
  ],
  'unknown NIC model': [
    { '/hosts/h/nics/nic/model': 'nik' },
    'reference-nic-model /hosts/h/nics/nic/model',
  ],
  'a key of another kind': [
    {
      '/workloads': {
        a: {
          jobs: {
            b: {
              hosts: 2,
              run: [
                { kind: 'incast', bytes: 1, topK: 2 },
                { kind: 'ring', to: 1 },
              ],
            },
          },
        },
      },
    },
    'structure-not-with-kind /workloads/a/jobs/b/run/0/topK',
    'structure-value /workloads/a/jobs/b/run/1/kind',
  ],
  'wrong type': [{ '/hosts/h/count': '8' }, 'structure-value /hosts/h/count'],
  'a fraction where a count is needed': [
    { '/hosts/h/count': 7.5 },
    'structure-value /hosts/h/count',
  ],
  'number out of range': [{ '/hosts/h/count': 0 }, 'structure-value /hosts/h/count'],
  'negative speed': [{ '/nicModels/nic/portGbps': -1 }, 'structure-value /nicModels/nic/portGbps'],
  'name with a digit at its end': [{ '/hosts/h1': plain.hosts.g }, 'structure-name /hosts/h1'],
  'name with two hyphens': [
    { '/planes/a--b': plain.planes.compute },
    'structure-name /planes/a--b',
    'reference-attached-twice /planes/a--b/attach/nics/0',
  ],
  'reserved name': [{ '/planes/fabric': plain.planes.compute }, 'structure-name /planes/fabric'],
  'missing key': [{ '/name': undefined }, 'structure-missing-key '],
  'slot range that ends before it starts': [
    { [`${attach}/emptySlots`]: ['3-1'] },
    `attachment-slot-range ${attach}/emptySlots/0`,
  ],
  'slot range that is none': [
    { [`${attach}/emptySlots`]: ['1-'] },
    `structure-value ${attach}/emptySlots/0`,
  ],
  'range of numbers the wrong way round': [
    { '/expect/compute/endpoints': { min: 3, max: 1 } },
    'reference-range /expect/compute/endpoints',
  ],
  // models
  'uplinkPorts without uplinkGbps': [
    { '/switchModels/big/uplinkPorts': 4 },
    'port-speed-uplink-half /switchModels/big',
  ],
  'uplinkGbps without uplinkPorts': [
    { '/switchModels/big/uplinkGbps': 400 },
    'port-speed-uplink-half /switchModels/big',
  ],
  // attach
  'no such NIC group': [{ [`${attach}/nics`]: ['h/nik'] }, `reference-nic-group ${attach}/nics/0`],
  'NIC group attached twice in a set': [
    { [`${attach}/nics`]: ['h/nic', 'h/nic'] },
    `reference-attached-twice ${attach}/nics/1`,
  ],
  'NIC group attached in two sets': [
    { '/planes/other': plain.planes.compute },
    'reference-attached-twice /planes/other/attach/nics/0',
  ],
  'mixed speeds': [
    { [`${attach}/nics`]: ['h/nic', 'h/sto'], [`${attach}/oneLeafPer`]: undefined },
    `attachment-mixed-speeds ${attach}/nics/1`,
  ],
  'rail in both keys': [
    { [`${attach}/onePlanePer`]: 'rail+port' },
    `attachment-word-twice ${attach}/oneLeafPer`,
  ],
  'rails not divisible by railsPerLeaf': [
    { [`${attach}/railsPerLeaf`]: 3 },
    `attachment-rails-per-leaf ${attach}/railsPerLeaf`,
  ],
  'railsPerLeaf not by rail': [
    { [`${attach}/railsPerLeaf`]: 2, [`${attach}/oneLeafPer`]: undefined },
    `attachment-rails-per-leaf-unused ${attach}/railsPerLeaf`,
  ],
  'more hosts in a unit than ports down': [
    { [`${fatTree}/leaf/down`]: 3 },
    `attachment-unit-too-large ${attach}/hostsPerUnit`,
  ],
  'no host fits a leaf': [
    {
      [`${attach}/oneLeafPer`]: undefined,
      [`${attach}/hostsPerUnit`]: undefined,
      [`${fatTree}/leaf/down`]: 3,
    },
    `attachment-no-host-fits ${fatTree}/leaf`,
  ],
  'slot twice in emptySlots': [
    { [`${attach}/emptySlots`]: [1, '0-2'] },
    `attachment-slot-twice ${attach}/emptySlots/1`,
  ],
  'slot in emptySlots and slots': [
    { [`${attach}/emptySlots`]: [5], [`${attach}/slots`]: { 'h/nic': ['0-9'] } },
    `attachment-slot-twice ${attach}/slots/h~1nic/0`,
  ],
  'slots of no entry': [
    { [`${attach}/slots`]: { 'h/sto': ['0-9'] } },
    `attachment-slots-of-nothing ${attach}/slots/h~1sto`,
  ],
  'fewer slots than hosts': [
    { [`${attach}/slots`]: { 'h/nic': ['0-6'] } },
    `attachment-slots-too-few ${attach}/slots/h~1nic`,
  ],
  // speeds
  'ratio not in splits, at the leaf': [
    { '/nicModels/nic/portGbps': 50 },
    `port-speed-split ${fatTree}/leaf/model`,
  ],
  'ratio not in splits, at the uplinks': [
    { [`${fatTree}/leaf/upGbps`]: 50 },
    `port-speed-split ${fatTree}/leaf/upGbps`,
  ],
  'ratio not in splits, at the spine': [
    { [`${fatTree}/leaf/upGbps`]: 200, [`${fatTree}/spine/model`]: 'small' },
    `port-speed-split ${fatTree}/leaf/upGbps`,
  ],
  'NIC faster than the leaf': [
    { '/nicModels/nic/portGbps': 800 },
    `port-speed-nic-faster ${fatTree}/leaf/model`,
  ],
  'upGbps above a port': [
    { [`${fatTree}/leaf/upGbps`]: 800 },
    `port-speed-up-faster ${fatTree}/leaf/upGbps`,
  ],
  // tiers
  'port budget of a leaf': [{ [`${fatTree}/leaf/up`]: 61 }, `port-budget-tier ${fatTree}/leaf/up`],
  'port budget with reserved ports': [
    { [`${fatTree}/leaf/upReserved`]: 57 },
    `port-budget-tier ${fatTree}/leaf/upReserved`,
  ],
  'port budget of a spine': [
    { [`${fatTree}/spine/down`]: 65 },
    `port-budget-tier ${fatTree}/spine/down`,
  ],
  'port budget with ports left alone': [
    { '/switchModels/big/reservedPorts': 57 },
    `port-budget-tier ${fatTree}/leaf`,
  ],
  'more uplinks than uplink ports': [
    {
      '/switchModels/big/uplinkPorts': 2,
      '/switchModels/big/uplinkGbps': 400,
      [`${fatTree}/leaf/up`]: 3,
    },
    `port-budget-uplinks ${fatTree}/leaf/up`,
  ],
  'up not whole': [
    { [`${attach}/hostsPerUnit`]: 3, '/nicModels/nic/portGbps': 200 },
    `tier-size-up-not-whole ${fatTree}/leaf`,
  ],
  'up of 0': [
    {
      '/switchModels/big/uplinkPorts': 2,
      '/switchModels/big/uplinkGbps': 400,
      [`${fatTree}/leaf/upReserved`]: 2,
    },
    `tier-size-up-none ${fatTree}/leaf/upReserved`,
  ],
  'leaf.count no multiple of L': [
    { [`${fatTree}/leaf/count`]: 9 },
    `tier-size-leaf-count ${fatTree}/leaf/count`,
  ],
  'leaf.count below what is needed': [
    { [`${fatTree}/leaf/count`]: 4 },
    `tier-size-leaf-count ${fatTree}/leaf/count`,
  ],
  'spine.count that does not divide up': [
    { [`${fatTree}/spine/count`]: 3 },
    `tier-size-count ${fatTree}/spine/count`,
  ],
  'spine.count below what is needed': [
    { [`${fatTree}/spine`]: { model: 'big', down: 8, count: 2 } },
    `tier-size-count ${fatTree}/spine/count`,
  ],
  'no count fits': [
    { [`${fatTree}/spine/model`]: 'small' },
    `port-budget-no-count ${fatTree}/spine`,
  ],
  'up on the top tier': [{ [`${fatTree}/spine/up`]: 2 }, `tier-size-up-on-top ${fatTree}/spine/up`],
  'up and upGbps on a single tier': [
    { [fatTree]: { leaf: { model: 'big', up: 2, upGbps: 400 } } },
    `tier-size-up-on-top ${fatTree}/leaf/up`,
    `tier-size-up-on-top ${fatTree}/leaf/upGbps`,
  ],
  'no port left for cables from below': [
    { [`${fatTree}/leaf/up`]: 64, [`${attach}/hostsPerUnit`]: undefined },
    `tier-size-no-room ${fatTree}/leaf`,
  ],
  // scopes
  'no such plane set': [{ '/expect/comput': { planes: 1 } }, 'reference-scope /expect/comput'],
  'no such plane': [
    { '/expect/compute~1p7': { planes: 1 } },
    'reference-scope /expect/compute~1p7',
  ],
  'a measure that the scope does not have': [
    { '/expect/compute/switches': { core: 1 } },
    'reference-tier /expect/compute/switches/core',
  ],
  'oversubscription of a tier without uplinks': [
    { '/expect/compute/oversubscription': { spine: '1:1' } },
    'reference-tier /expect/compute/oversubscription/spine',
  ],
  'scope of a scenario': [
    { '/scenarios/s': { fail: ['plane:*'], expect: { nothing: { planes: 1 } } } },
    'reference-scope /scenarios/s/expect/nothing',
  ],
  // scenarios
  'fail empty': [
    { '/scenarios/s': { fail: [], expect: { compute: { planes: 1 } } } },
    'structure-value /scenarios/s/fail',
  ],
  'any below 1': [
    {
      '/scenarios/s': { fail: [{ any: 0, of: ['switch:*'] }], expect: { compute: { planes: 1 } } },
    },
    'structure-value /scenarios/s/fail/0/any',
  ],
  // exceptions and groups
  'an exception without a verb': [
    { '/exceptions': [{ reason: 'none' }] },
    'structure-exception-verb /exceptions/0',
  ],
  'an exception with two verbs': [
    { '/exceptions': [{ off: 'host:h0', missing: 'h0/nic0:0' }] },
    'structure-exception-verb /exceptions/0/off',
  ],
  'a key that goes with another verb': [
    { '/exceptions': [{ off: 'host:h0', gbps: 100, to: 'h0/nic0:0' }] },
    'structure-goes-with /exceptions/0/to',
    'structure-goes-with /exceptions/0/gbps',
  ],
  'verbs that lack their companions': [
    { '/exceptions': [{ moved: 'h0/nic0:0' }, { slower: 'h1/nic0:0' }] },
    'structure-missing-key /exceptions/0',
    'structure-missing-key /exceptions/1',
  ],
  'a verb that is misspelt': [
    { '/exceptions': [{ missng: 'h0/nic0:0' }] },
    'structure-unknown-key /exceptions/0/missng',
  ],
  'selectors and pieces in one group': [
    { '/groups/rack': ['host:h0', { of: ['host:h1'], every: 1 }, 'host:h2'] },
    'structure-mixed-group /groups/rack/1',
  ],
  'pieces and selectors in one group': [
    { '/groups/rack': [{ of: ['host:h1'], every: 1 }, 'host:h2'] },
    'structure-mixed-group /groups/rack/1',
  ],
  // families
  'a plane set that builds nothing': [
    { '/planes/other': { attach: { nics: ['g/nic'] } } },
    'attachment-nothing /planes/other',
  ],
  'units without a family': [
    {
      '/planes/other': {
        attach: { nics: ['g/nic'], hostsPerUnit: 2 },
        switches: { sw: { model: 'big' } },
      },
    },
    'attachment-without-family /planes/other/attach/hostsPerUnit',
  ],
  'more than one family': [
    { '/planes/compute/slimFly': { model: 'big', q: 5 } },
    'attachment-several-families /planes/compute/slimFly',
  ],
  'a family without attach': [
    { [attach]: undefined },
    'attachment-no-attach /planes/compute/fatTree',
  ],
  'extends without a way to read files': [{ '/extends': 'base.json' }, 'files-read /extends'],
};

describe('errors', () => {
  it('the plain document has none', () => {
    expect(problems(loadDocument(plain))).toEqual([]);
  });

  it.each(Object.entries(cases))('%s', (_, [changes, ...expected]) => {
    const loaded = loadDocument(changed(changes));
    expect(problems(loaded)).toEqual(expected);
    // A promise that is wrong keeps nothing from being built.
    const onlyPromises = loaded.findings.every(({ place }) => isPromise(place.pointer));
    expect(loaded.topology !== null).toBe(onlyPromises);
  });

  it('too many cables are refused with the number asked for, before anything is expanded', () => {
    const huge = loadDocument(changed({ '/hosts/h/count': 1_000_000_000 }));
    expect(problems(huge)).toEqual(['size-limit-cables /planes/compute']);
    expect(huge.findings[0]!.args).toEqual({ count: 4e9, limit: 1_000_000 });
    const atLimit = { maxCables: 8 * 4 + 8 * 4 };
    expect(problems(loadDocument(plain, atLimit))).toEqual([]);
    expect(problems(loadDocument(plain, { maxCables: 63 }))).toEqual([
      'size-limit-cables /planes/compute',
    ]);
  });

  it('so are too many switches and too many slots', () => {
    const slots = loadDocument(changed({ [`${attach}/emptySlots`]: ['0-999999999'] }));
    expect(problems(slots)).toEqual([`size-limit-slots ${attach}/emptySlots/0`]);
    const single = { leaf: { model: 'big', count: 2_000_000 } };
    expect(problems(loadDocument(changed({ [fatTree]: single })))).toEqual([
      'size-limit-switches /planes/compute',
    ]);
  });

  it('all errors of a file are shown at once', () => {
    const loaded = loadDocument(
      changed({
        '/switchModels/big/uplinkPorts': 4,
        '/hosts/h/nics/sto/model': 'duel',
        '/planes/other': { attach: { nics: ['g/nik'] }, fatTree: { leaf: { model: 'bog' } } },
      }),
    );
    expect(problems(loaded).sort()).toEqual([
      'port-speed-uplink-half /switchModels/big',
      'reference-nic-group /planes/other/attach/nics/0',
      'reference-nic-model /hosts/h/nics/sto/model',
      'reference-switch-model /planes/other/fatTree/leaf/model',
    ]);
  });

  it('what was mistyped is offered', () => {
    const suggestion = (changes: Readonly<Record<string, unknown>>) =>
      loadDocument(changed(changes)).findings[0]!.args.suggestion;
    expect(suggestion({ '/switchModel': {} })).toBe('switchModels');
    expect(suggestion({ [`${fatTree}/leaf/model`]: 'bigg' })).toBe('big');
    expect(suggestion({ [`${attach}/nics`]: ['h/nci'] })).toBe('h/nic');
    expect(suggestion({ '/expect/compute~1p9': { planes: 1 } })).toBe('compute/p*');
    expect(suggestion({ '/somethingElseEntirely': 1 })).toBeNull();
  });

  it('every code of the document is met in a test', () => {
    const met = new Set(Object.values(cases).flatMap(([, ...found]) => found.map(codeOf)));
    const elsewhere = [
      /^readable-/,
      /^files-/,
      /^size-limit-/,
      // test/spec/fat-tree.test.ts
      /^tier-size-(core|pod)-/,
      'tier-size-count-not-whole',
      // test/fixtures/bad.test.ts
      /^(cable-list|described|exceptions|reference-(selector|measure|number|contradiction))/,
      // test/spec/direct.test.ts
      /^direct-network-/,
      'attachment-direct',
      'structure-duplicate-key',
      'structure-more',
    ];
    const inFabric = ['port-speed-cable', /^port-budget-(no-port|twice|overloaded)$/];
    const unmet = documentRules
      .flatMap(({ messages }) => Object.keys(messages))
      .filter((code) => !met.has(code))
      .filter((code) => ![...elsewhere, ...inFabric].some((known) => code.match(known)));
    expect(unmet).toEqual([]);
  });
});

const codeOf = (problem: string) => problem.split(' ')[0]!;

/** What the first finding of a text points at, on one line. */
function firstPlace(text: string): string {
  const { findings, sources } = loadText(text);
  const { offset, column, endColumn } = sources.locate([findings[0]!.place])[0]!;
  return text.slice(offset, offset + endColumn - column);
}

describe('lines and columns', () => {
  it('are those of the key or the value that is wrong', () => {
    const text = JSON.stringify(changed({ [`${fatTree}/leaf/up`]: 61 }), null, 2);
    expect(firstPlace(text)).toBe('61');
    const unknown = JSON.stringify(changed({ '/planez': {} }), null, 2);
    expect(firstPlace(unknown)).toBe('"planez"');
  });

  it('of something that is not there are those of what it is missing from', () => {
    const text = '{\n  "name": "x",\n  "planes": {\n    "compute": { "attach": {} }\n  }\n}';
    expect(loadText(text).findings.map(({ code }) => code)).toEqual(['structure-missing-key']);
    expect(firstPlace(text)).toBe('"attach"');
  });
});
