import type { Document } from '../reference/document.js';
import { expand } from '../reference/expand.js';

/** The cables of a document by the reference expansion: "a,b,gbps" in order of expansion. */
export const cableList = (document: unknown): string[] =>
  expand(document as Document).map(({ a, b, gbps }) => `${a},${b},${gbps}`);
