import type { FamilyId } from '../spec/families/shape.js';
import type { Prices } from '../spec/topology.js';
import { formatCounted, formatNumber } from '../std/units.js';

/** Capacity down to capacity up. */
export interface Ratio {
  readonly down: number;
  readonly up: number;
}

/** What is asked for: so many endpoints, of these parts, at no more than this oversubscription. */
export interface Wish {
  /** NICs that are to be attached; hosts are as many as that takes. */
  readonly endpoints: number;
  readonly switchModel: {
    readonly name: string;
    readonly ports: number;
    /** Gb/s per direction. */
    readonly portGbps: number;
    /** Into how many sub-ports a port may be split. */
    readonly splits: readonly number[];
  };
  readonly nicModel: {
    /** Default: as many ports of such a speed as it shows. */
    readonly name?: string;
    readonly ports: number;
    /** Of each port, Gb/s per direction. */
    readonly portGbps: number;
    /** Into how many ports a port of the NIC may be split: each is one more NIC to design with. */
    readonly splits: readonly number[];
  };
  readonly nicsPerHost: number;
  readonly gpusPerHost: number;
  /** At most so much, at least 1:1. */
  readonly oversubscription: Ratio;
  readonly families: readonly FamilyId[];
  readonly prices?: Prices;
}

/** The wish with one way in which its NICs show themselves: what a family answers. */
export interface Question extends Wish {
  readonly hosts: number;
  readonly nic: { readonly name: string; readonly ports: number; readonly portGbps: number };
}

/** The NICs as they are, then split as they may be. */
export function questionsOf(wish: Wish): Question[] {
  const { name, ports, portGbps, splits } = wish.nicModel;
  const hosts = Math.ceil(wish.endpoints / wish.nicsPerHost);
  return [1, ...splits].map((split) => {
    const shown = { ports: ports * split, portGbps: portGbps / split };
    return { ...wish, hosts, nic: { name: name ?? portsName(shown), ...shown } };
  });
}

/** "64 x 400G", "400G": a model that nobody has named. */
export function portsName({ ports, portGbps }: { ports: number; portGbps: number }): string {
  const speed = `${formatNumber(portGbps, 3)}G`;
  return ports === 1 ? speed : `${ports} x ${speed}`;
}

/** "3:1", as it was asked for. */
export const ratioWords = ({ down, up }: Ratio): string => `${down}:${up}`;

/** "16,384 endpoints on switches of 64 x 400G, 8 NICs of 1 x 400G per host, at most 1:1". */
export function wishWords(
  wish: Pick<Wish, 'endpoints' | 'switchModel' | 'nicModel' | 'nicsPerHost'>,
  oversubscription: string,
): string {
  const { endpoints, switchModel, nicModel, nicsPerHost } = wish;
  const { ports, portGbps, splits } = switchModel;
  const split = splits.length === 0 ? '' : ` (splits ${splits.join(', ')})`;
  return [
    `${formatCounted(endpoints, 'endpoint')} on switches of ${ports} x ${portGbps}G${split}`,
    `${formatCounted(nicsPerHost, 'NIC')} of ${nicModel.ports} x ${nicModel.portGbps}G per host`,
    `at most ${oversubscription}`,
  ].join(', ');
}

/** Ratios to design for: 1:1, whole ones up to 4, doubling from there on, and the most there may be. */
export function ratiosUpTo(most: Ratio): Ratio[] {
  const limit = most.down / most.up;
  const whole = [1, 2, 3, 4];
  for (let n = 8; n < limit; n *= 2) whole.push(n);
  const below = whole.filter((n) => n < limit - 1e-9);
  return [...below.map((down) => ({ down, up: 1 })), most];
}

/** Rounded up, where what is a hair above a whole number is that number. */
export const ceilOf = (value: number): number => Math.ceil(value - 1e-9);

/** Rounded down, where what is a hair below a whole number is that number. */
export const floorOf = (value: number): number => Math.floor(value + 1e-9);
