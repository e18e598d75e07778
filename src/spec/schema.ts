import type { ErrorObject } from 'ajv';
import validate from '../../schemas/topology.validate.cjs';
import { keysOf, pointerTo } from '../finding/pointer.js';
import { type Finding, finding } from '../finding/rule.js';
import { nearest } from '../std/suggest.js';
import { structure, unsupported } from './rules.js';
import type { TopologyInput } from './topology.js';

/**
 * Keys of the language (docs/topology.md) that this version refuses, by where they stand: `*` is
 * any one key. They are not in the schema, so an editor does not offer them.
 */
const later: Readonly<Record<string, readonly string[]>> = {
  '': ['extends', 'exceptions', 'accepted', 'groups', 'rates', 'prices', 'labels'],
  '/planes/*': ['slimFly', 'dragonfly', 'switches', 'cables'],
  '/planes/*/fatTree': ['core', 'pod'],
  '/expect/*': [
    'shortestPaths',
    'disjointPaths',
    'diameterHops',
    'averagePathHops',
    'capacityGbps',
    'cost',
  ],
  '/scenarios/*/expect/*': [
    'shortestPaths',
    'disjointPaths',
    'diameterHops',
    'averagePathHops',
    'capacityGbps',
    'cost',
  ],
};

/** What the schema says against a document. */
export interface Structure {
  readonly findings: readonly Finding[];
  /** The document, without keys that the schema does not know; null if anything else is wrong. */
  readonly input: TopologyInput | null;
}

/** Compares a document with the schema; a document that is nothing but JSON becomes typed here. */
export function checkStructure(value: unknown): Structure {
  if (validate(value)) return { findings: [], input: value as TopologyInput };
  const errors = validate.errors ?? [];
  const findings = dropConsequences(errors.map(toFinding).filter((f) => f !== null));
  const unknown = errors.filter(({ keyword }) => keyword === 'additionalProperties');
  if (unknown.length < errors.length) return { findings, input: null };
  // What else is wrong can be said, too, if only the keys that nobody knows are passed over.
  for (const { instancePath, params } of unknown)
    remove(value, instancePath, params.additionalProperty);
  return { findings, input: value as TopologyInput };
}

function remove(value: unknown, pointer: string, key: string): void {
  let object = value as Record<string, unknown>;
  for (const step of keysOf(pointer)) object = object[step] as Record<string, unknown>;
  delete object[key];
}

/** A plane set of a later family is said to be that, not also to lack a fatTree. */
function dropConsequences(findings: Finding[]): Finding[] {
  const excused = new Set(
    findings.filter((f) => f.check === unsupported.id).map((f) => parent(f.place.pointer)),
  );
  return findings.filter(
    (f) => f.code !== 'structure-missing-key' || !excused.has(f.place.pointer),
  );
}

function toFinding(error: ErrorObject): Finding | null {
  const { keyword, instancePath: pointer, params, data } = error;
  const properties = Object.keys(error.parentSchema?.properties ?? {});
  switch (keyword) {
    case 'additionalProperties':
      return unknownKey(pointer, params.additionalProperty, properties);
    case 'required':
      return finding(structure, 'structure-missing-key', { name: params.missingProperty }, pointer);
    case 'propertyNames':
      return finding(
        structure,
        'structure-name',
        { name: params.propertyName, problem: nameProblem(params.propertyName) },
        { pointer: pointerTo(pointer, params.propertyName), part: 'key' },
      );
    default: {
      // The errors inside `propertyNames` are reported by that keyword itself.
      if (error.propertyName !== undefined) return null;
      const problem = valueProblem(error);
      return finding(structure, 'structure-value', { problem, found: excerpt(data) }, pointer);
    }
  }
}

function unknownKey(pointer: string, name: string, known: readonly string[]): Finding {
  const place = { pointer: pointerTo(pointer, name), part: 'key' } as const;
  for (const [where, keys] of Object.entries(later)) {
    if (keys.includes(name) && matches(pointer, where)) {
      return finding(unsupported, 'unsupported-key', { name }, place);
    }
  }
  const suggestion = nearest(name, known);
  return finding(structure, 'structure-unknown-key', { name: shorten(name), suggestion }, place);
}

function matches(pointer: string, where: string): boolean {
  const keys = keysOf(pointer);
  const pattern = keysOf(where);
  return (
    keys.length === pattern.length && pattern.every((key, i) => key === '*' || key === keys[i])
  );
}

const parent = (pointer: string): string => pointer.slice(0, pointer.lastIndexOf('/'));

function nameProblem(name: string): string {
  if (name === 'fabric') return 'it is reserved for the whole fabric';
  if (name.length === 0) return 'it is empty';
  if (name.length > 32) return `it has ${name.length} characters, at most 32 are allowed`;
  return 'names are lower-case letters, digits and single inner hyphens, first and last a letter';
}

const typeWords: Readonly<Record<string, string>> = {
  object: 'an object {…}',
  array: 'a list […]',
  string: 'a text in double quotes',
  number: 'a number',
  integer: 'a whole number',
};

function valueProblem({ keyword, params, message, parentSchema }: ErrorObject): string {
  switch (keyword) {
    case 'type':
      return `must be ${[params.type]
        .flat()
        .map((t) => typeWords[t] ?? t)
        .join(' or ')}`;
    case 'minimum':
      return `must be at least ${params.limit}`;
    case 'maximum':
      return `must be at most ${params.limit}`;
    case 'exclusiveMinimum':
      return `must be more than ${params.limit}`;
    case 'enum':
      return `must be ${params.allowedValues.map((v: unknown) => JSON.stringify(v)).join(' or ')}`;
    case 'minItems':
      return `must have at least ${params.limit} items`;
    case 'maxItems':
      return `must have at most ${params.limit} items`;
    case 'minProperties':
      return `must have at least ${params.limit} key`;
    case 'uniqueItems':
      return `items ${params.j} and ${params.i} are the same`;
    case 'maxLength':
      return `must have at most ${params.limit} characters`;
    case 'minLength':
      return 'must not be empty';
    case 'pattern': {
      const [example] = parentSchema?.examples ?? [];
      return example === undefined
        ? `must match ${params.pattern}`
        : `must look like ${JSON.stringify(example)}`;
    }
    default:
      return message ?? keyword;
  }
}

/** A value as it is shown in a message: short, on one line. */
function excerpt(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return shorten(JSON.stringify(value));
}

const shorten = (text: string): string => (text.length <= 60 ? text : `${text.slice(0, 57)}…`);
