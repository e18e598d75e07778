import { present } from '../std/assert.js';
import type {
  EndpointAttributes,
  FabricAttributes,
  SwitchAttributes,
  VertexAttributes,
} from './attributes.js';
import type { CompactPlaneSet } from './compact.js';

/** The planes of a fabric, numbered through its plane sets. */
export interface PlaneNumbers {
  readonly planeIndex: ReadonlyMap<string, number>;
  readonly planeSets: readonly CompactPlaneSet[];
}

export function planeNumbers({ planeSets }: FabricAttributes): PlaneNumbers {
  const planeIndex = new Map<string, number>();
  return {
    planeIndex,
    planeSets: planeSets.map(({ id, tiers, planes }) => ({
      id,
      tiers,
      planes: planes.map((plane) => {
        planeIndex.set(plane, planeIndex.size);
        return planeIndex.size - 1;
      }),
    })),
  };
}

/** Collects vertices. As long as endpoints may come, switch n is known as −1 − n. */
export class VertexColumns {
  readonly endpoints: EndpointAttributes[] = [];
  readonly switches: SwitchAttributes[] = [];
  readonly #endpointIds: string[] = [];
  readonly #switchIds: string[] = [];
  readonly #numberOf = new Map<string, number>();

  add(id: string, attributes: VertexAttributes): void {
    if (attributes.kind === 'endpoint') {
      this.#numberOf.set(id, this.endpoints.push(attributes) - 1);
      this.#endpointIds.push(id);
    } else {
      this.#numberOf.set(id, -this.switches.push(attributes));
      this.#switchIds.push(id);
    }
  }

  idOf(number: number): string {
    return (number < 0 ? this.#switchIds[-1 - number] : this.#endpointIds[number])!;
  }

  /**
   * The number of a vertex. Cables come one behind the other at the same vertex or at the next one
   * (`last`: where the one before was), and a string is compared with itself sooner than it is found.
   */
  find(id: string, last: number): number {
    if (id === this.idOf(last)) return last;
    const next = last < 0 ? last - 1 : last + 1;
    return id === this.idOf(next) ? next : present(this.#numberOf.get(id), id);
  }

  close({ planeIndex }: PlaneNumbers) {
    const { endpoints, switches } = this;
    const vertexIds = this.#endpointIds.concat(this.#switchIds);
    const endpointCount = endpoints.length;
    const indexOfVertex = this.#numberOf;
    for (let s = 0; s < switches.length; s++) {
      indexOfVertex.set(vertexIds[endpointCount + s]!, endpointCount + s);
    }
    return {
      vertexCount: vertexIds.length,
      endpointCount,
      vertexIds,
      indexOfVertex: indexOfVertex as ReadonlyMap<string, number>,
      endpoints,
      switches,
      ...switchColumns(endpointCount, switches, planeIndex),
      ...endpointColumns(endpoints, planeIndex),
    };
  }
}

/** By vertex; endpoints are the first tier and in no plane. */
function switchColumns(
  endpointCount: number,
  switches: readonly SwitchAttributes[],
  planeIndex: ReadonlyMap<string, number>,
) {
  const tierNames = ['endpoint'];
  const planeOfSwitch = new Int32Array(endpointCount + switches.length).fill(-1);
  const tierOf = new Uint8Array(endpointCount + switches.length);
  switches.forEach(({ plane, tier }, s) => {
    planeOfSwitch[endpointCount + s] = present(planeIndex.get(plane), plane);
    if (!tierNames.includes(tier)) tierNames.push(tier);
    tierOf[endpointCount + s] = tierNames.indexOf(tier);
  });
  return { planeOfSwitch, tierOf, tierNames };
}

function endpointColumns(
  endpoints: readonly EndpointAttributes[],
  planeIndex: ReadonlyMap<string, number>,
) {
  const hostIndex = new Map<string, number>();
  const hostOf = new Int32Array(endpoints.length);
  const portOffsets = new Int32Array(endpoints.length + 1);
  const ports: number[] = [];
  let last = '';
  endpoints.forEach(({ host, portPlanes }, e) => {
    // The endpoints of a host mostly stand together.
    if (e > 0 && host === last) hostOf[e] = hostOf[e - 1]!;
    else {
      const known = hostIndex.get(host) ?? hostIndex.size;
      if (known === hostIndex.size) hostIndex.set(host, known);
      hostOf[e] = known;
      last = host;
    }
    for (let i = 0; i < portPlanes.length; i++) ports.push(planeIndex.get(portPlanes[i]!) ?? -1);
    portOffsets[e + 1] = ports.length;
  });
  const portPlanes = Int32Array.from(ports);
  return { hostOf, hostIds: [...hostIndex.keys()], portOffsets, portPlanes };
}

export type Vertices = ReturnType<VertexColumns['close']>;
