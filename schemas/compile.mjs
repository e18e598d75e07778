// Compiles the schemas of what is read to plain code (run by `npm run build`): no command then
// loads or runs ajv.
import { readFileSync, writeFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import * as validator from './validator.mjs';

const here = new URL('.', import.meta.url);
const options = {
  allowUnionTypes: true,
  strictTypes: false,
  strictRequired: false,
  keywords: ['defaultSnippets', 'enumDescriptions'],
  discriminator: true,
  code: { source: true, esm: true },
};

// All that is wrong with a topology is said at once, of what the program wrote itself the first thing.
compile('topology', 'language.json', '', { allErrors: true, verbose: true });
compile('report', 'report.schema.json', '#/definitions/report', {});
compile('certificate', 'certificate.schema.json', '', {});

/** Writes NAME.validate.mjs: whether a value fits (a part of) the schema in a file. */
function compile(name, file, part, more) {
  const schema = JSON.parse(readFileSync(new URL(file, here), 'utf8'));
  const ajv = new Ajv({ ...options, ...more });
  ajv.addSchema(schema, name);
  const code = standaloneCode
    .default(ajv, ajv.getSchema(`${name}${part}`))
    // Ajv keeps every error, half a gigabyte of them for a hostile file, and joins lists by copying
    // both, which takes minutes; validator.mjs has an end. Loops end with it.
    .replaceAll(
      /vErrors\.concat\(((?:validate\d+|wrapper\d+\.validate)\.errors)\)/g,
      'append(vErrors, $1)',
    )
    .replaceAll(/vErrors\.push\((err\d+)\)/g, 'push(vErrors, $1)')
    .replaceAll(/vErrors\.length = (_errs\d+)/g, 'cut(vErrors, $1)')
    .replaceAll(/for\(const (key\d+) in (data\d*)\)\{/g, 'for(const $1 of keysOf($2)){')
    .replaceAll(
      /for\((const key\d+ of keysOf\(data\d*\)|let (i\d+)=0; \2<len\d+; \2\+\+)\)\{/g,
      '$&if(isFull(vErrors))break;',
    )
    .replaceAll(/Object\.keys\((data\d*)\)\.length > (\d+)/g, 'hasMore($1, $2)')
    .replaceAll(/Object\.keys\((data\d*)\)\.length < (\d+)/g, 'hasLess($1, $2)')
    .replace(
      /export const validate = (validate\d+);export default \1;/,
      'export default afresh($1);',
    )
    // Ajv writes `require` into modules, too. Everything else must be plain code.
    .replaceAll('require("ajv/dist/runtime/ucs2length").default', 'lengthOf');
  const left = /vErrors\.(concat|push|length = )|Object\.keys|\brequire\(/.exec(code);
  if (left || !code.includes('afresh(')) throw new Error(`${file}: ajv writes other code: ${left}`);

  const helpers = Object.keys(validator).join(', ');
  const module = `import { ${helpers} } from './validator.mjs';\n${code}\n`;
  const types = `import type { ErrorObject } from 'ajv';
declare const validate: { (data: unknown): boolean; errors?: ErrorObject[] | null };
export default validate;
`;
  writeFileSync(new URL(`${name}.validate.mjs`, here), module);
  writeFileSync(new URL(`${name}.validate.d.mts`, here), types);
}
