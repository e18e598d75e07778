import { ibGbps } from '../ib-speed.js';

const link = /(\d{1,2})x ?([A-Z0-9?]+)/;

/**
 * The speed of a link, `4xNDR` or `4x NDR`, in Gb/s; 0 where the tool could not say it (`???`), and
 * the text where it is none that we know.
 */
export function ibSpeed(text: string): number | string {
  const match = link.exec(text);
  if (!match) return 0;
  const [found, width, speed] = match;
  return ibGbps(`${width}x${speed}`) ?? (speed!.startsWith('?') ? 0 : found);
}

/** What a description says that a NIC or switch is. */
interface Described {
  readonly name: string;
  readonly model: string | null;
}

/**
 * A switch by its description: `MF0;leaf01:MQM9700/U1` of a managed one, a name, or null where it
 * is what the factory wrote. A chassis of several switches has them as U1, U2 …
 */
export function ibSwitch(description: string): Described | null {
  const managed = /^[A-Z]+\d*;([^:;]+):([^:;/]+)(?:\/[LS]\d+)?\/U(\d+)$/.exec(description);
  if (managed) {
    const [, host, model, unit] = managed;
    return { name: unit === '1' ? host! : `${host}-U${unit}`, model: model! };
  }
  return factory.test(description) ? null : { name: description, model: null };
}

/** `node001 mlx5_0`: the host, and what the NIC is called in it. Null: what the factory wrote. */
export function ibNic(description: string): { host: string; nic: string } | null {
  if (factory.test(description)) return null;
  const [host, ...rest] = description.split(/\s+/);
  return { host: host!, nic: rest.join(' ') || 'HCA' };
}

/**
 * Descriptions that nobody set: what firmware gives switches (`Infiniscale-IV Mellanox Technologies`,
 * `Quantum Mellanox Technologies`) and NICs (`MT4129 ConnectX7   Mellanox Technologies`), as `ibswitches`
 * and `ibhosts` of sites print them, or a host that had no name yet (`localhost mlx5_0`).
 */
const factory = /^$|Mellanox Technologies|^MT\d+|^Infiniscale|^SwitchX|^Sun IB|^localhost\b/i;

/** The part of a switch that reduces for SHARP is a device of the network, but no host. */
export const isAggregation = (description: string): boolean =>
  /Aggregation Node|SHARP/i.test(description);

/** What stands between the first double quote and the last. */
export function between(text: string): string {
  const start = text.indexOf('"');
  const end = text.lastIndexOf('"');
  return start >= 0 && end > start ? text.slice(start + 1, end).trim() : '';
}
