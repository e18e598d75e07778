import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Finding, finding, words } from '../finding/rule.js';
import type { Loaded, LoadOptions } from '../pipeline.js';
import { load } from '../pipeline.js';
import { unopened } from '../spec/files/sources.js';
import { defaultMaxBytes } from '../spec/reading/read.js';
import { readable } from '../spec/rules.js';
import { errnoOf, isOfSystem, writeProblemOf } from './errno.js';
import { UsageError } from './exit.js';
import { isInput, readBytes, readerBeside, type Unread } from './read.js';

/** Loads a topology file; `-` is standard input. What cannot be read becomes a finding. */
export function loadFile(file: string, options: LoadOptions): Loaded {
  const name = file === '-' ? '<stdin>' : file;
  const { maxBytes = defaultMaxBytes } = options;
  const bytes = readBytes(file, maxBytes);
  if (bytes instanceof Uint8Array) {
    return load({ file: name, bytes }, { ...options, read: readerBeside(file, maxBytes) });
  }
  const problem = unreadable(bytes, maxBytes);
  return { file: name, sources: unopened(name, problem), topology: null, findings: [problem] };
}

/** Reads a file that is no topology, or says why it cannot be read; `-` is standard input. */
export function readOrProblem(file: string, maxBytes: number): Uint8Array | string {
  const read = readBytes(file, maxBytes);
  return read instanceof Uint8Array ? read : words(readable, unreadable(read, maxBytes));
}

/** The same, where nothing can be done without the file. */
export function readOrRefuse(file: string, maxBytes: number): Uint8Array {
  const read = readOrProblem(file, maxBytes);
  if (typeof read !== 'string') return read;
  throw new UsageError(`${nameOf(file)}: ${read}`);
}

const nameOf = (file: string): string => (file === '-' ? 'standard input' : file);

/** Reads a text file that is no topology; `-` is standard input. */
export function readText(file: string, maxBytes: number): string {
  const read = readOrRefuse(file, maxBytes);
  if (read.length > maxBytes) {
    throw new UsageError(
      `${nameOf(file)}: more than ${maxBytes} bytes; raise the limit with --max-bytes`,
    );
  }
  return new TextDecoder().decode(read);
}

/** The same of a file that has to be UTF-8. */
export function readUtf8(file: string, maxBytes: number): string {
  const bytes = readOrRefuse(file, maxBytes);
  if (bytes.length > maxBytes) {
    throw new UsageError(`${nameOf(file)}: more than ${maxBytes} bytes`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${nameOf(file)}: it is not UTF-8`);
  }
}

const unreadable = (read: Unread, limit: number): Finding =>
  'bytes' in read
    ? finding(readable, 'readable-size', { bytes: read.bytes, limit }, '')
    : finding(readable, 'readable-file', { problem: read.problem }, '');

/**
 * Writes a text, or its pieces one after the other, to a file or to standard output. A regular file
 * is written beside and renamed, so an old one stays whole; a link keeps pointing where it does; a
 * pipe or device is written into.
 */
export function write(text: string | Iterable<string>, output: string | undefined): void {
  const pieces = typeof text === 'string' ? [text] : text;
  if (output === undefined || output === '-') {
    writePieces(1, pieces);
    return;
  }
  const file = realFile(output);
  if (isInput(file)) throw new UsageError(`${output} is what was read; write to another file`);
  const beside = join(dirname(file), `.${basename(file)}.${randomBytes(6).toString('hex')}`);
  try {
    if (isSpecial(file)) writeFile(file, constants.O_WRONLY | constants.O_NONBLOCK, pieces);
    else {
      writeFile(beside, 'wx', pieces);
      renameSync(beside, file);
    }
  } catch (error) {
    removeIfThere(beside);
    if (!isOfSystem(error)) throw error;
    throw new UsageError(`cannot write ${output}: ${writeProblemOf(error)}`);
  }
}

/** Whether something is there by that name. */
export const exists = (file: string): boolean =>
  statSync(file, { throwIfNoEntry: false }) !== undefined;

/** Writes to a stream. */
export function writeOut(descriptor: 1 | 2, text: string): void {
  writePieces(descriptor, [text]);
}

/** A reader that has gone (| head) is nothing wrong. */
function writePieces(descriptor: 1 | 2, pieces: Iterable<string>): void {
  for (const piece of pieces) {
    try {
      writeAll(descriptor, piece);
    } catch (error) {
      if (errnoOf(error) === 'EPIPE') return;
      throw new UsageError(`cannot write to standard output: ${writeProblemOf(error)}`);
    }
  }
}

function writeFile(file: string, flag: 'wx' | number, pieces: Iterable<string>): void {
  const descriptor = openSync(file, flag);
  try {
    for (const piece of pieces) writeAll(descriptor, piece);
  } finally {
    closeSync(descriptor);
  }
}

/** Where links lead; the name itself if nothing is there yet. */
function realFile(output: string): string {
  try {
    return realpathSync(output);
  } catch {
    return output;
  }
}

function isSpecial(file: string): boolean {
  const kind = statSync(file, { throwIfNoEntry: false });
  return kind !== undefined && !kind.isFile() && !kind.isDirectory();
}

function removeIfThere(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // It could not even be made; the reason for that is reported.
  }
}

function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  let offset = 0;
  while (offset < bytes.length) {
    try {
      offset += writeSync(descriptor, bytes, offset);
    } catch (error) {
      const code = errnoOf(error);
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
