import type { SeparationCertificate } from '../flow/certify/separation.js';
import { certifiedSeparation } from '../flow/separation/certified-separation.js';
import type { SeparatedBy } from '../flow/separation/plane-cut.js';
import { connectivity } from '../measure/connectivity.js';
import type { FabricState } from '../measure/state.js';

/** The two hosts of a plane set that the fewest further losses separate, in all its planes together. */
export interface Weakest {
  readonly hosts: readonly [string, string];
  /** Ids of cables, or of switches, whose loss separates them; none if nothing joins them. */
  readonly lost: readonly string[];
}

/** By what is lost; null: there are not two hosts, or there is no such number, or too many pairs. */
export interface WeakestHosts {
  readonly cables: Weakest | null;
  readonly switches: Weakest | null;
}

/** Which loss would first separate some two hosts of a plane set; `planes` are indices. */
export function weakestHosts(state: FabricState, planes: readonly number[]): WeakestHosts {
  const by = (what: SeparatedBy): Weakest | null => {
    const found = weakest(state, planes, what);
    return found && { hosts: found.hosts, lost: found.certificate.set };
  };
  return { cables: by('cables'), switches: by('switches') };
}

/** The same for one kind of loss, with its certificate: it is verified. */
export function weakest(
  state: FabricState,
  planes: readonly number[],
  by: SeparatedBy,
): {
  readonly hosts: readonly [string, string];
  readonly certificate: SeparationCertificate;
} | null {
  const { fabric, capacity } = state;
  const worst = connectivity(state, planes, null, by);
  if (!worst || worst.fewest === null) return null;
  const [a, b] = worst.hosts.map((host) => fabric.hostIds[host]!) as [string, string];
  const subject = `host:${a}--host:${b}`;
  const certificate = certifiedSeparation(fabric, capacity, planes, worst.ends, by, subject);
  return certificate && { hosts: [a, b], certificate };
}
