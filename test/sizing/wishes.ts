import type { Wish } from '../../src/sizing/wish.js';
import { familyIds } from '../../src/spec/families/shape.js';

/** A wish in short. */
export interface Short {
  readonly endpoints: number;
  readonly ports: number;
  readonly gbps?: number;
  readonly splits?: readonly number[];
  readonly nicPorts?: number;
  readonly nicGbps?: number;
  readonly nicSplits?: readonly number[];
  readonly nics?: number;
  readonly most?: readonly [down: number, up: number];
}

export function wish(short: Short, more: Partial<Wish> = {}): Wish {
  const { endpoints, ports, gbps = 400, splits = [], nicPorts = 1, nicGbps = gbps } = short;
  const { nicSplits = [], nics = 1, most = [1, 1] } = short;
  return {
    endpoints,
    switchModel: { name: 'switch', ports, portGbps: gbps, splits },
    nicModel: { ports: nicPorts, portGbps: nicGbps, splits: nicSplits },
    nicsPerHost: nics,
    gpusPerHost: nics,
    oversubscription: { down: most[0], up: most[1] },
    families: familyIds,
    ...more,
  };
}

/** Small wishes of every kind: all that is listed for them can be built and counted. */
export const smallWishes: readonly Short[] = [
  ...[1, 2, 3, 5, 8, 13, 16, 30].flatMap((endpoints) =>
    [4, 6, 8].map((ports) => ({ endpoints, ports })),
  ),
  ...[7, 20, 48].flatMap((endpoints) =>
    (
      [
        [2, 1],
        [3, 1],
        [5, 3],
      ] as const
    ).flatMap((most) => [5, 8, 12].map((ports) => ({ endpoints, ports, most }))),
  ),
  ...[10, 24, 64].flatMap((endpoints) =>
    [2, 4].flatMap((nics) => [8, 10].map((ports) => ({ endpoints, ports, nics }))),
  ),
  ...[12, 40].flatMap((endpoints) =>
    [1, 2].flatMap(
      (nics) =>
        [
          { endpoints, ports: 8, nics, nicPorts: 2 },
          { endpoints, ports: 6, nics, nicPorts: 2, gbps: 800, nicGbps: 400, splits: [2] },
          { endpoints, ports: 6, nics, nicPorts: 3, nicGbps: 200, splits: [2, 4], most: [2, 1] },
          { endpoints, ports: 6, nics, splits: [2, 4], nicSplits: [2, 4], most: [3, 2] },
        ] as const,
    ),
  ),
  // More than one pod of one leaf, hosts that end in the middle of one, and spines of odd radix.
  { endpoints: 90, ports: 8, nics: 2 },
  { endpoints: 110, ports: 7 },
  { endpoints: 100, ports: 8, nics: 4, most: [3, 1] },
];

/** Routers that one is joined to in a Slim Fly, by q: the published table. */
export const degrees: ReadonlyMap<number, number> = new Map([
  [3, 5],
  [4, 6],
  [5, 7],
  [7, 11],
  [8, 12],
  [9, 13],
]);
