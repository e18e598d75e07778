// How long does traffic take? Budgets of issue 9: an all-to-all of 256 endpoints, all flows at once (65,280), at least
// 50 times faster than SimGrid 3.32 in the same run, and one of 2,048 endpoints in shifts (4,192,256 flows) at least 10
// times; per-flow ECMP of that many flows hashed, loaded and water-filled 1.5 s and 400 MB; the all-to-all of 16,384
// endpoints under adaptive routing 1 s. Ours is the library on a fabric that is loaded, the first time in a process.
// Needs g++ and Debian's libsimgrid-dev (without them only our own figures are measured); SimGrid takes minutes.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { childOf, root, spread, timeProcess, times } from './measure.mjs';

const bytes = 1e6;
const library = (path) => import(`${root}dist/${path}.js`);

/** An all-to-all of so many hosts of eight GPUs, a megabyte from each GPU to each other one. */
const allToAll = (hosts, algorithm) => ({
  name: 'all-to-all',
  jobs: { all: { hosts, run: [{ kind: 'all-to-all', bytes: 8 * hosts * bytes, algorithm }] } },
});

/** The 64 leaves × 32 spines of FT2, or 16 × 16 of the same kind. */
function tree(size) {
  const file = `${root}topologies/ft2.json`;
  const topology = JSON.parse(readFileSync(file, 'utf8'));
  if (size === 256) {
    topology.switchModels = {
      leaf: { ports: 32, portGbps: 400 },
      spine: { ports: 16, portGbps: 400 },
    };
    topology.hosts.h.count = 32;
    topology.planes.compute.fatTree = { leaf: { model: 'leaf' }, spine: { model: 'spine' } };
    delete topology.expect;
  }
  return { file, bytes: Buffer.from(JSON.stringify(topology)) };
}

async function opened(source) {
  const { load, open } = await library('pipeline');
  return open(load(source)).subject;
}

/** All of an answer, as the command asks for it. */
async function simulated(source, workload, routing) {
  const { simulate } = await library('whatif/simulation/simulate');
  const { loadLinearSolver } = await library('flow/linear-program');
  const solve = routing === 'adaptive' ? await loadLinearSolver() : null;
  const subject = await opened(source);
  const question = { workload, name: '', fail: [], routing, seed: 1, seeds: 1, tables: null };
  const start = performance.now();
  const { answer } = simulate(subject, solve, question);
  const ms = performance.now() - start;
  return { ms, us: answer.points[0].us.upper };
}

/** Every GPU to every other one, sender by sender. */
function everyPair(size) {
  const count = size * (size - 1);
  const [from, to] = [new Int32Array(count), new Int32Array(count)];
  let n = 0;
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) {
      if (a === b) continue;
      from[n] = a;
      to[n++] = b;
    }
  }
  return { from, to, key: new Int32Array(count) };
}

/** Channels by the capacity of their cables. */
const channelGbps = ({ gbps }) =>
  Float64Array.from({ length: 2 * gbps.length }, (_, c) => gbps[c >> 1]);

/** The ways of 65,280 flows, and when each of them arrives. */
async function everyArrival(waysOf) {
  const { runStages } = await library('flow/fluid/run-stages');
  const { fabric } = await opened(tree(256));
  const sends = everyPair(256);
  const { length: count } = sends.from;
  const start = performance.now();
  const flows = { count, ...(await waysOf(fabric, sends)), shares: null };
  const stage = { flows, bytes: new Float64Array(count).fill(bytes), delayUs: 0 };
  const run = runStages([[stage]], channelGbps(fabric), { onArrival() {} });
  return { ms: performance.now() - start, us: run.jobs[0].endUs[0], events: run.events };
}

const children = {
  all: () => simulated(tree(256), allToAll(32), 'static'),
  shift: () => simulated(tree(2048), allToAll(256, 'shift'), 'static'),
  async large() {
    const file = `${root}topologies/deepseek-v3.json`;
    return simulated({ file, bytes: readFileSync(file) }, allToAll(2048), 'adaptive');
  },

  async arrivals() {
    const { TableWalks } = await library('flow/routing/table-walks');
    const { dModKTables } = await library('flow/routing/d-mod-k-tables');
    return everyArrival((fabric, sends) => {
      const tables = dModKTables(fabric, fabric.gbps, 0);
      return new TableWalks(fabric, fabric.gbps, 0, tables).ways(sends);
    });
  },

  /** Under ECMP whoever arrives leaves more to others. */
  async hashedArrivals() {
    const { hashedEcmp } = await library('flow/routing/hashed-ecmp');
    return everyArrival((fabric, sends) => hashedEcmp(fabric, fabric.gbps, 0).ways(sends, 1));
  },

  async hashed() {
    const { hashedEcmp } = await library('flow/routing/hashed-ecmp');
    const { ChannelLoads } = await library('flow/fluid/channel-loads');
    const { maxMinRates } = await library('flow/fluid/max-min');
    const { verifyMaxMin } = await library('flow/certify/max-min');
    const { fabric } = await opened(tree(2048));
    const capacity = channelGbps(fabric);
    const sends = everyPair(2048);
    const { length: count } = sends.from;
    const marks = [performance.now()];
    const lap = () => marks.push(performance.now());
    const flows = { count, ...hashedEcmp(fabric, fabric.gbps, 0).ways(sends, 1), shares: null };
    lap();
    const loads = new ChannelLoads(capacity.length);
    loads.add(flows, null);
    lap();
    const { rates, bottleneck, levels } = maxMinRates(flows, capacity);
    lap();
    const megabytes = process.resourceUsage().maxRSS / 1024;
    const reasons = verifyMaxMin(flows, capacity, rates, bottleneck);
    if (reasons.length > 0) throw new Error(reasons[0]);
    const [begin, hashed, loaded, filled] = marks;
    return {
      count,
      levels,
      most: Math.max(...loads.loads),
      hashed: hashed - begin,
      loaded: loaded - hashed,
      filled: filled - loaded,
      all: filled - begin,
      megabytes,
    };
  },
};

/** SimGrid on the same tree in this run; null if it is not there, or not asked. */
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
  if (!theirs) return;
  const same = Math.abs((theirs.seconds * 1e6) / runs[0].us - 1) < 1e-6;
  const ratio = spread(runs.map(({ ms }) => (theirs.wall * 1000) / ms));
  console.log(`  SimGrid s     ${theirs.wall.toFixed(1)}, ${ratio} times ours`);
  console.log(`  its end       ${same ? 'the same' : `${theirs.seconds * 1e6} µs, ANOTHER ONE`}`);
  if (!same) process.exitCode = 1;
}

if (process.argv[2] === 'child') {
  const [what] = process.argv.slice(3);
  console.log(JSON.stringify(await children[what]()));
} else {
  const child = childOf(import.meta.filename);
  const folder = mkdtempSync(join(tmpdir(), 'planewright-traffic-'));
  const command = (name, topology, workload, routing) => {
    const file = join(folder, `${name}.json`);
    writeFileSync(file, JSON.stringify(workload));
    const args = ['dist/cli/main.js', 'simulate', `topologies/${topology}.json`, file];
    const runs = times(5, () => timeProcess([...args, '--routing', routing]));
    console.log(`  command ms    ${spread(runs.map(({ ms }) => ms))}`);
    console.log(`  command MB    ${spread(runs.map(({ megabytes }) => megabytes))}`);
  };
  try {
    // Ours first: it is measured alone.
    const all = times(5, () => child('all'));
    const arrivals = times(5, () => child('arrivals'));
    const shift = times(5, () => child('shift'));
    const program = process.argv.includes('--alone') ? null : compiled(folder);
    const theirs = simgrid(program, '16', '16', '16', `${bytes}`, 'all');
    console.log('median (least to most) of 5 processes');
    const at = 'all-to-all of 256 endpoints, 65,280 flows at once';
    report(`${at}, static, its end`, all, theirs);
    report(`${at}, static, every arrival`, arrivals, theirs);
    report(
      'all-to-all of 2,048 endpoints in 2,047 shifts, 4,192,256 flows, static',
      shift,
      simgrid(program, '64', '32', '32', `${bytes}`, 'shift'),
    );
    command('shift', 'ft2', allToAll(256, 'shift'), 'static');
    const hashed = times(5, () => child('hashedArrivals'));
    report(`${at}, hashed, every arrival: ${hashed[0].events} events`, hashed, null);
    const runs = times(5, () => child('hashed'));
    const { count, levels, most } = runs[0];
    console.log(
      `${count} flows hashed over 32 spines: ${levels} levels, at most ${most} on a cable`,
    );
    for (const what of ['hashed', 'loaded', 'filled', 'all', 'megabytes']) {
      console.log(`  ${what.padEnd(13)} ${spread(runs.map((run) => run[what]))}`);
    }
    command('once', 'ft2', allToAll(256), 'ecmp');
    report(
      'all-to-all of 16,384 endpoints, adaptive',
      times(5, () => child('large')),
      null,
    );
    command('large', 'deepseek-v3', allToAll(2048), 'adaptive');
  } finally {
    rmSync(folder, { recursive: true });
  }
}
