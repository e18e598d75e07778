import { closeSync, fstatSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import type { Read } from '../spec/files/file-reader.js';
import { tooLarge } from '../spec/files/files-rule.js';
import { errnoOf, problemOf } from './errno.js';

/** What could not be read: why, or how many bytes it has if these are too many. */
export type Unread = { readonly problem: string } | { readonly bytes: number };

/** Files that this run has read, wherever links led: none of them is written over. */
const inputs = new Set<string>();

/** Whether this run has read a file; the name is a real one. */
export const isInput = (real: string): boolean => inputs.has(real);

/** Reads a regular file, or standard input as `-`, if it is not larger than the limit. */
export function readBytes(file: string, maxBytes: number): Uint8Array | Unread {
  try {
    // Opening a pipe would wait for a writer, so its kind is looked at first.
    const kind = file === '-' ? null : statSync(file);
    if (kind?.isDirectory()) return { problem: 'it is a directory' };
    if (kind?.isFile() === false) return { problem: 'it is not a regular file' };
    const descriptor = file === '-' ? 0 : openSync(file, 'r');
    if (file !== '-') inputs.add(realpathSync(file));
    try {
      const { size } = fstatSync(descriptor);
      if (file !== '-' && size > maxBytes) return { bytes: size };
      return readUpTo(descriptor, maxBytes + 1);
    } finally {
      if (file !== '-') closeSync(descriptor);
    }
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

/**
 * Reads a regular file, or standard input as `-`, piece by piece as it is asked for, so that a file of
 * any size can be read; or why it cannot be.
 */
export function piecesOf(file: string): Generator<Uint8Array> | { readonly problem: string } {
  try {
    const kind = file === '-' ? null : statSync(file);
    if (kind?.isDirectory()) return { problem: 'it is a directory' };
    if (kind?.isFile() === false) return { problem: 'it is not a regular file' };
    const descriptor = file === '-' ? 0 : openSync(file, 'r');
    if (file !== '-') inputs.add(realpathSync(file));
    return piecesFrom(descriptor);
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

function* piecesFrom(descriptor: number): Generator<Uint8Array> {
  try {
    for (;;) {
      const chunk = Buffer.allocUnsafe(pieceBytes);
      const count = readChunk(descriptor, chunk);
      if (count === 0) return;
      yield chunk.subarray(0, count);
    }
  } finally {
    if (descriptor !== 0) closeSync(descriptor);
  }
}

const pieceBytes = 262_144;

/**
 * Reads what a topology file refers to, by paths from its folder: nothing outside the tree of the
 * folder above, wherever links lead. The root directory is nobody's tree: where it is that folder
 * above, the tree is that of the folder itself.
 */
export function readerBeside(file: string, maxBytes: number): Read {
  let folder: string | undefined;
  return (path) => {
    try {
      folder ??= realpathSync(file === '-' ? '.' : dirname(file));
      const above = dirname(folder);
      const root = above === dirname(above) ? folder : above;
      const real = realpathSync(join(folder, path));
      if (!`${real}${sep}`.startsWith(root.endsWith(sep) ? root : `${root}${sep}`)) {
        const tree = 'the tree of the folder above that of the first file';
        return { problem: `it is, or is a link to, something outside ${tree}` };
      }
      const read = readBytes(real, maxBytes);
      return 'bytes' in read ? { problem: tooLarge('it has', read.bytes, maxBytes) } : read;
    } catch (error) {
      return { problem: problemOf(error) };
    }
  };
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
