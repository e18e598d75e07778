import { keysOf } from '../../finding/pointer.js';
import { quoted } from '../../std/terminal.js';
import { formatCount, formatCounted } from '../../std/units.js';
import type { SchemaError } from './schema-errors.js';

/** Whether a pointer goes the way of a pattern: `*` is any one key. */
export function matches(pointer: string, pattern: string): boolean {
  const keys = keysOf(pointer);
  const wanted = keysOf(pattern);
  return keys.length === wanted.length && wanted.every((key, i) => key === '*' || key === keys[i]);
}

/** "count", "item 2 of "nics"", "the document": what a pointer names, in words. */
export function whatIsAt(pointer: string, document: unknown): string {
  let what = 'the document';
  let around: unknown = document;
  let list = '';
  for (const key of keysOf(pointer)) {
    what = Array.isArray(around) ? `item ${key} of ${list}` : quoted(key);
    list = what;
    around = (around as Readonly<Record<string, unknown>> | undefined)?.[key];
  }
  return what;
}

/** Names that the language uses for tiers of its families. */
export const familyTiers: readonly string[] = ['leaf', 'spine', 'core', 'router'];

/** The same, and what it calls parts of them. */
export const tierWords: readonly string[] = [...familyTiers, 'pod'];

export const ofFamilies = 'it is reserved for the tiers of the families';

/** Why a key cannot be the name of an entry of the map that a pointer names. */
export function nameProblem(name: string, pointer: string): string {
  const longest = longestName(pointer);
  if (name.length === 0) return 'it is empty';
  if (name.length > longest) {
    return `it has ${formatCount(name.length)} characters, at most ${formatCount(longest)} are allowed`;
  }
  if (isPlain(pointer)) return 'names like this are printable ASCII characters';
  if (name === 'fabric') return 'it is reserved for the whole fabric';
  if (matches(pointer, '/planes/*/switches') && tierWords.includes(name)) {
    return ofFamilies;
  }
  return 'names are lower-case letters, digits and single inner hyphens, first and last a letter';
}

/** Whether names are any printable text: of models of parts, workloads, their jobs, language models. */
const isPlain = (pointer: string): boolean =>
  ['/switchModels', '/nicModels', '/workloads', '/models', '/workloads/*/jobs'].some((pattern) =>
    matches(pointer, pattern),
  );

/** Free names (of scopes, scenarios, ids) may be as long as the schema says. */
function longestName(pointer: string): number {
  if (isPlain(pointer)) return 64;
  if (pointer === '/scenarios') return 200;
  return /^\/(expect|scenarios|labels|rates|prices)(\/|$)/.test(pointer) ? 1000 : 32;
}

const typeWords: Readonly<Record<string, string>> = {
  object: 'an object {…}',
  array: 'a list […]',
  string: 'a text in double quotes',
  number: 'a number',
  integer: 'a whole number',
};

/** What may stand where several forms are allowed, by where. */
const forms: Readonly<Record<string, string>> = {
  '/planes/*/cables/*': 'be two ends [a, b] or { "ends": [a, b], "gbps": … }',
  '/planes/*/cables/*/ends': 'be two ends [a, b]',
  '/exceptions/*/extra': 'be two ports [a, b]',
  '/scenarios/*/fail/*': 'be a selector or { "any": 1, "of": [selector, …] }',
  '/prices/cables/*': 'be a number or { "each": …, "perM": …, "lengthM": … }',
  '/prices/transceivers/*': 'be a number or { "each": …, "watts": … }',
  '/workloads/*/latency':
    'be "infiniband", "roce" or { "baseUs": …, "perSwitchUs": …, "scaleUpUs": … }',
  '/workloads/*/jobs/*/hosts': 'be a number of hosts or a list of numbers or of selectors',
  '/workloads/*/jobs/*/hosts/*': 'be a number of hosts or a selector like "host:h[0-15]"',
  '/workloads/*/jobs/*/run/*/bytes': 'be a number of bytes or a list of these',
  '/groups/*': 'be a list of selectors, { "of": …, "every": … } or a list of these',
  '/groups/*/*': 'be a selector or { "of": …, "every": … }',
};

/** What a value must do that it does not. */
export function valueProblem({
  keyword,
  params,
  message,
  parentSchema,
  instancePath,
}: SchemaError): string {
  switch (keyword) {
    case 'type':
      return formAt(instancePath) ?? `be ${typesInWords(params.type)}`;
    case 'minimum':
      return `be at least ${params.limit}`;
    case 'maximum':
      return `be at most ${formatCount(params.limit)}`;
    case 'exclusiveMinimum':
      return `be more than ${params.limit}`;
    case 'enum':
      return `be ${params.allowedValues.map((v: unknown) => JSON.stringify(v)).join(' or ')}`;
    case 'minItems':
      return formAt(instancePath) ?? `have at least ${formatCounted(params.limit, 'item')}`;
    case 'maxItems':
      return formAt(instancePath) ?? `have at most ${formatCounted(params.limit, 'item')}`;
    case 'minProperties':
      return `have at least ${formatCounted(params.limit, 'key')}`;
    case 'maxProperties':
      return `have at most ${formatCounted(params.limit, 'key')}`;
    case 'uniqueItems':
      return `have no item twice (items ${params.j} and ${params.i} are the same)`;
    case 'maxLength':
      return `have at most ${formatCounted(params.limit, 'character')}`;
    case 'minLength':
      return 'have at least 1 character';
    case 'pattern': {
      const examples: readonly unknown[] = parentSchema?.examples ?? [];
      return examples.length === 0
        ? `match ${params.pattern}`
        : `look like ${examples.map((example) => JSON.stringify(example)).join(' or ')}`;
    }
    default:
      return `be right: ${message ?? keyword}`;
  }
}

const typesInWords = (types: string | readonly string[]): string =>
  [types]
    .flat()
    .map((type) => typeWords[type] ?? type)
    .join(' or ');

/** What may stand at a pointer where several forms are allowed. */
export const formAt = (pointer: string): string | undefined =>
  Object.entries(forms).find(([pattern]) => matches(pointer, pattern))?.[1];

/** A value as it is shown in a message: short, on one line. */
export function inWords(value: unknown): string {
  if (Array.isArray(value)) {
    return value.length === 0
      ? 'an empty list'
      : `a list of ${formatCounted(value.length, 'item')}`;
  }
  if (typeof value === 'object' && value !== null) {
    return isEmpty(value) ? 'an empty object' : 'an object';
  }
  if (typeof value === 'string') return quoted(value);
  return value === Number.POSITIVE_INFINITY ? 'a number too large to hold' : String(value);
}

function isEmpty(object: object): boolean {
  for (const _ in object) return false;
  return true;
}
