import { pointerTo } from '../../finding/pointer.js';
import { type Finding, finding } from '../../finding/rule.js';
import { present } from '../../std/assert.js';
import { splitOf } from '../../std/ratio.js';
import type { AttachEntry } from '../attachment.js';
import type { Cube, CubeInput } from '../topology.js';
import { attachmentFindings, type DirectQuestion, hostsOfRouter, type Routers } from './direct.js';
import { directNetwork } from './direct-rule.js';
import { mostN } from './limits.js';
import type { Shape, ShapeAnswer, ShapeQuestion } from './shape.js';

export const cubeShape: Shape = {
  called: 'cube',
  derive,
  tiers: ({ cube }) => {
    const { model, n, levels } = present(cube, 'cube');
    return [{ name: 'router', model, count: levels * n ** (levels - 1) }];
  },
  switchCables: ({ cube }) => {
    const { model, n, joined } = present(cube, 'cube');
    return joined ? [{ kind: 'router-router', model, count: n ** 2 }] : [];
  },
  relays: ({ cube }) => {
    const { levels, joined } = present(cube, 'cube');
    return levels > 1 && !joined;
  },
};

/**
 * Fills the defaults of a cube (docs/topology.md, cube), or says why it cannot be built. Numbers such
 * as n to the power of levels are only compared here, never counted to.
 */
function derive(question: ShapeQuestion): ShapeAnswer | Finding[] {
  const input = present(question.set.cube, 'cube');
  const filled: Cube = { ...input, levels: input.levels ?? 2, joined: input.joined ?? false };
  const { attachment, model } = question;
  const { ports, reservedPorts, portGbps } = model(input.model);
  const split = splitOf(portGbps, attachment.entries[0]!.portGbps);
  const most = Math.min(mostN, Math.floor((ports - reservedPorts) * split));
  const direct: DirectQuestion<CubeInput> = {
    ...question,
    family: 'cube',
    input,
    routersOf,
    // The ports of a NIC go to routers of different levels.
    portsOfHost: attachment.railsInPlane,
    portKey: 'n',
    routerWord: 'level-0 router',
    keysOf: { endpointPorts: ['n'], routerPorts: ['n'], routers: ['n'] },
    smaller: { n: numbers(Math.min(input.n - 1, most), 2, -1) },
    larger: { n: numbers(input.n + 1, most, 1) },
  };
  const wrong = [
    ...attachmentFindings(direct),
    ...joinedFindings(question, filled),
    ...levelFindings(question, filled),
  ];
  if (wrong.length > 0) return wrong;
  const hostsPerUnit = hostsOfRouter(direct, routersOf(input));
  return typeof hostsPerUnit === 'number'
    ? { hostsPerUnit, filled: { cube: filled } }
    : hostsPerUnit;
}

/** The routers of level 0, on which the hosts stand; those of the other levels have as many ports. */
function routersOf({ n, levels = 2, joined = false }: CubeInput): Routers {
  const toRouters: Routers['toRouters'] = joined ? { 'to routers': n } : {};
  return { count: n ** (levels - 1), p: n, toRouters };
}

/** Ports of the NICs of an entry in one plane. */
const portsInPlane = ({ attachment }: ShapeQuestion, { ports }: AttachEntry): number =>
  attachment.planePerPort ? 1 : ports;

function joinedFindings(question: ShapeQuestion, { levels, joined }: Cube): Finding[] {
  if (!joined || levels === 2) return [];
  const { attachment, pointer } = question;
  const ports = attachment.entries.map((entry) => portsInPlane(question, entry));
  const fits = (count: number) => ports.every((n) => n === count);
  // What the NICs fit tells which of the two was meant.
  const meant = fits(levels) ? 'levels' : fits(2) ? 'joined' : null;
  const at = pointerTo(pointer, 'cube', 'joined');
  return [finding(directNetwork, 'direct-network-joined', { levels, meant }, at)];
}

/** Entries whose NICs do not have just one port for each level. */
function levelFindings(question: ShapeQuestion, { levels, joined }: Cube): Finding[] {
  const { attachment, pointer } = question;
  return attachment.entries.flatMap((entry, i) => {
    const ports = portsInPlane(question, entry);
    if (ports === levels || (joined && ports === 2)) return [];
    const whole = attachment.planePerPort && entry.ports === levels;
    const args = { entry: entry.entry, ports, levels, whole, joined };
    const at = whole
      ? pointerTo(pointer, 'attach', 'onePlanePer')
      : pointerTo(pointer, 'attach', 'nics', i);
    return [finding(directNetwork, 'direct-network-levels', args, at)];
  });
}

function* numbers(from: number, to: number, step: 1 | -1): Iterable<number> {
  for (let n = from; step > 0 ? n <= to : n >= to; n += step) yield n;
}
