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
  code: { source: true },
});
const code = standaloneCode.default(ajv, ajv.compile(schema));
writeFileSync(new URL('topology.validate.cjs', here), code);
writeFileSync(
  new URL('topology.validate.d.cts', here),
  `import type { ErrorObject } from 'ajv';
declare const validate: { (data: unknown): boolean; errors?: ErrorObject[] | null };
export = validate;
`,
);
