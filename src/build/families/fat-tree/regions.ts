import type { PortNumber } from '../../../fabric/attributes.js';
import { uplinkGbpsOf } from '../../../spec/families/cable-speed.js';
import type { Tier } from '../../../spec/topology.js';
import { present } from '../../../std/assert.js';
import { splitOf } from '../../../std/ratio.js';
import { own } from '../../../std/record.js';
import type { FamilyQuestion } from '../../family.js';
import { portsOf } from '../../ports.js';

type TierName = 'leaf' | 'spine' | 'core';

/** Speed of the cables from below. */
export function downGbps({ planeSet, placed }: FamilyQuestion, name: TierName): number {
  const { leaf, spine } = present(planeSet.fatTree, 'fatTree');
  if (name === 'leaf') return placed.attachment.entries[0]!.portGbps;
  return present((name === 'spine' ? leaf : spine)?.upGbps, 'upGbps');
}

/** The first so many ports of the down region of a tier: it starts at 0. */
export function downPorts(question: FamilyQuestion, name: TierName, count: number): PortNumber[] {
  const { split } = downRegion(question, name);
  return portsOf({ start: 0, split }, count);
}

/** The ports of the up region: behind the down region, or from the first uplink port on. */
export function upPorts(question: FamilyQuestion, name: TierName): PortNumber[] {
  const { tier, model, split } = downRegion(question, name);
  const start = model.uplinkPorts > 0 ? model.ports : Math.ceil(tier.down / split);
  const upSplit = splitOf(uplinkGbpsOf(model), present(tier.upGbps, 'upGbps'));
  return portsOf({ start, split: upSplit }, present(tier.up, 'up'));
}

function downRegion(question: FamilyQuestion, name: TierName) {
  const { topology, planeSet } = question;
  const tier: Tier = present(present(planeSet.fatTree, 'fatTree')[name], name);
  const model = present(own(topology.switchModels, tier.model), tier.model);
  return { tier, model, split: splitOf(model.portGbps, downGbps(question, name)) };
}
