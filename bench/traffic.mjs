// How long do rates and completion times take? Budgets of issue 9: an all-to-all of 256 endpoints, all flows at once
// (65,280), at least 50 times faster than SimGrid 3.32 in the same run, and one of 2,048 endpoints in shifts (4,192,256
// flows) at least 10 times; 4.2 million flows of per-flow ECMP hashed, loaded and water-filled 1.5 s and 400 MB.
// Needs g++ and Debian's libsimgrid-dev (without them only our own figures are measured); SimGrid takes minutes.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { childOf, root, spread, times } from './measure.mjs';

const gbps = 400;
const bytes = 1e6;

/** Channels of a tree of two tiers: up and down of endpoints, then of cables between leaves and spines. */
class Tree {
  constructor(leaves, below, spines) {
    Object.assign(this, { leaves, below, spines, size: leaves * below });
    this.capacity = new Float64Array(2 * this.size + 2 * leaves * spines).fill(gbps);
  }

  /** Writes the channels of a flow over a spine behind the others. @returns where the next one begins */
  route(from, to, spine, channels, at) {
    const { below, spines, size, leaves } = this;
    const [a, b] = [Math.floor(from / below), Math.floor(to / below)];
    let end = at;
    channels[end++] = from;
    if (a !== b) {
      channels[end++] = 2 * size + a * spines + spine;
      channels[end++] = 2 * size + (leaves + b) * spines + spine;
    }
    channels[end++] = size + to;
    return end;
  }

  /** Flows in the order of shifts (a shift is a stage), or of their senders. */
  flows(pairs, count, spineOf) {
    const offsets = new Int32Array(count + 1);
    const channels = new Int32Array(4 * count);
    let [n, end] = [0, 0];
    for (const [from, to] of pairs) {
      end = this.route(from, to, spineOf(from, to), channels, end);
      offsets[++n] = end;
    }
    return { count, offsets, channels, shares: null };
  }

  dModK = (_, to) => to % this.spines;

  /** A stage by shift, all of them in the same arrays. */
  *shifts() {
    const { size } = this;
    const flows = {
      count: size,
      offsets: new Int32Array(size + 1),
      channels: new Int32Array(4 * size),
      shares: null,
    };
    const stage = { flows, bytes: new Float64Array(size).fill(bytes), delayUs: 0 };
    for (let shift = 1; shift < size; shift++) {
      let end = 0;
      for (let from = 0; from < size; from++) {
        const to = (from + shift) % size;
        end = this.route(from, to, this.dModK(from, to), flows.channels, end);
        flows.offsets[from + 1] = end;
      }
      yield stage;
    }
  }
}

function* allPairs(size) {
  for (let shift = 1; shift < size; shift++) {
    for (let from = 0; from < size; from++) yield [from, (from + shift) % size];
  }
}

/** 32 well mixed bits of two numbers (the last steps of MurmurHash3). */
function hash(a, b) {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

const peakMegabytes = () => process.resourceUsage().maxRSS / 1024;

const children = {
  /** @param told whether each arrival is asked for: then rates have to be found */
  async all(told) {
    const { runStages } = await import(`${root}dist/flow/fluid/run-stages.js`);
    const tree = new Tree(16, 16, 16);
    const start = performance.now();
    const count = tree.size * (tree.size - 1);
    const flows = tree.flows(allPairs(tree.size), count, tree.dModK);
    const stage = { flows, bytes: new Float64Array(count).fill(bytes), delayUs: 0 };
    const options = told === 'told' ? { onArrival() {} } : {};
    const run = runStages([[stage]], tree.capacity, options);
    return { ms: performance.now() - start, us: run.jobs[0].endUs[0], events: run.events };
  },

  async shift() {
    const { runStages } = await import(`${root}dist/flow/fluid/run-stages.js`);
    const tree = new Tree(64, 32, 32);
    const start = performance.now();
    const run = runStages([tree.shifts()], tree.capacity);
    return { ms: performance.now() - start, us: run.jobs[0].endUs.at(-1) };
  },

  /** The same 256 endpoints under ECMP: whoever arrives leaves more to others. */
  async hashedTimes() {
    const { runStages } = await import(`${root}dist/flow/fluid/run-stages.js`);
    const tree = new Tree(16, 16, 16);
    const count = tree.size * (tree.size - 1);
    const flows = tree.flows(allPairs(tree.size), count, (a, b) => hash(a, b) % tree.spines);
    const start = performance.now();
    const stage = { flows, bytes: new Float64Array(count).fill(bytes), delayUs: 0 };
    const run = runStages([[stage]], tree.capacity, { onArrival() {} });
    return { ms: performance.now() - start, us: run.jobs[0].endUs[0], events: run.events };
  },

  async hashed() {
    const { maxMinRates } = await import(`${root}dist/flow/fluid/max-min.js`);
    const { verifyMaxMin } = await import(`${root}dist/flow/certify/max-min.js`);
    const tree = new Tree(64, 32, 32);
    const { size, spines } = tree;
    const count = size * (size - 1);
    const start = performance.now();
    const offsets = new Int32Array(count + 1);
    const channels = new Int32Array(4 * count);
    let [n, end] = [0, 0];
    for (let a = 0; a < size; a++) {
      for (let b = 0; b < size; b++) {
        if (a === b) continue;
        end = tree.route(a, b, hash(a, b) % spines, channels, end);
        offsets[++n] = end;
      }
    }
    const flows = { count, offsets, channels, shares: null };
    const hashed = performance.now();
    const { rates, bottleneck, levels } = maxMinRates(flows, tree.capacity);
    const filled = performance.now();
    const megabytes = peakMegabytes();
    const reasons = verifyMaxMin(flows, tree.capacity, rates, bottleneck);
    if (reasons.length > 0) throw new Error(reasons[0]);
    return {
      count,
      levels,
      hashed: hashed - start,
      filled: filled - hashed,
      verified: performance.now() - filled,
      megabytes,
    };
  },
};

/** SimGrid on the same tree in this run; null if it is not there. */
function simgrid(program, ...args) {
  if (!program) return null;
  const { stdout, status } = spawnSync(program, [...args, '--log=root.thres:error'], {
    encoding: 'utf8',
  });
  return status === 0 ? JSON.parse(stdout) : null;
}

function compiled(folder) {
  const program = join(folder, 'all-to-all');
  const source = `${root}bench/simgrid-all-to-all.cpp`;
  const args = ['-O2', '-std=c++17', source, '-o', program, '-lsimgrid'];
  return spawnSync('g++', args).status === 0 ? program : null;
}

function report(name, runs, theirs) {
  console.log(`${name}: ends after ${runs[0].us.toFixed(2)} µs`);
  console.log(`  ours ms       ${spread(runs.map(({ ms }) => ms))}`);
  if (!theirs) {
    console.log('  SimGrid       not there');
    return;
  }
  const same = Math.abs((theirs.seconds * 1e6) / runs[0].us - 1) < 1e-6;
  const ratio = spread(runs.map(({ ms }) => (theirs.wall * 1000) / ms));
  console.log(`  SimGrid s     ${theirs.wall.toFixed(1)}, ${ratio} times ours`);
  console.log(`  its end       ${same ? 'the same' : `${theirs.seconds * 1e6} µs, ANOTHER ONE`}`);
  if (!same) process.exitCode = 1;
}

if (process.argv[2] === 'child') {
  const [what, ...args] = process.argv.slice(3);
  console.log(JSON.stringify(await children[what](...args)));
} else {
  const child = childOf(import.meta.filename);
  const folder = mkdtempSync(join(tmpdir(), 'planewright-traffic-'));
  try {
    const program = compiled(folder);
    console.log('median (least to most) of 5 processes');
    const all = simgrid(program, '16', '16', '16', `${bytes}`, 'all');
    const at = 'all-to-all of 256 endpoints, 65,280 flows at once';
    report(
      `${at}, end only`,
      times(5, () => child('all', 'end')),
      all,
    );
    report(
      `${at}, every arrival`,
      times(5, () => child('all', 'told')),
      all,
    );
    report(
      'all-to-all of 2,048 endpoints in 2,047 shifts, 4,192,256 flows',
      times(5, () => child('shift')),
      simgrid(program, '64', '32', '32', `${bytes}`, 'shift'),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
  const hashed = times(3, () => child('hashedTimes'));
  console.log(
    `65,280 hashed flows at once, every arrival: ${hashed[0].events} events, ${hashed[0].us.toFixed(1)} µs`,
  );
  console.log(`  ours ms       ${spread(hashed.map(({ ms }) => ms))}`);
  const runs = times(5, () => child('hashed'));
  console.log(`${runs[0].count} flows hashed over 32 spines: ${runs[0].levels} levels`);
  for (const what of ['hashed', 'filled', 'verified', 'megabytes']) {
    console.log(`  ${what.padEnd(13)} ${spread(runs.map((run) => run[what]))}`);
  }
}
