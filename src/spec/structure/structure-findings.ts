import { keysOf, parentOf, pointerTo } from '../../finding/pointer.js';
import { type Finding, finding } from '../../finding/rule.js';
import { nearest } from '../../std/suggest.js';
import { isAboutName, type SchemaError } from './schema-errors.js';
import { structure } from './structure-rule.js';
import {
  formAt,
  inWords,
  matches,
  nameProblem,
  valueProblem,
  whatIsAt,
} from './structure-words.js';

/** What is wrong according to the schema, without what only follows from another finding. */
export function structureFindings(
  errors: readonly SchemaError[],
  document: unknown,
): readonly Finding[] {
  return dropConsequences(
    errors.map((error) => toFinding(error, document)).filter((found) => found !== null),
  );
}

/**
 * Drops what only follows from another finding: a misspelt key is not missing, too, the items of a
 * list that should not be one need not be right, and no key is judged by a kind that nobody knows.
 */
function dropConsequences(findings: readonly Finding[]): Finding[] {
  const meant = new Set(
    findings
      .filter(({ code }) => code === 'structure-unknown-key')
      .map(({ args, place }) => pointerTo(parentOf(place.pointer), String(args.suggestion))),
  );
  const formless = new Set(
    findings
      .filter(({ code }) => code === 'structure-value')
      .map(({ place }) => place.pointer)
      .filter((pointer) => formAt(pointer) !== undefined),
  );
  const kindless = new Set(
    findings.flatMap(({ code, args, place: { pointer } }) => {
      if (code === 'structure-missing-key' && args.name === 'kind') return [pointer];
      return code === 'structure-value' && pointer.endsWith('/kind') ? [parentOf(pointer)] : [];
    }),
  );
  return findings.filter(({ code, args, place: { pointer } }) => {
    if (code === 'structure-missing-key') {
      return !meant.has(pointerTo(pointer, String(args.name)));
    }
    if (code === 'structure-not-with-kind' && kindless.has(parentOf(pointer))) return false;
    return !formless.has(parentOf(pointer));
  });
}

function toFinding(error: SchemaError, document: unknown): Finding | null {
  const { keyword, instancePath: pointer, params, parentSchema, data } = error;
  switch (keyword) {
    case 'additionalProperties':
      return unknownKey(
        pointer,
        params.additionalProperty,
        Object.keys(parentSchema?.properties ?? {}),
      );
    case 'required': {
      const args = { name: params.missingProperty, inside: whatIsAt(pointer, document) };
      return finding(structure, 'structure-missing-key', args, pointer);
    }
    case 'propertyNames': {
      const name = params.propertyName;
      const place = { pointer: pointerTo(pointer, name), part: 'key' } as const;
      const args = { name, problem: nameProblem(name, pointer) };
      return finding(structure, 'structure-name', args, place);
    }
    // What `then` says is told itself.
    case 'if':
      return null;
    case 'false schema':
      return notWithKind(pointer, document);
    default: {
      // The errors inside `propertyNames` are reported by that keyword itself.
      if (isAboutName(error)) return null;
      if (keyword === 'minProperties' && matches(pointer, '/exceptions/*')) {
        const index = Number(keysOf(pointer)[1]);
        return finding(structure, 'structure-exception-verb', { index, found: [] }, pointer);
      }
      const what = whatIsAt(pointer, document);
      // Whether a map is empty costs a list of all its keys.
      const found = keyword === 'maxProperties' ? 'an object' : inWords(data);
      const args = { what, problem: valueProblem(error), found };
      return finding(structure, 'structure-value', args, pointer);
    }
  }
}

/** A key that another `kind` of the object around it would have. */
function notWithKind(pointer: string, document: unknown): Finding {
  const around = valueAt(document, parentOf(pointer)) as Readonly<Record<string, unknown>>;
  const args = { key: keysOf(pointer).at(-1)!, kind: String(around.kind) };
  return finding(structure, 'structure-not-with-kind', args, { pointer, part: 'key' });
}

const valueAt = (document: unknown, pointer: string): unknown =>
  keysOf(pointer).reduce<unknown>(
    (around, key) => (around as Readonly<Record<string, unknown>>)[key],
    document,
  );

function unknownKey(pointer: string, name: string, known: readonly string[]): Finding {
  const place = { pointer: pointerTo(pointer, name), part: 'key' } as const;
  const suggestion = nearest(name, known);
  return finding(structure, 'structure-unknown-key', { name, suggestion, known }, place);
}
