/**
 * Some endpoints of a fabric that are measured together, as one object that is made once: what is
 * measured of them is remembered by it.
 */
export interface EndpointSet {
  /** Vertices, ascending. */
  readonly list: Int32Array;
  /** By endpoint: 1 if it is one of them. */
  readonly has: Uint8Array;
}

/** A set of endpoints of a fabric with so many; `vertices` in any order, each once or more. */
export function endpointSet(vertices: Iterable<number>, endpointCount: number): EndpointSet {
  const has = new Uint8Array(endpointCount);
  for (const v of vertices) has[v] = 1;
  const list: number[] = [];
  for (let e = 0; e < endpointCount; e++) if (has[e] === 1) list.push(e);
  return { list: Int32Array.from(list), has };
}
