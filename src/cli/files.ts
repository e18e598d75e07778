import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { finding } from '../finding/rule.js';
import type { Loaded, LoadOptions } from '../pipeline.js';
import { load } from '../pipeline.js';
import { defaultMaxBytes } from '../spec/read.js';
import { readable } from '../spec/rules.js';
import { UsageError } from './exit.js';

/** Loads a topology file; `-` is standard input. What cannot be read becomes a finding. */
export function loadFile(file: string, options: LoadOptions): Loaded {
  const name = file === '-' ? '<stdin>' : file;
  const read = readBytes(file, options.maxBytes ?? defaultMaxBytes);
  if (read instanceof Uint8Array) return load({ file: name, bytes: read }, options);
  const locate = () => [{ offset: 0, length: 0 }];
  const document = { text: '', value: undefined, findings: [read], locate };
  return { file: name, document, topology: null, findings: [read] };
}

const problems: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOTDIR: 'a part of its path is not a directory',
  ELOOP: 'its path has too many symbolic links',
  ENAMETOOLONG: 'its name is too long',
  ERR_INVALID_ARG_VALUE: 'its name has a null byte',
};

const errnoOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';

function readBytes(file: string, maxBytes: number): Uint8Array | ReturnType<typeof finding> {
  const unreadable = (problem: string) => finding(readable, 'readable-file', { problem }, '');
  try {
    // Opening a pipe would wait for a writer, so its kind is looked at first.
    const kind = file === '-' ? null : statSync(file);
    if (kind?.isDirectory()) return unreadable('it is a directory');
    if (kind?.isFile() === false) return unreadable('it is not a regular file');
    const descriptor = file === '-' ? 0 : openSync(file, 'r');
    try {
      const { size } = fstatSync(descriptor);
      if (file !== '-' && size > maxBytes) {
        return finding(readable, 'readable-size', { bytes: size, limit: maxBytes }, '');
      }
      return readUpTo(descriptor, maxBytes + 1);
    } finally {
      if (file !== '-') closeSync(descriptor);
    }
  } catch (error) {
    const code = errnoOf(error);
    return unreadable(problems[code] ?? code);
  }
}

function readUpTo(descriptor: number, limit: number): Uint8Array {
  const chunks: Buffer[] = [];
  let total = 0;
  while (total < limit) {
    const chunk = Buffer.alloc(Math.min(65_536, limit - total));
    const count = readChunk(descriptor, chunk);
    if (count === 0) break;
    chunks.push(chunk.subarray(0, count));
    total += count;
  }
  return Buffer.concat(chunks);
}

function readChunk(descriptor: number, chunk: Buffer): number {
  for (;;) {
    try {
      return readSync(descriptor, chunk);
    } catch (error) {
      const code = errnoOf(error);
      if (code === 'EOF') return 0;
      // A terminal or pipe that has nothing yet.
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

/**
 * Writes to a file or to standard output. A regular file is written beside and renamed, so an old
 * one stays whole; a link keeps pointing where it does; a pipe or device is written into.
 */
export function write(text: string, output: string | undefined): void {
  if (output === undefined || output === '-') {
    writeOut(1, text);
    return;
  }
  const file = realFile(output);
  const beside = join(dirname(file), `.${basename(file)}.${randomBytes(6).toString('hex')}`);
  try {
    if (isSpecial(file)) writeFileSync(file, text);
    else {
      writeFileSync(beside, text, { flag: 'wx' });
      renameSync(beside, file);
    }
  } catch (error) {
    removeIfThere(beside);
    throw new UsageError(`cannot write ${output}: ${writeProblem(errnoOf(error))}`);
  }
}

/** Writes to a stream; a reader that has gone (| head) is nothing wrong. */
export function writeOut(descriptor: 1 | 2, text: string): void {
  try {
    writeAll(descriptor, text);
  } catch (error) {
    if (errnoOf(error) === 'EPIPE') return;
    throw new UsageError(`cannot write to standard output: ${writeProblem(errnoOf(error))}`);
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

const writeProblem = (code: string): string => {
  if (code === 'ENOENT') return 'there is no such directory';
  if (code === 'EISDIR') return 'it is a directory';
  if (code === 'ENOSPC') return 'no space is left';
  return problems[code] ?? code;
};

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
