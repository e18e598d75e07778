import { type Cable, must, type SwitchModel, type Tier, whole } from './document.js';
import { splitOf } from './family.js';
import { regionPort } from './ids.js';

/** The numbers of one tier of a fat-tree (LANGUAGE section 3.2), and the dealing of section 6. */

/** A tier as written, with its switch model. */
export interface Written {
  readonly name: string;
  readonly tier: Tier;
  readonly model: SwitchModel;
}

/** The cables from a tier to the one above it: their speed, and how often they split a port. */
export interface Uplinks {
  readonly gbps: number;
  readonly split: number;
}

/** A tier with its two regions of ports; `up` is 0 on the top tier. */
export interface Filled {
  readonly name: string;
  readonly down: number;
  readonly downSplit: number;
  readonly up: number;
  readonly upSplit: number;
  readonly upStart: number;
  readonly upGbps: number;
}

export function uplinks({ model, tier }: Written, above: Written | undefined): Uplinks | undefined {
  if (!above) return undefined;
  const own = model.uplinkGbps ?? model.portGbps;
  const gbps = tier.upGbps ?? Math.min(own, above.model.portGbps);
  return { gbps, split: splitOf(model, own, gbps) };
}

const usable = (model: SwitchModel) => model.ports - (model.reservedPorts ?? 0);

/** Physical ports that a tier has for cables from below. */
export function room({ model, tier }: Written, above: Uplinks | undefined): number {
  if (model.uplinkPorts) return usable(model);
  const free = usable(model) - (tier.upReserved ?? 0);
  if (!above) return free;
  return tier.up === undefined ? Math.floor(free / 2) : free - Math.ceil(tier.up / above.split);
}

/** A tier whose `down` cables of `downGbps` are known, with `up` filled and its ports counted. */
export function filled(
  { name, model, tier }: Written,
  down: number,
  downGbps: number,
  above: Uplinks | undefined,
): Filled {
  const { uplinkPorts = 0 } = model;
  const { upReserved = 0 } = tier;
  const downSplit = splitOf(model, model.portGbps, downGbps);
  const downPorts = Math.ceil(down / downSplit);
  let up = 0;
  if (above) {
    const nonBlocking = (down * downGbps) / above.gbps;
    const most = uplinkPorts ? above.split * (uplinkPorts - upReserved) : nonBlocking;
    up = whole(tier.up ?? Math.min(nonBlocking, most), `up of ${name}`);
  }
  const upSplit = above?.split ?? 1;
  const upPorts = Math.ceil(up / upSplit) + upReserved;
  if (uplinkPorts) must(downPorts <= usable(model) && upPorts <= uplinkPorts, `ports of ${name}`);
  else must(downPorts + upPorts <= usable(model), `ports of ${name}`);
  const upStart = uplinkPorts ? model.ports : downPorts;
  return { name, down, downSplit, up, upSplit, upStart, upGbps: above?.gbps ?? 0 };
}

/**
 * A spine or core tier: `groups` groups of w parents, each group for the uplinks of so many
 * `children` (spine: a group per pod; core: a group per index of a spine within its pod).
 */
export function upperTier(
  written: Written,
  below: Filled,
  { children, groups, deal }: { children: number; groups: number; deal: boolean },
  above: Uplinks | undefined,
): { readonly w: number; readonly numbers: Filled } {
  const { name, tier, model } = written;
  const split = splitOf(model, model.portGbps, below.upGbps);
  const fits = tier.down ?? split * room(written, above);
  const w = tier.count
    ? whole(tier.count / groups, `${name} switches of a group`)
    : fewest(below.up, children, fits);
  must(deal || below.up % w === 0, `${below.up} uplinks do not divide by ${w}`);
  // Dealing is round robin over all uplinks of a group: the fullest has the quotient rounded up.
  const come = Math.ceil((children * below.up) / w);
  const down = tier.down ?? come;
  must(come <= down, `${come} cables come to ${down} ports of ${name}`);
  return { w, numbers: filled(written, down, below.upGbps, above) };
}

/** Fewest that spread evenly. */
function fewest(up: number, children: number, fits: number): number {
  for (let w = 1; w <= up; w++) if (up % w === 0 && (children * up) / w <= fits) return w;
  throw new Error('no count fits');
}

/** A switch with uplinks: its rank among the children of its group, and their first parent. */
export interface Child {
  readonly rank: number;
  readonly firstParent: number;
}

/** The dealing rule: uplink j of child i goes to parent (i·up + j) mod w of its group. */
export function* dealt(
  plane: string,
  lower: Filled,
  upper: Filled,
  children: readonly Child[],
  w: number,
): Iterable<Cable> {
  const { up, upStart, upSplit, upGbps: gbps } = lower;
  const come: number[] = [];
  for (const [index, { rank, firstParent }] of children.entries()) {
    for (let j = 0; j < up; j++) {
      const parent = firstParent + ((rank * up + j) % w);
      const nth = come[parent] ?? 0;
      come[parent] = nth + 1;
      const a = `${plane}/${lower.name}${index}:${regionPort(upStart, upSplit, j)}`;
      const b = `${plane}/${upper.name}${parent}:${regionPort(0, upper.downSplit, nth)}`;
      yield { a, b, gbps };
    }
  }
}

/** Into how many sub-ports a tier splits a physical port. */
export function splitIn(tier: Filled, port: number): number {
  if (port < Math.ceil(tier.down / tier.downSplit)) return tier.downSplit;
  const inUp = port >= tier.upStart && port < tier.upStart + Math.ceil(tier.up / tier.upSplit);
  return inUp ? tier.upSplit : 1;
}
