import type { FabricGraph } from '../../fabric/attributes.js';

/** A fabric in somebody else's format, in pieces that are written one after the other. */
export type Exporter = (graph: FabricGraph) => Iterable<string>;
