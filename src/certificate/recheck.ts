import type { CompactFabric } from '../fabric/compact.js';
import { capacityAfter } from '../failure/capacity.js';
import { readFaults } from '../failure/fault.js';
import { type CertificateFile, certificateIn } from './file.js';
import { kindOf } from './kinds.js';

/** The fabric that certificates are held against, as it stands. */
export interface Standing {
  readonly topology: string;
  readonly fabric: CompactFabric;
  /** Gb/s by cable and direction: what is off is off. */
  readonly capacity: Float64Array;
}

/**
 * Why a certificate does not hold of a fabric, one reason per defect; empty = it holds. The parts that
 * are down in it are failed again; no solver is called.
 */
export function recheck(
  { topology, fabric, capacity }: Standing,
  file: CertificateFile,
): readonly string[] {
  if (file.topology !== topology) {
    return [`it is about the topology ${file.topology}, not about ${topology}`];
  }
  const { faults, wrong } = readFaults(fabric, file.down ?? []);
  if (wrong.length > 0) return wrong.map(({ text, problem }) => `down ${text}: ${problem}`);
  const after = faults.length === 0 ? capacity : capacityAfter(fabric, faults, capacity);
  const certificate = certificateIn(file);
  return kindOf(certificate).verify(fabric, after, certificate, capacity);
}
