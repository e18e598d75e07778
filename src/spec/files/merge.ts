import { emptyObject } from '../reading/json-value.js';

type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Lays patches on top of a document, one after the other (JSON Merge Patch, RFC 7396): objects
 * merge, new keys stand behind those of the document, null deletes, everything else is replaced. All
 * objects and lists of the result are its own; its objects inherit nothing.
 */
export function mergePatches(document: unknown, patches: readonly unknown[]): unknown {
  let merged = copyOf(document);
  for (const patch of patches) {
    if (!isObject(patch)) merged = copyOf(patch);
    else {
      if (!isObject(merged)) merged = emptyObject();
      patchInto(merged as JsonObject, patch);
    }
  }
  return merged;
}

function patchInto(document: JsonObject, patch: JsonObject): void {
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete document[key];
    else if (!isObject(value)) document[key] = copyOf(value);
    else {
      const own = document[key];
      const below = isObject(own) ? own : emptyObject();
      document[key] = below;
      patchInto(below, value);
    }
  }
}

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isObject(value)) return value;
  const copy = emptyObject();
  for (const [key, below] of Object.entries(value)) copy[key] = copyOf(below);
  return copy;
}
