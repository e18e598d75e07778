import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkers, rules } from '../src/check/registry.js';
import { reportFormats } from '../src/report/formats.js';

/** The tree polices itself: ARCHITECTURE.md says why each of these rules is there. */

const root = join(import.meta.dirname, '..');

function filesBelow(folder: string, ending = '.ts'): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name))
    .sort();
}

const sources = filesBelow('src').map((file) => ({
  file,
  text: readFileSync(join(root, file), 'utf8'),
}));

/** Specifiers that a file imports, statically or lazily. */
function importsOf(text: string): { specifier: string; type: boolean }[] {
  const found = [...text.matchAll(/^(?:import|export)\s+(type\s)?[^'"]*?from\s+'([^']+)'/gms)].map(
    ([, type, specifier]) => ({ specifier: specifier!, type: type !== undefined }),
  );
  const lazy = [...text.matchAll(/import\(\s*'([^']+)'\s*\)/g)].map(([, specifier]) => ({
    specifier: specifier!,
    type: false,
  }));
  return [...found, ...lazy];
}

/** A folder imports only from smaller ranks, or from itself. */
const ranks: Readonly<Record<string, number>> = {
  std: 0,
  finding: 1,
  spec: 2,
  fabric: 2,
  build: 3,
  flow: 3,
  cost: 3,
  failure: 3,
  model: 3,
  certificate: 4,
  exchange: 4,
  measure: 4,
  traffic: 4,
  sizing: 4,
  diagram: 4,
  check: 5,
  whatif: 6,
  diff: 7,
  report: 7,
  layout: 7,
  render: 8,
  'draw.ts': 9,
  page: 10,
  'pipeline.ts': 11,
  'index.ts': 12,
  cli: 13,
  browser: 13,
};

const roomOf = (file: string): string => relative('src', file).split('/')[0]!;

describe('imports', () => {
  test('every folder has a rank', () => {
    expect([...new Set(sources.map(({ file }) => roomOf(file)))].sort()).toEqual(
      Object.keys(ranks).sort(),
    );
  });

  test('a folder imports only from smaller ranks, or from itself', () => {
    const wrong = sources.flatMap(({ file, text }) =>
      importsOf(text)
        .filter(({ specifier }) => specifier.startsWith('.') && specifier.endsWith('.js'))
        .map(({ specifier }) => relative(root, join(root, dirname(file), specifier)))
        .filter((target) => {
          const [from, to] = [roomOf(file), roomOf(target.replace(/\.js$/, '.ts'))];
          return from !== to && !(ranks[to]! < ranks[from]!);
        })
        .map((target) => `${file} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test('claims and expansion of a family do not know each other', () => {
    for (const { file, text } of sources) {
      const imported = importsOf(text).map(({ specifier }) => specifier);
      if (file.endsWith('/claims.ts')) expect(imported, file).not.toContain('./expand.js');
      if (file.endsWith('/expand.ts')) expect(imported, file).not.toContain('./claims.js');
    }
  });

  test('the certifiers share nothing with the solver', () => {
    const isCertifier = (file: string) => /^src\/flow\/certify\//.test(file);
    const textOf = new Map(sources.map(({ file, text }) => [file, text]));
    // What runs when they run; types that they speak of are none of it.
    const met = sources.map(({ file }) => file).filter(isCertifier);
    expect(met.length).toBeGreaterThanOrEqual(12);
    for (const file of met) {
      for (const { specifier, type } of importsOf(textOf.get(file)!)) {
        if (type || !specifier.startsWith('.')) continue;
        const target = relative(root, join(root, dirname(file), specifier)).replace(/js$/, 'ts');
        if (!met.includes(target)) met.push(target);
      }
    }
    const foreign = met.filter((file) => !isCertifier(file) && !/^src\/(std|fabric)\//.test(file));
    expect(foreign).toEqual([]);
  });

  test('who verifies a certificate file calls no solver', () => {
    const calls = sources
      .filter(({ file }) => file.startsWith('src/certificate/'))
      .flatMap(({ file, text }) => importsOf(text).map((one) => ({ file, ...one })))
      .filter(({ specifier, type }) => !type && specifier.includes('/flow/'))
      .filter(({ specifier }) => !/\/flow\/certify\//.test(specifier));
    expect(calls).toEqual([]);
  });

  test('each package is imported in one file', () => {
    const homes: Readonly<Record<string, string>> = {
      ajv: 'src/spec/structure/schema-errors.ts',
      commander: 'src/cli/program.ts',
      'csv-parse': 'src/std/csv-reader.ts',
      elkjs: 'src/layout/elk.ts',
      'fastest-levenshtein': 'src/std/suggest.ts',
      graphology: 'src/fabric/attributes.ts',
      'graphology-shortest-path': 'src/measure/shortest-path.ts',
      highs: 'src/flow/linear-program.ts',
      'jsonc-parser': 'src/spec/reading/json.ts',
      'log-update': 'src/cli/progress.ts',
    };
    const found: Record<string, Set<string>> = {};
    for (const { file, text } of sources) {
      for (const { specifier } of importsOf(text)) {
        if (specifier.startsWith('.') || specifier.startsWith('node:')) continue;
        const name = specifier.split('/')[0]!;
        found[name] ??= new Set();
        found[name].add(file);
      }
    }
    const homesFound = Object.fromEntries(
      Object.entries(found).map(([name, files]) => [name, [...files].join()]),
    );
    expect(homesFound).toEqual(homes);
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(Object.keys(manifest.dependencies).sort()).toEqual(Object.keys(homes).sort());
  });

  test('what few commands need is not loaded at start-up', () => {
    for (const { file, text } of sources) {
      for (const { specifier, type } of importsOf(text)) {
        const eager = text.includes(`from '${specifier}'`);
        if (/^(elkjs|highs|ajv|log-update)/.test(specifier) && eager)
          expect(type, `${file}: ${specifier}`).toBe(true);
      }
    }
  });
});

describe('bans', () => {
  const offenders = (pattern: RegExp, allowed: (file: string) => boolean): string[] =>
    sources
      .filter(({ file, text }) => !allowed(file) && pattern.test(text))
      .map(({ file }) => file);
  const inCli = (file: string) => file.startsWith('src/cli/');

  test('only cli/ reads files, the environment, or writes to streams', () => {
    expect(offenders(/from 'node:(?!perf)|process\.|console\./, inCli)).toEqual([]);
  });

  test('nothing reads the clock or draws unseeded randomness', () => {
    const allowed = (file: string) => ['src/cli/files.ts', 'src/cli/steps.ts'].includes(file);
    expect(offenders(/Math\.random|Date\.now|new Date|performance\.|randomBytes/, allowed)).toEqual(
      [],
    );
  });

  test('only build/ and the empty fabric mutate a graph', () => {
    const mutation =
      /\.(addNode|addEdge\w*|addUndirectedEdge\w*|mergeNode|mergeEdge\w*|dropNode|dropEdge|clear|clearEdges|setNodeAttribute|setEdgeAttribute|replaceNodeAttributes|replaceEdgeAttributes|updateNode\w*|updateEdge\w*|removeNodeAttribute|removeEdgeAttribute|replaceAttributes|setAttribute)\(/;
    // Elements of a page have attributes, too, and no graph is in sight there.
    const allowed = (file: string) =>
      /^src\/(build|browser)\//.test(file) || file === 'src/fabric/attributes.ts';
    expect(offenders(mutation, allowed)).toEqual([]);
  });

  test('only our own bugs throw: InternalError, and UsageError in cli/', () => {
    const thrown = sources.flatMap(({ file, text }) =>
      [...text.matchAll(/throw (?!error\b|usage\b|unknown\()(?:new )?(\w+)/g)].map(([, name]) => ({
        file,
        name,
      })),
    );
    const wrong = thrown.filter(
      ({ file, name }) =>
        name !== 'InternalError' &&
        !(inCli(file) && (name === 'UsageError' || name === 'InvalidArgumentError')),
    );
    expect(wrong).toEqual([]);
  });

  test('layout and render never see a fabric; reporters never see one either', () => {
    const rooms = ['layout', 'render'];
    const wrong = sources
      .filter(({ file }) => rooms.includes(roomOf(file)))
      .filter(({ text }) =>
        importsOf(text).some(({ specifier }) =>
          /\/(fabric|measure|flow|build|spec)\//.test(specifier),
        ),
      );
    expect(wrong.map(({ file }) => file)).toEqual([]);
    for (const reporter of reportFormats) {
      const { text } = sources.find(({ file }) => file === `src/report/${reporter}.ts`)!;
      // The catalogue of checks explains the rules of SARIF.
      const foreign = importsOf(text).filter(
        ({ specifier }) => !/^\.(\/|\.\/std\/|\.\/check\/registry\.js$)/.test(specifier),
      );
      expect(foreign, reporter).toEqual([]);
    }
    // Comparisons and lists of designs are said from plain data, too.
    const answers = sources.filter(({ file }) => /^src\/report\/(compare|size)\//.test(file));
    expect(answers.length).toBeGreaterThan(6);
    for (const { file, text } of answers) {
      const foreign = importsOf(text).filter(({ specifier }) =>
        /\/(fabric|measure|flow|build|failure|check|diagram)\//.test(specifier),
      );
      expect(foreign, file).toEqual([]);
    }
  });

  test('the page itself sees no fabric: its engine does', () => {
    const seen = new Set<string>();
    const visit = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      const { text } = sources.find((one) => one.file === file)!;
      for (const { specifier, type } of importsOf(text)) {
        if (!type) visit(join(dirname(file), specifier).replace(/js$/, 'ts'));
      }
    };
    visit('src/browser/page.ts');
    const rooms = [...seen].map(roomOf);
    expect(new Set(rooms)).toEqual(new Set(['browser', 'std']));
  });

  test('nothing is left undone in the code', () => {
    expect(
      offenders(
        /\b(TODO|FIXME|XXX|HACK)\b|@ts-ignore|@ts-expect-error|as any\b|: any\b/,
        () => false,
      ),
    ).toEqual([]);
  });
});

describe('checks', () => {
  test('a checker is one file of its name', () => {
    const files = filesBelow('src/check/checkers').map((file) =>
      file.replace(/^.*\/(.*)\.ts$/, '$1'),
    );
    expect(files).toEqual(checkers.map(({ rule }) => rule.id).sort());
  });

  test('codes begin with the id of their check and are unique', () => {
    const codes = rules.flatMap(({ id, messages }) =>
      Object.keys(messages).map((code) => {
        expect(code.startsWith(`${id}-`), `${code} of ${id}`).toBe(true);
        return code;
      }),
    );
    expect(new Set(codes).size).toBe(codes.length);
  });

  test('every check has a folder of bad fixtures', () => {
    const folders = readdirSync(join(root, 'test/fixtures/bad'));
    const missing = rules.map(({ id }) => id).filter((id) => !folders.includes(id));
    // Files of other tools stand in test/exchange/bad, differences in test/diff and test/cli/diff.scenario.
    expect(missing).toEqual(['wiring', 'as-built']);
  });
});

describe('documents', () => {
  const read = (file: string) => readFileSync(join(root, file), 'utf8');

  test('every invariant of ARCHITECTURE.md names a test file that exists', () => {
    const invariants = read('ARCHITECTURE.md').split('## Invariants')[1]!.split('\n## ')[0]!;
    const items = invariants.match(/^\d+\. [\s\S]*?(?=^\d+\. |$(?![\s\S]))/gm)!;
    expect(items.length).toBeGreaterThanOrEqual(10);
    for (const item of items) {
      const tests = [...item.matchAll(/`(test\/[^`]+\.test\.ts)`/g)].map(([, file]) => file!);
      expect(tests.length, item).toBeGreaterThan(0);
      for (const file of tests) expect(() => read(file), item).not.toThrow();
    }
  });

  test('the ranks in ARCHITECTURE.md are the ranks of this test', () => {
    const table = read('ARCHITECTURE.md').matchAll(/^\| +(\d+) \| (.*?) \|/gm);
    const written = Object.fromEntries(
      [...table].flatMap(([, rank, rooms]) =>
        [...rooms!.matchAll(/`([\w.]+)`/g)].map(([, room]) => [room, Number(rank)]),
      ),
    );
    expect(written).toEqual(ranks);
  });

  test('the README shows the two commands', () => {
    expect(read('README.md')).toContain('npm ci && npm start');
    expect(read('README.md')).toContain('npm ci && npm test');
  });
});
