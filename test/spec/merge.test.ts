import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergePatches } from '../../src/spec/files/merge.js';

/** Appendix A of RFC 7396: document, patch, result. */
const appendix: readonly (readonly [document: string, patch: string, result: string])[] = [
  ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'],
  ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'],
  ['{"a":"b"}', '{"a":null}', '{}'],
  ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'],
  ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'],
  ['{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'],
  ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'],
  ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'],
  ['["a","b"]', '["c","d"]', '["c","d"]'],
  ['{"a":"b"}', '["c"]', '["c"]'],
  ['{"a":"foo"}', 'null', 'null'],
  ['{"a":"foo"}', '"bar"', '"bar"'],
  ['{"e":null}', '{"a":1}', '{"e":null,"a":1}'],
  ['[1,2]', '{"a":"b","c":null}', '{"a":"b"}'],
  ['{}', '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'],
];

const merged = (document: string, ...patches: string[]) =>
  JSON.stringify(
    mergePatches(
      JSON.parse(document),
      patches.map((patch) => JSON.parse(patch)),
    ),
  );

describe('a merge patch', () => {
  it.each(appendix)('%s with %s is %s', (document, patch, result) => {
    expect(merged(document, patch)).toBe(result);
  });

  it('of several lays one on top of the other', () => {
    expect(merged('{"a":1,"b":{"c":2}}', '{"b":{"c":null,"d":3}}', '{"a":null,"b":{"c":4}}')).toBe(
      '{"b":{"d":3,"c":4}}',
    );
  });

  it('keeps the order of the document, and puts new keys behind', () => {
    expect(merged('{"z":1,"a":{"y":1,"b":2}}', '{"c":3,"a":{"a":0,"b":4}}')).toBe(
      '{"z":1,"a":{"y":1,"b":4,"a":0},"c":3}',
    );
  });

  it('changes neither the document nor the patch, and names like __proto__ are names', () => {
    const document = JSON.parse('{"a":{"b":[1]},"__proto__":{"x":1}}');
    const patch = JSON.parse('{"a":{"c":{"d":1}},"__proto__":{"y":2}}');
    const before = JSON.stringify([document, patch]);
    const result = mergePatches(document, [patch]) as Record<string, never>;
    expect(JSON.stringify(result)).toBe('{"a":{"b":[1],"c":{"d":1}},"__proto__":{"x":1,"y":2}}');
    (result.a as { b: number[] }).b.push(2);
    (result.a as { c: { d: number } }).c.d = 2;
    expect(JSON.stringify([document, patch])).toBe(before);
    expect(Object.hasOwn(Object.prototype, 'x') || Object.hasOwn(Object.prototype, 'y')).toBe(
      false,
    );
  });

  it('of anything to itself changes nothing, if it has no null', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value).replaceAll('null', '0');
        expect(merged(text, text)).toBe(merged(text));
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
