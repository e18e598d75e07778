import { expect, it } from 'vitest';
import { validate } from '../src/pipeline.js';
import { plain } from './spec/documents.js';

/** Four things that are wrong, each of another stage: building, exceptions, selectors, promises. */
const wrong = {
  ...plain,
  exceptions: [
    { missing: 'compute/p0/leaf0:63' },
    { off: 'switch:compute/p0/spine9' },
    { missing: 'h0/nic0:0' },
  ],
  expect: { compute: { planes: 2 } },
};

const codes = (document: unknown) =>
  validate({ file: 'a.json', bytes: Buffer.from(JSON.stringify(document)) }).findings.map(
    ({ code }) => code,
  );

it.each([
  ['nothing else', {}, []],
  ['an unknown key', { foo: 1 }, ['structure-unknown-key']],
  [
    'an exception without a verb',
    { exceptions: [...wrong.exceptions, { gbps: 100 }] },
    ['structure-exception-verb'],
  ],
  [
    'a number in quotes',
    { hosts: { ...plain.hosts, g: { ...plain.hosts.g, count: '2' } } },
    ['structure-value'],
  ],
])('%s hides no wrong exception and no wrong selector', (_, change, more) => {
  const found = codes({ ...wrong, ...change });
  expect(found).toEqual(
    expect.arrayContaining(['exceptions-no-cable', 'selectors-nothing', ...more]),
  );
});

it('an unknown key hides no promise that is broken', () => {
  const { exceptions, ...sound } = wrong;
  expect(codes({ ...sound, foo: 1 })).toEqual(
    expect.arrayContaining(['structure-unknown-key', 'endpoint-count-differs']),
  );
});
