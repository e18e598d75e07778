import { present } from '../std/assert.js';
import type { CableAttributes, PortNumber } from './attributes.js';
import { Ints } from './growing.js';
import { cableId, portId } from './ids.js';
import type { PlaneNumbers, VertexColumns, Vertices } from './vertex-columns.js';

/** What a cable says of itself beside its ends. */
export type CableWords = Omit<CableAttributes, 'lowerPort' | 'upperPort'>;

/** Collects cables between vertices that were added before them. */
export class CableColumns {
  readonly #lower = new Ints();
  readonly #upper = new Ints();
  readonly #lowerPort = new Ints();
  readonly #lowerSub = new Ints();
  readonly #upperPort = new Ints();
  readonly #upperSub = new Ints();
  readonly #plane = new Ints();
  readonly #gbps: number[] = [];
  readonly #added: number[] = [];
  readonly #writtenAt = new Map<number, string>();
  readonly #designGbps = new Map<number, number>();
  #lastLower = 0;
  #lastUpper = -1;
  #lastPlane = '';
  #lastPlaneIndex = -1;

  constructor(
    readonly vertices: VertexColumns,
    readonly planes: PlaneNumbers,
  ) {}

  get count(): number {
    return this.#lower.length;
  }

  add(
    lower: string,
    lowerPort: PortNumber,
    upper: string,
    upperPort: PortNumber,
    { plane, gbps, added, writtenAt, designGbps }: CableWords,
  ): void {
    const cable = this.count;
    this.#lastLower = this.vertices.find(lower, this.#lastLower);
    this.#lastUpper = this.vertices.find(upper, this.#lastUpper);
    if (plane !== this.#lastPlane) {
      this.#lastPlaneIndex = present(this.planes.planeIndex.get(plane), plane);
      this.#lastPlane = plane;
    }
    this.#lower.push(this.#lastLower);
    this.#upper.push(this.#lastUpper);
    this.#lowerPort.push(lowerPort.port);
    this.#lowerSub.push(lowerPort.sub);
    this.#upperPort.push(upperPort.port);
    this.#upperSub.push(upperPort.sub);
    this.#plane.push(this.#lastPlaneIndex);
    this.#gbps.push(gbps);
    if (added) this.#added.push(cable);
    if (writtenAt !== undefined) this.#writtenAt.set(cable, writtenAt);
    if (designGbps !== undefined) this.#designGbps.set(cable, designGbps);
  }

  /** The id of a cable that was added. */
  idOf(cable: number): string {
    const at = (vertices: Ints, ports: Ints, subs: Ints) =>
      portId(this.vertices.idOf(vertices.at(cable)), {
        port: ports.at(cable),
        sub: subs.at(cable),
      });
    return cableId(
      at(this.#lower, this.#lowerPort, this.#lowerSub),
      at(this.#upper, this.#upperPort, this.#upperSub),
    );
  }

  close({ vertexCount, endpointCount, portOffsets, portPlanes }: Vertices) {
    const cableCount = this.count;
    const [lower, upper] = [this.#lower.close(), this.#upper.close()];
    const lowerPort = this.#lowerPort.close();
    const added = new Uint8Array(cableCount);
    for (const cable of this.#added) added[cable] = 1;
    const attachedPlane = new Int32Array(cableCount);
    const offsets = new Int32Array(vertexCount + 1);
    for (let cable = 0; cable < cableCount; cable++) {
      if (lower[cable]! < 0) lower[cable] = endpointCount - 1 - lower[cable]!;
      if (upper[cable]! < 0) upper[cable] = endpointCount - 1 - upper[cable]!;
      const a = lower[cable]!;
      const ports = a < endpointCount ? portOffsets[a + 1]! - portOffsets[a]! : 0;
      const port = lowerPort[cable]!;
      attachedPlane[cable] = port < ports ? portPlanes[portOffsets[a]! + port]! : -1;
      offsets[a + 1]!++;
      offsets[upper[cable]! + 1]!++;
    }
    for (let v = 0; v < vertexCount; v++) offsets[v + 1]! += offsets[v]!;
    return {
      cableCount,
      lower,
      upper,
      gbps: Float64Array.from(this.#gbps),
      cablePlane: this.#plane.close(),
      added,
      writtenAt: this.#writtenAt as ReadonlyMap<number, string>,
      designGbps: this.#designGbps as ReadonlyMap<number, number>,
      lowerPort,
      lowerSub: this.#lowerSub.close(),
      upperPort: this.#upperPort.close(),
      upperSub: this.#upperSub.close(),
      attachedPlane,
      offsets,
      ...incidence(vertexCount, lower, upper, offsets),
    };
  }
}

/** Incidence lists ordered by neighbour: a list of lists is sorted by transposing it twice. */
function incidence(
  vertexCount: number,
  lower: Int32Array,
  upper: Int32Array,
  offsets: Int32Array,
): { neighbours: Int32Array; incident: Int32Array } {
  const size = 2 * lower.length;
  const incidentUnsorted = new Int32Array(size);
  let next = offsets.slice(0, vertexCount);
  for (let cable = 0; cable < lower.length; cable++) {
    incidentUnsorted[next[lower[cable]!]!++] = cable;
    incidentUnsorted[next[upper[cable]!]!++] = cable;
  }
  const neighbours = new Int32Array(size);
  const incident = new Int32Array(size);
  next = offsets.slice(0, vertexCount);
  for (let u = 0; u < vertexCount; u++) {
    for (let i = offsets[u]!; i < offsets[u + 1]!; i++) {
      const cable = incidentUnsorted[i]!;
      const v = lower[cable]! === u ? upper[cable]! : lower[cable]!;
      const at = next[v]!++;
      neighbours[at] = u;
      incident[at] = cable;
    }
  }
  return { neighbours, incident };
}

export type Cables = ReturnType<CableColumns['close']>;
