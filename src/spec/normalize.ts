import { pointerTo } from '../finding/pointer.js';
import { type Finding, finding } from '../finding/rule.js';
import { present } from '../std/assert.js';
import { mapValues, own } from '../std/record.js';
import { type Attachment, attachmentOf } from './attachment.js';
import { deriveFatTree } from './fat-tree.js';
import { attachReferences, modelReferences, promiseReferences } from './references.js';
import { attachment as attachmentRule, portSpeed } from './rules.js';
import { endpointCableFindings, type Limits, sizeFindings } from './size.js';
import { isSlots, placeHosts } from './slots.js';
import type {
  AttachInput,
  HostGroup,
  NamedSwitchModel,
  NicModel,
  PlaneSet,
  SwitchModel,
  Topology,
  TopologyInput,
} from './topology.js';

/** A document with every default filled, or what is wrong with it. */
export type Normalized =
  | { readonly topology: Topology; readonly findings: readonly Finding[] }
  | { readonly topology: null; readonly findings: readonly Finding[] };

/** Fills every default with keys of the same language; normalising again changes nothing. */
export function normalize(input: TopologyInput, limits: Limits): Normalized {
  const models = fillModels(input);
  const findings = [...uplinkPairs(input), ...modelReferences(input)];
  const badSets = new Set<string>();
  for (const [name, found] of attachReferences(input, models)) {
    findings.push(...found);
    if (found.length > 0) badSets.add(name);
  }
  if (findings.length > 0) return { topology: null, findings };
  const tooMany = endpointCableFindings(input, models, limits);
  if (tooMany.length > 0) return { topology: null, findings: tooMany };

  const planes: Record<string, PlaneSet> = {};
  for (const name of Object.keys(input.planes)) {
    const set = fillPlaneSet(input, models, name, limits);
    if (Array.isArray(set)) findings.push(...set);
    else planes[name] = set;
  }
  const { $schema, ...rest } = input;
  const topology: Topology = {
    ...($schema === undefined ? {} : { $schema }),
    ...rest,
    ...models,
    planes,
    expect: input.expect ?? {},
    scenarios: input.scenarios ?? {},
  };
  findings.push(...promiseReferences(input, models));
  if (findings.length > 0) return { topology: null, findings };
  const tooLarge = sizeFindings(topology, limits);
  return tooLarge.length > 0 ? { topology: null, findings: tooLarge } : { topology, findings };
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

function fillPlaneSet(
  input: TopologyInput,
  models: Models,
  name: string,
  { maxCables }: Limits,
): PlaneSet | Finding[] {
  const set = input.planes[name]!;
  const pointer = pointerTo('', 'planes', name);
  const attachAt = pointerTo(pointer, 'attach');
  const wrong = attachRule(set.attach, attachAt);
  if (wrong.length > 0) return wrong;
  const attachment = attachmentOf(set.attach, models);
  const uneven = railsAndSpeeds(attachment, attachAt);
  if (uneven.length > 0) return uneven;

  const slots = placeHosts(set.attach, attachment, attachAt, maxCables);
  if (!isSlots(slots)) return slots;
  const lastSlot = slots.reduce((last, list) => list.reduce((a, b) => Math.max(a, b), last), -1);
  const derived = deriveFatTree({
    fatTree: set.fatTree,
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
  return {
    ...set,
    attach: {
      ...set.attach,
      ...(attachment.leafPerRail ? { railsPerLeaf: attachment.railsPerLeaf } : {}),
      hostsPerUnit: derived.hostsPerUnit,
      emptySlots: set.attach.emptySlots ?? [],
      slots: set.attach.slots ?? {},
    },
    fatTree: derived.fatTree,
  };
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
