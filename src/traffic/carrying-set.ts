import type { CompactFabric } from '../fabric/compact.js';
import { didYouMean, nearest } from '../std/suggest.js';
import { quoted } from '../std/terminal.js';
import { gpusSaid } from './gpus.js';

/**
 * The plane set that carries what GPUs send, as an index, or why there is none: the one that is wanted, else
 * the first one with NICs of hosts with GPUs (storage may stand before it), else the first one with NICs.
 */
export function carryingSet(fabric: CompactFabric, wanted: string | null): number | string {
  const { planeSets, planes, hostOf } = fabric;
  if (wanted === null) {
    const gpus = gpusSaid(fabric);
    const ends = planeSets.map((set) => set.planes.flatMap((p) => [...planes[p]!.endpoints]));
    const withGpus = ends.findIndex((all) => all.some((e) => gpus[hostOf[e]!]! > 0));
    const first = withGpus < 0 ? ends.findIndex((all) => all.length > 0) : withGpus;
    return first < 0 ? 'no plane set of the topology has endpoints' : first;
  }
  const ids = planeSets.map(({ id }) => id);
  const found = ids.indexOf(wanted);
  if (found >= 0) return found;
  return `no plane set that is built is called ${quoted(wanted)}${didYouMean(nearest(wanted, ids))}`;
}
