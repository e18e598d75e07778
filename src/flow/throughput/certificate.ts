import type { CompactFabric } from '../../fabric/compact.js';
import { assert } from '../../std/assert.js';
import { type ThroughputCertificate, verifyThroughput } from '../certify/throughput.js';
import type { Permutation } from '../symmetry/labelled-graph.js';
import type { Throughput } from './throughput.js';
import type { TrafficNetwork } from './traffic-network.js';

/**
 * A throughput with its evidence, by ids, already verified: what was found of a network under some traffic.
 *
 * @throws InternalError if our own numbers contradict each other
 */
export function certifiedThroughput(
  fabric: CompactFabric,
  capacity: Float64Array,
  network: TrafficNetwork,
  found: Throughput,
  about: Pick<ThroughputCertificate, 'traffic' | 'among'>,
): ThroughputCertificate {
  const certificate = throughputCertificate(fabric, network, found, about);
  const reasons = verifyThroughput(fabric, capacity, certificate);
  assert(reasons.length === 0, `${certificate.subject}: ${reasons[0]} (1 of ${reasons.length})`);
  return certificate;
}

/** The same, before it is verified. */
export function throughputCertificate(
  fabric: CompactFabric,
  network: TrafficNetwork,
  { lower, upper, classes, flows, lengths }: Throughput,
  { traffic, among }: Pick<ThroughputCertificate, 'traffic' | 'among'>,
): ThroughputCertificate {
  const id = (v: number) => fabric.vertexIds[network.vertexOf[v]!]!;
  const ends = (arc: number) => ({ from: id(network.tails[arc]!), to: id(network.heads[arc]!) });
  const firstArc = new Int32Array(lengths.length).fill(-1);
  classes.arcClass.forEach((c, arc) => {
    if (firstArc[c] === -1) firstArc[c] = arc;
  });
  return {
    kind: 'throughput',
    subject: fabric.planes[network.plane]!.id,
    unit: 'of the demands',
    value: { lower, upper },
    traffic,
    ...(among ? { among } : {}),
    endpoints: network.endpoints.length,
    leftOut: network.leftOut,
    symmetries: symmetriesOf(classes.generators, id),
    flows:
      flows?.map((flow, k) => ({
        source: id(classes.sources[k]!.first),
        arcs: Array.from(flow, (gbps, arc) => ({ gbps, arc }))
          .filter(({ gbps }) => gbps > 0)
          .map(({ gbps, arc }) => ({ ...ends(arc), gbps })),
      })) ?? 'shortest ways',
    lengths: Array.from(lengths, (length, c) => ({ length, arc: firstArc[c]! }))
      .filter(({ length }) => length > 0)
      .map(({ length, arc }) => ({ ...ends(arc), length })),
  };
}

/** Exchanges of two vertices as lists of twins, the others as maps. */
function symmetriesOf(
  generators: readonly Permutation[],
  id: (vertex: number) => string,
): ThroughputCertificate['symmetries'] {
  const twins = new Map<number, number[]>();
  const maps: { from: string[]; to: string[] }[] = [];
  for (const { from, to } of generators) {
    const [v, w] = from;
    if (from.length === 2) {
      const known = twins.get(v!) ?? [v!];
      twins.set(v!, known);
      known.push(w!);
    } else maps.push({ from: Array.from(from, id), to: Array.from(to, id) });
  }
  return { twins: Array.from(twins.values(), (list) => list.map(id)), maps };
}
