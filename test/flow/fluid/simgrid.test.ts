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

/** By problem and flow: SimGrid's finish times in µs of ours; all problems are apart from each other in one run. */
function finishTimes(problems: readonly Problem[]): number[][] {
  const folder = mkdtempSync(join(tmpdir(), 'simgrid-rates-'));
  try {
    const program = join(folder, 'rates');
    const source = join(import.meta.dirname, 'simgrid.cpp');
    tool('g++', ['-std=c++17', source, '-o', program, '-lsimgrid']);
    const lines: string[] = [];
    let links = 0;
    for (const { flows, bytes, gbps } of problems) {
      lines.push(...gbps.map((speed) => `link ${speed * 1e6}`));
      for (const [f, { channels }] of flows.entries()) {
        lines.push(`flow ${bytes[f]} ${channels.map((c) => links + c).join(' ')}`);
      }
      links += gbps.length;
    }
    const text = tool(program, ['--log=root.thres:error'], `${lines.join('\n')}\n`);
    const times = text.trim().split('\n').map(Number);
    let next = 0;
    return problems.map(({ flows }) => flows.map(() => (times[next++]! * 1e6) / 125));
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
    const problems = Array.from({ length: 120 }, (_, seed) => randomProblem(seed + 1));
    const rated = problems.map(atOnce);
    const theirs = finishTimes([...problems, ...rated]);
    let compared = 0;
    problems.forEach(({ flows, bytes, gbps }, n) => {
      const stage = { flows: flowsOf(flows), bytes: Float64Array.from(bytes), delayUs: 0 };
      runStages([[stage]], Float64Array.from(gbps), {
        onArrival: (_, __, flow, us) => {
          expect(Math.abs(theirs[n]![flow]! / us - 1), `${n} ${flow}`).toBeLessThan(1e-6);
          compared++;
        },
      });
      for (const us of theirs[problems.length + n]!) {
        expect(Math.abs(us / (1e9 / 125) - 1), `rates of ${n}`).toBeLessThan(1e-6);
      }
    });
    expect(compared).toBeGreaterThan(1000);
  });
});
