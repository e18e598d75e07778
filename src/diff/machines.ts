import type { CompactFabric } from '../fabric/compact.js';

export type MachineKind = 'switch' | 'host';

/** Hosts, then switches, by number. */
export class Machines {
  readonly count: number;
  readonly #nicsOf: number[][];

  constructor(readonly fabric: CompactFabric) {
    const { hostIds, hostOf, endpointCount, vertexCount } = fabric;
    this.#nicsOf = hostIds.map(() => []);
    for (let e = 0; e < endpointCount; e++) this.#nicsOf[hostOf[e]!]!.push(e);
    this.count = hostIds.length + vertexCount - endpointCount;
  }

  of(vertex: number): number {
    const { hostIds, hostOf, endpointCount } = this.fabric;
    return vertex < endpointCount ? hostOf[vertex]! : hostIds.length + vertex - endpointCount;
  }

  kind(machine: number): MachineKind {
    return machine < this.fabric.hostIds.length ? 'host' : 'switch';
  }

  vertices(machine: number): readonly number[] {
    const { hostIds, endpointCount } = this.fabric;
    const nics = this.#nicsOf[machine];
    return nics ?? [endpointCount + machine - hostIds.length];
  }

  /** Whether one could stand where the other does: two switches, or the same NIC of two alike hosts. */
  fit(x: number, y: number): boolean {
    const { endpointCount, vertexCount, hostOf, vertexIds } = this.fabric;
    if (x === y || x >= vertexCount || y >= vertexCount) return false;
    if (x >= endpointCount && y >= endpointCount) return true;
    if (x >= endpointCount || y >= endpointCount || hostOf[x] === hostOf[y]) return false;
    const nameOf = (v: number) => vertexIds[v]!.slice(vertexIds[v]!.indexOf('/'));
    const [mine, theirs] = [this.#nicsOf[hostOf[x]!]!, this.#nicsOf[hostOf[y]!]!];
    return nameOf(x) === nameOf(y) && mine.length === theirs.length;
  }
}
