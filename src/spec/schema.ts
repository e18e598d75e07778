import type { ErrorObject } from 'ajv';
import validate from '../../schemas/topology.validate.mjs';
import { keysOf, pointerTo } from '../finding/pointer.js';
import { type Finding, finding } from '../finding/rule.js';
import { nearest } from '../std/suggest.js';
import { quoted } from '../std/terminal.js';
import { formatCount, formatCounted } from '../std/units.js';
import { firstOf, maxFindings } from './read.js';
import { structure, unsupported } from './rules.js';
import type { TopologyInput } from './topology.js';

/**
 * Keys of the language (docs/topology.md) that this version refuses, by where they stand: `*` is
 * any one key. They are not in the schema, so an editor does not offer them.
 */
const later: Readonly<Record<string, readonly string[]>> = {
  '/planes/*': ['slimFly', 'dragonfly'],
  '/expect/*': ['shortestPaths', 'disjointPaths', 'diameterHops', 'averagePathHops', 'cost'],
  '/scenarios/*/expect/*': [
    'shortestPaths',
    'disjointPaths',
    'diameterHops',
    'averagePathHops',
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
  // One more than is shown, to say where the others begin.
  const all = errors
    .slice(0, maxFindings + 1)
    .map(toFinding)
    .filter((f) => f !== null);
  const findings = firstOf(dropConsequences(all), errors.length);
  if (errors.length > maxFindings) return { findings, input: null };
  // What a part that cannot be carried out yet would have built is not there to be judged.
  const judged = all.every(
    ({ check, code }) => check !== unsupported.id && code === 'structure-unknown-key',
  );
  if (!judged) return { findings, input: null };
  // What else is wrong can be said, too, if a misspelt key is read as what was probably meant.
  for (const { args, place } of all) {
    rename(value, place.pointer, typeof args.suggestion === 'string' ? args.suggestion : null);
  }
  return { findings, input: validate(value) ? (value as TopologyInput) : null };
}

/** Gives the key that a pointer names another name if that is free, and removes it if not. */
function rename(value: unknown, pointer: string, name: string | null): void {
  const keys = keysOf(pointer);
  const key = keys.pop()!;
  let object = value as Record<string, unknown>;
  for (const step of keys) object = object[step] as Record<string, unknown>;
  if (name !== null && !Object.hasOwn(object, name)) object[name] = object[key];
  delete object[key];
}

/**
 * Drops what only follows from another finding: a plane set of a later family is said to be that,
 * not also to lack a fatTree; a misspelt key is not missing, too; what `extends` brings, neither.
 */
function dropConsequences(findings: Finding[]): Finding[] {
  const later = findings.filter((f) => f.check === unsupported.id);
  const extended = later.some((f) => f.place.pointer === '/extends');
  const excused = new Set(later.map((f) => parent(f.place.pointer)));
  const meant = new Set(
    findings
      .filter((f) => f.code === 'structure-unknown-key')
      .map((f) => pointerTo(parent(f.place.pointer), String(f.args.suggestion))),
  );
  return findings.filter(({ code, args, place: { pointer } }) =>
    code === 'structure-missing-key'
      ? !extended && !excused.has(pointer) && !meant.has(pointerTo(pointer, String(args.name)))
      : !(extended && code === 'structure-value' && args.found === 'null'),
  );
}

function toFinding(error: ErrorObject): Finding | null {
  const { keyword, instancePath: pointer, params, data } = error;
  const properties = Object.keys(error.parentSchema?.properties ?? {});
  switch (keyword) {
    case 'additionalProperties':
      return unknownKey(pointer, params.additionalProperty, properties);
    case 'required':
      return finding(
        structure,
        'structure-missing-key',
        { name: params.missingProperty, inside: whatIsAt(pointer) },
        pointer,
      );
    case 'propertyNames':
      return finding(
        structure,
        'structure-name',
        { name: params.propertyName, problem: nameProblem(params.propertyName, pointer) },
        { pointer: pointerTo(pointer, params.propertyName), part: 'key' },
      );
    default: {
      // The errors inside `propertyNames` are reported by that keyword itself.
      if (error.propertyName !== undefined) return null;
      const problem = valueProblem(error);
      const args = { what: whatIsAt(pointer), problem, found: excerpt(data) };
      return finding(structure, 'structure-value', args, pointer);
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
  return finding(structure, 'structure-unknown-key', { name, suggestion, known }, place);
}

function matches(pointer: string, where: string): boolean {
  const keys = keysOf(pointer);
  const pattern = keysOf(where);
  return (
    keys.length === pattern.length && pattern.every((key, i) => key === '*' || key === keys[i])
  );
}

const parent = (pointer: string): string => pointer.slice(0, pointer.lastIndexOf('/'));

/** "count", "item 2 of "nics"", "the document": what a pointer names, in words. */
function whatIsAt(pointer: string): string {
  const keys = keysOf(pointer);
  const last = keys.pop();
  if (last === undefined) return 'the document';
  const list = /^\d+$/.test(last) ? keys.pop() : undefined;
  return list === undefined ? quoted(last) : `item ${last} of ${quoted(list)}`;
}

function nameProblem(name: string, pointer: string): string {
  const ofModel = ['/switchModels', '/nicModels'].includes(pointer);
  const longest = ofModel ? 64 : 32;
  if (name.length === 0) return 'it is empty';
  if (name.length > longest) {
    return `it has ${formatCount(name.length)} characters, at most ${longest} are allowed`;
  }
  if (ofModel) return 'names of models are printable ASCII characters';
  if (name === 'fabric') return 'it is reserved for the whole fabric';
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
      return `be ${[params.type]
        .flat()
        .map((t) => typeWords[t] ?? t)
        .join(' or ')}`;
    case 'minimum':
      return `be at least ${params.limit}`;
    case 'maximum':
      return `be at most ${formatCount(params.limit)}`;
    case 'exclusiveMinimum':
      return `be more than ${params.limit}`;
    case 'enum':
      return `be ${params.allowedValues.map((v: unknown) => JSON.stringify(v)).join(' or ')}`;
    case 'minItems':
      return `have at least ${formatCounted(params.limit, 'item')}`;
    case 'maxItems':
      return `have at most ${formatCounted(params.limit, 'item')}`;
    case 'minProperties':
      return `have at least ${formatCounted(params.limit, 'key')}`;
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

/** A value as it is shown in a message: short, on one line. */
function excerpt(value: unknown): string {
  if (Array.isArray(value)) {
    return value.length === 0
      ? 'an empty list'
      : `a list of ${formatCounted(value.length, 'item')}`;
  }
  if (typeof value === 'object' && value !== null) {
    return Object.keys(value).length === 0 ? 'an empty object' : 'an object';
  }
  if (typeof value === 'string') return quoted(value);
  return value === Number.POSITIVE_INFINITY ? 'a number too large to hold' : String(value);
}
