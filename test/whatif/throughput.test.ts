import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { beforeAll, describe, expect, test } from 'vitest';
import { type LinearSolver, loadLinearSolver } from '../../src/flow/linear-program.js';
import { throughputJson, throughputText } from '../../src/report/throughput.js';
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

  test('who meets outside the largest part still meets, and the others keep their planes', () => {
    const spineless = ['switch:compute/p*/spine*'];
    const { planeSets } = ask(table('from,to,gbps\nh40,h41,3200\n'), spineless);
    expect(planeSets.compute).toEqual({ throughput: exactly(1), apart: [] });
    const { planes } = ask(table('from,to,gbps\nh40,h41,3200\nh0,h1,3200\n'), [
      'switch:compute/p0/spine*',
    ]);
    for (const { throughput: fits } of planes.slice(0, 8)) expect(fits).toEqual(exactly(1));
  });

  test('fixed routings carry no more than fits, and say what is full', () => {
    const { planes } = ask('uniform', ['cable:compute/p0/leaf0:33']);
    const { throughput: fits, routings } = planes[0]!;
    if (!routings || 'reason' in routings.ecmp || 'reason' in routings.dModK) throw new Error();
    expect(routings.ecmp.throughput).toBeLessThanOrEqual(fits!.upper * (1 + 1e-9));
    expect(routings.ecmp.unrouted).toBe(0);
    expect(routings.ecmp.ofOptimum).toBeCloseTo(routings.ecmp.throughput / fits!.upper, 12);
    expect(routings.dModK.throughput).toBeLessThan(routings.ecmp.throughput);
    expect(routings.dModK.worst.cable).toContain('compute/p0/leaf0:');
  });

  test('planes of which something else would be said are not folded', () => {
    const fail = ['cable:compute/p0/leaf0:[33-34]', 'cable:compute/p1/leaf0:33'];
    const answer = ask('uniform', fail);
    const topology = { name: 'x', file: 'x.json' };
    const { certificates: _, ...told } = answer;
    const text = throughputText({ version: 1, topology, ...told });
    expect(text).toContain('  compute/p0  256 endpoints\n');
    expect(text).toContain('  compute/p1  256 endpoints\n');
    expect(text).toContain('  compute/p2  256 endpoints, and 5 planes like it\n');
  });
});
