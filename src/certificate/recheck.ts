import type { CompactFabric } from '../fabric/compact.js';
import { capacityAfter } from '../failure/capacity.js';
import { type Fault, readFault } from '../failure/fault.js';
import { type CertificateFile, certificateIn } from './file.js';
import { kindOf } from './kinds.js';

/** The fabric that certificates are held against, as it stands. */
export interface Standing {
  readonly topology: string;
  readonly fabric: CompactFabric;
  /** Gb/s by cable and direction: what is off is off. */
  readonly capacity: Float64Array;
}

/** Parts that faults may name together, each as often as it is named. */
const mostParts = 4_000_000;

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
  const faults: Fault[] = [];
  const wrong: string[] = [];
  let parts = 0;
  for (const text of file.down ?? []) {
    if (parts > mostParts) return ['what is down in it names too many parts'];
    const fault = readFault(fabric, text, false);
    if ('problem' in fault) wrong.push(`down ${text}: ${fault.problem}`);
    else {
      faults.push(fault);
      parts += fault.parts.length;
    }
  }
  if (wrong.length > 0) return wrong;
  const after = capacityAfter(fabric, faults, capacity);
  const certificate = certificateIn(file);
  return kindOf(certificate).verify(fabric, after, certificate, capacity);
}
