import type { PlaneSet, Topology } from '../spec/topology.js';
import type { FabricWriter } from './writer.js';

/** What a family is asked for: one plane set of a normalised topology. */
export interface FamilyQuestion {
  readonly topology: Topology;
  readonly name: string;
  readonly planeSet: PlaneSet;
}

/** A promise about the fabric, by closed formula; `name` is a tier or a kind of cable. */
export interface Claim {
  /** A plane set, or a plane of it. */
  readonly scope: string;
  readonly measure:
    | 'planes'
    | 'hosts'
    | 'endpoints'
    | 'ports'
    | 'switches'
    | 'cables'
    | 'cablesPerPair'
    | 'oversubscription'
    | 'bisectionGbps';
  readonly name?: string;
  /** Ratios are "down:up". */
  readonly value: number | string;
}

/** A way to build planes. `expand` builds and never uses the formulas; `claims` never counts. */
export interface Family {
  /** Tiers of its switches, lowest first. */
  tiers(question: FamilyQuestion): readonly string[];
  expand(question: FamilyQuestion, writer: FabricWriter): void;
  claims(question: FamilyQuestion): readonly Claim[];
}
