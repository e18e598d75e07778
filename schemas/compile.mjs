// Compiles the schema to plain code (run by `npm run build`): no command then loads or runs ajv.
import { readFileSync, writeFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';

const here = new URL('.', import.meta.url);
const schema = JSON.parse(readFileSync(new URL('topology.schema.json', here), 'utf8'));
const ajv = new Ajv({
  allErrors: true,
  verbose: true,
  allowUnionTypes: true,
  strictTypes: false,
  strictRequired: false,
  keywords: ['defaultSnippets'],
  code: { source: true, esm: true },
});

const code = standaloneCode
  .default(ajv, ajv.compile(schema))
  // Ajv joins lists of errors by copying both, which takes minutes for a file with 100,000 of them.
  .replaceAll(/vErrors\.concat\((validate\d+\.errors)\)/g, 'append(vErrors, $1)')
  // Ajv writes `require` into modules, too. Everything else must be plain code.
  .replaceAll('require("ajv/dist/runtime/ucs2length").default', 'lengthOf');
if (/\brequire\(/.test(code)) throw new Error('the compiled schema requires something unforeseen');

// Node gives the exports of a CommonJS module, bundlers their default.
const module = `import ucs2length from 'ajv/dist/runtime/ucs2length.js';
const lengthOf = ucs2length.default ?? ucs2length;
function append(list, more) { for (const one of more) list.push(one); return list; }
${code}
`;
const types = `import type { ErrorObject } from 'ajv';
declare const validate: { (data: unknown): boolean; errors?: ErrorObject[] | null };
export default validate;
`;
writeFileSync(new URL('topology.validate.mjs', here), module);
writeFileSync(new URL('topology.validate.d.mts', here), types);
