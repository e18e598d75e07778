import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { beforeAll, describe, expect, test } from 'vitest';
import { type LinearSolver, loadLinearSolver } from '../../src/flow/linear-program.js';
import { throughputJson } from '../../src/report/throughput.js';
import { readHostTraffic } from '../../src/traffic/host-traffic.js';
import {
  type ThroughputAnswer,
  type TrafficQuestion,
  throughput,
} from '../../src/whatif/throughput.js';
import { openWorld, readTopology } from '../worlds.js';

let solve: LinearSolver;
beforeAll(async () => {
  solve = await loadLinearSolver();
});

const schema = JSON.parse(
  readFileSync(new URL('../../schemas/throughput.schema.json', import.meta.url), 'utf8'),
);
const valid = new Ajv({ strict: true, strictRequired: true, allowUnionTypes: true }).compile(
  schema,
);

const world = openWorld(readTopology('topologies/deepseek-v3-2048.json'));

function ask(traffic: TrafficQuestion, fail: readonly string[] = []): ThroughputAnswer {
  const answer = throughput(world.subject, solve, { fail, traffic });
  if (!('planes' in answer)) throw new Error(JSON.stringify(answer));
  const { certificates: _, ...told } = answer;
  const topology = { name: 'deepseek-v3-2048', file: 'topologies/deepseek-v3-2048.json' };
  valid(JSON.parse(throughputJson({ version: 1, topology, ...told })));
  expect(valid.errors).toBeNull();
  return answer;
}

function table(text: string): TrafficQuestion {
  const read = readHostTraffic(text, world.subject.fabric.hostIds);
  if (!('demands' in read)) throw new Error(read.problems.join());
  return read.demands;
}

const exactly = (times: number) => ({ lower: times, upper: times, exact: true });

describe('throughput of given traffic', () => {
  test('a host takes in 8 × 400 Gb/s', () => {
    const { planeSets } = ask(table('from,to,gbps\nh0,h40,3200\nh1,h40,1600\n'));
    expect(planeSets.compute!.throughput!.upper).toBeCloseTo(2 / 3, 12);
  });

  test('a list and a square table say the same', () => {
    const list = ask(table('from,to,gbps\nh0,h1,100\nh1,h0,250.5\n'));
    const square = ask(table(',h0,h1\nh0,0,1e2\nh1,250.5,\n'));
    expect(square.planes).toEqual(list.planes);
  });

  test('without Gb/s a pair sends what both can, plane by plane', () => {
    const fail = ['nic:h0/nic0', 'port:h1/nic1:0@0.5'];
    const { planes } = ask(table('from,to\nh0,h40\nh1,h41\nh2,h42\n'), fail);
    expect(planes.map((one) => one.throughput)).toEqual(planes.map(() => exactly(1)));
    expect(planes[0]!.endpointsLeftOut).toBe(1);
  });

  test('who meets in no plane is named, and nothing fits', () => {
    const { planeSets } = ask(table('from,to\nh0,h40\nh1,h41\n'), ['host:h40']);
    expect(planeSets.compute).toEqual({ throughput: exactly(0), apart: ['h0 to h40'] });
  });

  test('planes that carry nothing have no figure', () => {
    const { planes, planeSets } = ask('uniform', ['plane:compute/p0', 'plane:storage/p0']);
    expect(planes[0]).toMatchObject({ endpoints: 0, throughput: null, limit: null, byHops: null });
    expect(planeSets.storage).toEqual({ throughput: null, apart: [] });
    expect(planeSets.compute!.throughput).toEqual(exactly(1));
  });

  test('traffic on one switch is limited by its endpoints alone', () => {
    const { planes } = ask(table('from,to,gbps\nh0,h1,6400\n'));
    expect(planes[0]).toMatchObject({ throughput: exactly(0.5), byHops: null });
    expect(planes[0]!.limit).toEqual({ by: 'endpoint', endpoint: 'h0/nic0' });
  });
});
