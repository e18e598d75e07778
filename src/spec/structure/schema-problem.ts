import { quoted } from '../../std/terminal.js';

/** What a compiled schema says, as far as it is looked at here. */
interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly message?: string | undefined;
  readonly params: Readonly<Record<string, unknown>>;
}

/**
 * The first thing that is wrong with data that this program wrote once: where, and what would be right.
 *
 * @param form what it should be: "a report"
 * @param at JSON Pointer of the data that were looked at
 */
export function schemaProblem(error: SchemaError | undefined, form: string, at = ''): string {
  if (!error) return `it does not have the form of ${form}`;
  const where = `${at}${error.instancePath}`;
  return `${where === '' ? 'it' : quoted(where)} ${ruleOf(error)}`;
}

function ruleOf({ keyword, message, params }: SchemaError): string {
  const { additionalProperty, allowedValues, allowedValue, tag, tagValue } = params;
  if (additionalProperty !== undefined) {
    return `must not have the key ${quoted(String(additionalProperty))}`;
  }
  if (Array.isArray(allowedValues)) return `must be one of ${allowedValues.join(', ')}`;
  if (keyword === 'const') return `must be ${JSON.stringify(allowedValue)}`;
  if (keyword === 'discriminator') {
    return `has a ${quoted(String(tag))} that is not known: ${quoted(String(tagValue))}`;
  }
  return `${message}`;
}
