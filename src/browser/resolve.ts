import type { Diagram } from '../diagram/model.js';
import type { CompactFabric } from '../fabric/compact.js';
import { type Part, readSelector } from '../fabric/select.js';
import { parseSelector } from '../fabric/selector.js';
import { selectorsOfShown } from './naming.js';

/** What somebody pointed at: selectors, and the parts that they name. */
export interface Pointed {
  readonly selectors: readonly string[];
  readonly parts: readonly Part[];
}

/** Selectors as they are; ids of what the picture shows, or of the fabric. Null: it is nothing. */
export function resolve(
  fabric: CompactFabric,
  diagram: Diagram | null,
  texts: readonly string[],
): Pointed | null {
  const selectors = texts.flatMap((text) =>
    'problem' in parseSelector(text) ? selectorsOfId(fabric, diagram, text) : [text],
  );
  const parts = selectors.flatMap((text) => {
    const found = readSelector(fabric, text, false);
    return 'problem' in found ? [] : found.parts;
  });
  return parts.length === 0 ? null : { selectors, parts };
}

function selectorsOfId(fabric: CompactFabric, diagram: Diagram | null, id: string): string[] {
  const shown = diagram ? selectorsOfShown(fabric, diagram, id) : [];
  return shown.length > 0 ? shown : selectorOfId(fabric, id);
}

/** The selector of a part that an id names whole. */
function selectorOfId(fabric: CompactFabric, id: string): string[] {
  const vertex = fabric.indexOfVertex.get(id);
  if (vertex !== undefined) return [`${vertex < fabric.endpointCount ? 'nic' : 'switch'}:${id}`];
  const kinds = id.includes('--') ? kindsOfCables : kindsOfOthers;
  const text = kinds
    .map((kind) => `${kind}:${id}`)
    .find((one) => !('problem' in readSelector(fabric, one, false)));
  return text === undefined ? [] : [text];
}

const kindsOfCables = ['cable', 'bundle'] as const;
const kindsOfOthers = ['plane', 'host', 'unit', 'rail', 'pod', 'group', 'port'] as const;
