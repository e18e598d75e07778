import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { measures } from '../src/check/measures.js';
import { rules } from '../src/check/registry.js';
import { validate } from '../src/pipeline.js';
import { text } from '../src/report/text.js';
import { checksDocument } from './checks-document.js';
import { runCli } from './cli-process.js';

const root = join(import.meta.dirname, '..');
const update = process.env.UPDATE === '1';

/** Documents with tables of the language's properties, beside docs/topology.md. */
const ofLanguage = ['docs/traffic.md', 'docs/models.md'];

const documents = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((file) => file.endsWith('.md') && file !== 'checks.md')
    .map((file) => `docs/${file}`),
].map((file) => ({ file, body: readFileSync(join(root, file), 'utf8') }));

/** Fenced blocks of a language, in order. */
function blocks(body: string, language: string): string[] {
  return [...body.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, block]) => block!,
  );
}

/** Words of a command line; quotes as in a shell, nothing else. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c!);
}

interface Example {
  readonly command: string;
  readonly expected: string;
}

/** `$ planewright …` and what it prints, up to the next command. */
function examplesOf(block: string): Example[] {
  return block
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n');
      return { command: part.slice(0, end), expected: part.slice(end + 1).trimEnd() };
    });
}

/** A line that is only "…" stands for any lines. */
function matches(expected: string, actual: string): boolean {
  const pattern = expected
    .split('\n')
    .map((line) =>
      line.trim() === '…' ? '(?:.*\\n)*?' : `${line.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}\\n`,
    )
    .join('');
  return new RegExp(`^${pattern}$`).test(`${actual.trimEnd()}\n`);
}

describe.each(documents)('$file', ({ body }) => {
  test('starts with its headline', () => {
    expect(body).toMatch(/^# \S/);
  });

  const examples = blocks(body, 'console').flatMap(examplesOf);
  test.each(examples.map((e) => [e.command, e] as const))('$ %s', (_, { command, expected }) => {
    const [name, ...args] = wordsOf(command.replace(/ +# .*$/, ''));
    expect(name).toBe('planewright');
    const { stdout, stderr } = runCli(args);
    const actual = stdout + stderr;
    if (!matches(expected, actual)) expect(actual.trimEnd()).toBe(expected);
  });

  const topologies = blocks(body, 'json').filter((block) => /^\{\s*"(\$schema|name)"/.test(block));
  test.each(topologies.map((t, i) => [i + 1, t] as const))('topology %i passes', (_, block) => {
    const report = validate({ file: 'example', bytes: Buffer.from(block) });
    expect(report.verdict, text([report])).toBe('pass');
  });
});

test('docs/checks.md says what the checks say', () => {
  const file = join(root, 'docs/checks.md');
  if (update) writeFileSync(file, checksDocument(rules));
  expect(readFileSync(file, 'utf8')).toBe(checksDocument(rules));
});

describe('docs/topology.md', () => {
  const files = ['docs/topology.md', ...ofLanguage].map((file) => join(root, file));
  const schema = JSON.parse(readFileSync(join(root, 'schemas/language.json'), 'utf8'));

  /** What a `$ref` leads to: a definition, or a part of one. */
  const partOf = (from: Record<string, unknown>, ref: string): Record<string, unknown> =>
    ref
      .split('/')
      .slice(1)
      .reduce((part, key) => part[key] as Record<string, unknown>, from);

  /** A table of the properties of a definition, from the schema. */
  function table(definition: string): string {
    const { properties, required = [] } =
      definition === 'topology' ? schema : schema.definitions[definition];
    const rows = Object.entries<Record<string, unknown>>(properties).map(([key, property]) => {
      const target = property.$ref ? partOf(schema, String(property.$ref)) : {};
      const meaning = String(property.description ?? target.description).replaceAll('|', '\\|');
      const value = property.default;
      const fallback = required.includes(key)
        ? '*required*'
        : value === undefined
          ? ''
          : `\`${JSON.stringify(value)}\``;
      return `| \`${key}\` | ${meaning} | ${fallback} |`;
    });
    return ['| key | meaning | default |', '| --- | --- | --- |', ...rows].join('\n');
  }

  const section = /(<!-- properties: (\w+) -->\n)[\s\S]*?(<!-- end -->)/g;

  test('its tables of properties come from the schema', () => {
    const shown = files.flatMap((file) => {
      const body = readFileSync(file, 'utf8');
      const renewed = body.replace(
        section,
        (_, open, name, close) => `${open}${table(name)}\n${close}`,
      );
      if (update) writeFileSync(file, renewed);
      expect(readFileSync(file, 'utf8')).toBe(renewed);
      return [...renewed.matchAll(section)].map(([, , name]) => name);
    });
    const definitions = Object.entries<{ properties?: object }>(schema.definitions)
      .filter(([name, { properties }]) => properties && !['number', 'failTerm'].includes(name))
      .map(([name]) => name);
    expect(shown.sort()).toEqual(['topology', ...definitions].sort());
  });

  test('the measures of the schema are the measures that are taken', () => {
    expect(Object.keys(schema.definitions.measures.properties)).toEqual(Object.keys(measures));
  });
});

test('the figure of the README is what draw prints', () => {
  const file = join(root, 'docs/figures/deepseek-v3.overview.svg');
  const { stdout, status } = runCli(['draw', 'topologies/deepseek-v3.json']);
  expect(status).toBe(0);
  // Not toBe: a difference of 100 KB helps nobody.
  expect(readFileSync(file, 'utf8') === stdout).toBe(true);
});

test('the links of the documents lead somewhere', () => {
  const files = [
    'README.md',
    'ARCHITECTURE.md',
    'CONTRIBUTING.md',
    'PERFORMANCE.md',
    'THIRD-PARTY.md',
  ];
  const all = [
    ...files,
    ...readdirSync(join(root, 'docs'))
      .filter((f) => f.endsWith('.md'))
      .map((f) => `docs/${f}`),
  ];
  const broken = all.flatMap((file) => {
    const body = readFileSync(join(root, file), 'utf8');
    return [...body.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
      .filter(([, target]) => !existsSync(join(root, file, '..', target!)))
      .map(([, target]) => `${file}: ${target}`);
  });
  expect(broken).toEqual([]);
});
