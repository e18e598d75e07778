import type { CompactFabric } from '../../fabric/compact.js';
import type { Topology } from '../../spec/topology.js';
import type { NamedBy } from '../names.js';

/** What is exported: a fabric, with the topology that it was expanded from. */
export interface Exported {
  readonly subject: { readonly fabric: CompactFabric };
  readonly topology: Topology;
  /** What machines are called. */
  readonly namedBy: NamedBy;
  /** Planes that are wanted, ascending; every format leaves the others out. */
  readonly planes: readonly number[];
}

/** A file in somebody else's format, in pieces that are written one after the other. */
export interface ExportedFile {
  /** Its name in a directory, by which one of several can be asked for, too: `compute-p0.yaml`. */
  readonly name: string;
  readonly pieces: Iterable<string>;
}

/**
 * A fabric in somebody else's format: its files, one or several, and what the consumer should be
 * told; or why the format cannot carry the fabric faithfully.
 */
export type Export =
  | { readonly files: readonly ExportedFile[]; readonly notes?: readonly string[] }
  | { readonly problem: string };

export type Exporter = (exported: Exported) => Export;
