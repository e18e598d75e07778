/** What is wrong with a part of a document that is looked at by itself, by JSON Pointer into it. */
export interface Problem {
  readonly pointer: string;
  readonly problem: string;
  /** It is about the key, not about the value. */
  readonly part?: 'key';
}

/** Tells a problem, and below which keys it stands. */
export type Tell = (problem: string, ...keys: (string | number)[]) => void;
