import type { Subject } from '../check/checker.js';
import type { EndpointAttributes, HostGroup, SwitchAttributes } from '../fabric/attributes.js';
import type { CompactFabric } from '../fabric/compact.js';
import { hostGroupOf } from '../fabric/ids.js';
import { portsText } from '../fabric/ports-text.js';
import { bisectionOf } from '../measure/bisection-sum.js';
import type { FabricState } from '../measure/state.js';
import { formatCount, formatGbps, formatRange, formatSpeed, plural } from '../std/units.js';
import { partIds } from '../whatif/marks.js';

/** A part that only one of two fabrics has, or that is another one in each. */
export interface Difference {
  readonly id: string;
  readonly mark: 'added' | 'removed' | 'changed';
  /** What sort of part it is: `plane`, `host`, `spine`, `NIC`, `cable`. */
  readonly noun: string;
  /** What has changed, `speed 400G → 200G`; empty unless something has. */
  readonly text: string;
}

/** A part of one fabric: its sort, and what may change about it by what that is called. */
interface PartFacts {
  readonly noun: string;
  readonly facts: Readonly<Record<string, string | number | boolean | undefined>>;
}

/** What changed from one fabric to another one: planes, hosts, switches, NICs, cables, by id. */
export function differences(now: Subject, before: Subject): Difference[] {
  const found = [planesOf, hostsOf, switchesOf, nicsOf, cablesOf].flatMap((partsOf) =>
    compareParts(partsOf(now.fabric), partsOf(before.fabric)),
  );
  return [...found, ...switchedOff(now, before, new Set(found.map(({ id }) => id)))];
}

type PartList = ReadonlyMap<string, () => PartFacts>;

function compareParts(now: PartList, before: PartList): Difference[] {
  const found: Difference[] = [];
  for (const [id, facts] of before) {
    if (!now.has(id)) found.push({ id, mark: 'removed', noun: facts().noun, text: '' });
  }
  for (const [id, factsNow] of now) {
    const factsBefore = before.get(id);
    const { noun, facts } = factsNow();
    if (!factsBefore) found.push({ id, mark: 'added', noun, text: '' });
    else {
      const text = changesOf(facts, factsBefore().facts);
      if (text !== '') found.push({ id, mark: 'changed', noun, text });
    }
  }
  return found;
}

function changesOf(now: PartFacts['facts'], before: PartFacts['facts']): string {
  const words = (value: string | number | boolean | undefined) => String(value ?? 'none');
  return Object.keys(now)
    .filter((name) => now[name] !== before[name])
    .map((name) => `${name} ${words(before[name])} → ${words(now[name])}`)
    .join(', ');
}

const planesOf = ({ planes }: CompactFabric): PartList =>
  new Map(
    planes.map(({ id, relays }) => [
      id,
      () => ({ noun: 'plane', facts: { 'endpoints pass on': relays } }),
    ]),
  );

function hostsOf({ hostIds, hostGroups }: CompactFabric): PartList {
  const groups = new Map(hostGroups.map((group) => [group.name, group]));
  return new Map(
    hostIds.map((id) => [
      id,
      () => ({ noun: 'host', facts: hostFacts(groups.get(hostGroupOf(id))) }),
    ]),
  );
}

const hostFacts = (group: HostGroup | undefined): PartFacts['facts'] => ({
  GPUs: group?.gpus,
  'scale-up Gb/s': group?.scaleUpGbps,
  'scale-up hosts': group?.scaleUpHosts,
});

const switchesOf = ({ endpointCount, vertexIds, switches }: CompactFabric): PartList =>
  new Map(
    switches.map((one, s) => [
      vertexIds[endpointCount + s]!,
      () => ({ noun: one.tier, facts: switchFacts(one) }),
    ]),
  );

const switchFacts = ({ model, unit, rails, pod, group, level, ...one }: SwitchAttributes) => ({
  model: model.name,
  ports: portsText(model),
  unit,
  rails: rails?.join('–'),
  pod,
  group,
  level,
  'reserved uplinks': one.upReserved,
});

const nicsOf = ({ vertexIds, endpoints }: CompactFabric): PartList =>
  new Map(
    endpoints.map((one, e) => [vertexIds[e]!, () => ({ noun: 'NIC', facts: nicFacts(one) })]),
  );

const nicFacts = ({ model, portGbps, portPlanes, planeSet, rail, unit }: EndpointAttributes) => ({
  model,
  speed: formatSpeed(portGbps),
  'plane set': planeSet,
  planes: portPlanes.map((plane) => plane || 'none').join(' and '),
  rail,
  unit: unit < 0 ? undefined : unit,
});

const cablesOf = (fabric: CompactFabric): PartList =>
  new Map(
    fabric.cableIds.map((id, cable) => [
      id,
      () => ({
        noun: 'cable',
        facts: {
          speed: formatSpeed(fabric.gbps[cable]!),
          plane: fabric.planes[fabric.cablePlane[cable]!]!.id,
        },
      }),
    ]),
  );

/** Parts that both have, of which only one has them in use. */
function switchedOff(now: Subject, before: Subject, known: ReadonlySet<string>): Difference[] {
  const [offNow, offBefore] = [offIn(now), offIn(before)];
  const changes = (ids: readonly string[], { fabric }: Subject, text: string): Difference[] => {
    const other = ids.length > 0 ? nounsIn(fabric) : () => null;
    return ids.flatMap((id) => {
      const noun = known.has(id) ? null : other(id);
      return noun === null ? [] : [{ id, mark: 'changed' as const, noun, text }];
    });
  };
  const lost = [...offNow].filter((id) => !offBefore.has(id));
  const regained = [...offBefore].filter((id) => !offNow.has(id));
  return [...changes(lost, before, 'in use → off'), ...changes(regained, now, 'off → in use')];
}

const offIn = ({ fabric, off }: Subject): Set<string> =>
  new Set(off.flatMap(({ parts }) => parts.flatMap((part) => partIds(fabric, part))));

/** What sort of part an id is; null: there is none. */
function nounsIn(fabric: CompactFabric): (id: string) => string | null {
  const all = [planesOf, hostsOf, switchesOf, nicsOf, cablesOf].map((partsOf) => partsOf(fabric));
  return (id) => all.flatMap((parts) => parts.get(id)?.().noun ?? [])[0] ?? null;
}

/** Sorts of parts in the order in which they are counted; switches, by their tiers, stand at ''. */
const sorts = ['plane', 'host', '', 'NIC', 'cable'];

/** "+4 spines", "−128 cables", "3 leaves changed": by sort of part, in their order. */
export function differenceWords(found: readonly Difference[]): string[] {
  const place = (noun: string) => sorts.indexOf(sorts.includes(noun) ? noun : '');
  const nouns = [...new Set(found.map(({ noun }) => noun))].sort((a, b) => place(a) - place(b));
  return nouns.flatMap((noun) =>
    (['added', 'removed', 'changed'] as const).flatMap((mark) => {
      const count = found.filter((one) => one.noun === noun && one.mark === mark).length;
      if (count === 0) return [];
      const counted = `${formatCount(count)} ${count === 1 ? noun : plural(noun)}`;
      return [
        mark === 'added'
          ? `+${counted}`
          : mark === 'removed'
            ? `−${counted}`
            : `${counted} changed`,
      ];
    }),
  );
}

/** What became of the bisection of each plane set of either fabric. */
export function bisectionWords(now: FabricState, before: FabricState): string[] {
  const figuresOf = (state: FabricState) =>
    new Map(
      state.fabric.planeSets.map(({ id, planes }) => {
        const { min, max } = bisectionOf(state, planes);
        return [id, formatRange(min, max, formatGbps)];
      }),
    );
  const [figures, figuresBefore] = [figuresOf(now), figuresOf(before)];
  return [...new Set([...figures.keys(), ...figuresBefore.keys()])].map((id) => {
    const [is, was] = [figures.get(id), figuresBefore.get(id)];
    if (is === undefined) return `${id} removed, bisection was ${was}`;
    if (was === undefined) return `${id} added`;
    return is === was ? `${id} bisection unchanged` : `${id} bisection ${was} → ${is}`;
  });
}
