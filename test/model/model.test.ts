import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheBytesPerToken } from '../../src/model/cache.js';
import { exchangeOf, paceOf, tokensPerStep } from '../../src/model/exchange.js';
import { layersOf, parametersOf } from '../../src/model/parameters.js';
import { modelProblems } from '../../src/model/problems.js';
import { trainingFlop } from '../../src/model/training.js';
import type { ModelInput } from '../../src/spec/model.js';
import { readOwnFile } from '../../src/spec/own-file.js';
import { present } from '../../src/std/assert.js';

const folder = join(import.meta.dirname, '../../topologies/models');

function model(name: string): ModelInput {
  const file = join(folder, `${name}.json`);
  const { value, findings } = readOwnFile('models', { file, bytes: readFileSync(file) });
  expect(findings).toEqual([]);
  return present(value, name);
}

const names = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));

describe.each(names)('%s', (name) => {
  it('is of one piece, called like its file, and says where it is from', () => {
    const input = model(name);
    expect(modelProblems(input)).toEqual([]);
    expect(input.name).toBe(name);
    for (const text of [input.title, input.description, input.source]) {
      expect(text?.length).toBeGreaterThan(6);
    }
  });
});

describe('parameters, as published', () => {
  // DeepSeek-V3: 671 B, 37 B active with embeddings (arXiv 2412.19437); V2: 236 B, 21 B (2405.04434); Qwen2.5-72B:
  // 72.7 B, 70.0 B without embeddings (its model card); LLaMA: 405.8 B (2407.21783).
  it.each([
    ['deepseek-v3', 671.0, 36.62],
    ['deepseek-v2', 235.7, 20.85],
    ['qwen2.5-72b', 72.7, 71.46],
    ['llama-3.1-405b', 405.8, 403.75],
  ])('%s: %f and %f billion active', (name, total, active) => {
    const found = parametersOf(model(name));
    expect(found.total / 1e9).toBeCloseTo(total, 0);
    expect(Math.abs(found.total / 1e9 - total)).toBeLessThan(0.12);
    expect(Math.abs(found.active / 1e9 - active)).toBeLessThan(0.01);
  });

  it('agree with a list of all matrices', () => {
    const {
      hidden,
      layers,
      attention,
      experts,
      intermediate = 0,
      vocabulary,
    } = model('deepseek-v3');
    if (attention.kind !== 'mla' || !experts) throw new Error('an MLA model with experts');
    let sum = 2 * vocabulary * hidden;
    for (let layer = 0; layer < layers; layer++) {
      const { heads, queryRank = 0, kvRank, nopeHead, ropeHead, valueHead } = attention;
      const matrices: [number, number][] = [
        [hidden, queryRank],
        [queryRank, heads * nopeHead],
        [queryRank, heads * ropeHead],
        [hidden, kvRank],
        [hidden, ropeHead],
        [kvRank, heads * nopeHead],
        [kvRank, heads * valueHead],
        [heads * valueHead, hidden],
      ];
      if (layer < 3) for (let i = 0; i < 3; i++) matrices.push([hidden, intermediate]);
      else {
        matrices.push([hidden, experts.routed]);
        for (let i = 0; i < 3 * 257; i++) matrices.push([hidden, experts.intermediate]);
      }
      sum += matrices.reduce((all, [rows, columns]) => all + rows * columns, 0);
    }
    expect(parametersOf(model('deepseek-v3')).total).toBe(sum);
    expect(layersOf(model('deepseek-v3'))).toEqual({ dense: 3, withExperts: 58 });
  });
});

describe('FLOP of training a token', () => {
  // What Table 2 of arXiv 2505.09343 prints of the last two (2,448 and 394) does not follow from its formula.
  it.each([
    ['deepseek-v3', 250.4, 0.1],
    ['deepseek-v2', 155.3, 0.1],
    ['llama-3.1-405b', 2473, 1],
    ['qwen2.5-72b', 445, 1],
  ])('%s: %f GFLOP', (name, causal, digits) => {
    const found = trainingFlop(model(name), 4096);
    expect(Math.abs(found.causal / 1e9 - causal)).toBeLessThan(digits);
  });

  it('of DeepSeek-V3 is what its measured rate says, causal and not', () => {
    // Table 4: 272.80 billion tokens a day on 2,048 GPUs, 385 and 432 TFLOP a second each.
    const tokens = 272.8e9 / 86_400 / 2048;
    const { causal, nonCausal } = trainingFlop(model('deepseek-v3'), 4096);
    expect(Math.abs((causal * tokens) / 1e12 - 385)).toBeLessThan(2);
    expect(Math.abs((nonCausal * tokens) / 1e12 - 432)).toBeLessThan(2);
  });

  it('half of the attention of LLaMA would give what is printed', () => {
    const { causal, nonCausal } = trainingFlop(model('llama-3.1-405b'), 4096);
    expect((causal - (nonCausal - causal) / 2) / 1e9).toBeCloseTo(2447.9, 1);
  });
});

describe('KV cache of a token', () => {
  it.each([
    ['deepseek-v3', 70_272],
    ['qwen2.5-72b', 327_680],
    ['llama-3.1-405b', 516_096],
  ])('%s: %i bytes', (name, bytes) => {
    expect(cacheBytesPerToken(model(name))).toBe(bytes);
  });

  it('of multi-head attention keeps all heads', () => {
    const attention = { kind: 'mha', heads: 96, headSize: 128 } as const;
    const gpt3 = { hidden: 12288, layers: 96, vocabulary: 50257, attention };
    expect(cacheBytesPerToken(gpt3)).toBe(4 * 96 * 12288);
  });

  it('of LLaMA is 7.34 times that of DeepSeek-V3; 7.28 is printed', () => {
    expect(516_096 / 70_272).toBeCloseTo(7.34, 2);
  });
});

describe('the exchange with experts', () => {
  const printed = model('deepseek-v3-as-printed');

  it.each([
    ['50 GB/s', 400, 120.96, 241.92, 14.757, 67.76],
    ['900 GB/s', 7200, 6.72, 13.44, 0.81984, 1219.75],
  ])('at %s, as printed', (_, gbps, exchangeUs, layerUs, tokenMs, tokensPerSecond) => {
    const pace = paceOf(present(exchangeOf(printed), 'exchange'), gbps, printed);
    expect(pace.exchangeUs).toBeCloseTo(exchangeUs, 9);
    expect(pace.layerUs).toBeCloseTo(layerUs, 9);
    expect(pace.tokenMs).toBeCloseTo(tokenMs, 3);
    expect(pace.tokensPerSecond).toBeCloseTo(tokensPerSecond, 1);
    expect(pace.withPrediction).toBeCloseTo(1.8 * pace.tokensPerSecond, 9);
  });

  it('with the true width: 123.86 µs, in 58 layers', () => {
    const true7168 = model('deepseek-v3');
    const exchange = present(exchangeOf(true7168), 'exchange');
    const pace = paceOf(exchange, 400, true7168);
    expect(pace.exchangeUs).toBeCloseTo(123.86, 2);
    expect(exchange.layers).toBe(58);
  });

  it('is nothing without experts, or where nothing is said of serving', () => {
    expect(exchangeOf(model('qwen2.5-72b'))).toBeNull();
    expect(exchangeOf(model('deepseek-v2'))).toBeNull();
  });

  it('a further token counts only if those before it were right', () => {
    expect(tokensPerStep({ modules: 1, acceptance: 0.8 })).toBe(1.8);
    expect(tokensPerStep({ modules: 3, acceptance: 0.5 })).toBe(1.875);
  });
});
