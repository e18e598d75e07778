import type { PortNumber } from '../fabric/attributes.js';
import type { Attached, Attachment } from '../spec/attachment.js';
import type { PlaneSet, Topology } from '../spec/topology.js';
import type { Placed } from './attach.js';
import type { FabricWriter } from './writer.js';

/** What a family is asked for: one plane set of a normalised topology. */
export interface FamilyQuestion {
  readonly topology: Topology;
  readonly name: string;
  readonly planeSet: PlaneSet;
  /** Where its hosts are. */
  readonly placed: Placed;
}

/** What formulas are asked for: no host is given a place for them. */
export interface ClaimQuestion extends Omit<FamilyQuestion, 'placed'> {
  readonly attachment: Attachment;
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
    | 'bisectionGbps'
    | 'cableConnectivity'
    | 'switchConnectivity';
  readonly name?: string;
  /** Ratios are "down:up". */
  readonly value: number | string;
}

/** Ids of the switches of one plane: by tier, lowest first, by index. */
export type SwitchIds = readonly (readonly string[])[];

/** Where a NIC port is cabled to: a switch of the lowest tier of its plane, and a port of it. */
export interface Socket {
  /** Index in the tier. */
  readonly index: number;
  readonly port: PortNumber;
}

/** A way to build planes: what it adds never uses the formulas; `claims` never counts. */
export interface Family {
  /** Where the NIC ports of a plane set are cabled to. */
  sockets(question: FamilyQuestion): (attached: Attached) => Socket;
  /** Adds the switches of a plane (an index in its set), tier by tier. */
  addSwitches(question: FamilyQuestion, plane: number, writer: FabricWriter): SwitchIds;
  /** Adds the cables between the switches of a plane. */
  addSwitchCables(
    question: FamilyQuestion,
    plane: number,
    switches: SwitchIds,
    writer: FabricWriter,
  ): void;
  claims(question: ClaimQuestion): readonly Claim[];
}
