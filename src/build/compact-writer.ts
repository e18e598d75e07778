import type {
  EndpointAttributes,
  FabricAttributes,
  SwitchAttributes,
} from '../fabric/attributes.js';
import type { CompactFabric } from '../fabric/compact.js';
import { cableId, portId } from '../fabric/ids.js';
import { Projection } from '../fabric/project.js';
import type { Duplicate, FabricWriter, NewCable } from './writer.js';

/** Writes straight into typed arrays, for fabrics that a graph would take long to hold. */
export class CompactWriter implements FabricWriter {
  readonly duplicates: Duplicate[] = [];
  readonly #projection: Projection;
  /** Ids of all cables, from the first one on that the document wrote: families make none twice. */
  #ids: Set<string> | null = null;

  constructor(attributes: FabricAttributes) {
    this.#projection = new Projection(attributes);
  }

  addEndpoint(id: string, attributes: EndpointAttributes): void {
    this.#projection.addVertex(id, attributes);
  }

  addSwitch(id: string, attributes: SwitchAttributes): void {
    this.#projection.addVertex(id, attributes);
  }

  addCable(cable: NewCable): void {
    const { lower, upper } = cable;
    if (this.#ids !== null || cable.writtenAt !== undefined) {
      const id = cableId(portId(lower.vertex, lower.port), portId(upper.vertex, upper.port));
      const ids = this.#known();
      if (ids.has(id)) {
        this.duplicates.push({ id, cable });
        return;
      }
      ids.add(id);
    }
    this.#projection.addCable(lower.vertex, lower.port, upper.vertex, upper.port, cable);
  }

  #known(): Set<string> {
    const projection = this.#projection;
    if (this.#ids === null) {
      this.#ids = new Set();
      for (let c = 0; c < projection.cableCount; c++) this.#ids.add(projection.cableId(c));
    }
    return this.#ids;
  }

  close(): CompactFabric {
    return this.#projection.close();
  }
}
