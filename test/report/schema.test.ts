import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { certificateFile } from '../../src/certificate/file.js';
import { rules } from '../../src/check/registry.js';
import { certified, load, open, validate } from '../../src/pipeline.js';
import { json } from '../../src/report/json.js';
import type { Report } from '../../src/report/report.js';
import { sweepJson } from '../../src/report/sweep.js';
import { whatIfJson } from '../../src/report/whatif.js';
import { swept } from '../../src/whatif/sweep/sweep.js';
import { type Question, whatIf } from '../../src/whatif/whatif.js';
import { update } from '../expected.js';
import { gallery, galleryReport, gallerySource } from '../gallery.js';
import { fixtureReports } from './reports.js';

const root = join(import.meta.dirname, '../..');
const readJson = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));

const reportSchema = readJson('schemas/report.schema.json');
const whatIfSchema = readJson('schemas/whatif.schema.json');
const sizeSchema = readJson('schemas/size.schema.json');
const drainSchema = readJson('schemas/drain.schema.json');
const certificateSchema = readJson('schemas/certificate.schema.json');
const certifySchema = readJson('schemas/certify.schema.json');
const sweepSchema = readJson('schemas/sweep.schema.json');
const availabilitySchema = readJson('schemas/availability.schema.json');
const ajv = new Ajv({ strict: true, strictRequired: true, allowUnionTypes: true });
const validators = {
  report: ajv.compile(reportSchema),
  whatIf: ajv.compile(whatIfSchema),
  sweep: ajv.compile(sweepSchema),
};

const isCertificate = new Ajv({
  strict: true,
  strictTypes: false,
  strictRequired: false,
  discriminator: true,
}).compile(certificateSchema);

/** What a schema says against a text. */
function wrongWith(schema: keyof typeof validators, text: string): unknown {
  const validator = validators[schema];
  return validator(JSON.parse(text)) ? [] : validator.errors;
}

describe('schemas/report.schema.json', () => {
  test.each(gallery)('holds for %s', (name) => {
    expect(wrongWith('report', galleryReport(name))).toEqual([]);
  });

  test('holds for every fixture, right or wrong', () => {
    const [ok, bad] = [fixtureReports('ok'), fixtureReports('bad')];
    expect(ok.every(({ verdict }) => verdict === 'pass')).toBe(true);
    expect(bad.every(({ verdict }) => verdict === 'fail')).toBe(true);
    for (const report of [...ok, ...bad]) {
      expect(wrongWith('report', json([report])), report.topology.file).toEqual([]);
    }
    expect(wrongWith('report', json([...ok, ...bad]))).toEqual([]);
  });

  test('holds where open intervals are certified, too', () => {
    const file = join(root, 'test/fixtures/ok/cube.json');
    const { report, certificates } = certified(load({ file, bytes: readFileSync(file) }));
    expect(wrongWith('report', json([report]))).toEqual([]);
    const open = report.checks.flatMap(({ certificate }) => certificate ?? []);
    expect(open.filter(({ value }) => typeof value !== 'number')).toHaveLength(2);
    for (const certificate of certificates) {
      expect(isCertificate(certificateFile('cube', [], certificate))).toBe(true);
      expect(isCertificate({ ...certificateFile('cube', ['x'], certificate), unit: 'm' })).toBe(
        false,
      );
    }
  });

  test('holds for a file that cannot be read', () => {
    const report = validate({ file: 'x.json', bytes: new Uint8Array([255, 254, 0]) });
    expect(wrongWith('report', json([report]))).toEqual([]);
  });

  test('knows the checks of the registry and no others', () => {
    const file = join(root, 'schemas/report.schema.json');
    const ids = rules.map(({ id }) => `        "${id}"`).join(',\n');
    const body = readFileSync(file, 'utf8');
    const renewed = body.replace(
      /("checkId": \{[^[]*\[\n)[^\]]*?(\n *\])/,
      (_, open, close) => `${open}${ids}${close}`,
    );
    if (update) writeFileSync(file, renewed);
    expect(readFileSync(file, 'utf8')).toBe(renewed);
    expect(JSON.parse(renewed).definitions.checkId.enum).toEqual(rules.map(({ id }) => id));
  });

  const report: Report = validate(gallerySource('superpod-h100-4su'));
  test.each<[what: string, wrong: object]>([
    ['a key that is missing', { ...report, findings: undefined }],
    ['a key that it does not know', { ...report, more: 1 }],
    ['another version', { ...report, version: 2 }],
    ['a verdict of its own', { ...report, verdict: 'maybe' }],
    ['a check of its own', { ...report, checks: [{ ...report.checks[0], check: 'luck' }] }],
    ['a check without a number', { ...report, checks: [{ ...report.checks[0], measured: {} }] }],
    ['a list of one', { version: 1, reports: [report] }],
  ])('refuses %s', (_, wrong) => {
    expect(wrongWith('report', JSON.stringify(wrong))).not.toEqual([]);
  });
});

/** Gallery files of different kinds, each with what the questions are about. */
const asked = ['deepseek-ideal', 'deepseek-v3-2048', 'multi-rail-2048', 'superpod-h100-4su'];

describe('schemas/whatif.schema.json', () => {
  const questions: readonly (readonly [set: string, Question])[] = [
    ['compute', { fail: [], between: ['h0', 'h1'] }],
    ['compute', { fail: ['switch:compute/p0/leaf0'], between: ['h0/nic0', 'h100/nic0'] }],
    ['compute', { fail: ['switch:compute/p*/spine*', 'host:h3'], between: ['h0/nic0', 'h1/nic7'] }],
    ['compute', { fail: ['plane:compute/p0'], between: ['h0/nic0', 'h1/nic0'] }],
    ['compute', { fail: ['cable:compute/p0/leaf0:*@0.5'], between: ['h0/nic0', 'h0/nic1'] }],
    ['storage', { fail: ['switch:storage/p0/leaf0', 'host:h[0-30/2]'] }],
    [
      'compute',
      {
        fail: ['port:h0/nic0:0'],
        compare: ['host:h*', 'switch:compute/p0/leaf0'],
        between: ['h0/nic0', 'h1/nic0'],
      },
    ],
  ];

  /** A question about a direct network: its switches are routers. */
  const ofRouters = (question: Question): Question => ({
    ...question,
    fail: question.fail.map((text) => text.replace(/leaf|spine/, 'router')),
  });

  test.each(asked)('holds for %s', (name) => {
    const source = gallerySource(name);
    const { subject, graph, topology } = open(load(source))!;
    for (const [set, ofTree] of questions) {
      if (!(set in topology.planes)) continue;
      const question = topology.planes[set]!.fatTree ? ofTree : ofRouters(ofTree);
      const answer = whatIf(subject, graph, question);
      if (!('healthy' in answer)) throw new Error(JSON.stringify(answer));
      const about = { name: topology.name, file: source.file };
      const text = whatIfJson({ version: 1, topology: about, ...answer });
      expect(wrongWith('whatIf', text), question.fail.join(' ')).toEqual([]);
    }
  });

  test('refuses a report', () => {
    const report = json([validate(gallerySource('superpod-h100-4su'))]);
    expect(wrongWith('whatIf', report)).not.toEqual([]);
  });
});

describe('schemas/sweep.schema.json', () => {
  test.each([
    ['all is proved', { any: 2, of: ['switch:*'] }],
    ['little is proved', { any: 2, of: ['cable:*'], most: 1, samples: 3 }],
    ['above 2^53', { any: 9, of: ['cable:*'], most: 1, samples: 2 }],
    ['what is kept', { any: 1, of: ['host:*'], keep: [{ what: 'hosts', atLeast: 1 }] as const }],
  ])('holds where %s', (_, question) => {
    const { subject, topology } = open(load(gallerySource('superpod-h100-1su')))!;
    const found = swept(subject, question);
    if (!('proved' in found)) throw new Error(JSON.stringify(found));
    const about = { name: topology.name, file: 'x.json' };
    const text = sweepJson({ version: 1, topology: about, ...found });
    expect(wrongWith('sweep', text)).toEqual([]);
    expect(wrongWith('sweep', text.replace('"evaluated"', '"eval"'))).not.toEqual([]);
  });
});

describe('all of them', () => {
  interface Schema {
    readonly type?: string;
    readonly properties?: Readonly<Record<string, Schema>>;
    readonly required?: readonly string[];
    readonly additionalProperties?: unknown;
    readonly oneOf?: readonly unknown[];
    readonly description?: string;
    readonly $ref?: string;
  }

  const objects = (value: unknown, at = '#'): [string, Schema][] => {
    if (typeof value !== 'object' || value === null) return [];
    const inner = Object.entries(value).flatMap(([key, one]) => objects(one, `${at}/${key}`));
    const isObject = 'type' in value && value.type === 'object';
    return isObject ? [[at, value as Schema], ...inner] : inner;
  };

  test.each([
    ['report', reportSchema],
    ['whatif', whatIfSchema],
    ['drain', drainSchema],
    ['size', sizeSchema],
    ['certificate', certificateSchema],
    ['certify', certifySchema],
    ['sweep', sweepSchema],
    ['availability', availabilitySchema],
  ])('%s is closed and described', (_, schema) => {
    for (const [at, { properties = {}, additionalProperties, oneOf }] of objects(schema)) {
      // One of several: each of them is closed.
      if (oneOf) continue;
      expect(additionalProperties, at).toBeDefined();
      expect(additionalProperties, at).not.toBe(true);
      for (const [key, property] of Object.entries(properties)) {
        const target = schema.definitions[property.$ref?.replace('#/definitions/', '') ?? ''];
        expect(property.description ?? target?.description, `${at}/${key}`).toBeDefined();
      }
    }
  });
});
