import type { CompactFabric } from './compact.js';
import { hostGroupOf } from './ids.js';

const memory = new WeakMap<CompactFabric, Int32Array>();

/**
 * By host: its scale-up domain, numbered in order of hosts. So many consecutive hosts of a group share one
 * as its `scaleUpHosts` say; a host of any other kind is a domain by itself.
 */
export function scaleUpDomains(fabric: CompactFabric): Int32Array {
  const known = memory.get(fabric);
  if (known) return known;
  const sizes = new Map(fabric.hostGroups.map(({ name, scaleUpHosts }) => [name, scaleUpHosts]));
  const numbers = new Map<string, number>();
  const domains = Int32Array.from(fabric.hostIds, (id) => {
    const name = hostGroupOf(id);
    const place = Math.floor(Number(id.slice(name.length)) / (sizes.get(name) ?? 1));
    const key = `${name}${place}`;
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
  memory.set(fabric, domains);
  return domains;
}
