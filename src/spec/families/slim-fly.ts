import { pointerTo } from '../../finding/pointer.js';
import { type Finding, finding } from '../../finding/rule.js';
import { present } from '../../std/assert.js';
import { primePower } from '../../std/prime-power.js';
import { isBuilt } from '../described.js';
import type { SlimFlyInput } from '../topology.js';
import { attachmentFindings, type DirectQuestion, hostsOfRouter, type Routers } from './direct.js';
import { directNetwork } from './direct-rule.js';
import { mostQ } from './limits.js';
import type { Shape, ShapeAnswer, ShapeQuestion } from './shape.js';

export const slimFlyShape: Shape = {
  called: 'Slim Fly',
  derive,
  tiers: ({ slimFly }) => {
    const { model, q } = present(slimFly, 'slimFly');
    return [{ name: 'router', model, count: 2 * q ** 2 }];
  },
  switchCables: ({ slimFly }) => {
    const { model, q } = present(slimFly, 'slimFly');
    return [{ kind: 'router-router', model, count: q ** 2 * slimFlyDegree(q) }];
  },
  cannotBeBuilt: ({ slimFly }) => {
    const { q } = present(slimFly, 'slimFly');
    const words = directNetwork.messages['direct-network-prime-power'];
    return canBeBuilt(q) ? null : words({ q, near: nearest(q) });
  },
};

/** Routers that a router is joined to: k′ = (3q − δ) ÷ 2, where q = 4w + δ, δ ∈ {1, 0, −1}. */
export function slimFlyDegree(q: number): number {
  return (3 * q - slimFlyDelta(q)) / 2;
}

/** δ of q = 4w + δ; a power of two above 2 has 0. */
export function slimFlyDelta(q: number): number {
  return q % 4 === 3 ? -1 : q % 4;
}

/** Fills the defaults of a Slim Fly (LANGUAGE section 3.3), or says why it cannot be built. */
function derive(question: ShapeQuestion): ShapeAnswer | Finding[] {
  const input = present(question.set.slimFly, 'slimFly');
  const direct: DirectQuestion<SlimFlyInput> = {
    ...question,
    family: 'slimFly',
    input,
    routersOf,
    portsOfHost: question.attachment.hostPortsPerLeaf,
    portKey: 'p',
    routerWord: 'router',
    keysOf: { endpointPorts: ['p', 'q'], routerPorts: ['q'], routers: ['q'] },
    smaller: { q: buildable(input.q - 1, -1) },
    larger: { q: buildable(input.q + 1, 1) },
  };
  const at = pointerTo(question.pointer, 'slimFly', 'q');
  const fits = isBuilt(question.set) ? canBeBuilt : hasFormula;
  const wrong = [...attachmentFindings(direct), ...(fits(input.q) ? [] : [noField(input.q, at)])];
  if (wrong.length > 0) return wrong;
  const routers = routersOf(input);
  const hostsPerUnit = hostsOfRouter(direct, routers);
  if (typeof hostsPerUnit !== 'number') return hostsPerUnit;
  return { hostsPerUnit, filled: { slimFly: { ...input, p: routers.p } } };
}

function routersOf({ q, p }: SlimFlyInput): Routers {
  const degree = slimFlyDegree(q);
  return { count: 2 * q ** 2, p: p ?? Math.ceil(degree / 2), toRouters: { 'to routers': degree } };
}

const canBeBuilt = (q: number): boolean => q >= 3 && primePower(q) !== null;

/** Whether q = 4w + δ has a δ, so that routers have a degree: there are counts, if no graph. */
const hasFormula = (q: number): boolean => q >= 3 && q % 4 !== 2;

/** Prime powers that a Slim Fly can be built of, from a number on, up or down. */
function* buildable(from: number, step: 1 | -1): Iterable<number> {
  for (let q = from; q >= 3 && q <= mostQ; q += step) if (canBeBuilt(q)) yield q;
}

/** Prime powers on both sides of a number that is none. */
function nearest(q: number): number[] {
  const [below] = buildable(q - 1, -1);
  const [above] = buildable(q + 1, 1);
  return [below, above].filter((n) => n !== undefined);
}

const noField = (q: number, at: string): Finding =>
  finding(directNetwork, 'direct-network-prime-power', { q, near: nearest(q) }, at);
