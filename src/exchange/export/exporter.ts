import type { CompactFabric } from '../../fabric/compact.js';
import type { Topology } from '../../spec/topology.js';

/** What is exported: a fabric, with the topology that it was expanded from. */
export interface Exported {
  readonly subject: { readonly fabric: CompactFabric };
  readonly topology: Topology;
}

/** A fabric in somebody else's format, in pieces that are written one after the other. */
export type Exporter = (exported: Exported) => Iterable<string>;
