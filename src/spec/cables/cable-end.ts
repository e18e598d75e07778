import { splitOf } from '../../std/ratio.js';
import { own } from '../../std/record.js';
import { nearest, suggester } from '../../std/suggest.js';
import { type Attachment, attachmentOf, attachPort } from '../attachment.js';
import { familyOf, tiersOf } from '../families/shape.js';
import type { cableList as rule } from '../rules.js';
import type { PlaneSet, Topology } from '../topology.js';
import { type NicPortId, type PortId, parsePortId, type SwitchPortId } from './port-id.js';

/** What listed cables are resolved against. */
export type CableContext = Pick<Topology, 'switchModels' | 'nicModels' | 'hosts' | 'planes'>;

/** A port that there is, of a NIC or of a switch of the plane set. */
export interface CableEnd {
  readonly text: string;
  readonly id: PortId;
  readonly portGbps: number;
  readonly splits: readonly number[];
  /** Index of the plane that it is in; null: of any. */
  readonly plane: number | null;
}

type Messages = typeof rule.messages;

/** A code of the rule with its arguments. */
export type CableProblem = {
  [C in keyof Messages]: { readonly code: C; readonly args: Parameters<Messages[C]>[0] };
}[keyof Messages];

const noPort = (port: string, problem: string, suggestion: string | null = null): CableProblem => ({
  code: 'cable-list-no-port',
  args: { port, problem, suggestion },
});

/** Finds the ports that cables of one plane set may end in. */
export class CableEnds {
  /** Planes of the set. */
  readonly planes: number;
  readonly #attachment: Attachment | null;
  readonly #tiers: ReadonlyMap<string, { readonly model: string; readonly count: number }>;
  readonly #ownerOf = new Map<string, string>();
  readonly #suggestHostGroup: (name: string) => string | null;
  readonly #suggestTier: (name: string) => string | null;

  constructor(
    readonly context: CableContext,
    readonly name: string,
    readonly set: PlaneSet,
  ) {
    this.#attachment = set.attach ? attachmentOf(set.attach, context) : null;
    this.planes = this.#attachment?.planes ?? 1;
    this.#tiers = new Map(tiersOf(set).map((tier) => [tier.name, tier]));
    this.#suggestHostGroup = suggester(Object.keys(context.hosts));
    this.#suggestTier = suggester(this.#tiers.keys());
    for (const [other, { attach }] of Object.entries(context.planes)) {
      for (const entry of attach?.nics ?? []) this.#ownerOf.set(entry, other);
    }
  }

  /** The port that a text without ranges names. */
  find(text: string): CableEnd | CableProblem {
    const id = parsePortId(text);
    if (!id) return noPort(text, 'this is no id of a port, like h0/nic0:0 or sw0:4');
    return id.kind === 'nic' ? this.#nicPort(text, id) : this.#switchPort(text, id);
  }

  #nicPort(text: string, id: NicPortId): CableEnd | CableProblem {
    const { hosts, nicModels } = this.context;
    const group = own(hosts, id.hostGroup);
    if (!group) {
      const suggestion = this.#suggestHostGroup(id.hostGroup);
      return noPort(text, `there is no host group "${id.hostGroup}"`, suggestion);
    }
    if (id.host >= group.count) {
      return noPort(text, `the last host is ${id.hostGroup}${group.count - 1}`);
    }
    const nics = own(group.nics, id.nicGroup);
    if (!nics) {
      const suggestion = nearest(id.nicGroup, Object.keys(group.nics));
      return noPort(text, `its hosts have no NIC group "${id.nicGroup}"`, suggestion);
    }
    if (id.nic >= nics.count) {
      return noPort(text, `the last NIC is ${id.nicGroup}${nics.count - 1}`);
    }
    const { ports, portGbps } = nicModels[nics.model]!;
    if (id.port >= ports) return noPort(text, `the last port of the NIC is ${ports - 1}`);
    return this.#ownership(text, id) ?? { text, id, portGbps, splits: [], plane: this.#plane(id) };
  }

  /** What keeps a NIC from being cabled in this set. */
  #ownership(port: string, { hostGroup, nicGroup }: NicPortId): CableProblem | null {
    const entry = `${hostGroup}/${nicGroup}`;
    const owner = this.#ownerOf.get(entry);
    const family = familyOf(this.set) !== undefined;
    if (owner !== undefined && owner !== this.name) {
      return { code: 'cable-list-other-set', args: { port, owner } };
    }
    if (owner !== undefined && family) return { code: 'cable-list-family', args: { port } };
    if (owner === undefined && this.set.attach && !family) {
      return { code: 'cable-list-not-attached', args: { port, entry } };
    }
    return null;
  }

  #plane({ hostGroup, nicGroup, nic, port }: NicPortId): number | null {
    const a = this.#attachment;
    const attached = a?.entries.some(({ entry }) => entry === `${hostGroup}/${nicGroup}`);
    return a && attached ? attachPort(a, 1, 0, nic, port).plane : null;
  }

  #switchPort(text: string, id: SwitchPortId): CableEnd | CableProblem {
    if (id.plane && id.plane.planeSet !== this.name) {
      const owner = id.plane.planeSet;
      return own(this.context.planes, owner)
        ? { code: 'cable-list-other-set', args: { port: text, owner } }
        : noPort(text, `there is no plane set "${owner}"`, this.name);
    }
    if (id.plane && id.plane.index >= this.planes) {
      return noPort(text, `the last plane is ${this.name}/p${this.planes - 1}`);
    }
    const tier = this.#tiers.get(id.tier);
    if (!tier) {
      const suggestion = this.#suggestTier(id.tier);
      return noPort(text, `"${this.name}" has no tier "${id.tier}"`, suggestion);
    }
    if (id.index >= tier.count) {
      return noPort(text, `the last switch of the tier is ${id.tier}${tier.count - 1}`);
    }
    const {
      ports,
      portGbps,
      uplinkPorts,
      uplinkGbps = 0,
      splits,
    } = this.context.switchModels[tier.model]!;
    const last = ports + uplinkPorts - 1;
    if (id.port > last) return noPort(text, `the last port of ${tier.model} is ${last}`);
    const gbps = id.port < ports ? portGbps : uplinkGbps;
    return { text, id, portGbps: gbps, splits, plane: id.plane?.index ?? null };
  }
}

/** What the speed rule says against a cable of `gbps` in a port. */
export function speedProblem(
  { text: port, id, portGbps, splits }: CableEnd,
  other: CableEnd,
  gbps: number,
  stated: boolean,
): CableProblem | null {
  if (gbps > portGbps) return { code: 'cable-list-too-fast', args: { port, gbps, portGbps } };
  if (id.kind === 'nic') {
    return gbps === portGbps || stated
      ? null
      : { code: 'cable-list-nic-faster', args: { port, portGbps, other: other.text, gbps } };
  }
  const split = splitOf(portGbps, gbps);
  if (split !== 1 && !splits.includes(split)) {
    return { code: 'cable-list-split', args: { port, portGbps, gbps, splits } };
  }
  const right = split === 1 ? id.sub < 0 : id.sub >= 0 && id.sub < split;
  return right ? null : { code: 'cable-list-sub-port', args: { port, portGbps, gbps, split } };
}
