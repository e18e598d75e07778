import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { type CertifyReport, certifyJson, certifyText } from '../../src/report/certify.js';

const claim = {
  kind: 'bisection',
  subject: 'compute/p0',
  value: { lower: 1, upper: 1 },
  unit: 'Gb/s',
  what: 'bisection of compute/p0',
  figure: '1 Gb/s, exact',
  how: 'a cut through 1 bundle',
};
const report: CertifyReport = {
  version: 1,
  topology: { name: 'x', file: 'x.json' },
  verdict: 'fail',
  certificates: [
    { file: 'a.json', status: 'holds', claim, reasons: [], reasonCount: 0 },
    {
      file: '::error::\u001b[31mb.json',
      status: 'refused',
      claim: { ...claim, what: 'a\nb', down: ['one', 'two'] },
      reasons: ['##[error]\u202e no'],
      reasonCount: 4000,
    },
    { file: 'c.json', status: 'unreadable', reasons: ['it is empty'], reasonCount: 1 },
  ],
};

test('says what holds, what does not and why, and every name is only text', () => {
  expect(certifyText(report)).toBe(
    [
      'a.json: holds: the bisection of compute/p0 is 1 Gb/s, exact (a cut through 1 bundle)',
      './::error::\\u001b[31mb.json: REFUSED: that the a\\nb with one and two down is 1 Gb/s, exact',
      '  #\\u0023[error]\\u202e no',
      '  and 3,999 more',
      'c.json: no certificate',
      '  it is empty',
      '',
      'x: 3 certificates, 1 holds, 1 refused, 1 no certificate',
      '',
    ].join('\n'),
  );
  expect(certifyText(report, { colour: true })).toContain('\u001b[1;31mREFUSED\u001b[0m');
});

test('as JSON has the form of its schema', () => {
  const schema = JSON.parse(readFileSync('schemas/certify.schema.json', 'utf8'));
  const fits = new Ajv({ strict: true }).compile(schema);
  const text = certifyJson(report);
  expect(fits(JSON.parse(text)), JSON.stringify(fits.errors)).toBe(true);
  expect(text).not.toMatch(/[\u001b\u202e]/);
  expect(fits({ ...report, verdict: 'maybe' })).toBe(false);
});
