import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { maxMinRates } from '../../../src/flow/fluid/max-min.js';
import { runStages } from '../../../src/flow/fluid/run-stages.js';
import { lehmer } from '../../small-fabrics.js';
import { tool } from '../../tool.js';
import type { PlainFlow } from './reference.js';
import { flowsOf, randomFlow } from './worlds.js';

const installed =
  spawnSync('g++', ['-E', '-x', 'c++', '-'], { input: '#include <simgrid/version.h>\n' }).status ===
  0;
if (!installed) {
  console.warn('g++ or SimGrid is not installed (libsimgrid-dev): nobody else finds rates here');
}

interface Problem {
  readonly flows: readonly PlainFlow[];
  readonly bytes: readonly number[];
  /** Gb/s, of which a link has a thousand bytes per second each. */
  readonly gbps: readonly number[];
}

/** What SimGrid says, by pair of problems: the finish time of each flow in µs of ours. They do not meet, in one run. */
function finishTimes(
  pairs: readonly (readonly [Problem, Problem])[],
): (readonly [number[], number[]])[] {
  const folder = mkdtempSync(join(tmpdir(), 'simgrid-rates-'));
  try {
    const program = join(folder, 'rates');
    const source = join(import.meta.dirname, 'simgrid.cpp');
    tool('g++', ['-std=c++17', source, '-o', program, '-lsimgrid'], '');
    return pairs.map(([one, other]) => {
      const text = [one, other].flatMap(({ flows, bytes, gbps }, n) => [
        ...gbps.map((speed) => `link ${speed * 1e6}`),
        ...flows.map(({ channels }, f) => {
          const links = channels.map((c) => c + n * one.gbps.length);
          return `flow ${bytes[f]} ${links.join(' ')}`;
        }),
      ]);
      const said = tool(program, ['--log=root.thres:error'], `${text.join('\n')}\n`);
      const times = said
        .trim()
        .split('\n')
        .map((line) => (Number(line) * 1e6) / 125);
      return [times.slice(0, one.flows.length), times.slice(one.flows.length)];
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function randomProblem(seed: number): Problem {
  const random = lehmer(1_000_003 * seed);
  const channelCount = 2 + random(10);
  const flows = Array.from({ length: 1 + random(25) }, () => {
    const { channels } = randomFlow(random, channelCount, false);
    return { channels: [...new Set(channels)] };
  });
  const gbps = Array.from({ length: channelCount }, () => 1 + random(400));
  return { flows, gbps, bytes: flows.map(() => 1_000_000 * (1 + random(50))) };
}

/** The same flows with as many bytes as they send in a time at their first rates: all arrive together. */
function atOnce({ flows, gbps }: Problem): Problem {
  const { rates } = maxMinRates(flowsOf(flows), Float64Array.from(gbps));
  return { flows, gbps, bytes: Array.from(rates, (rate) => Math.round(rate * 1e9)) };
}

describe.runIf(installed)('SimGrid', () => {
  it('finds the same rates, and the same finish time of every flow', () => {
    const problems = Array.from({ length: 40 }, (_, seed) => randomProblem(seed + 1));
    const theirs = finishTimes(problems.map((problem) => [problem, atOnce(problem)]));
    let compared = 0;
    problems.forEach(({ flows, bytes, gbps }, n) => {
      const stage = { flows: flowsOf(flows), bytes: Float64Array.from(bytes), delayUs: 0 };
      const [times, rated] = theirs[n]!;
      runStages([[stage]], Float64Array.from(gbps), {
        onArrival: (_, __, flow, us) => {
          expect(Math.abs(times[flow]! / us - 1), `${n} ${flow}`).toBeLessThan(1e-6);
          compared++;
        },
      });
      for (const us of rated) expect(Math.abs(us / (1e9 / 125) - 1), `${n}`).toBeLessThan(1e-6);
    });
    expect(compared).toBeGreaterThan(400);
  });
});
