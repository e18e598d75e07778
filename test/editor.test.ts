import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type CompletionItem, getLanguageService, TextDocument } from 'vscode-json-languageservice';
import { editorSchema, ownSchema } from '../schemas/editor.mjs';
import { gallery } from './gallery.js';

/** What an editor that reads JSON Schema shows: the service that is inside Visual Studio Code. */
const root = join(import.meta.dirname, '..');
const service = getLanguageService({
  clientCapabilities: { textDocument: {} },
  workspaceContext: { resolveRelativePath: (path, base) => new URL(path, base).href },
  schemaRequestService: async (uri) => readFileSync(new URL(uri), 'utf8'),
});

/** A text as a file of a folder of the repository, with the line that names its schema. */
const parsed = (text: string, folder = 'topologies') => {
  const uri = pathToFileURL(join(root, folder, 'edited.json')).href;
  const document = TextDocument.create(uri, 'json', 1, text);
  return { document, json: service.parseJSONDocument(document) };
};

const named = (text: string) =>
  text.replace('{', '{ "$schema": "../schemas/topology.schema.json",');

/** What is offered at the bar in a text. */
async function offered(text: string): Promise<CompletionItem[]> {
  const marked = named(text);
  const at = marked.indexOf('|');
  const { document, json } = parsed(marked.slice(0, at) + marked.slice(at + 1));
  const list = await service.doComplete(document, document.positionAt(at), json);
  return list?.items ?? [];
}

const labels = async (marked: string) => (await offered(marked)).map(({ label }) => label);

const wrong = async (text: string, folder?: string): Promise<string[]> => {
  const { document, json } = parsed(text, folder);
  return (await service.doValidation(document, json)).map(({ message }) => String(message));
};

const inSet = (text: string) => `{ "name": "a", "planes": { "compute": { ${text} } } }`;

describe('completion teaches the language', () => {
  it('keys at every level', async () => {
    expect(await labels('{ | }')).toEqual(
      expect.arrayContaining(['name', 'switchModels', 'hosts', 'planes', 'expect', 'exceptions']),
    );
    expect(await labels(inSet('|'))).toEqual(
      expect.arrayContaining([
        'attach',
        'fatTree',
        'slimFly',
        'dragonfly',
        'cube',
        'switches',
        'cables',
      ]),
    );
    expect(await labels(inSet('"attach": { | }'))).toEqual(
      expect.arrayContaining(['nics', 'onePlanePer', 'oneLeafPer', 'hostsPerUnit', 'slots']),
    );
    expect(await labels(inSet('"fatTree": { | }'))).toEqual(
      expect.arrayContaining(['leaf', 'spine', 'core', 'pod', 'uneven']),
    );
    expect(await labels('{ "expect": { "compute": { | } } }')).toEqual(
      expect.arrayContaining(['endpoints', 'switches', 'bisectionGbps', 'hostPairsCutOff']),
    );
    expect(await labels('{ "hosts": { "h": { | } } }')).toEqual(
      expect.arrayContaining(['count', 'gpus', 'nics']),
    );
    expect(await labels('{ "exceptions": [{ | }] }')).toEqual(
      expect.arrayContaining(['missing', 'moved', 'extra', 'slower', 'off', 'reason']),
    );
  });

  it('what was written already is not offered again', async () => {
    expect(await labels('{ "name": "a", | }')).not.toContain('name');
  });

  it('values of the three enums, each with its sentence', async () => {
    for (const marked of [
      inSet('"attach": { "nics": ["h/nic"], "onePlanePer": | }'),
      inSet('"attach": { "nics": ["h/nic"], "oneLeafPer": | }'),
      inSet('"fatTree": { "leaf": { "model": "a" }, "uneven": | }'),
    ]) {
      const items = (await offered(marked)).filter(({ label }) => /rail|port|deal/.test(label));
      expect(items.length, marked).toBeGreaterThan(0);
      for (const { documentation } of items) expect(String(documentation)).toMatch(/\w+ .*\./);
    }
  });

  it('a new plane set, tier, failing term, group, cable', async () => {
    const text = async (marked: string, label: string) =>
      (await offered(marked)).find((item) => item.label === label)?.insertText ?? '';
    const set = await text('{ "planes": { "compute": | } }', 'plane set');
    expect(set).toMatch(/"attach"[\s\S]*"fatTree"[\s\S]*"leaf"[\s\S]*"model"/);
    expect(await text(inSet('"fatTree": { "leaf": | }'), 'tier')).toContain('"model": "$1"');
    const term = '{ "scenarios": { "a": { "fail": [|] } } }';
    expect(await labels(term)).toEqual(expect.arrayContaining(['selector', 'any of']));
    expect(await text(term, 'any of')).toContain('"any": ');
    expect(await labels('{ "groups": { "rack": | } }')).toEqual(
      expect.arrayContaining(['one group', 'groups of so many', 'pieces together']),
    );
    expect(await labels(inSet('"cables": [|]'))).toEqual(
      expect.arrayContaining(['cable', 'cable with a speed']),
    );
    expect(await labels('{ "labels": | }')).toEqual(
      expect.arrayContaining(['labels', 'file of labels']),
    );
  });

  it('published models, by name and with their ports', async () => {
    expect(await labels('{ "switchModels": { | } }')).toContain('QM9700');
    const [model] = (await offered('{ "switchModels": { | } }')).filter(
      ({ label }) => label === 'QM9700',
    );
    expect(model!.insertText).toMatch(/"ports": 64[\s\S]*"portGbps": 400/);
    expect(await labels('{ "nicModels": | }')).toContain('ConnectX-7');
  });

  it('a key says what it is, where one points at it', async () => {
    const text = named(inSet('"attach": { "nics": ["h/nic"], "railsPerLeaf": 2 }'));
    const { document, json } = parsed(text);
    const at = document.positionAt(text.indexOf('railsPerLeaf'));
    const hover = await service.doHover(document, at, json);
    expect(JSON.stringify(hover)).toContain('consecutive rails share a leaf');
  });
});

describe('what an editor marks', () => {
  it.each(gallery)('nothing in %s', async (name) => {
    expect(await wrong(readFileSync(join(root, `topologies/${name}.json`), 'utf8'))).toEqual([]);
  });

  const samples = readdirSync(join(root, 'test/samples/language')).filter((f) =>
    f.endsWith('.json'),
  );
  it.each(samples)('nothing in the sample %s, also if it only says what differs', async (file) => {
    const folder = 'test/samples/language';
    const marked = await wrong(readFileSync(join(root, folder, file), 'utf8'), folder);
    expect(marked).toEqual([]);
  });

  it.each([
    '{ "name": "a", "planes": {}, "hots": {} }',
    '{ "name": "a" }',
    '{ "extends": "a.json", "planes": { "c": { "fatTre": {} } } }',
    '{ "extends": "a.json", "hosts": { "h": { "count": "64" } } }',
    '{ "name": "a", "planes": null }',
  ])('something in %s', async (text) => {
    expect(await wrong(named(text))).not.toEqual([]);
  });
});

describe('the schema', () => {
  const language = JSON.parse(readFileSync(join(root, 'schemas/language.json'), 'utf8'));

  it('is written from the language', () => {
    expect(editorSchema(language)).toBe(
      readFileSync(join(root, 'schemas/topology.schema.json'), 'utf8'),
    );
    for (const name of ['workload', 'model'] as const) {
      const written = readFileSync(join(root, `schemas/${name}.schema.json`), 'utf8');
      expect(ownSchema(language, name)).toBe(written);
    }
  });

  type Property = Readonly<Record<string, unknown>>;

  /** Every property that it declares: its place, what is said of it, whether it is required. */
  function* properties(node: unknown, at: string): Iterable<[string, Property, boolean]> {
    if (typeof node !== 'object' || node === null) return;
    const { properties: own, required } = node as { properties?: object; required?: string[] };
    for (const [name, property] of Object.entries(own ?? {})) {
      const reference = /^#\/definitions\/(.*)$/.exec(property.$ref ?? '')?.[1] ?? '';
      const target = reference
        .split('/')
        .reduce((found, key) => found?.[key], language.definitions);
      yield [`${at}/${name}`, { ...target, ...property }, required?.includes(name) ?? false];
    }
    for (const [key, child] of Object.entries(node)) {
      // `allOf` says which of them go together.
      if (!['examples', 'default', 'defaultSnippets', 'allOf'].includes(key)) {
        yield* properties(child, `${at}/${key}`);
      }
    }
  }

  it('says of every property what it is, its default, and gives an example', () => {
    const all = [...properties(language, '')];
    expect(all.length).toBeGreaterThan(100);
    for (const [
      at,
      { description, examples, defaultSnippets, default: fallback },
      required,
    ] of all) {
      expect(description, at).toMatch(/\w/);
      expect(examples ?? defaultSnippets, at).toBeDefined();
      // A model that is offered, a measure, a verb: what is not written is not meant.
      const choice = /^.(properties.(switch|nic)Models|definitions.(measures|exception))./.test(at);
      if (!required && !choice && fallback === undefined) {
        expect(String(description), `${at} has no default`).toMatch(/Default: /);
      }
    }
  });
});
