import type { ErrorObject } from 'ajv';
import validate from '../../../schemas/topology.validate.mjs';

/** What the compiled schema says against a part of a document. */
export type SchemaError = ErrorObject;

/** All that the schema says against a document, up to one more than are told. */
export function schemaErrors(value: unknown): readonly SchemaError[] {
  return validate(value) ? [] : (validate.errors ?? []);
}

/** Whether an error is about a name: that of a map's entry, not its value. */
export const isAboutName = ({ keyword, propertyName }: SchemaError): boolean =>
  keyword === 'propertyNames' || propertyName !== undefined;
