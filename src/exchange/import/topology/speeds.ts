import { deviceText, type Wiring } from '../../wiring.js';
import type { Tally } from '../tally.js';

/** Assumed where nothing says a speed: the file that is made says so, too. */
const assumedGbps = 400;

export interface Speeds {
  /** By cable, Gb/s. */
  readonly gbps: readonly number[];
  /** No cable has a speed, and nobody stated one. */
  readonly assumed: boolean;
}

/** Speeds of all cables: what is not said is what was stated, or what most others of its kind have. */
export function speedsOf({ devices, links }: Wiring, stated: number | null, tally: Tally): Speeds {
  const kindOf = (i: number) => {
    const { a, b } = links[i]!;
    return devices[a.device]!.kind === 'nic' || devices[b.device]!.kind === 'nic' ? 0 : 1;
  };
  const times = [new Map<number, number>(), new Map<number, number>()];
  links.forEach(({ gbps }, i) => {
    if (gbps === null) return;
    const of = times[kindOf(i)]!;
    of.set(gbps, (of.get(gbps) ?? 0) + 1);
  });
  const usual = times.map((of) => [...of].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0]);
  const known = usual[0] ?? usual[1];
  const instead = [0, 1].map((kind) => stated ?? usual[kind] ?? known ?? assumedGbps);
  const unknown = links.flatMap(({ gbps }, i) => (gbps === null ? [i] : []));
  const [first] = unknown;
  const assumed = known === undefined && first !== undefined && stated === null;
  if (first !== undefined && stated === null) {
    const names = unknown.slice(0, 3).map((i) => linkText({ devices, links }, i));
    const several = { first: names, count: unknown.length };
    const args = { ...several, gbps: instead[kindOf(first)]!, assumed };
    tally.tell('wiring-no-speed', args, links[first]!.source, {
      severity: assumed ? 'error' : 'warning',
    });
  }
  return { gbps: links.map(({ gbps }, i) => gbps ?? instead[kindOf(i)]!), assumed };
}

/** A cable by what its ends are called in the file. */
export function linkText({ devices, links }: Pick<Wiring, 'devices' | 'links'>, i: number): string {
  const { a, b } = links[i]!;
  return [a, b].map(({ device, text }) => `${deviceText(devices[device]!)}:${text}`).join(' - ');
}
