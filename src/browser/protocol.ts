import type { MarkKind } from '../diagram/model.js';
import type { PageData } from '../page/data.js';

/**
 * What the page and its engine (a worker) say to each other. The page sends all that its reader looks at;
 * the engine answers with what changed of it, the quickest first.
 */

/** All that a reader looks at; most of it stands in the address, so that it can be sent. */
export interface Look {
  /** Key of a view: `overview`, `plane:compute/p3`, `focus:h17`, `focus@2:h17`, `full`. */
  readonly view: string;
  /** Selectors of what is down. */
  readonly faults: readonly string[];
  /** So many faults of the address are not among them: they are too many, or too long. */
  readonly leftOut: number;
  /** Selectors of what is looked at closely, or the id of something in the picture. */
  readonly selected: readonly string[];
  readonly search: string;
  readonly table: TableLook;
}

export const tableKinds = ['planes', 'switches', 'hosts', 'faults'] as const;
export type TableKind = (typeof tableKinds)[number];

export interface TableLook {
  readonly kind: TableKind;
  readonly filter: string;
  /** Index of a column; −1: in the order of the fabric. */
  readonly sort: number;
  readonly descending: boolean;
}

export type ToEngine =
  | { readonly data: PageData }
  /** Looks are numbered. */
  | { readonly look: Look; readonly number: number }
  /** Asks for the selectors of something that a view shows: it is to fail, whatever is looked at next. */
  | { readonly name: string; readonly view: string };

export interface NamedView {
  readonly key: string;
  readonly name: string;
}

/** Text that leads to an element. */
export interface Way {
  readonly text: string;
  readonly selectors: readonly string[];
}

/** What is said of an element: a label, words, and ways to others. */
export interface Fact {
  readonly label: string;
  readonly words: string;
  readonly ways: readonly Way[];
}

/** What is looked at closely. */
export interface Element {
  readonly title: string;
  readonly selectors: readonly string[];
  readonly facts: readonly Fact[];
  /** All its selectors are among the faults. */
  readonly failed: boolean;
  /** Views that show it, or its surroundings. */
  readonly views: readonly NamedView[];
  /** Ids in the picture that stand for it, or that it is in. */
  readonly shown: readonly string[];
}

/** A plane set, the promises of a file: rows of a label and words. */
export interface Section {
  readonly title: string;
  readonly rows: readonly (readonly [label: string, words: string])[];
}

export interface FaultLine {
  readonly selector: string;
  /** What it matched, or why it says nothing. */
  readonly words: string;
  readonly wrong: boolean;
}

export interface Answer {
  readonly faults: readonly FaultLine[];
  readonly sections: readonly Section[];
  /** The command that gives the same answer; empty while nothing fails. */
  readonly command: string;
  /** Everything is known: nothing is left as "…". */
  readonly done: boolean;
}

export interface TableRow {
  readonly cells: readonly (string | number)[];
  readonly selectors: readonly string[];
  readonly mark: MarkKind | null;
}

export interface Table {
  readonly look: TableLook;
  readonly columns: readonly { readonly name: string; readonly numeric: boolean }[];
  readonly rows: readonly TableRow[];
  /** So many fit the filter; not all are sent. */
  readonly count: number;
}

export interface Hit extends Way {
  readonly kind: string;
}

export type FromEngine =
  | { readonly views: readonly NamedView[] }
  /** There is no view that is called so, and what is shown instead. */
  | { readonly noView: string; readonly instead: string }
  | { readonly picture: { readonly view: string; readonly svg: string } }
  | { readonly answer: Answer }
  /** What was selected: by the time of the answer it may be something else. */
  | { readonly element: Element | null; readonly asked: readonly string[] }
  | { readonly table: Table }
  | { readonly hits: readonly Hit[]; readonly search: string }
  | { readonly named: readonly string[] }
  /** The number of a look of which all is answered. */
  | { readonly answered: number }
  | { readonly broken: string };
