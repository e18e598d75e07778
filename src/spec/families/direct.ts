import { pointerTo } from '../../finding/pointer.js';
import { type Finding, finding } from '../../finding/rule.js';
import { splitOf } from '../../std/ratio.js';
import { attachment as attachmentRule } from '../rules.js';
import type { CubeInput, DragonflyInput, NamedSwitchModel, SlimFlyInput } from '../topology.js';
import { nicSpeed } from './cable-speed.js';
import { directNetwork, type RouterPorts } from './direct-rule.js';
import type { ShapeQuestion } from './shape.js';

/** What direct networks have in common: routers with endpoint ports, then ports to routers. */
type DirectInput = SlimFlyInput | DragonflyInput | CubeInput;

/** The routers of one plane, on which hosts stand. */
export interface Routers {
  readonly count: number;
  /** Endpoint ports of each, in sub-ports. */
  readonly p: number;
  /** Ports of each to other routers, by kind. */
  readonly toRouters: RouterPorts;
}

/** Keys of a family, each with values to try, the most welcome first. */
export type Tries = Readonly<Record<string, Iterable<number>>>;

/** A direct network whose routers are to be judged. */
export interface DirectQuestion<T extends DirectInput> extends ShapeQuestion {
  readonly family: 'slimFly' | 'dragonfly' | 'cube';
  readonly input: T;
  /** The routers of an input with every default filled; null if there is no such network. */
  readonly routersOf: (input: T) => Routers | null;
  /** Ports of one host on its router. */
  readonly portsOfHost: number;
  /** The key that states endpoint ports of a router: of its own, or with the size of the network. */
  readonly portKey: 'p' | 'n';
  /** What the routers that hosts stand on are called: a noun. */
  readonly routerWord: string;
  /**
   * Keys to blame, the first that is stated: for ports of a router to endpoints, for those to
   * other routers, and for the number of routers.
   */
  readonly keysOf: Readonly<
    Record<'endpointPorts' | 'routerPorts' | 'routers', readonly (keyof T & string)[]>
  >;
  /** What to try if routers have too few ports, or hosts find no place; `p` is added. */
  readonly smaller: Tries;
  readonly larger: Tries;
}

/** What `attach` and the speed rule say against a direct network. */
export function attachmentFindings<T extends DirectInput>(question: DirectQuestion<T>): Finding[] {
  const { set, pointer, family, attachment, input, model } = question;
  const oneLeaf = { pointer: pointerTo(pointer, 'attach', 'oneLeafPer'), part: 'key' } as const;
  const at = pointerTo(pointer, family, 'model');
  return [
    ...(set.attach?.oneLeafPer === undefined
      ? []
      : [finding(attachmentRule, 'attachment-direct', { family }, oneLeaf)]),
    ...nicSpeed(model(input.model), attachment.entries[0]!.portGbps, at),
  ];
}

/** Hosts of a router, or why routers cannot be built or hosts do not fit them. */
export function hostsOfRouter<T extends DirectInput>(
  question: DirectQuestion<T>,
  routers: Routers,
): number | Finding[] {
  const { pointer, lastSlot, portKey, routerWord } = question;
  const { model, usable, split } = portsOf(question);
  const tryP = (p: readonly number[]): Tries => (portKey === 'p' ? { p } : {});
  const { count, p, toRouters } = routers;
  if (portsNeeded(question, routers) > usable) {
    const ports = { 'to endpoints': Math.ceil(p / split), ...toRouters };
    const free = (usable - sum(toRouters)) * split;
    const advice = mending(question, { ...tryP(free >= 1 ? [free] : []), ...question.smaller });
    const args = { model: model.name, ports, usable, advice };
    const blamed = free >= 1 ? 'endpointPorts' : 'routerPorts';
    return [finding(directNetwork, 'direct-network-ports', args, place(question, blamed))];
  }
  const ports = question.portsOfHost;
  if (ports > p) {
    const args = { ports, p, key: portKey };
    const at = place(question, 'endpointPorts');
    return [finding(directNetwork, 'direct-network-no-host-fits', args, at)];
  }
  const hostsPerUnit = hostsPerUnitOf(question, p);
  if (hostsPerUnit * ports > p) {
    const args = { hosts: hostsPerUnit, ports, p, key: portKey };
    const at = pointerTo(pointer, 'attach', 'hostsPerUnit');
    return [finding(directNetwork, 'direct-network-unit-too-large', args, at)];
  }
  if (lastSlot >= count * hostsPerUnit) {
    const needed = Math.ceil((lastSlot + 1) / count) * ports;
    const advice = mending(question, { ...tryP([needed]), ...question.larger });
    const args = { lastSlot, routers: count, hostsPerUnit, advice, word: routerWord };
    return [finding(directNetwork, 'direct-network-hosts', args, place(question, 'routers'))];
  }
  return hostsPerUnit;
}

/** Changes of one key, `"q": 19`, with which the network can be built and all hosts find a place. */
function mending<T extends DirectInput>(question: DirectQuestion<T>, tries: Tries): string[] {
  return Object.entries(tries).flatMap(([key, values]) => {
    for (const value of values) {
      const routers = question.routersOf({ ...question.input, [key]: value });
      if (routers && suits(question, routers)) return [`"${key}": ${value}`];
    }
    return [];
  });
}

function suits<T extends DirectInput>(question: DirectQuestion<T>, routers: Routers): boolean {
  const hosts = hostsPerUnitOf(question, routers.p);
  return (
    portsNeeded(question, routers) <= portsOf(question).usable &&
    hosts >= 1 &&
    hosts * question.portsOfHost <= routers.p &&
    routers.count * hosts > question.lastSlot
  );
}

const hostsPerUnitOf = <T extends DirectInput>(question: DirectQuestion<T>, p: number): number =>
  question.hostsPerUnit ?? Math.floor(p / question.portsOfHost);

/** The ports of a router that a family may use, and how the speed rule splits those of endpoints. */
function portsOf<T extends DirectInput>({
  attachment,
  model: modelOf,
  input,
}: DirectQuestion<T>): {
  model: NamedSwitchModel;
  usable: number;
  split: number;
} {
  const model = modelOf(input.model);
  const split = splitOf(model.portGbps, attachment.entries[0]!.portGbps);
  return { model, usable: model.ports - model.reservedPorts, split };
}

const portsNeeded = <T extends DirectInput>(
  question: DirectQuestion<T>,
  { p, toRouters }: Routers,
): number => Math.ceil(p / portsOf(question).split) + sum(toRouters);

const sum = (ports: RouterPorts): number => Object.values(ports).reduce((all, n) => all + n, 0);

function place<T extends DirectInput>(
  { keysOf, input, pointer, family }: DirectQuestion<T>,
  what: 'endpointPorts' | 'routerPorts' | 'routers',
): string {
  const stated = keysOf[what].find((key) => input[key] !== undefined);
  return pointerTo(pointer, family, ...(stated === undefined ? [] : [stated]));
}
