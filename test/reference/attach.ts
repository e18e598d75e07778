import { type Attach, type Cable, type Document, must, type SlotList, whole } from './document.js';
import { numbers, regionPort } from './ids.js';

/** LANGUAGE section 3.1: (host, NIC, port) → (plane, leaf, leaf port). */

/** One item of `attach.nics`. */
export interface Entry {
  readonly text: string;
  readonly host: string;
  readonly nic: string;
  readonly hosts: number;
  readonly nics: number;
  readonly ports: number;
  readonly gbps: number;
}

export interface Attachment {
  readonly entries: readonly Entry[];
  readonly planes: number;
  /** R′, S′: rails and NIC ports that are left of them in a plane. */
  readonly rails: number;
  readonly railsPerLeaf: number;
  /** Columns per rail group of one leaf: S′ if the leaf is by port, else 1. */
  readonly columnsPerRail: number;
  /** L */
  readonly leavesPerUnit: number;
  /** k: ports of one host on one leaf. */
  readonly portsPerHost: number;
  readonly planeOf: (nic: number, port: number) => number;
  /** r′, j′ */
  readonly inPlane: (nic: number, port: number) => readonly [rail: number, port: number];
  /** c: the leaf within the unit. */
  readonly columnOf: (nic: number, port: number) => number;
  /** i: the leaf port within those of the host. */
  readonly offsetOf: (nic: number, port: number) => number;
}

export function attachment(document: Document, attach: Attach): Attachment {
  const entries = attach.nics.map((text) => entryOf(document, text));
  const R = Math.max(...entries.map(({ nics }) => nics));
  const S = Math.max(...entries.map(({ ports }) => ports));
  const words = (key: string | undefined, word: string) => (key ?? '').split('+').includes(word);
  const [planeByRail, planeByPort] = [
    words(attach.onePlanePer, 'rail'),
    words(attach.onePlanePer, 'port'),
  ];
  const [leafByRail, leafByPort] = [
    words(attach.oneLeafPer, 'rail'),
    words(attach.oneLeafPer, 'port'),
  ];
  must(!(planeByRail && leafByRail) && !(planeByPort && leafByPort), 'a word in both keys');
  const rails = planeByRail ? 1 : R;
  const ports = planeByPort ? 1 : S;
  const railsPerLeaf = attach.railsPerLeaf ?? 1;
  const columnsPerRail = leafByPort ? ports : 1;
  const leavesPerUnit =
    (leafByRail ? whole(rails / railsPerLeaf, 'rails per leaf') : 1) * columnsPerRail;
  const inPlane = (nic: number, port: number) =>
    [planeByRail ? 0 : nic, planeByPort ? 0 : port] as const;
  return {
    entries,
    planes: (planeByRail ? R : 1) * (planeByPort ? S : 1),
    rails,
    railsPerLeaf,
    columnsPerRail,
    leavesPerUnit,
    portsPerHost: (rails * ports) / leavesPerUnit,
    inPlane,
    planeOf: (nic, port) =>
      (planeByRail ? nic : 0) * (planeByPort ? S : 1) + (planeByPort ? port : 0),
    columnOf: (nic, port) => {
      const [r, j] = inPlane(nic, port);
      const railGroup = leafByRail ? Math.floor(r / railsPerLeaf) : 0;
      return railGroup * columnsPerRail + (leafByPort ? j : 0);
    },
    offsetOf: (nic, port) => {
      const [r, j] = inPlane(nic, port);
      const rho = leafByRail ? r % railsPerLeaf : r;
      return leafByPort ? rho : rho * ports + j;
    },
  };
}

function entryOf({ hosts = {}, nicModels = {} }: Document, text: string): Entry {
  const [host, nic] = text.split('/') as [string, string];
  const group = hosts[host]!;
  const { model, count = 1 } = group.nics[nic]!;
  const { ports = 1, portGbps } = nicModels[model]!;
  return { text, host, nic, hosts: group.count, nics: count, ports, gbps: portGbps };
}

/** The one speed of all NIC ports of a set with a family. */
export function nicGbps({ entries }: Attachment): number {
  const { gbps } = entries[0]!;
  must(
    entries.every((entry) => entry.gbps === gbps),
    'mixed speeds',
  );
  return gbps;
}

/** The slot of every host, by entry: pinned ones first, then the others in order. */
export function slotsOf(attach: Attach, entries: readonly Entry[]): number[][] {
  const pinned = new Map(
    Object.entries(attach.slots ?? {}).map(([text, list]) => [text, slotNumbers(list)]),
  );
  const listed = [slotNumbers(attach.emptySlots ?? []), ...pinned.values()].flat();
  const taken = new Set(listed);
  must(taken.size === listed.length, 'a slot is listed twice');
  let next = 0;
  return entries.map(({ text, hosts }) => {
    const own = pinned.get(text);
    if (own) {
      must(own.length >= hosts, `${text} has more hosts than slots`);
      return own.slice(0, hosts);
    }
    return Array.from({ length: hosts }, () => {
      while (taken.has(next)) next++;
      return next++;
    });
  });
}

function slotNumbers(list: SlotList): number[] {
  return list.flatMap((item) => {
    if (typeof item === 'number') return [item];
    const [, from, to, step = 1] = /^(\d+)-(\d+)(?:\/(\d+))?$/.exec(item)!;
    return numbers(Number(from), Number(to), Number(step));
  });
}

/** Units that reach the last host. */
export const unitsOf = (slots: number[][], hostsPerUnit: number): number =>
  Math.floor(slots.flat().reduce((a, b) => Math.max(a, b)) / hostsPerUnit) + 1;

/** Where hosts end: the lowest tier of a family. */
export interface Ground {
  readonly tier: 'leaf' | 'router';
  readonly hostsPerUnit: number;
  /** Split of the ports to endpoints, which start at port 0. */
  readonly split: number;
  /** Where another rule than u·L + c and v·k + i says it: the switch, and the sub-port of it. */
  readonly at?: (unit: number, place: number, rail: number, port: number) => [number, number];
}

/** Endpoint cables of a set with a family: by entry, host, NIC, port. */
export function* endpointCables(
  set: string,
  { entries, leavesPerUnit, portsPerHost, planeOf, columnOf, offsetOf, inPlane }: Attachment,
  slots: number[][],
  { tier, hostsPerUnit, split, at }: Ground,
): Iterable<Cable> {
  for (const [e, { host, hosts, nic, nics, ports, gbps }] of entries.entries()) {
    for (let h = 0; h < hosts; h++) {
      const slot = slots[e]![h]!;
      const [unit, place] = [Math.floor(slot / hostsPerUnit), slot % hostsPerUnit];
      for (let r = 0; r < nics; r++) {
        for (let j = 0; j < ports; j++) {
          const [leaf, sub] = at?.(unit, place, ...inPlane(r, j)) ?? [
            unit * leavesPerUnit + columnOf(r, j),
            place * portsPerHost + offsetOf(r, j),
          ];
          const port = regionPort(0, split, sub);
          const b = `${set}/p${planeOf(r, j)}/${tier}${leaf}:${port}`;
          yield { a: `${host}${h}/${nic}${r}:${j}`, b, gbps };
        }
      }
    }
  }
}
