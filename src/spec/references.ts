import { pointerTo } from '../finding/pointer.js';
import { type Finding, finding } from '../finding/rule.js';
import { own } from '../std/record.js';
import { suggester } from '../std/suggest.js';
import { reference } from './promises/reference-rule.js';
import type { HostGroup, NicModel, PlaneSetInput, TopologyInput } from './topology.js';

type Models = {
  readonly hosts: Readonly<Record<string, HostGroup>>;
  readonly nicModels: Readonly<Record<string, NicModel>>;
};

/** Models that are used and not declared. */
export function modelReferences({
  switchModels = {},
  nicModels = {},
  hosts = {},
  planes,
}: TopologyInput): Finding[] {
  const missingIn = (
    code: 'reference-switch-model' | 'reference-nic-model',
    known: Readonly<Record<string, unknown>>,
  ) => {
    const suggest = suggester(Object.keys(known));
    return (name: string, place: string): Finding[] =>
      Object.hasOwn(known, name)
        ? []
        : [finding(reference, code, { name, suggestion: suggest(name) }, place)];
  };
  const missingNicModel = missingIn('reference-nic-model', nicModels);
  const missingSwitchModel = missingIn('reference-switch-model', switchModels);

  const nics = Object.entries(hosts).flatMap(([host, group]) =>
    Object.entries(group.nics).flatMap(([nic, { model }]) => {
      const place = pointerTo('', 'hosts', host, 'nics', nic, 'model');
      return missingNicModel(model, place);
    }),
  );
  const tiers = Object.keys(planes).flatMap((set) =>
    modelsUsed(planes[set]!).flatMap(([model, ...keys]) => {
      const place = pointerTo('', 'planes', set, ...keys, 'model');
      return missingSwitchModel(model, place);
    }),
  );
  return [...nics, ...tiers];
}

/** The switch models that a plane set uses, each with the keys that lead to it. */
function modelsUsed(set: PlaneSetInput): [model: string, ...keys: string[]][] {
  const { leaf, spine, core } = set.fatTree ?? {};
  const tiers = Object.entries({ leaf, spine, core }).flatMap(([tier, used]) =>
    used ? [[used.model, 'fatTree', tier] as [string, ...string[]]] : [],
  );
  const direct = (['slimFly', 'dragonfly', 'cube'] as const).flatMap((family) => {
    const used = set[family];
    return used ? [[used.model, family] as [string, ...string[]]] : [];
  });
  const extra = Object.entries(set.switches ?? {}).map(
    ([tier, { model }]): [string, ...string[]] => [model, 'switches', tier],
  );
  return [...tiers, ...direct, ...extra];
}

/** Whether all models that a plane set needs are declared. */
export function hasModels({ switchModels = {}, planes }: TopologyInput, name: string): boolean {
  return modelsUsed(planes[name]!).every(([model]) => Object.hasOwn(switchModels, model));
}

/** What `attach` refers to. */
export interface AttachReferences {
  /** By plane set: entries of `attach.nics` that do not exist or are attached twice. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  /** Plane sets whose NIC groups and models are all there. */
  readonly sound: ReadonlySet<string>;
}

export function attachReferences(
  { planes }: Pick<TopologyInput, 'planes'>,
  { hosts, nicModels }: Models,
): AttachReferences {
  const known = new Set(
    Object.entries(hosts).flatMap(([host, { nics }]) =>
      Object.keys(nics).map((nic) => `${host}/${nic}`),
    ),
  );
  const suggest = suggester(known);
  const owner = new Map<string, string>();
  const bySet = new Map<string, Finding[]>();
  const sound = new Set<string>();
  for (const [set, { attach }] of Object.entries(planes)) {
    const findings: Finding[] = [];
    (attach?.nics ?? []).forEach((name, i) => {
      const place = pointerTo('', 'planes', set, 'attach', 'nics', i);
      const other = owner.get(name);
      if (!known.has(name)) {
        const args = { name, suggestion: suggest(name) };
        findings.push(finding(reference, 'reference-nic-group', args, place));
      } else if (other !== undefined) {
        findings.push(finding(reference, 'reference-attached-twice', { name, other }, place));
      } else owner.set(name, set);
    });
    // A NIC model that is missing is found where it is used; the set cannot be judged without.
    const unknown = attach?.nics.some((name) => {
      const [host = '', nic = ''] = name.split('/');
      const model = own(own(hosts, host)?.nics ?? {}, nic)?.model;
      return model !== undefined && !Object.hasOwn(nicModels, model);
    });
    bySet.set(set, findings);
    if (findings.length === 0 && !unknown) sound.add(set);
  }
  return { findings: bySet, sound };
}
