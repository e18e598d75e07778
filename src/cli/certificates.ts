import { closeSync, fstatSync, openSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type CertificateFile, certificateFileName } from '../certificate/file.js';
import { defaultMaxCertificateBytes } from '../certificate/most-bytes.js';
import { readCertificate } from '../certificate/read.js';
import { prettyJson } from '../std/pretty-json.js';
import { formatCounted } from '../std/units.js';
import { isOfSystem, problemOf } from './errno.js';
import { UsageError } from './exit.js';
import { exists, write, writeOut } from './files.js';

/** The certificates that a name on the command line means: a file, or all `.json` of a directory. */
export function certificatesBelow(name: string): readonly string[] {
  if (name === '-' || statSync(name, { throwIfNoEntry: false })?.isDirectory() !== true)
    return [name];
  try {
    const found = readdirSync(name).filter((file) => file.endsWith('.json'));
    if (found.length > 0) return found.sort().map((file) => join(name, file));
  } catch (error) {
    if (!isOfSystem(error)) throw error;
    throw new UsageError(`cannot read the directory ${name}: ${problemOf(error)}`);
  }
  throw new UsageError(`${name}: there is no certificate in the directory (no file *.json)`);
}

/**
 * Writes certificates into a directory, a file each. One about the same statement is replaced; if
 * anything else has the name of one of them, nothing is written.
 */
export function writeCertificates(directory: string, files: readonly CertificateFile[]): void {
  const texts = new Map<string, { readonly file: CertificateFile; readonly text: string }>();
  for (const file of files) {
    const path = join(directory, certificateFileName(file));
    const text = prettyJson(file);
    const known = texts.get(path);
    if (known && known.text !== text) {
      throw new UsageError(
        `two certificates would be ${path}: two topologies have the name ${file.topology}; write them to different directories`,
      );
    }
    texts.set(path, { file, text });
  }
  for (const [path, { file }] of texts) {
    if (exists(path) && !isAboutTheSame(path, file)) {
      throw new UsageError(
        `${path} is there and is no certificate of the same; no certificate was written`,
      );
    }
  }
  for (const [path, { text }] of texts) write(text, path);
  writeOut(2, `wrote ${formatCounted(texts.size, 'certificate')} to ${directory}\n`);
}

/** Whether a file is a certificate that says something about what another one is about. */
function isAboutTheSame(path: string, file: CertificateFile): boolean {
  const bytes = smallFile(path);
  const read = bytes && readCertificate(bytes);
  if (!read || !('certificate' in read)) return false;
  return certificateFileName(read.certificate) === certificateFileName(file);
}

/** A regular file of the size that a certificate may have; null if it is none. It is no input. */
function smallFile(path: string): Uint8Array | null {
  try {
    if (!statSync(path).isFile()) return null;
    const descriptor = openSync(path, 'r');
    try {
      return fstatSync(descriptor).size > defaultMaxCertificateBytes
        ? null
        : readFileSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (!isOfSystem(error)) throw error;
    return null;
  }
}
