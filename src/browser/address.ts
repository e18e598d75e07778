import { type Look, type TableKind, tableKinds } from './protocol.js';
import { isViewKey } from './view-key.js';

/** What is read of an address: faults, and characters of a selector. Browsers take 2 MB, and more than these. */
export const mostRead = { faults: 2000, characters: 1000 } as const;

/** What a reader looks at as the fragment of an address: the link to a what-if. */
export function toFragment({ view, faults, selected, table }: Look): string {
  const query = new URLSearchParams();
  query.set('view', view);
  for (const fault of faults) query.append('fail', fault);
  for (const selector of selected) query.append('at', selector);
  if (table.kind !== tableKinds[0]) query.set('table', table.kind);
  // Legible as selectors are; none of these ends an address or a parameter.
  return `#${String(query)
    .replace(/%(3A|2F|5B|5D|2C|40)/g, (code) => decodeURIComponent(code))
    .replaceAll('*', '%2A')}`;
}

/** The look that a fragment says, on top of another one; what it says wrongly is left out, and faults are counted. */
export function fromFragment(fragment: string, otherwise: Look): Look {
  const query = new URLSearchParams(fragment.replace(/^#/, ''));
  const view = query.get('view') ?? '';
  const table = query.get('table') ?? '';
  if ([...query].length === 0) return otherwise;
  const faults = [...new Set(query.getAll('fail'))].filter((text) => text !== '');
  const read = faults.filter(fits).slice(0, mostRead.faults);
  return {
    view: isViewKey(view) ? view : otherwise.view,
    faults: read,
    leftOut: faults.length - read.length,
    selected: query.getAll('at').filter(fits).slice(0, mostRead.faults),
    search: '',
    table: { ...otherwise.table, ...(isTable(table) ? { kind: table } : {}) },
  };
}

const fits = (text: string): boolean => text.length > 0 && text.length <= mostRead.characters;

const isTable = (text: string): text is TableKind =>
  (tableKinds as readonly string[]).includes(text);
