// Writes the schemas that editors read from language.json (run by `npm run build`): topology.schema.json,
// and workload.schema.json and model.schema.json for what may stand in a file of its own.
// Editors let a referenced definition win over what stands beside the `$ref`, so that is put in
// place here. A file with `extends` says only what differs from its base: its objects lack nothing,
// and null deletes. Lists are replaced, so their items are whole.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = new URL('.', import.meta.url);
const prefix = '#/definitions/';

/** The definition that a reference names. */
function referenced(language, { $ref }) {
  return $ref
    .slice(2)
    .split('/')
    .reduce((node, key) => node[key], language);
}

/** A copy in which nothing stands beside a `$ref`. */
function inlined(language, node) {
  if (Array.isArray(node)) return node.map((item) => inlined(language, item));
  if (typeof node !== 'object' || node === null) return node;
  const { $ref, ...beside } = node;
  if (typeof $ref === 'string' && Object.keys(beside).length > 0) {
    return inlined(language, { ...referenced(language, node), ...beside });
  }
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      verbatim.has(key) ? value : inlined(language, value),
    ]),
  );
}

const verbatim = new Set(['default', 'examples', 'defaultSnippets', 'enum', 'const']);

/** What a file may say that only says what differs. */
function patch(schema) {
  // What goes together (`allOf`) is only known of a whole object.
  const { $ref, required, minProperties, type, properties, additionalProperties, allOf, ...rest } =
    schema;
  if ($ref !== undefined) return { $ref: $ref.replace(prefix, `${prefix}patch-`) };
  return {
    ...rest,
    ...(schema.enum ? { enum: [...schema.enum, null] } : {}),
    ...(type === undefined ? {} : { type: [...[type].flat(), 'null'] }),
    ...(properties ? { properties: mapped(properties, patch) } : {}),
    ...(additionalProperties === undefined
      ? {}
      : {
          additionalProperties:
            typeof additionalProperties === 'object'
              ? patch(additionalProperties)
              : additionalProperties,
        }),
  };
}

const mapped = (object, change) =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));

/** Only the definitions that something refers to. */
function used(root, definitions) {
  const found = new Set();
  const walk = (node) => {
    if (typeof node !== 'object' || node === null) return;
    if (typeof node.$ref === 'string') {
      const [name] = node.$ref.slice(prefix.length).split('/');
      if (!found.has(name)) {
        found.add(name);
        walk(definitions[name]);
      }
    }
    for (const value of Object.values(node)) walk(value);
  };
  walk(root);
  return Object.fromEntries(Object.entries(definitions).filter(([name]) => found.has(name)));
}

/** The schema for editors, as text. */
export function editorSchema(language) {
  const { $schema, title, description, definitions, ...topology } = inlined(language, language);
  const strict = { topology: { description, ...topology }, ...definitions };
  const all = {
    ...strict,
    ...Object.fromEntries(
      Object.entries(strict).map(([name, schema]) => [`patch-${name}`, patch(schema)]),
    ),
  };
  const root = {
    $schema,
    $comment: 'Written from language.json by editor.mjs; change that file.',
    title,
    description,
    if: { required: ['extends'] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { $ref: `${prefix}patch-topology` },
    else: { $ref: `${prefix}topology` },
  };
  return `${JSON.stringify({ ...root, definitions: used(root, all) }, null, 1)}\n`;
}

/** The schema of one definition, for editors of a file of its own, as text. */
export function ownSchema(language, name) {
  const { $schema, title, definitions } = inlined(language, language);
  const root = {
    $schema,
    $comment: 'Written from language.json by editor.mjs; change that file.',
    title: `${title.split(' ')[0]} ${name}`,
    ...definitions[name],
  };
  return `${JSON.stringify({ ...root, definitions: used(root, definitions) }, null, 1)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const language = JSON.parse(readFileSync(new URL('language.json', here), 'utf8'));
  writeFileSync(new URL('topology.schema.json', here), editorSchema(language));
  for (const name of ['workload', 'model']) {
    writeFileSync(new URL(`${name}.schema.json`, here), ownSchema(language, name));
  }
}
