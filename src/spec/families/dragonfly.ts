import { pointerTo } from '../../finding/pointer.js';
import { type Finding, finding } from '../../finding/rule.js';
import { present } from '../../std/assert.js';
import type { Dragonfly, DragonflyInput } from '../topology.js';
import { attachmentFindings, type DirectQuestion, hostsOfRouter, type Routers } from './direct.js';
import { directNetwork } from './direct-rule.js';
import type { Shape, ShapeAnswer, ShapeQuestion } from './shape.js';

export const dragonflyShape: Shape = {
  called: 'dragonfly',
  derive,
  tiers: ({ dragonfly }) => {
    const { model, a, g } = present(dragonfly, 'dragonfly');
    return [{ name: 'router', model, count: a * g }];
  },
  switchCables: ({ dragonfly }) => {
    const filled = present(dragonfly, 'dragonfly');
    const { model } = filled;
    const { local, global } = dragonflyCables(filled);
    return [
      { kind: 'local', model, count: local },
      { kind: 'global', model, count: global },
    ];
  },
};

/** Cables between the routers of one plane. */
export function dragonflyCables({ a, h, g }: Dragonfly): { local: number; global: number } {
  // A port of each group has no mate where both the groups and their global ports are odd.
  const mated = a * h - ((a * h * g) % 2);
  return { local: (g * a * (a - 1)) / 2, global: (g * mated) / 2 };
}

/** Fills the defaults of a dragonfly (LANGUAGE section 3.3), or says why it cannot be built. */
function derive(question: ShapeQuestion): ShapeAnswer | Finding[] {
  const input = present(question.set.dragonfly, 'dragonfly');
  const filled = fill(input);
  const { ports, reservedPorts } = question.model(input.model);
  const most = ports - reservedPorts;
  const direct: DirectQuestion<DragonflyInput> = {
    ...question,
    family: 'dragonfly',
    input,
    routersOf,
    portsOfHost: question.attachment.hostPortsPerLeaf,
    portKey: 'p',
    routerWord: 'router',
    keysOf: { endpointPorts: ['p', 'h'], routerPorts: ['a', 'h'], routers: ['g', 'h'] },
    smaller: {
      ...(input.a === undefined ? {} : { a: downFrom(Math.min(input.a - 1, most)) }),
      h: downFrom(Math.min(input.h - 1, most)),
    },
    larger: {
      ...(input.g === undefined ? {} : { g: [groupsFor(question, filled)] }),
      h: upwards(input.h + 1, most),
    },
  };
  const wrong = [...attachmentFindings(direct), ...groupFindings(filled, question.pointer)];
  if (wrong.length > 0) return wrong;
  const hostsPerUnit = hostsOfRouter(direct, present(routersOf(input), 'routers'));
  return typeof hostsPerUnit === 'number'
    ? { hostsPerUnit, filled: { dragonfly: filled } }
    : hostsPerUnit;
}

function fill(input: DragonflyInput): Dragonfly {
  const { h, a = 2 * h, p = h, g = a * h + 1 } = input;
  return { ...input, a, p, g };
}

const mostGroups = ({ a, h }: Dragonfly): number => a * h + 1;

function routersOf(input: DragonflyInput): Routers | null {
  const filled = fill(input);
  const { a, h, p, g } = filled;
  if (g < 2 || g > mostGroups(filled)) return null;
  return { count: a * g, p, toRouters: { local: a - 1, global: h } };
}

/** Groups that have routers for all hosts, if `g` alone is changed. */
function groupsFor({ attachment, hostsPerUnit, lastSlot }: ShapeQuestion, { a, p }: Dragonfly) {
  const hosts = hostsPerUnit ?? Math.max(1, Math.floor(p / attachment.hostPortsPerLeaf));
  return Math.ceil((lastSlot + 1) / (a * hosts));
}

/** Values that are tried to mend a key: more than a router has ports. */
const mostTries = 2000;

function* downFrom(from: number): Iterable<number> {
  for (let n = from; n >= 1 && n > from - mostTries; n--) yield n;
}

function* upwards(from: number, to: number): Iterable<number> {
  for (let n = from; n <= to && n < from + mostTries; n++) yield n;
}

function groupFindings(filled: Dragonfly, pointer: string): Finding[] {
  const { a, h, g } = filled;
  const most = mostGroups(filled);
  if (g >= 2 && g <= most) return [];
  const at = pointerTo(pointer, 'dragonfly', 'g');
  return [finding(directNetwork, 'direct-network-groups', { g, a, h, most }, at)];
}
