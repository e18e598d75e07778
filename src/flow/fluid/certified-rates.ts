import type { CompactFabric } from '../../fabric/compact.js';
import { assert } from '../../std/assert.js';
import type { MaxMinCertificate, RouteCable } from '../certify/fair-rates.js';
import type { Flows } from './flows.js';
import type { MaxMinRates } from './max-min.js';

/** Rates of flows between endpoints of a plane, over cables in use only, as evidence by ids. */
export function certifiedRates(
  fabric: CompactFabric,
  plane: number,
  ends: { readonly from: Int32Array; readonly to: Int32Array },
  { count, offsets, channels, shares }: Flows,
  { rates, bottleneck }: MaxMinRates,
): MaxMinCertificate {
  const { vertexIds, cableId, planes, cableCount } = fabric;
  const flows = Array.from({ length: count }, (_, f) => {
    const route: RouteCable[] = [];
    for (let i = offsets[f]!; i < offsets[f + 1]!; i++) {
      const c = channels[i]!;
      assert(c < 2 * cableCount, 'a certificate of rates is about cables');
      const share = shares === null ? 1 : shares[i]!;
      const way = { cable: cableId(c >> 1), up: (c & 1) === 0 };
      route.push(share === 1 ? way : { ...way, share });
    }
    const place = channels.subarray(offsets[f], offsets[f + 1]).indexOf(bottleneck[f]!);
    assert(place >= 0, 'every flow of a certificate has a bottleneck');
    return {
      from: vertexIds[ends.from[f]!]!,
      to: vertexIds[ends.to[f]!]!,
      gbps: rates[f]!,
      route,
      bottleneck: place,
    };
  });
  const value = flows.reduce((least, { gbps }) => Math.min(least, gbps), Number.POSITIVE_INFINITY);
  return { kind: 'max-min', subject: planes[plane]!.id, value, unit: 'Gb/s', flows };
}
