import type { CompactFabric } from '../fabric/compact.js';
import { readSelector } from '../fabric/select.js';
import { pointerTo } from '../finding/pointer.js';
import type { Problem } from '../finding/problem.js';
import type { JobInput } from '../spec/workload.js';
import { sample, seededDraw } from '../std/random.js';
import { quoted } from '../std/terminal.js';
import { formatCount, formatCounted } from '../std/units.js';

/** A host of a list, and where that names it. */
interface ListedHost {
  readonly host: number;
  readonly at: string;
}

const indices = new WeakMap<CompactFabric, ReadonlyMap<string, number>>();

function indexOfHost(fabric: CompactFabric): ReadonlyMap<string, number> {
  const known = indices.get(fabric) ?? new Map(fabric.hostIds.map((id, index) => [id, index]));
  indices.set(fabric, known);
  return known;
}

/** The hosts that selectors name, selector by selector, each in the order of ids. */
export function listedHosts(
  fabric: CompactFabric,
  selectors: JobInput['hosts'],
  pointer: string,
): { readonly hosts: readonly ListedHost[]; readonly problems: readonly Problem[] } {
  const hosts: ListedHost[] = [];
  const problems: Problem[] = [];
  const wrong = (at: string, problem: string) => problems.push({ pointer: at, problem });
  for (const [i, text] of (selectors as readonly (string | number)[]).entries()) {
    const at = pointerTo(pointer, i);
    if (typeof text === 'number') {
      wrong(at, 'several numbers of hosts go with a workload of one job, and with no selectors');
      continue;
    }
    const found = readSelector(fabric, text);
    if ('problem' in found) wrong(at, `${quoted(text)} ${found.problem}`);
    else if (found.selector.kind !== 'host') {
      wrong(at, `${quoted(text)} selects no hosts; write "host:…"`);
    } else {
      const index = indexOfHost(fabric);
      hosts.push(...found.parts.map(({ id }) => ({ host: index.get(id)!, at })));
    }
  }
  return { hosts, problems };
}

/**
 * So many of the free hosts (ascending), by the placement of a job; or why there are not so many. A random
 * sample is put in order, as schedulers do: what is random is who takes part, not who is whose neighbour.
 */
export function freeHosts(
  free: readonly number[],
  wanted: number,
  { placement = 'packed', stride, seed = 1 }: JobInput,
): readonly number[] | string {
  if (wanted > free.length) {
    return `${formatCounted(wanted, 'host')} wanted, but ${formatCount(free.length)} of the plane set are free`;
  }
  if (placement === 'random')
    return sample(free.length, wanted, seededDraw(seed)).map((i) => free[i]!);
  const step = placement === 'packed' ? 1 : (stride ?? Math.floor(free.length / wanted));
  const last = (wanted - 1) * step;
  if (last >= free.length) {
    return `${formatCounted(wanted, 'host')}, each ${formatCount(step)} after the one before, need ${formatCount(last + 1)} free ones; there are ${formatCount(free.length)}`;
  }
  return Array.from({ length: wanted }, (_, i) => free[i * step]!);
}
