import { dragonflyCables } from '../../spec/families/dragonfly.js';
import { splitOf } from '../../std/ratio.js';
import type { Draft, Generator } from '../generator.js';
import { directWiringsOf, type Wiring } from '../wirings.js';
import { floorOf, type Question, type Ratio, ratiosUpTo } from '../wish.js';

/**
 * Dragonfly with a = 2h: for each wiring and load the smallest h that has room for all hosts, and the
 * h that takes the fewest switches, then cables; no more groups than the hosts need. It is balanced
 * with p = h endpoint ports (Kim, Dally, Scott and Abts, 2008); an oversubscription of r:1 allows r
 * times as many.
 */
export const dragonfly: Generator = {
  drafts: (question) =>
    directWiringsOf(question).flatMap((wiring) =>
      ratiosUpTo(question.oversubscription).flatMap((ratio) => {
        const fitting = shapes(question, wiring, ratio).filter(({ g, a, h }) => g <= a * h + 1);
        const fewest = fitting.reduce<Shape | undefined>(
          (best, one) => (best && !fewer(one, best) ? best : one),
          undefined,
        );
        return [...new Set([fewest, fitting[0]])].flatMap((shape) =>
          shape ? [draft(question, wiring, ratio, shape)] : [],
        );
      }),
    ),
  most: (question) =>
    Math.max(
      0,
      ...directWiringsOf(question).flatMap((wiring) =>
        shapes(question, wiring, question.oversubscription).map(
          (shape) => mostHosts(shape) * question.nicsPerHost,
        ),
      ),
    ),
};

interface Shape {
  readonly h: number;
  readonly a: number;
  /** Groups that the hosts need: there may not be so many. */
  readonly g: number;
  /** Hosts of a router, and the most that it has room for. */
  readonly hosts: number;
  readonly room: number;
}

/** Hosts of all groups that can be joined. */
const mostHosts = ({ a, h, room }: Shape): number => a * (a * h + 1) * room;

/** One for each h whose routers have room for a host, ascending. */
function shapes(question: Question, { attachment }: Wiring, { down, up }: Ratio): Shape[] {
  const { switchModel, nic } = question;
  const split = splitOf(switchModel.portGbps, nic.portGbps);
  const found: Shape[] = [];
  for (let h = 1; 3 * h - 1 < switchModel.ports; h++) {
    const free = (switchModel.ports - (3 * h - 1)) * split;
    const p = Math.min(free, floorOf((h * split * down) / up));
    const room = Math.floor(p / attachment.hostPortsPerLeaf);
    if (room < 1) continue;
    const a = 2 * h;
    const g = Math.max(2, Math.ceil(question.hosts / (a * room)));
    found.push({ h, a, g, hosts: Math.ceil(question.hosts / (a * g)), room });
  }
  return found;
}

function fewer(one: Shape, other: Shape): boolean {
  const [a, b] = [one.a * one.g, other.a * other.g];
  return a < b || (a === b && cables(one) < cables(other));
}

function cables({ h, a, g }: Shape): number {
  const { local, global } = dragonflyCables({ model: '', h, a, p: h, g });
  return local + global;
}

function draft(question: Question, wiring: Wiring, ratio: Ratio, shape: Shape): Draft {
  const { h, a, g, hosts } = shape;
  const { switchModel, nic } = question;
  const p = hosts * wiring.attachment.hostPortsPerLeaf;
  return {
    planeSet: {
      attach: { ...wiring.attach, hostsPerUnit: hosts },
      dragonfly: { model: switchModel.name, h, a, p, g },
    },
    wiring,
    ratio,
    words: `dragonfly of ${g} groups, h = ${h}`,
    name: `dragonfly-h${h}-g${g}`,
    tiers: 1,
    // Within the group of the one end, across, and within that of the other.
    hops: 5,
    growsTo: mostHosts(shape) * question.nicsPerHost,
    load: { ports: p, balanced: h * splitOf(switchModel.portGbps, nic.portGbps) },
  };
}
