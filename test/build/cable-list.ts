import type { SlotList, TierInput, TopologyInput } from '../../src/spec/topology.js';

/**
 * The cable list of a document, written from LANGUAGE sections 2, 3.1, 3.2 and 6 alone: "a,b,gbps"
 * in order of expansion. It fills its own defaults, trusts the document, and shares nothing with
 * the builder but the types of the input.
 */
export function cableList(document: TopologyInput): string[] {
  return Object.keys(document.planes).flatMap((set) => cablesOfSet(document, set));
}

function cablesOfSet(document: TopologyInput, set: string): string[] {
  const { attach, fatTree } = document.planes[set]!;
  const entries = attach.nics.map((text) => {
    const [host, nic] = text.split('/') as [string, string];
    const group = document.hosts![host]!;
    const { model, count = 1 } = group.nics[nic]!;
    const { ports = 1, portGbps } = document.nicModels![model]!;
    return { text, host, nic, hosts: group.count, nics: count, ports, gbps: portGbps };
  });
  const R = Math.max(...entries.map((e) => e.nics));
  const S = Math.max(...entries.map((e) => e.ports));
  const planeBy = (word: string) => (attach.onePlanePer ?? '').split('+').includes(word);
  const leafBy = (word: string) => (attach.oneLeafPer ?? '').split('+').includes(word);
  const railsPerLeaf = attach.railsPerLeaf ?? 1;
  const planes = (planeBy('rail') ? R : 1) * (planeBy('port') ? S : 1);
  const [R1, S1] = [planeBy('rail') ? 1 : R, planeBy('port') ? 1 : S];
  const L = (leafBy('rail') ? R1 / railsPerLeaf : 1) * (leafBy('port') ? S1 : 1);
  const k = (R1 * S1) / L;
  const nicGbps = entries[0]!.gbps;

  // The leaf: its ports, down and up.
  const leafModel = document.switchModels![fatTree.leaf.model]!;
  const spineModel = fatTree.spine && document.switchModels![fatTree.spine.model]!;
  const upPortGbps = leafModel.uplinkGbps ?? leafModel.portGbps;
  const upGbps = fatTree.leaf.upGbps ?? Math.min(upPortGbps, spineModel?.portGbps ?? upPortGbps);
  const d = leafModel.portGbps / nicGbps;
  const dUp = upPortGbps / upGbps;
  const stated = fatTree.leaf;
  const room = spineModel ? roomWithUplinks(leafModel, stated, dUp) : roomOfTop(leafModel, stated);
  const down = stated.down ?? (attach.hostsPerUnit ? attach.hostsPerUnit * k : d * room);
  const hostsPerUnit = attach.hostsPerUnit ?? Math.floor(down / k);

  // Slots: pinned entries first, then the others in order.
  const taken = new Set(slotNumbers(attach.emptySlots ?? []));
  for (const list of Object.values(attach.slots ?? {})) {
    for (const slot of slotNumbers(list)) taken.add(slot);
  }
  let free = 0;
  const slots = entries.map(({ text, hosts }) => {
    const pinned = attach.slots?.[text];
    if (pinned) return slotNumbers(pinned).slice(0, hosts);
    return Array.from({ length: hosts }, () => {
      while (taken.has(free)) free++;
      return free++;
    });
  });

  const cables: string[] = [];
  entries.forEach((entry, e) => {
    for (let h = 0; h < entry.hosts; h++) {
      const x = slots[e]![h]!;
      for (let r = 0; r < entry.nics; r++) {
        for (let j = 0; j < entry.ports; j++) {
          const plane =
            (planeBy('rail') ? r : 0) * (planeBy('port') ? S : 1) + (planeBy('port') ? j : 0);
          const [r1, j1] = [planeBy('rail') ? 0 : r, planeBy('port') ? 0 : j];
          const u = Math.floor(x / hostsPerUnit);
          const v = x % hostsPerUnit;
          const c =
            (leafBy('rail') ? Math.floor(r1 / railsPerLeaf) : 0) * (leafBy('port') ? S1 : 1) +
            (leafBy('port') ? j1 : 0);
          const rho = leafBy('rail') ? r1 % railsPerLeaf : r1;
          const i = leafBy('port') ? rho : rho * S1 + j1;
          const port = portAt(0, d, v * k + i);
          const nicPort = `${entry.host}${h}/${entry.nic}${r}:${j}`;
          cables.push(`${nicPort},${set}/p${plane}/leaf${u * L + c}:${port},${nicGbps}`);
        }
      }
    }
  });
  if (!spineModel) return cables;

  const units = Math.floor(slots.flat().reduce((a, b) => Math.max(a, b), 0) / hostsPerUnit) + 1;
  const leaves = stated.count ?? units * L;
  const nonBlocking = (down * nicGbps) / upGbps;
  const most = leafModel.uplinkPorts
    ? dUp * (leafModel.uplinkPorts - (stated.upReserved ?? 0))
    : nonBlocking;
  const up = stated.up ?? Math.min(nonBlocking, most);
  const upStart = leafModel.uplinkPorts ? leafModel.ports : Math.ceil(down / d);
  const dSpine = spineModel.portGbps / upGbps;
  const spineDown = fatTree.spine!.down ?? dSpine * roomOfTop(spineModel, fatTree.spine!);
  const w = fatTree.spine!.count ?? fewestThatSpreadEvenly(up, leaves, spineDown);
  for (let p = 0; p < planes; p++) {
    const filled = new Array<number>(w).fill(0);
    for (let i = 0; i < leaves; i++) {
      for (let j = 0; j < up; j++) {
        const s = (i * up + j) % w;
        const a = `${set}/p${p}/leaf${i}:${portAt(upStart, dUp, j)}`;
        const b = `${set}/p${p}/spine${s}:${portAt(0, dSpine, filled[s]!++)}`;
        cables.push(`${a},${b},${upGbps}`);
      }
    }
  }
  return cables;
}

type Model = NonNullable<TopologyInput['switchModels']>[string];

const usable = (model: Model) => model.ports - (model.reservedPorts ?? 0);

/** Physical ports for cables from below, where there is no tier above. */
const roomOfTop = (model: Model, tier: TierInput) =>
  model.uplinkPorts ? usable(model) : usable(model) - (tier.upReserved ?? 0);

function roomWithUplinks(model: Model, tier: TierInput, dUp: number): number {
  if (model.uplinkPorts) return usable(model);
  const f = usable(model) - (tier.upReserved ?? 0);
  return tier.up === undefined ? Math.floor(f / 2) : f - Math.ceil(tier.up / dUp);
}

function fewestThatSpreadEvenly(up: number, leaves: number, fits: number): number {
  for (let w = 1; w <= up; w++) if (up % w === 0 && (leaves * up) / w <= fits) return w;
  throw new Error('no count fits');
}

/** Sub-port n of a region that starts at physical port b and is split by d. */
const portAt = (b: number, d: number, n: number) =>
  d > 1 ? `${b + Math.floor(n / d)}.${n % d}` : `${b + n}`;

function slotNumbers(list: SlotList): number[] {
  return list.flatMap((item) => {
    if (typeof item === 'number') return [item];
    const [from = 0, to = 0, step = 1] = item.split(/[-/]/).map(Number);
    const slots: number[] = [];
    for (let slot = from; slot <= to; slot += step) slots.push(slot);
    return slots;
  });
}
