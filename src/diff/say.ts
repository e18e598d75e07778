import { portId } from '../fabric/ids.js';
import { servedText } from '../fabric/served-text.js';
import type { Arrangement } from './arrangement.js';
import type { Found } from './found.js';

/** What ports and machines of an arrangement are called in findings. */
export class Namer {
  constructor(readonly arrangement: Arrangement) {}

  /** `compute/p3/leaf12:33`; a leaf with its unit and rails: `compute/p0/leaf12:33 (u1 r4)`. */
  port(port: number): string {
    const where = this.#where(this.arrangement.ports.machine[port]!);
    return `${this.portId(port)}${where === '' ? '' : ` (${where})`}`;
  }

  portId(port: number): string {
    const { ports } = this.arrangement;
    const number = { port: ports.port[port]!, sub: ports.sub[port]! };
    return portId(this.vertex(ports.machine[port]!), number);
  }

  vertex(v: number): string {
    const { fabric, what } = this.arrangement;
    return fabric.vertexIds[v] ?? strangerName(what, v - fabric.vertexCount);
  }

  host(vertices: readonly number[]): string {
    const { hostIds, hostOf } = this.arrangement.fabric;
    return hostIds[hostOf[vertices[0]!]!]!;
  }

  #where(v: number): string {
    const { fabric } = this.arrangement;
    const one = fabric.switches[v - fabric.endpointCount];
    return one ? servedText(one) : '';
  }
}

const strangerName = ({ strangers }: Found, index: number): string => `"${strangers[index]!.name}"`;
