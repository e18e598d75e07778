import { emptyObject } from '../reading/json-value.js';
import type { SchemaError } from './schema-errors.js';

/** Texts of which one fits most patterns, and none is the name of anything. */
const texts = ['?/?', 'x', '0-0', '?'];

/**
 * A value that may stand where a wrong one stands, so that the names in the rest of the document
 * can be looked up; undefined if there is none.
 */
export function standIn({ keyword, params, parentSchema, data }: SchemaError): unknown {
  switch (keyword) {
    case 'type':
      return ofType([params.type].flat(), parentSchema);
    case 'minimum':
    case 'maximum':
      return params.limit;
    case 'enum':
      return params.allowedValues[0];
    case 'pattern':
    case 'minLength':
    case 'maxLength':
      return ofType(['string'], parentSchema);
    case 'maxItems':
      return (data as readonly unknown[]).slice(0, params.limit);
    case 'uniqueItems':
      return [...new Set(data as readonly unknown[])];
    default:
      return undefined;
  }
}

function ofType(types: readonly string[], schema: SchemaError['parentSchema']): unknown {
  if (types.includes('array')) return [];
  if (types.includes('object')) return emptyObject();
  if (types.includes('integer') || types.includes('number')) return schema?.minimum ?? 1;
  const pattern = new RegExp(schema?.pattern ?? '');
  return texts.find((text) => pattern.test(text));
}

/** A number that was written in quotes: "64", where only a number is due. */
export function numberInQuotes({ keyword, params, data }: SchemaError): number | undefined {
  const due = keyword === 'type' ? [params.type].flat() : [];
  const only = due.length > 0 && due.every((type) => type === 'number' || type === 'integer');
  return only && typeof data === 'string' && /^-?\d{1,15}(\.\d{1,15})?$/.test(data)
    ? Number(data)
    : undefined;
}
