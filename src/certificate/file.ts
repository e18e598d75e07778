import type { Certificate } from '../flow/certificates.js';
import { fnv1a } from '../std/hash.js';
import { kindOf } from './kinds.js';

/** A certificate as it is kept: what it is about, and its evidence apart. */
export interface CertificateFile {
  readonly version: 1;
  readonly kind: Certificate['kind'];
  /** Name of the topology. */
  readonly topology: string;
  readonly subject: string;
  /** The faults that it is about, in the notation of `--fail`; absent: none. */
  readonly down?: readonly string[];
  readonly value: Certificate['value'];
  readonly unit: Certificate['unit'];
  readonly evidence: object;
}

/** A certificate of a topology under faults (as they were written), to be written down. */
export function certificateFile(
  topology: string,
  down: readonly string[],
  { kind, subject, value, unit, ...evidence }: Certificate,
): CertificateFile {
  return {
    version: 1,
    kind,
    topology,
    subject,
    ...(down.length === 0 ? {} : { down }),
    value,
    unit,
    evidence,
  };
}

/** The certificate of a file that fits the schema. */
export function certificateIn({
  kind,
  subject,
  value,
  unit,
  evidence,
}: CertificateFile): Certificate {
  return { kind, subject, value, unit, ...evidence } as Certificate;
}

/** Longest part of a file name that comes from a subject. */
const mostOfSubject = 60;

/**
 * The name of its file, the same for the same statement and no other: topology, kind and subject, as far
 * as these are safe, and a fingerprint of what they leave out.
 */
export function certificateFileName(file: CertificateFile): string {
  const { topology, kind, subject, down = [] } = file;
  const certificate = certificateIn(file);
  const about = kindOf(certificate).about(certificate);
  const safe = subject.replaceAll(/[^A-Za-z0-9_.]+/g, '-').slice(0, mostOfSubject);
  const plain = /^[A-Za-z0-9_.]+\/p\d+$/.test(subject) && subject.length <= mostOfSubject;
  const rest = [plain ? null : subject, about, down];
  const print = fnv1a(JSON.stringify(rest)).slice(0, 8);
  const isWhole = plain && about === null && down.length === 0;
  return `${topology}.${kind}.${safe}${isWhole ? '' : `.${print}`}.json`;
}
