// Compiles the schemas of what is read to plain code (run by `npm run build`): no command then
// loads or runs ajv.
import { readFileSync, writeFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';

/** One more than are told: it says that there are others, and where they begin. */
const mostErrors = 1001;

const here = new URL('.', import.meta.url);
const options = {
  allowUnionTypes: true,
  strictTypes: false,
  strictRequired: false,
  keywords: ['defaultSnippets', 'enumDescriptions'],
  code: { source: true, esm: true },
};

// All that is wrong with a topology is said at once, of a saved report the first thing.
compile('topology', 'language.json', '', { allErrors: true, verbose: true });
compile('report', 'report.schema.json', '#/definitions/report', {});

/** Writes NAME.validate.mjs: whether a value fits (a part of) the schema in a file. */
function compile(name, file, part, more) {
  const schema = JSON.parse(readFileSync(new URL(file, here), 'utf8'));
  const ajv = new Ajv({ ...options, ...more });
  ajv.addSchema(schema, name);
  const code = standaloneCode
    .default(ajv, ajv.getSchema(`${name}${part}`))
    // Ajv keeps every error, half a gigabyte of them for a hostile file, and joins lists by copying
    // both, which takes minutes. Here a list ends with the first error that nobody is told.
    .replaceAll(/vErrors\.concat\((validate\d+\.errors)\)/g, 'append(vErrors, $1)')
    .replaceAll(/vErrors\.push\((err\d+)\)/g, 'push(vErrors, $1)')
    .replaceAll(/vErrors\.length = (_errs\d+)/g, 'cut(vErrors, $1)')
    // A loop ends there, too; and the keys of a map are listed once, not for every keyword.
    .replaceAll(/for\(const (key\d+) in (data\d*)\)\{/g, 'for(const $1 of keysOf($2)){')
    .replaceAll(/Object\.keys\((data\d*)\)/g, 'keysOf($1)')
    .replaceAll(
      /for\((const key\d+ of keysOf\(data\d*\)|let (i\d+)=0; \2<len\d+; \2\+\+)\)\{/g,
      '$&if(isFull(vErrors))break;',
    )
    .replace(
      /export const validate = (validate\d+);export default \1;/,
      'export default afresh($1);',
    )
    // Ajv writes `require` into modules, too. Everything else must be plain code.
    .replaceAll('require("ajv/dist/runtime/ucs2length").default', 'lengthOf');
  if (/vErrors\.(concat|push|length = )/.test(code)) throw new Error(`${file}: errors without end`);
  if (!code.includes('afresh(')) throw new Error(`${file}: keys may be out of date`);
  if (/\brequire\(/.test(code)) throw new Error(`${file} requires something unforeseen`);

  // Node gives the exports of a CommonJS module, bundlers their default.
  const module = `import ucs2length from 'ajv/dist/runtime/ucs2length.js';
const lengthOf = ucs2length.default ?? ucs2length;
const mostErrors = ${mostErrors};
function push(list, error) { if (list.length < mostErrors) list.push(error); }
function isFull(list) { return list !== null && list.length >= mostErrors; }
let listed, keys;
function keysOf(data) { if (data !== listed) { keys = Object.keys(data); listed = data; } return keys; }
function afresh(check) {
  return function validate(data) {
    listed = undefined;
    const fits = check(data);
    validate.errors = check.errors;
    return fits;
  };
}
function append(list, more) { for (const one of more) push(list, one); return list; }
function cut(list, length) { if (length < list.length) list.length = length; }
${code}
`;
  const types = `import type { ErrorObject } from 'ajv';
declare const validate: { (data: unknown): boolean; errors?: ErrorObject[] | null };
export default validate;
`;
  writeFileSync(new URL(`${name}.validate.mjs`, here), module);
  writeFileSync(new URL(`${name}.validate.d.mts`, here), types);
}
