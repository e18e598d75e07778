import { posix } from 'node:path';
import type { Document, Read } from './document.js';

type Json = null | boolean | number | string | Json[] | JsonObject;
type JsonObject = { [key: string]: Json };

/** JSON Merge Patch, RFC 7396 section 2. Keys that are new stand behind those of the target. */
export function mergePatch(target: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const result: JsonObject = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = mergePatch(result[key], value);
  }
  return result;
}

/** Reads a file and the chain that it extends (LANGUAGE section 1), every path as `read` takes it. */
export function load(path: string, read: Read): Document {
  return merged(path, read, []) as unknown as Document;
}

function merged(path: string, read: Read, above: readonly string[]): Json {
  if (above.includes(path)) throw new Error(`${path} extends itself`);
  const { extends: base, ...own } = withPathsFrom(path, JSON.parse(read(path)));
  if (base === undefined) return own;
  return mergePatch(merged(base as string, read, [...above, path]), own);
}

/** Paths in a document are relative to the file that writes them. */
function withPathsFrom(file: string, document: JsonObject): JsonObject {
  const resolved = (value: Json) =>
    typeof value === 'string' ? posix.join(posix.dirname(file), value) : value;
  const result = { ...document };
  for (const key of ['extends', 'prices', 'rates', 'labels']) {
    if (result[key] !== undefined) result[key] = resolved(result[key]);
  }
  if (isObject(result.planes)) {
    result.planes = Object.fromEntries(
      Object.entries(result.planes).map(([name, set]) => [
        name,
        isObject(set) && set.cables !== undefined ? { ...set, cables: resolved(set.cables) } : set,
      ]),
    );
  }
  return result;
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
