import type { Span } from '../../finding/position.js';
import { type Finding, finding, type Place } from '../../finding/rule.js';
import { firstOf, maxFindings } from '../structure/first-findings.js';
import { files as rule, tooLarge } from './files-rule.js';
import { pathFrom, shownPath } from './paths.js';

/**
 * Reads a file by its path from the folder of the first file; an object says what is in the way. It
 * is asked for paths inside the tree of the folder above only; links are its own affair.
 */
export type Read = (path: string) => Uint8Array | { readonly problem: string };

/** What a topology may be read from. */
export interface ReadOptions {
  /** Bytes that all of its files may have together. */
  readonly maxBytes: number;
  readonly read?: Read | undefined;
}

/** Where a file stands. */
export interface FileName {
  /** From the folder of the first file. */
  readonly path: string;
  /** As the user would write it. */
  readonly file: string;
}

/** The text of a file, and where its parts stand; pointers are into the file. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
  locate(places: readonly Place[]): readonly Span[];
}

/** A file that another one names. */
export interface NamedFile extends FileName {
  readonly bytes: Uint8Array;
}

/** Reads what the files of a topology name, within the limits; the rest are findings. */
export class FileReader {
  readonly #findings: Finding[] = [];
  #wrong = 0;
  /** What was read, by the name of the file; whoever understands a file puts it here. */
  readonly texts = new Map<string, SourceText>();
  #left: number;

  constructor(
    readonly first: string,
    used: number,
    readonly options: ReadOptions,
  ) {
    this.#left = options.maxBytes - used;
  }

  /** What is wrong with the files, as much of it as anyone reads. */
  get findings(): readonly Finding[] {
    return firstOf(this.#findings, this.#wrong);
  }

  /** Takes findings; where not all are at hand, of so many. */
  tell(findings: readonly Finding[], wrong = findings.length): void {
    const room = maxFindings + 1 - this.#findings.length;
    this.#findings.push(...findings.slice(0, Math.max(room, 0)));
    this.#wrong += wrong;
  }

  /** Where a path leads that a file writes at a place, or null after a finding. */
  find(writer: FileName, path: string, place: Place): FileName | null {
    const found = pathFrom(writer.path, path);
    if ('path' in found) return { path: found.path, file: shownPath(this.first, found.path) };
    this.tell([finding(rule, 'files-path', { path, problem: found.problem }, place)]);
    return null;
  }

  /** The bytes of a file that is named at a place, or null after a finding. */
  read({ path, file }: FileName, place: Place): NamedFile | null {
    const bytes = this.options.read?.(path) ?? { problem: 'no way to read other files was given' };
    const problem = bytes instanceof Uint8Array ? this.#spend(bytes.length) : bytes.problem;
    if (bytes instanceof Uint8Array && problem === null) return { path, file, bytes };
    this.tell([finding(rule, 'files-read', { path: file, problem: problem ?? '' }, place)]);
    return null;
  }

  /** What is in the way of so many more bytes. A file that is named twice counts twice. */
  #spend(bytes: number): string | null {
    const { maxBytes } = this.options;
    if (bytes > maxBytes) return tooLarge('it has', bytes, maxBytes);
    this.#left -= bytes;
    if (this.#left >= 0) return null;
    return tooLarge('the files have together', maxBytes - this.#left, maxBytes);
  }
}
