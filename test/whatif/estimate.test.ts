import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { exchangeOf } from '../../src/model/exchange.js';
import { estimateJson, estimateText } from '../../src/report/estimate.js';
import type { ModelInput } from '../../src/spec/model.js';
import { type Estimate, estimate } from '../../src/whatif/estimate.js';
import { type OpenWorld, openWorld, readTopology } from '../worlds.js';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));
const valid = new Ajv({ strict: true, strictRequired: true, allowUnionTypes: true }).compile(
  read('schemas/estimate.schema.json'),
);
const model = (name: string): ModelInput => read(`topologies/models/${name}.json`);

const h800 = openWorld(readTopology('topologies/deepseek-v3-2048.json'));
const nvl72 = openWorld(readTopology('topologies/nvl72.json'));
const printed = model('deepseek-v3-as-printed');

function ask(
  { subject, topology }: OpenWorld,
  of: ModelInput,
  { fail = [], planes = null }: { fail?: readonly string[]; planes?: string | null } = {},
): Estimate {
  const answer = estimate(subject, { model: of, fail, planes, against: [['same', of]] });
  if (!('cache' in answer)) throw new Error(JSON.stringify(answer));
  const about = { name: topology.name, file: 'a.json' };
  const said = { version: 1 as const, topology: about, model: 'm', ...answer };
  valid(JSON.parse(estimateJson(said)));
  expect(valid.errors).toBeNull();
  expect(estimateText(said)).not.toMatch(/NaN|Infinity|undefined/);
  return answer;
}

describe('the exchange with experts', () => {
  it('goes by the NICs of hosts of eight: 120.96 µs, 241.92 µs, 14.76 ms, 67 tokens a second', () => {
    const { exchange } = ask(h800, printed);
    expect(exchange).toMatchObject({ by: 'nics', gbps: 400, layers: 61 });
    expect(exchange!.pace!.exchangeUs).toBeCloseTo(120.96, 9);
    expect(exchange!.pace!.layerUs).toBeCloseTo(241.92, 9);
    expect(exchange!.pace!.tokenMs.toFixed(2)).toBe('14.76');
    expect(Math.floor(exchange!.pace!.tokensPerSecond)).toBe(67);
  });

  it('takes 123.86 µs with the true width', () => {
    const { exchange } = ask(h800, model('deepseek-v3'));
    expect(exchange!.pace!.exchangeUs.toFixed(2)).toBe('123.86');
  });

  it('stays in the scale-up domain of NVL72: 6.72 µs, 0.82 ms, 1,220 tokens a second', () => {
    const { exchange } = ask(nvl72, printed);
    expect(exchange).toMatchObject({ by: 'scale-up', gbps: 7200, perHost: null });
    expect(exchange!.pace!.exchangeUs).toBeCloseTo(6.72, 9);
    expect(exchange!.pace!.tokenMs.toFixed(2)).toBe('0.82');
    expect(Math.round(exchange!.pace!.tokensPerSecond)).toBe(1220);
  });

  it('goes by NICs where one more GPU is wanted than the domain has', () => {
    const on = (expertGpus: number) =>
      ask(nvl72, {
        ...printed,
        experts: { ...printed.experts!, routed: expertGpus, limit: { groups: 1, of: 1 } },
        serving: { ...printed.serving, expertGpus },
      }).exchange!.by;
    expect([on(72), on(73)]).toEqual(['scale-up', 'nics']);
  });

  it('with a copy for each host takes as many times less as hosts are fewer than experts', () => {
    const { exchange, spread } = ask(h800, printed);
    // The shared expert is on any of the eight hosts: often on one that the token goes to anyway.
    const { mean } = spread!.limited!.hosts;
    const copies = mean + 1 - mean / 8;
    expect(spread!.limited!.hosts.most).toBe(4);
    expect(spread!.unrestricted.hosts.mean.toFixed(3)).toBe('5.295');
    const { pace, perHost } = exchange!;
    expect(perHost!.targets).toBeCloseTo(copies, 12);
    expect(perHost!.pace!.exchangeUs / pace!.exchangeUs).toBeCloseTo(copies / 9, 12);
    expect(exchangeOf(printed)!.targets).toBe(9);
  });

  it('with a plane down has seven NICs for eight GPUs, and nothing with all down', () => {
    expect(ask(h800, printed, { fail: ['plane:compute/p3'] }).exchange!.gbps).toBe(350);
    expect(ask(h800, printed, { fail: ['plane:compute/*'] }).exchange).toMatchObject({
      gbps: 0,
      pace: null,
      perHost: { pace: null },
    });
  });

  it('is as slow as the slowest host that is not cut off', () => {
    expect(ask(h800, printed, { fail: ['nic:h7/nic2', 'host:h9'] }).exchange!.gbps).toBe(350);
  });

  it('is not said where there are fewer GPUs than hold the experts', () => {
    const document = readTopology('topologies/deepseek-v3-2048.json');
    const ofHosts = (count: number) => {
      const hosts = Object.fromEntries(
        Object.entries(document.hosts ?? {}).map(([name, group]) =>
          group.gpus ? [name, { ...group, count }] : [name, group],
        ),
      );
      return ask(openWorld({ ...document, hosts }), printed);
    };
    const problem = 'there are 56 GPUs';
    const short = ofHosts(7);
    const { exchange, spread } = short;
    expect(exchange).toMatchObject({ by: 'nics', pace: null, perHost: null, problem });
    expect(spread).toMatchObject({ expertGpus: 64, expertHosts: 8, problem });
    const about = { name: 'seven', file: 'a.json' };
    const said = estimateText({ version: 1, topology: about, model: 'm', ...short });
    expect(said).toContain('256 on 64 GPUs of 8 hosts: there are 56 GPUs\n');
    expect(said).not.toContain('a token, at most');
    const enough = ofHosts(8);
    expect([enough.exchange!.problem, enough.spread!.problem]).toEqual([null, null]);
    expect(enough.exchange!.pace!.exchangeUs).toBeCloseTo(120.96, 9);
  });

  it('goes by the NICs of the plane set that is named', () => {
    expect(ask(h800, printed, { planes: 'storage' }).exchange!.gbps).toBe(50);
  });
});

describe('the hand-over of a KV cache', () => {
  it('takes what all NICs of the fewer hosts can carry', () => {
    const { handOver } = ask(h800, model('deepseek-v3'));
    expect(handOver!.gbps).toBe(4 * 8 * 400);
    expect(handOver!.bytes).toBe(4096 * 70_272);
    expect(handOver!.us).toBeCloseTo((4096 * 70_272) / (4 * 8 * 50_000), 9);
  });

  it('is slowed down by what fails on the way, and stops without any', () => {
    const of = (...fail: string[]) => ask(h800, printed, { fail }).handOver!;
    // One host has a port in each plane: a spine less is not in its way.
    expect(of('switch:compute/p0/spine0').gbps).toBe(3200);
    expect(of('switch:compute/p0/spine*', 'nic:h0/nic5').gbps).toBe(6 * 400);
    // One that is down is none of them: the next ones hand over.
    expect(of('host:h0')).toEqual(of());
    expect(of('nic:h0/nic*')).toMatchObject({ gbps: 0, us: null });
  });

  it('says when there are not so many hosts', () => {
    expect(ask(nvl72, model('deepseek-v3')).handOver).toMatchObject({
      us: null,
      problem: 'there are 18 hosts with GPUs',
    });
  });
});

describe('an estimate', () => {
  it('of a dense model has no experts', () => {
    const { exchange, spread, training } = ask(nvl72, model('llama-3.1-405b'));
    expect([exchange, spread]).toEqual([null, null]);
    expect(training!.tokensPerSecondPerGpu).toBeNull();
  });

  it('of training reaches what the model says: 1,537 tokens a second, as measured', () => {
    const { training } = ask(h800, model('deepseek-v3'));
    // Table 4: 272.80 billion tokens a day on 2,048 GPUs are 1,541.7 a second and GPU.
    expect(training!.tokensPerSecondPerGpu! / (272.8e9 / 86_400 / 2048)).toBeCloseTo(1, 2);
  });

  it('says which part of the question says nothing', () => {
    const wish = { model: printed, planes: null, against: [] };
    const wrong = { ...wish, fail: ['switch:compute/p0/spin0'] };
    expect(JSON.stringify(estimate(h800.subject, wrong))).toContain('did you mean');
    const set = { ...wish, fail: [], planes: 'storag' };
    expect(JSON.stringify(estimate(h800.subject, set))).toContain('did you mean');
  });

  it('needs hosts with GPUs', () => {
    const document = readTopology('topologies/ft2.json');
    const hosts = Object.fromEntries(
      Object.entries(document.hosts ?? {}).map(([name, group]) => [name, { ...group, gpus: 0 }]),
    );
    const { subject } = openWorld({ ...document, hosts });
    const wish = { model: printed, planes: null, fail: [], against: [] };
    expect(JSON.stringify(estimate(subject, wish))).toContain('hosts with GPUs');
  });
});
