import {
  type EndpointAttributes,
  emptyFabric,
  type FabricAttributes,
  type FabricGraph,
  type PortNumber,
  type SwitchAttributes,
} from '../fabric/attributes.js';
import { cableId, portId } from '../fabric/ids.js';

/** One end of a cable. */
export interface CableEnd {
  readonly vertex: string;
  readonly port: PortNumber;
}

/** A cable to add; `lower` is the end that comes first in LANGUAGE section 4. */
export interface NewCable {
  readonly plane: string;
  readonly gbps: number;
  readonly lower: CableEnd;
  readonly upper: CableEnd;
  /** JSON Pointer of the item of the document that wrote it; absent: a family made it. */
  readonly writtenAt?: string;
  /** `cables` or an `extra` exception adds it to those of a family, moved or not. */
  readonly added?: true;
  /** The speed that its ports are split for, where it is another one. */
  readonly designGbps?: number;
}

/** All that a family may do to a fabric. */
export interface FabricWriter {
  addEndpoint(id: string, attributes: EndpointAttributes): void;
  addSwitch(id: string, attributes: SwitchAttributes): void;
  addCable(cable: NewCable): void;
}

/** A cable whose both ports have one that is the same: it is left out. */
export interface Duplicate {
  readonly id: string;
  readonly cable: NewCable;
}

/** Writes into a graph, one edge per cable, keyed by the id of the cable. */
export class GraphWriter implements FabricWriter {
  readonly graph: FabricGraph;
  readonly duplicates: Duplicate[] = [];

  constructor(attributes: FabricAttributes) {
    this.graph = emptyFabric(attributes);
  }

  addEndpoint(id: string, attributes: EndpointAttributes): void {
    this.graph.addNode(id, attributes);
  }

  addSwitch(id: string, attributes: SwitchAttributes): void {
    this.graph.addNode(id, attributes);
  }

  addCable(cable: NewCable): void {
    const { plane, gbps, lower, upper, writtenAt, added, designGbps } = cable;
    const id = cableId(portId(lower.vertex, lower.port), portId(upper.vertex, upper.port));
    const ends = { plane, gbps, lowerPort: lower.port, upperPort: upper.port };
    if (writtenAt === undefined && added === undefined && designGbps === undefined) {
      this.graph.addEdgeWithKey(id, lower.vertex, upper.vertex, ends);
      return;
    }
    if (writtenAt !== undefined && this.graph.hasEdge(id)) {
      this.duplicates.push({ id, cable });
      return;
    }
    this.graph.addEdgeWithKey(id, lower.vertex, upper.vertex, {
      ...ends,
      ...(writtenAt === undefined ? {} : { writtenAt }),
      ...(added === undefined ? {} : { added }),
      ...(designGbps === undefined ? {} : { designGbps }),
    });
  }
}
