import { describe, expect, it } from 'vitest';
import { type Finding, finding } from '../../src/finding/rule.js';
import { readDocument } from '../../src/spec/reading/read.js';
import {
  firstOf,
  maxFindings,
  maxPointerCharacters,
  withinReading,
} from '../../src/spec/structure/first-findings.js';
import { checkStructure } from '../../src/spec/structure/schema.js';
import { schemaErrors } from '../../src/spec/structure/schema-errors.js';
import { structure } from '../../src/spec/structure/structure-rule.js';
import { changed, plain } from './documents.js';

const found = (n: number, more: Partial<Finding> = {}): Finding => ({
  ...finding(structure, 'structure-missing-key', { name: `k${n}`, inside: 'x' }, `/k${n}`),
  ...more,
});
const many = (count: number, more: Partial<Finding> = {}) =>
  Array.from({ length: count }, (_, n) => found(n, more));
const last = (findings: readonly Finding[]) => findings.at(-1)!;

describe('the first findings', () => {
  it('are all of them as long as they can be read', () => {
    const all = many(maxFindings);
    expect(firstOf(all)).toBe(all);
    expect(firstOf([])).toEqual([]);
  });

  it('end with one that says how many more there are, where they begin', () => {
    const first = firstOf(many(maxFindings + 7));
    expect(first).toHaveLength(maxFindings + 1);
    expect(last(first)).toMatchObject({
      code: 'structure-more',
      args: { count: 7 },
      severity: 'error',
      place: { pointer: `/k${maxFindings}` },
    });
    expect(last(firstOf(many(maxFindings + 1), 50_000)).args).toEqual({ count: 49_000 });
    expect(last(firstOf(many(3), null)).args).toEqual({ count: null });
  });

  it('are errors before warnings before what is accepted', () => {
    const accepted = many(600, { accepted: 'known' });
    const warnings = many(600, { severity: 'warning' });
    const errors = many(600);
    const first = firstOf([...accepted, ...warnings, ...errors]);
    expect(first.slice(0, 600)).toEqual(errors);
    expect(first.slice(600, maxFindings)).toEqual(warnings.slice(0, 400));
    expect(last(first)).toMatchObject({ severity: 'warning', args: { count: 800 } });
    // What is not told fails a run no more than what is.
    expect(last(firstOf(many(1200, { accepted: 'known' })))).toMatchObject({ accepted: 'known' });
    expect(last(firstOf(many(1200, { severity: 'warning' })))).not.toHaveProperty('accepted');
  });

  it('do not count what was cut before', () => {
    const cut = firstOf(many(5000));
    expect(last(firstOf([...cut, ...many(500)])).args).toEqual({ count: null });
  });

  it('have pointers that can be read', () => {
    expect(withinReading([{ length: 5 }, { length: 5 }])).toBe(2);
    expect(withinReading(many(5000).map(() => ({ length: 5 })))).toBe(maxFindings + 1);
    const long = { length: maxPointerCharacters / 2 };
    expect(withinReading([long, long, long])).toBe(2);
    expect(withinReading([{ length: maxPointerCharacters + 1 }])).toBe(1);
  });
});

describe('the schema', () => {
  const hosts = (count: number, host: unknown) =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`h${n}x`, host]));

  it('says no more than is told, and that there is more', () => {
    const wrong = changed({ '/hosts': hosts(3000, 5) });
    expect(schemaErrors(wrong)).toHaveLength(maxFindings + 1);
    const { findings, input } = checkStructure(wrong);
    expect(findings).toHaveLength(maxFindings + 1);
    expect(last(findings).code).toBe('structure-more');
    expect(input).toBeNull();
  });

  it('forgets the errors of what may be otherwise, before and behind its end', () => {
    // Each good name is an error of the `not` that keeps "fabric" from being one.
    const names = changed({ '/hosts': { ...plain.hosts, ...hosts(3000, plain.hosts.g) } });
    expect(schemaErrors(names)).toEqual([]);
    const capitals = Object.fromEntries(
      Object.entries(hosts(3000, plain.hosts.g)).map(([name, host]) => [name.toUpperCase(), host]),
    );
    const errors = schemaErrors(changed({ '/hosts': { ...plain.hosts, ...capitals } }));
    expect(errors).toHaveLength(maxFindings + 1);
    expect(new Set(errors.map((error) => error?.keyword))).toEqual(
      new Set(['pattern', 'propertyNames']),
    );
  });

  it('does not look into a map that has too many keys', () => {
    const keywords = (count: number) =>
      schemaErrors(changed({ '/scenarios': hosts(count, 5) })).map(({ keyword }) => keyword);
    expect(new Set(keywords(1000))).toEqual(new Set(['type']));
    expect(keywords(1001)).toEqual(['maxProperties']);
  });

  it('sees what changed since the last call', () => {
    const value: Record<string, unknown> = { name: 'x' };
    expect(schemaErrors(value).map(({ keyword }) => keyword)).toEqual(['required']);
    value.nothing = 1;
    expect(schemaErrors(value).map(({ keyword }) => keyword)).toContain('additionalProperties');
  });
});

describe('a document', () => {
  const read = (text: string) => readDocument(new TextEncoder().encode(text));

  it('has so many findings about keys that stand twice, and their number', () => {
    const twice = (count: number) => `{${'"a":1,'.repeat(count)}"a":1}`;
    expect(read(twice(maxFindings)).findings).toHaveLength(maxFindings);
    const { findings } = read(twice(3000));
    expect(findings).toHaveLength(maxFindings + 1);
    expect(last(findings).args).toEqual({ count: 2000 });
    expect(findings.slice(0, -1).every(({ args }) => args.line === 1)).toBe(true);
  });

  it('does not repeat a key of a megabyte a thousand times', () => {
    const key = 'x'.repeat(1 << 20);
    const { findings } = read(`{"${key}":{${'"a":1,'.repeat(2000)}"a":1}}`);
    expect(findings.length).toBeLessThan(6);
    expect(last(findings).code).toBe('structure-more');
    const { value } = read(`{"name":"x","planes":{"${key}":{${'"a":1,'.repeat(9)}"b":1}}}`);
    expect(checkStructure(value).findings.length).toBeLessThan(6);
  });
});
