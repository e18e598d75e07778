import { formatCount, formatCounted } from '../std/units.js';
import { button, make, refill } from './dom.js';
import { type Table, type TableRow, tableKinds } from './protocol.js';
import type { State } from './state.js';

/** The same fabric as rows: for who would rather read, and for who cannot see the picture. */
export class TableView {
  readonly #tabs: readonly HTMLButtonElement[];
  readonly #filter = make('input', {
    id: 'filter',
    type: 'search',
    placeholder: 'Filter',
    'aria-label': 'Filter the table',
  });
  readonly #count = make('span', { id: 'count', role: 'status' });
  readonly #room = make('div', { id: 'rows' });

  constructor(
    room: HTMLElement,
    readonly state: State,
    /** In place of a table of a fabric that has nothing to list. */
    readonly hint: string,
  ) {
    this.#tabs = tableKinds.map((kind) =>
      button(kind, () => this.#change({ kind, sort: -1, descending: false }), {
        'data-kind': kind,
      }),
    );
    this.#filter.addEventListener('input', () => this.#change({ filter: this.#filter.value }));
    const head = make('div', { id: 'table-head' });
    head.append(
      make('div', { role: 'group', 'aria-label': 'What the table lists' }, ...this.#tabs),
      this.#filter,
      this.#count,
    );
    room.append(head, this.#room);
  }

  show({ look, columns, rows, count }: Table): void {
    for (const tab of this.#tabs) {
      tab.setAttribute('aria-pressed', String(tab.dataset.kind === look.kind));
    }
    const more = count > rows.length ? `first ${rows.length} of ` : '';
    const one = look.kind === 'switches' ? 'switch' : look.kind.slice(0, -1);
    this.#count.textContent = `${more}${formatCounted(count, one)}`;
    if (count === 0 && this.hint !== '') {
      this.#room.replaceChildren(make('p', { class: 'hint' }, this.hint));
      return;
    }
    const head = columns.map(({ name, numeric }, i) => {
      const sorted = look.sort === i;
      const order = !sorted ? 'none' : look.descending ? 'descending' : 'ascending';
      const sort = () => this.#change({ sort: i, descending: sorted && !look.descending });
      const sign = !sorted ? '' : look.descending ? ' ▾' : ' ▴';
      const act = button(`${name}${sign}`, sort, { 'data-key': `sort ${i}` });
      const cell = make('th', { scope: 'col', 'aria-sort': order }, act);
      if (numeric) cell.className = 'numeric';
      return cell;
    });
    const numeric = columns.map((column) => column.numeric);
    refill(
      this.#room,
      make(
        'table',
        {},
        make('thead', {}, make('tr', {}, ...head, make('th', { scope: 'col' }, ''))),
        make('tbody', {}, ...rows.map((row) => this.#row(row, numeric))),
      ),
    );
  }

  #row({ cells, selectors, mark }: TableRow, numeric: readonly boolean[]): HTMLTableRowElement {
    const { faults, selected } = this.state.look;
    const key = selectors.join(' ');
    const failed = selectors.every((one) => faults.includes(one));
    const row = make('tr', {
      ...(mark ? { 'data-mark': mark } : {}),
      ...(selectors.every((one) => selected.includes(one)) ? { 'aria-current': 'true' } : {}),
    });
    cells.forEach((cell, i) => {
      const name = () => this.state.change({ selected: selectors });
      const words = typeof cell === 'number' ? formatCount(cell) : cell;
      const shown =
        i === 0
          ? make(
              'th',
              { scope: 'row' },
              button(words, name, { class: 'way', 'data-key': `name ${key}` }),
            )
          : make('td', {}, words);
      if (numeric[i]) shown.className = 'numeric';
      row.append(shown);
    });
    const act = button(failed ? 'Restore' : 'Fail', () => this.state.toggle(selectors), {
      class: 'small',
      'data-key': `fail ${key}`,
      'aria-label': `${failed ? 'Restore' : 'Fail'} ${key}`,
    });
    row.append(make('td', {}, act));
    return row;
  }

  #change(part: Partial<Table['look']>): void {
    this.state.change({ table: { ...this.state.look.table, ...part } });
  }
}
