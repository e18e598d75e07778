import type { BisectionCertificate } from './certify/bisection.js';
import type { CapacityCertificate } from './certify/capacity.js';
import type { MaxMinCertificate } from './certify/fair-rates.js';
import type { SeparationCertificate } from './certify/separation.js';
import type { ThroughputCertificate } from './certify/throughput.js';

/**
 * Every kind of certificate: plain JSON data with ids, and `kind`, `subject`, `value` and `unit`
 * beside its evidence. What can be done with each kind stands in certificate/kinds.
 */
export type Certificate =
  | BisectionCertificate
  | ThroughputCertificate
  | CapacityCertificate
  | SeparationCertificate
  | MaxMinCertificate;
