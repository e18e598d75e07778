import type { Pace } from '../model/exchange.js';
import type { Spread } from '../model/spread.js';
import { jsonText } from '../std/pretty-json.js';
import { formatCount, formatCounted, formatGbps, formatNumber, formatUs } from '../std/units.js';
import type { Estimate } from '../whatif/estimate.js';
import type { ExchangeEstimate, SpreadEstimate, SpreadOver } from '../whatif/exchange-estimate.js';
import type { HandOver } from '../whatif/hand-over.js';
import { faultLines } from './fault-lines.js';

/** An answer with the topology and the model that it is about. */
export interface EstimateReport extends Estimate {
  readonly version: 1;
  readonly topology: { readonly name: string; readonly file: string };
  readonly model: string;
}

export const estimateJson = (report: EstimateReport): string => jsonText(report);

/** Words on the left, and what is said of them, line by line. */
type Section = readonly [head: string, lines: readonly string[]];

/** Parameters, cache, exchange, hand-over and training, as far as the model says something of them. */
export function estimateText(report: EstimateReport): string {
  const { topology, model, planeSet, faults, cache, parameters, training } = report;
  const billions = (count: number) => `${formatNumber(count / 1e9, 2)} billion`;
  const sections: Section[] = [
    [
      'parameters',
      [
        `${billions(parameters.total)}, of which a token goes through ${billions(parameters.active)}`,
      ],
    ],
    [
      'KV cache',
      [
        `${formatCount(cache.bytesPerToken)} bytes a token`,
        ...cache.against.map(
          ({ name, bytesPerToken, times }) =>
            `${name}: ${formatCount(bytesPerToken)} bytes, ${formatNumber(times, 2)} times as many`,
        ),
      ],
    ],
  ];
  if (report.spread) sections.push(['experts', spreadLines(report.spread)]);
  if (report.exchange) sections.push(['exchange', exchangeLines(report.exchange)]);
  if (report.handOver) sections.push(['hand-over', handOverLines(report.handOver)]);
  if (training) {
    const { causalGflop, nonCausalGflop, tokensPerSecondPerGpu } = training;
    const rate =
      tokensPerSecondPerGpu === null
        ? []
        : [`${formatCount(Math.round(tokensPerSecondPerGpu))} tokens/s of one GPU`];
    const gflop = (value: number) => formatNumber(value, 1);
    sections.push([
      'training',
      [
        `${gflop(causalGflop)} GFLOP a token, in sequences of ${formatCount(training.sequence)} (${gflop(nonCausalGflop)} if attention is counted as not causal)`,
        ...rate,
      ],
    ]);
  }
  const width = Math.max(...sections.map(([head]) => head.length));
  const lines = [
    `${topology.name}: ${model} on ${planeSet}`,
    ...faultLines(faults, width),
    ...sections.flatMap(([head, said]) =>
      said.map((line, i) => `  ${(i === 0 ? head : '').padEnd(width)}  ${line}`),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function spreadLines(spread: SpreadEstimate): string[] {
  const { experts, perToken, expertGpus, expertHosts, unrestricted, limited, problem } = spread;
  const where = `${formatCounted(expertGpus, 'GPU')} of ${formatCounted(expertHosts, 'host')}`;
  if (problem !== null) return [`${formatCount(experts)} on ${where}: ${problem}`];
  return [
    `${formatCount(experts)} on ${where}; the ${formatCount(perToken)} of a token spread over`,
    `${overWords(unrestricted)}, any chosen`,
    ...(limited
      ? [
          `${overWords(limited)}, at most ${formatCount(limited.groups)} of ${formatCounted(limited.of, 'group')}`,
        ]
      : []),
  ];
}

/** "5.295 hosts (at most 8) and 7.05 GPUs (at most 8)". */
const overWords = ({ hosts, gpus }: SpreadOver): string =>
  `${spreadWords(hosts, 'hosts')} and ${spreadWords(gpus, 'GPUs')}`;

const spreadWords = ({ mean, most }: Spread, noun: string): string =>
  `${formatNumber(mean, 3)} ${noun} (at most ${formatCount(most)})`;

function exchangeLines(exchange: ExchangeEstimate): string[] {
  const { tokens, hidden, targets, layers, microBatches, gbps, by, perHost, problem } = exchange;
  const bytes = exchange.dispatchBytes + exchange.combineBytes;
  const carrier = by === 'nics' ? 'its NICs' : 'the scale-up domain';
  const sent = `${formatCounted(tokens, 'token')} × ${formatCounted(targets, 'copy')} × ${formatCount(hidden)} elements: ${formatCount(bytes)} bytes there and back`;
  if (problem !== null) return [`${sent}: ${problem}`];
  return [
    sent,
    `${formatGbps(gbps)} of a GPU, by ${carrier}; ${formatCounted(layers, 'layer')}, ${formatCounted(microBatches, 'micro-batch')} in turn`,
    ...paceLines('a copy for each expert', exchange.pace),
    ...(perHost
      ? paceLines(
          `a copy for each host, ${formatNumber(perHost.targets, 3)} in the mean`,
          perHost.pace,
        )
      : []),
  ];
}

/** To five digits, as published figures are: 120.96 µs. */
const usWords = (us: number): string => formatUs(us, 5);

function paceLines(how: string, pace: Pace | null): string[] {
  if (!pace) return [`${how}: nothing can be sent`];
  const { exchangeUs, layerUs, tokenMs, tokensPerSecond, withPrediction } = pace;
  const rate = (value: number) => formatNumber(value, value < 1000 ? 2 : 0);
  const predicted =
    withPrediction === null ? '' : `, ${rate(withPrediction)} with predicted tokens`;
  return [
    `${how}: ${usWords(exchangeUs)}, ${usWords(layerUs)} a layer`,
    `  ${formatNumber(tokenMs, 2)} ms a token, at most ${rate(tokensPerSecond)} tokens/s${predicted}`,
  ];
}

function handOverLines(move: HandOver): string[] {
  const { contextTokens, bytes, prefillHosts, decodeHosts, gbps, us, problem } = move;
  const from = `${formatCounted(contextTokens, 'token')} (${formatCount(bytes)} bytes) from ${formatCounted(prefillHosts, 'host')} to ${formatCounted(decodeHosts, 'other')}`;
  if (us === null) return [`${from}: ${problem ?? 'nothing can be sent'}`];
  return [`${from} at ${formatGbps(gbps)}: ${usWords(us)}`];
}
