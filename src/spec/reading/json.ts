import { printParseErrorCode, visit } from 'jsonc-parser';

/** What a JSON text consists of, in order; offsets and lengths are those of the text. */
export interface JsonEvents {
  open(list: boolean, offset: number): void;
  close(): void;
  key(name: string, offset: number, length: number): void;
  literal(value: unknown, offset: number, length: number): void;
}

/** The first thing that is no JSON, by the parser's name for it. */
export interface JsonError {
  readonly code: string;
  readonly offset: number;
  readonly length: number;
}

/**
 * Goes through a JSON text (RFC 8259); what comes after its first error means nothing. No syntax
 * tree is made: that of a file of 4 MiB may take half a gigabyte.
 */
export function scanJson(text: string, events: JsonEvents): JsonError | null {
  let first: JsonError | null = null;
  visit(
    text,
    {
      onObjectBegin: (offset) => events.open(false, offset),
      onArrayBegin: (offset) => events.open(true, offset),
      onObjectEnd: () => events.close(),
      onArrayEnd: () => events.close(),
      onObjectProperty: (name, offset, length) => events.key(name, offset, length),
      onLiteralValue: (value, offset, length) => events.literal(value, offset, length),
      onError: (error, offset, length) => {
        first ??= { code: printParseErrorCode(error), offset, length };
      },
    },
    { disallowComments: true, allowTrailingComma: false },
  );
  return first;
}
