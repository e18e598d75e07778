import type { CompactFabric } from '../fabric/compact.js';
import { bundleId } from '../fabric/ids.js';
import type { CutEvidence } from './certify/cut.js';
import type { FlowEvidence } from './certify/flow.js';
import type { MaxFlow } from './max-flow.js';
import type { PlaneNetwork } from './plane-network.js';

/**
 * A flow and its cut as evidence, by ids.
 *
 * @param sources switches that are sources themselves: they need not be said to stand with them
 */
export function evidenceOf(
  fabric: CompactFabric,
  capacity: Float64Array,
  network: PlaneNetwork,
  found: MaxFlow,
  sources: ReadonlySet<number>,
): FlowEvidence {
  const { value, flow } = found;
  const { cables } = fabric.planes[network.plane]!;
  const used = Array.from(cables.keys()).filter((at) => flow[at] !== 0);
  return {
    value,
    flow: used.map((at) => ({ cable: fabric.cableId(cables[at]!), gbps: flow[at]! })),
    ...cutOf(fabric, capacity, network, found, sources),
  };
}

/** The cut alone, in the same way. */
export function cutOf(
  fabric: CompactFabric,
  capacity: Float64Array,
  { plane, endpoints }: PlaneNetwork,
  { sourceSide }: MaxFlow,
  sources: ReadonlySet<number>,
): CutEvidence {
  const { cables, relays } = fabric.planes[plane]!;
  const { endpointCount, vertexIds, lower, upper } = fabric;
  // An endpoint that is not looked at is on neither side, unless it relays.
  const apart = new Uint8Array(fabric.vertexCount);
  if (!relays) apart.fill(1, 0, endpointCount);
  const given = new Uint8Array(fabric.vertexCount);
  for (let i = 0; i < endpoints.length; i++) {
    apart[endpoints[i]!] = 0;
    given[endpoints[i]!] = 1;
  }
  const cut = new Map<string, number>();
  for (let at = 0; at < cables.length; at++) {
    const cable = cables[at]!;
    const [v, w] = [lower[cable]!, upper[cable]!];
    if (sourceSide[v] === sourceSide[w] || capacity[cable] === 0) continue;
    if (apart[v] === 1 || apart[w] === 1) continue;
    const bundle = bundleId(vertexIds[v]!, vertexIds[w]!);
    cut.set(bundle, (cut.get(bundle) ?? 0) + capacity[cable]!);
  }
  return {
    cut: Array.from(cut, ([bundle, gbps]) => ({ bundle, gbps })),
    sourceSide: vertexIds.filter(
      (_, v) => given[v] === 0 && sourceSide[v] === 1 && !sources.has(v),
    ),
  };
}
