/** What a check says, by code: arguments to words. */
export type Messages = Readonly<Record<string, (args: never) => string>>;

/** What can be wrong, as data: the id of a check, what it proves, and its messages. */
export interface Rule<Id extends string = string, M extends Messages = Messages> {
  readonly id: Id;
  /** One line: what holds when the check passes. */
  readonly summary: string;
  /** What the check proves and how a failure is mended: `planewright explain`, docs/checks.md. */
  readonly explanation: string;
  readonly messages: M;
}

/** Declares a rule; its type carries the codes and their arguments. */
export function rule<const Id extends string, const M extends Messages>(
  declaration: Rule<Id, M>,
): Rule<Id, M> {
  return declaration;
}

/** A place in a document: the key or the value that a JSON Pointer names. */
export interface Place {
  readonly pointer: string;
  readonly part?: 'key' | 'value';
  /** A place that no pointer names (a syntax error): offset and length in the text. */
  readonly span?: { readonly offset: number; readonly length: number };
  /** The file, where it is not for the pointer to say (`spec/sources.ts`). */
  readonly file?: string;
  /** A line of a file that was read as a stream, which nobody can look into again. */
  readonly line?: { readonly number: number; readonly text: string };
}

export type Severity = 'error' | 'warning';

/** Something that is wrong; its words are found by `check` and `code`. */
export interface Finding {
  readonly check: string;
  readonly code: string;
  readonly severity: Severity;
  readonly args: Readonly<Record<string, unknown>>;
  readonly place: Place;
  /** Id of the part of the fabric that it is about. */
  readonly subject?: string;
  /** Why it is known and wanted: the reason of an entry of `accepted`. It fails nothing. */
  readonly accepted?: string;
  /** Which entry that is. */
  readonly acceptedBy?: number;
}

/** An entry of `accepted`: its place in the list, and its reason. */
export interface Acceptance {
  readonly item: number;
  readonly reason: string;
}

/** A finding of a rule; code and arguments are checked by the compiler. */
export function finding<Id extends string, M extends Messages, C extends keyof M & string>(
  { id }: Rule<Id, M>,
  code: C,
  args: Parameters<M[C]>[0] & object,
  place: Place | string,
  more: { severity?: Severity; subject?: string; accepted?: Acceptance | null } = {},
): Finding {
  return {
    check: id,
    code,
    severity: more.severity ?? 'error',
    args: args as Readonly<Record<string, unknown>>,
    place: typeof place === 'string' ? { pointer: place } : place,
    ...(more.subject === undefined ? {} : { subject: more.subject }),
    ...(more.accepted ? { accepted: more.accepted.reason, acceptedBy: more.accepted.item } : {}),
  };
}

/** The words of a finding. */
export function words({ messages }: Rule, { code, args }: Finding): string {
  return (messages[code] as (args: Readonly<Record<string, unknown>>) => string)(args);
}
