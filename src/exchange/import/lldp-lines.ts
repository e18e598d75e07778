import { LineIndex } from '../../finding/position.js';
import { scanJson } from '../../spec/reading/json.js';

/** What a bracket is in the answer of lldpctl; null: none of what leads to interfaces. */
type Part = 'root' | 'answers' | 'answer' | 'items' | 'item' | null;

/** What opens in a part, under a key of it. */
function partIn(around: Part | undefined, key: string, list: boolean): Part {
  if (around === undefined) return list ? null : 'root';
  if (around === 'root' && key === 'lldp') return list ? 'answers' : 'answer';
  if (around === 'answer' && key === 'interface') return list ? 'items' : 'item';
  if (list) return null;
  return around === 'answers' ? 'answer' : around === 'items' ? 'item' : null;
}

/**
 * Lines (from 1) of the keys of all items below `lldp` and `interface`, item by item. Names are no
 * help to find them: they may have escapes, and a neighbour's port may be called alike.
 *
 * @param text JSON, of no great depth
 */
export function interfaceLines(text: string): readonly ReadonlyMap<string, number>[] {
  const lines = new LineIndex(text);
  const open: { readonly part: Part; key: string; readonly from: number }[] = [];
  const items: Map<string, number>[] = [];
  scanJson(text, {
    open(list) {
      const around = open.at(-1);
      const part = partIn(around?.part, around?.key ?? '', list);
      open.push({ part, key: '', from: items.length });
      if (part === 'item') items.push(new Map());
    },
    close: () => open.pop(),
    key(name, offset) {
      const { part, from } = open.at(-1)!;
      open.at(-1)!.key = name;
      if (part === 'item') items.at(-1)!.set(name, lines.range(offset, 0).line);
      // A key that stands there twice: the last counts.
      else if (partIn(part, name, false) !== null) items.length = from;
    },
    literal() {},
  });
  return items;
}
