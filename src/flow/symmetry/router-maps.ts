import { galoisField } from '../../std/galois.js';
import { primePower } from '../../std/prime-power.js';

/** Where the router of each index goes. */
export type RouterMap = (router: number) => number;

/**
 * Maps of the routers of a dragonfly, `perGroup` in each of its groups, that go by offsets between
 * groups alone: all groups move on by one; and the groups in reverse, with the routers of each in
 * reverse, which suits a balanced one with as many groups as global ports allow.
 */
export function dragonflyMaps(routers: number, perGroup: number): RouterMap[] {
  const groups = routers / perGroup;
  return [
    (router) => (router + perGroup) % routers,
    (router) => {
      const group = Math.floor(router / perGroup);
      return ((groups - group) % groups) * perGroup + perGroup - 1 - (router % perGroup);
    },
  ];
}

/**
 * Maps of the routers (0, x, y) and (1, m, c) of an MMS graph, q² of either kind, that keep
 * y = m·x + c: translations of y and of x, shears, y and c times ξ², and the kinds in each other's
 * place. The last two suit only some q, which is for verification to say. B. D. McKay, M. Miller,
 * J. Širáň (1998), section 3.
 *
 * @returns none if there is no such q
 */
export function slimFlyMaps(routers: number): RouterMap[] {
  const q = Math.round(Math.sqrt(routers / 2));
  const order = q >= 3 && 2 * q * q === routers ? primePower(q) : null;
  if (!order) return [];
  const { add, subtract, multiply, powers } = galoisField(q);
  const at = (kind: number, x: number, y: number) => (kind * q + x) * q + y;
  const mapOf =
    (own: (x: number, y: number) => number, other: (m: number, c: number) => number): RouterMap =>
    (router) => {
      const column = Math.floor(router / q);
      return column < q ? own(column, router % q) : other(column - q, router % q);
    };
  // Sums of these are all elements.
  const basis = Array.from({ length: order.exponent }, (_, digit) => order.prime ** digit);
  const moves = basis.flatMap((t) => [
    mapOf(
      (x, y) => at(0, x, add(y, t)),
      (m, c) => at(1, m, add(c, t)),
    ),
    mapOf(
      (x, y) => at(0, add(x, t), y),
      (m, c) => at(1, m, subtract(c, multiply(m, t))),
    ),
    mapOf(
      (x, y) => at(0, x, add(y, multiply(t, x))),
      (m, c) => at(1, add(m, t), c),
    ),
  ]);
  const [square, primitive] = [powers[2 % (q - 1)]!, powers[1]!];
  const minus = (element: number) => subtract(0, multiply(primitive, element));
  return [
    ...moves,
    mapOf(
      (x, y) => at(0, x, multiply(square, y)),
      (m, c) => at(1, multiply(square, m), multiply(square, c)),
    ),
    mapOf(
      (x, y) => at(1, x, minus(y)),
      (m, c) => at(0, multiply(primitive, m), minus(c)),
    ),
  ];
}
