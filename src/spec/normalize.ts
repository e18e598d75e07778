import { pointerTo } from '../finding/pointer.js';
import { type Finding, finding } from '../finding/rule.js';
import { present } from '../std/assert.js';
import { mapValues, own } from '../std/record.js';
import { type Attachment, attachmentOf } from './attachment.js';
import type { CableContext } from './cables/cable-end.js';
import { cableListOf } from './cables/cable-list.js';
import { describedFindings, isBuilt } from './described.js';
import { familyIds, familyOf, shapes } from './families/shape.js';
import { portSpeed } from './port-rules.js';
import { promiseReferences } from './promises/promise-references.js';
import { attachReferences, hasModels, modelReferences } from './references.js';
import { attachment as attachmentRule } from './rules.js';
import { endpointCableFindings, type Limits, listedCountFindings, sizeFindings } from './size.js';
import { lastSlotOf } from './slots.js';
import { clauseAround } from './structure/clause.js';
import { Draft } from './structure/draft.js';
import type {
  AttachInput,
  HostGroup,
  NamedSwitchModel,
  NicModel,
  PlaneSet,
  PlaneSetInput,
  SwitchModel,
  Topology,
  TopologyInput,
} from './topology.js';

/** A document with every default filled, and what is wrong with it. */
export interface Normalized {
  /**
   * Null if it cannot be built. Promises that are wrong do not keep it from being built: they are
   * among the findings, and left out here.
   */
  readonly topology: Topology | null;
  readonly findings: readonly Finding[];
}

/** Fills every default with keys of the same language; normalising again changes nothing. */
export function normalize(input: TopologyInput, limits: Limits): Normalized {
  const models = fillModels(input);
  const findings = [...uplinkPairs(input), ...modelReferences(input)];
  const attached = attachReferences(input, models);
  const planes: Record<string, PlaneSet> = {};
  const tooMany = endpointCableFindings(input, models, attached.sound, limits);
  findings.push(...tooMany);
  for (const [name, set] of Object.entries(input.planes)) {
    const pointer = pointerTo('', 'planes', name);
    const wrong = [
      ...(attached.findings.get(name) ?? []),
      ...familyRule(name, set, pointer),
      ...describedFindings(name, set, familyOf(set), pointer),
    ];
    findings.push(...wrong);
    if (wrong.length > 0 || tooMany.length > 0) continue;
    if (!attached.sound.has(name) || !hasModels(input, name)) continue;
    const filled = fillPlaneSet(set, models, pointer, limits);
    if (Array.isArray(filled)) findings.push(...filled);
    else planes[name] = filled;
  }
  const context = { ...models, planes };
  if (findings.length === 0) {
    for (const found of listedCableFindings(context, limits)) findings.push(found);
  }
  const size = findings.length === 0 ? sizeFindings(context, limits) : [];
  findings.push(...size);
  const promised = promiseReferences(input, models, attached.sound);
  const { $schema, ...rest } = input;
  const topology: Topology = {
    ...($schema === undefined ? {} : { $schema }),
    ...rest,
    ...context,
    exceptions: input.exceptions ?? [],
    expect: input.expect ?? {},
    groups: input.groups ?? {},
    scenarios: input.scenarios ?? {},
    accepted: input.accepted ?? [],
  };
  return {
    topology: findings.length > 0 ? null : withoutWrong(topology, promised),
    findings: [...findings, ...promised],
  };
}

/** A topology without the clauses that findings are about (items of lists keep their places). */
function withoutWrong(topology: Topology, wrong: readonly Finding[]): Topology {
  if (wrong.length === 0) return topology;
  const draft = new Draft(topology);
  for (const { place } of wrong) draft.remove(clauseAround(place.pointer));
  return draft.value as Topology;
}

interface Models {
  readonly switchModels: Readonly<Record<string, SwitchModel>>;
  readonly nicModels: Readonly<Record<string, NicModel>>;
  readonly hosts: Readonly<Record<string, HostGroup>>;
}

function fillModels({ switchModels = {}, nicModels = {}, hosts = {} }: TopologyInput): Models {
  return {
    switchModels: mapValues(switchModels, (model) => ({
      ...model,
      uplinkPorts: model.uplinkPorts ?? 0,
      splits: model.splits ?? [],
      reservedPorts: model.reservedPorts ?? 0,
    })),
    nicModels: mapValues(nicModels, (model) => ({ ...model, ports: model.ports ?? 1 })),
    hosts: mapValues(hosts, (group) => ({
      ...group,
      gpus: group.gpus ?? 0,
      scaleUpGbps: group.scaleUpGbps ?? 0,
      scaleUpHosts: group.scaleUpHosts ?? 1,
      nics: mapValues(group.nics, (nic) => ({ ...nic, count: nic.count ?? 1 })),
    })),
  };
}

function uplinkPairs({ switchModels = {} }: TopologyInput): Finding[] {
  return Object.entries(switchModels).flatMap(([name, { uplinkPorts = 0, uplinkGbps }]) => {
    if (uplinkPorts > 0 === (uplinkGbps !== undefined)) return [];
    const missing = uplinkPorts > 0 ? 'uplinkGbps' : 'uplinkPorts';
    const place = pointerTo('', 'switchModels', name);
    return [finding(portSpeed, 'port-speed-uplink-half', { missing }, place)];
  });
}

/** What a plane set consists of. */
function familyRule(name: string, set: PlaneSetInput, pointer: string): Finding[] {
  const names = familyIds.filter((id) => set[id] !== undefined);
  const [family] = names;
  if (names.length > 1) {
    const place = { pointer: pointerTo(pointer, names[1]!), part: 'key' } as const;
    return [finding(attachmentRule, 'attachment-several-families', { names }, place)];
  }
  if (family && !set.attach) {
    const place = { pointer: pointerTo(pointer, family), part: 'key' } as const;
    return [finding(attachmentRule, 'attachment-no-attach', { family }, place)];
  }
  if (family) return [];
  // What is described only needs a family: that is said there.
  if (!isBuilt(set)) return [];
  if (!set.switches && !set.cables) {
    const place = { pointer, part: 'key' } as const;
    return [finding(attachmentRule, 'attachment-nothing', { name }, place)];
  }
  return Object.keys(set.attach ?? {})
    .filter((key) => key !== 'nics' && key !== 'onePlanePer')
    .map((key) => {
      const place = { pointer: pointerTo(pointer, 'attach', key), part: 'key' } as const;
      return finding(attachmentRule, 'attachment-without-family', { key }, place);
    });
}

function fillPlaneSet(
  set: PlaneSetInput,
  models: Models,
  pointer: string,
  { maxCables }: Limits,
): PlaneSet | Finding[] {
  const family = familyOf(set);
  const listed = {
    switches: mapValues(set.switches ?? {}, (tier) => ({ ...tier, count: tier.count ?? 1 })),
    cables: set.cables ?? [],
  };
  if (!family || !set.attach) {
    const { fatTree, slimFly, dragonfly, cube, attach, ...rest } = set;
    return {
      ...rest,
      ...(attach ? { attach: { nics: attach.nics, ...perPlane(attach) } } : {}),
      ...listed,
    };
  }
  const attachAt = pointerTo(pointer, 'attach');
  const attachment = attachmentOf(set.attach, models);
  const wrong = [...attachRule(set.attach, attachAt), ...railsAndSpeeds(attachment, attachAt)];
  if (wrong.length > 0) return wrong;

  const lastSlot = lastSlotOf(set.attach, attachment, attachAt, maxCables);
  if (typeof lastSlot !== 'number') return lastSlot;
  const derived = shapes[family].derive({
    set,
    hostsPerUnit: set.attach.hostsPerUnit,
    attachment,
    lastSlot,
    model: (model): NamedSwitchModel => ({
      ...present(own(models.switchModels, model), model),
      name: model,
    }),
    pointer,
  });
  if (Array.isArray(derived)) return derived;
  // What is filled in stands behind the rest, in the same order each time.
  const { fatTree, slimFly, dragonfly, cube, switches, cables, ...rest } = set;
  return {
    ...rest,
    attach: {
      ...set.attach,
      ...(attachment.leafPerRail ? { railsPerLeaf: attachment.railsPerLeaf } : {}),
      hostsPerUnit: derived.hostsPerUnit,
      emptySlots: set.attach.emptySlots ?? [],
      slots: set.attach.slots ?? {},
    },
    ...derived.filled,
    ...listed,
  };
}

const perPlane = ({ onePlanePer }: AttachInput) =>
  onePlanePer === undefined ? {} : { onePlanePer };

/** Listed cables that cannot be carried out, if they are not too many to be looked at. */
function listedCableFindings(context: CableContext, limits: Limits): Finding[] {
  const tooMany = listedCountFindings(context, limits);
  if (tooMany.length > 0) return tooMany;
  return Object.keys(context.planes).flatMap((name) => [...cableListOf(context, name).findings]);
}

function attachRule({ onePlanePer, oneLeafPer, railsPerLeaf }: AttachInput, at: string): Finding[] {
  const words = onePlanePer?.split('+').filter((word) => oneLeafPer?.split('+').includes(word));
  const findings = (words ?? []).map((word) =>
    finding(attachmentRule, 'attachment-word-twice', { word }, pointerTo(at, 'oneLeafPer')),
  );
  if (railsPerLeaf !== undefined && !oneLeafPer?.includes('rail')) {
    const place = { pointer: pointerTo(at, 'railsPerLeaf'), part: 'key' } as const;
    findings.push(
      finding(attachmentRule, 'attachment-rails-per-leaf-unused', { railsPerLeaf }, place),
    );
  }
  return findings;
}

function railsAndSpeeds(attachment: Attachment, at: string): Finding[] {
  const { entries, leafPerRail, railsInPlane: rails, railsPerLeaf } = attachment;
  const findings: Finding[] = [];
  if (leafPerRail && rails % railsPerLeaf !== 0) {
    const place = pointerTo(at, 'railsPerLeaf');
    findings.push(
      finding(attachmentRule, 'attachment-rails-per-leaf', { rails, railsPerLeaf }, place),
    );
  }
  const speeds = [...new Set(entries.map((entry) => entry.portGbps))];
  if (speeds.length > 1) {
    const odd = entries.findIndex((entry) => entry.portGbps !== entries[0]!.portGbps);
    const place = pointerTo(at, 'nics', odd);
    findings.push(finding(attachmentRule, 'attachment-mixed-speeds', { speeds }, place));
  }
  return findings;
}
