import { defaultMostDesigns } from '../sizing/most.js';
import { portsName, type Ratio, type Wish } from '../sizing/wish.js';
import { mostPorts } from '../spec/families/limits.js';
import { type FamilyId, familyIds } from '../spec/families/shape.js';
import { splitOf } from '../std/ratio.js';
import { didYouMean, nearest } from '../std/suggest.js';
import { quoted } from '../std/terminal.js';
import { formatSpeed } from '../std/units.js';
import { misunderstood, UsageError } from './exit.js';

/** What is asked for, as it stands on the command line. */
export interface WishOptions {
  readonly endpoints?: string;
  readonly switchPorts?: string;
  readonly switchGbps?: string;
  readonly switchModel?: string;
  readonly splits?: string;
  readonly nicPorts?: string;
  readonly nicGbps?: string;
  readonly nicModel?: string;
  readonly nicSplits?: string;
  readonly nicsPerHost?: string;
  readonly gpus?: string;
  readonly oversubscription?: string;
  readonly family?: string;
  readonly most?: string;
  readonly write?: string;
}

/** What a command line asks for: a list of so many designs, or one of them. */
export interface Asked {
  readonly wish: Wish;
  readonly most: number;
  readonly write: number | null;
}

interface Problem {
  readonly text: string;
  readonly problem: string;
}

/** Reads one option after the other and remembers all that is wrong. */
class Reading {
  readonly problems: Problem[] = [];

  wrong<T>(option: string, problem: string, instead: T): T {
    this.problems.push({ text: option, problem });
    return instead;
  }

  /** A whole number from 1 on; without one the default, or a problem if there is none. */
  whole(option: string, text: string | undefined, most: number, otherwise?: number): number {
    if (text === undefined) {
      return otherwise ?? this.wrong(option, 'is required', 1);
    }
    const value = /^[1-9]\d{0,14}$/.test(text) ? Number(text) : 0;
    if (value >= 1 && value <= most) return value;
    return this.wrong(option, `a whole number from 1 to ${most}, found ${quoted(text)}`, 1);
  }

  speed(option: string, text: string | undefined, otherwise: number): number {
    if (text === undefined) return otherwise;
    const value = /^\d{1,7}(\.\d{1,3})?$/.test(text) ? Number(text) : 0;
    if (value >= 0.001 && value <= 1e6) return value;
    return this.wrong(option, `a speed in Gb/s, like 400, found ${quoted(text)}`, otherwise);
  }

  splits(option: string, text: string | undefined): readonly number[] | undefined {
    if (text === undefined) return undefined;
    const values = text.split(',').map((one) => (/^ *\d+ *$/.test(one) ? Number(one) : 0));
    const fit = values.every((n) => n >= 2 && n <= 64) && values.length <= 16;
    if (fit) return [...new Set(values)].sort((a, b) => a - b);
    return this.wrong(option, `whole numbers from 2 to 64, like 2,4,8, found ${quoted(text)}`, []);
  }

  /** The name of a model, as topology files have them. */
  name(option: string, text: string | undefined): string | undefined {
    if (text === undefined || /^[ -~]{1,64}$/.test(text)) return text;
    return this.wrong(
      option,
      `printable ASCII, at most 64 characters, found ${quoted(text)}`,
      text,
    );
  }

  /** "3:1", "16:15", or "3" for 3:1. */
  ratio(option: string, text = '1:1'): Ratio {
    const [, down, up = '1'] = /^(\d+(?:\.\d+)?)(?::(\d+(?:\.\d+)?))?$/.exec(text) ?? [];
    const ratio = { down: Number(down), up: Number(up) };
    if (ratio.up > 0 && ratio.down >= ratio.up && ratio.down <= 1000 * ratio.up) return ratio;
    const problem = `capacity down to up, from 1:1 to 1000:1, like 3:1, found ${quoted(text)}`;
    return this.wrong(option, problem, { down: 1, up: 1 });
  }

  /** Names as in topology files, or with hyphens: slimFly, slim-fly. */
  families(option: string, text: string | undefined): readonly FamilyId[] {
    if (text === undefined) return familyIds;
    const plain = (name: string) => name.trim().replaceAll('-', '').toLowerCase();
    const found = text.split(',').map((name) => {
      const family = familyIds.find((id) => plain(id) === plain(name));
      const hint = didYouMean(nearest(name, familyIds)) || `; there are ${familyIds.join(', ')}`;
      return family ?? this.wrong(option, `there is no family ${quoted(name)}${hint}`, undefined);
    });
    return familyIds.filter((id) => found.includes(id));
  }

  /** A port that NICs of a speed share has to be split as the switch allows. */
  speeds(
    switchGbps: number,
    splits: readonly number[],
    ports: readonly (readonly [string, number])[],
  ) {
    for (const [option, gbps] of ports) {
      const split = splitOf(switchGbps, gbps);
      if (split === 1 || splits.includes(split)) continue;
      const how =
        split < 1
          ? `NIC ports of ${formatSpeed(gbps)} are faster than switch ports of ${switchGbps}G`
          : Number.isInteger(split)
            ? `NIC ports of ${formatSpeed(gbps)} need switch ports of ${switchGbps}G split into ${split}; add it to --splits`
            : `a switch port of ${switchGbps}G cannot be split into NIC ports of ${formatSpeed(gbps)}`;
      this.wrong(option, how, undefined);
    }
  }
}

/** The largest number of a kind that a topology file may hold. */
const mostCount = 1e9;

/** What a command line asks for; all that is wrong with it is told at once. */
export function readWish(options: WishOptions): Asked {
  const read = new Reading();
  const endpoints = read.whole('--endpoints', options.endpoints, mostCount);
  const ports = read.whole('--switch-ports', options.switchPorts, mostPorts);
  const portGbps = read.speed('--switch-gbps', options.switchGbps, 400);
  const stated = read.splits('--splits', options.splits);
  const nicPorts = read.whole('--nic-ports', options.nicPorts, mostPorts, 1);
  const nicGbps = read.speed('--nic-gbps', options.nicGbps, portGbps);
  const nicSplits = read.splits('--nic-splits', options.nicSplits) ?? [];
  const nicsPerHost = read.whole('--nics-per-host', options.nicsPerHost, 4096, 8);
  const gpusPerHost = read.whole('--gpus', options.gpus, mostCount, nicsPerHost);
  const oversubscription = read.ratio('--oversubscription', options.oversubscription);
  const families = read.families('--family', options.family);
  const most = read.whole('--most', options.most, mostCount, defaultMostDesigns);
  const write =
    options.write === undefined ? null : read.whole('--write', options.write, mostCount);
  const switchName = read.name('--switch-model', options.switchModel);
  const nicName = read.name('--nic-model', options.nicModel);
  const speeds = [nicGbps, ...nicSplits.map((split) => nicGbps / split)];
  const splits = stated ?? assumedSplits(portGbps, speeds);
  if (read.problems.length === 0) {
    read.speeds(
      portGbps,
      splits,
      speeds.map((gbps, i) => [i === 0 ? '--nic-gbps' : '--nic-splits', gbps]),
    );
  }
  if (read.problems.length > 0) throw new UsageError(misunderstood(read.problems));
  const wish = {
    endpoints,
    switchModel: {
      name: switchName ?? portsName({ ports, portGbps }),
      ...{ ports, portGbps, splits },
    },
    nicModel: {
      ...(nicName === undefined ? {} : { name: nicName }),
      ...{ ports: nicPorts, portGbps: nicGbps, splits: nicSplits },
    },
    ...{ nicsPerHost, gpusPerHost, oversubscription, families },
  };
  return { wish, most, write };
}

/** Where nobody says how ports may be split: as the NICs need it, and no more. */
function assumedSplits(portGbps: number, speeds: readonly number[]): number[] {
  const splits = speeds.map((gbps) => splitOf(portGbps, gbps));
  return [...new Set(splits)].filter((n) => Number.isInteger(n) && n >= 2 && n <= 64);
}
