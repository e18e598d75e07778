import { expect, test } from 'vitest';
import type { Collective } from '../../../src/spec/workload.js';
import { stepsOf } from '../../../src/traffic/collectives/steps.js';
import { communicators, ranksOf } from '../../../src/traffic/communicator.js';
import type { Site } from '../../../src/whatif/simulation/site.js';
import { siteOf } from '../../../src/whatif/simulation/site.js';
import { stepOutcome } from '../../../src/whatif/simulation/step-outcome.js';
import { stepStage } from '../../../src/whatif/simulation/step-stage.js';
import {
  adaptiveTransport,
  ecmpTransport,
  staticTransport,
} from '../../../src/whatif/simulation/transport.js';
import { type Case, cases } from '../../traffic/ground.js';
import { solve } from './run.js';

const collectives: readonly Collective[] = [
  { kind: 'all-to-all', bytes: 1 << 20 },
  { kind: 'permutation', bytes: 1 << 20, shift: 1 },
  { kind: 'all-reduce', bytes: 1 << 20 },
];

const latency = { baseUs: 1, perSwitchUs: 1, scaleUpUs: 1 };

/** At most so far apart, for what is summed up in another order. */
const near = (a: number, b: number) => a === b || Math.abs(a - b) <= 1e-9 * Math.max(a, b);

function compare({ name, fabric, capacity }: Case, collective: Collective) {
  const ground = { ...siteOf(fabric, capacity, 0, 'pxn'), latency };
  const hosts = Int32Array.from(fabric.hostIds.keys());
  const ranks = ranksOf(ground.gpus, hosts, 8);
  if (ranks.length < 2) return { routed: false };
  const [step] = stepsOf(collective, communicators(ground.gpus, ranks, undefined), 1 << 20);
  const outcome = (site: Site) => stepOutcome(site, step!);
  const shortest = adaptiveTransport(fabric, capacity, solve);
  const adaptive = outcome({ ...ground, transport: shortest });
  if ('reason' in adaptive) return { routed: false };
  expect(adaptive.lowerUs).toBeLessThanOrEqual(adaptive.upperUs * (1 + 1e-9));
  const stage = stepStage({ ...ground, transport: shortest }, step!);
  if ('reason' in stage) throw new Error(stage.reason);
  // How far messages go, by a search and by the ways that they take.
  const { switches } = adaptive.farthest;
  expect({ ...adaptive.farthest, switches: 0 }, name).toEqual({ ...stage.farthest, switches: 0 });
  // Of NICs, the search does not know which pairs need no network: where most are dead none may be left.
  if (capacity === fabric.gbps) expect(switches, name).toBe(stage.farthest.switches);
  else expect(switches, name).toBeGreaterThanOrEqual(stage.farthest.switches);
  expect(adaptive.unrouted > 0, name).toBe(stage.unrouted > 0);
  const transport = staticTransport(fabric, capacity, null);
  const together = outcome({ ...ground, transport });
  if ('reason' in together) return { routed: true };
  const single = outcome({ ...ground, transport: { ...transport, carry: null } });
  if ('reason' in single) throw new Error(single.reason);
  expect(together.unrouted > 0, name).toBe(single.unrouted > 0);
  together.bytes.forEach((bytes, c) => {
    expect(near(bytes, single.bytes[c]!), `${name}, channel ${c}`).toBe(true);
  });
  expect(together.lowerUs).toBeLessThanOrEqual(single.lowerUs * (1 + 1e-9));
  expect(together.upperUs).toBeGreaterThanOrEqual(single.upperUs * (1 - 1e-9));
  // Nothing is faster than the best split, if all flows are of one size: others share channels by their rates.
  const isEqual = stage.bytes.every((bytes) => near(bytes, stage.bytes[0]!));
  if (together.unrouted === 0 && isEqual) {
    expect(adaptive.lowerUs, name).toBeLessThanOrEqual(together.upperUs * (1 + 1e-9));
  }
  const hashed = (seed: number) =>
    outcome({ ...ground, transport: ecmpTransport(fabric, capacity, seed) });
  const ecmp = hashed(3);
  if (!('reason' in ecmp)) {
    expect(ecmp).toEqual(hashed(3));
    expect(ecmp.unrouted > 0, name).toBe(adaptive.unrouted > 0);
  }
  return { routed: true };
}

test('small worlds: together as one by one, and nothing is faster than the best split', () => {
  let [number, routed] = [0, 0];
  for (const one of cases(41)) {
    if (compare(one, collectives[number++ % collectives.length]!).routed) routed++;
  }
  expect(routed).toBeGreaterThan(number / 2);
});
