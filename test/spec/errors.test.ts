import { describe, expect, it } from 'vitest';
import { documentRules } from '../../src/spec/rules.js';
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
    `tier-size-up-not-whole ${fatTree}/leaf`,
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
    { [`${fatTree}/spine`]: { model: 'small', count: 4 } },
    `tier-size-count ${fatTree}/spine/count`,
  ],
  'no count fits': [{ [`${fatTree}/spine/model`]: 'small' }, `port-budget-spines ${fatTree}/spine`],
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
  // parts of the language that this version refuses
  extends: [{ '/extends': 'base.json' }, 'unsupported-key /extends'],
  'later family': [
    { '/planes/compute': { attach: { nics: ['h/nic'] }, slimFly: { model: 'big', q: 5 } } },
    'unsupported-key /planes/compute/slimFly',
  ],
  'third tier': [
    { [`${fatTree}/core`]: { model: 'big' }, [`${fatTree}/pod`]: { units: 1 } },
    `unsupported-key ${fatTree}/core`,
    `unsupported-key ${fatTree}/pod`,
  ],
  'any 2': [
    {
      '/scenarios/s': { fail: [{ any: 2, of: ['switch:*'] }], expect: { compute: { planes: 1 } } },
    },
    'unsupported-any /scenarios/s/fail/0/any',
  ],
  'scope that is a selector': [
    { '/expect/host:h*': { endpoints: 8 } },
    'unsupported-scope /expect/host:h*',
  ],
  'later measure': [
    { '/expect/compute/diameterHops': 4 },
    'unsupported-key /expect/compute/diameterHops',
  ],
};

describe('errors', () => {
  it('the plain document has none', () => {
    expect(problems(loadDocument(plain))).toEqual([]);
  });

  it.each(Object.entries(cases))('%s', (_, [changes, ...expected]) => {
    const loaded = loadDocument(changed(changes));
    expect(problems(loaded)).toEqual(expected);
    expect(loaded.topology).toBeNull();
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
    const elsewhere = [/^readable-/, /^size-limit-/, 'structure-duplicate-key', 'structure-more'];
    const inFabric = ['port-speed-cable', /^port-budget-(no-port|twice|overloaded)$/];
    const unmet = documentRules
      .flatMap(({ messages }) => Object.keys(messages))
      .filter((code) => !met.has(code))
      .filter((code) => ![...elsewhere, ...inFabric].some((known) => code.match(known)));
    expect(unmet).toEqual([]);
  });
});

const codeOf = (problem: string) => problem.split(' ')[0]!;

describe('lines and columns', () => {
  it('are those of the key or the value that is wrong', () => {
    const text = JSON.stringify(changed({ [`${fatTree}/leaf/up`]: 61 }), null, 2);
    const { findings, document } = loadText(text);
    const { offset, length } = document.locate([findings[0]!.place])[0]!;
    expect(text.slice(offset, offset + length)).toBe('61');
    const unknown = JSON.stringify(changed({ '/planez': {} }), null, 2);
    const { findings: found, document: read } = loadText(unknown);
    const at = read.locate([found[0]!.place])[0]!;
    expect(unknown.slice(at.offset, at.offset + at.length)).toBe('"planez"');
  });

  it('of something that is not there are those of what it is missing from', () => {
    const text =
      '{\n  "name": "x",\n  "planes": {\n    "compute": { "attach": { "nics": ["h/nic"] } }\n  }\n}';
    const { findings, document } = loadText(text);
    expect(findings.map(({ code }) => code)).toEqual(['structure-missing-key']);
    const { offset, length } = document.locate([findings[0]!.place])[0]!;
    expect(text.slice(offset, offset + length)).toBe('"compute"');
  });
});
