// How long do flows, bisections, throughput and their verification take? Budgets of issue 5: the maximum
// flow between the two halves of deepseek-v3's compute planes (8,192 cables) 3 ms warm and 15 ms cold in
// process, no slower than igraph and 100 times faster than NetworkX; the exact bisections of its 768
// single-switch failures 200 ms in all; the throughput of a damaged fabric of 16,384 endpoints 500 ms;
// verifying faster than finding. Peers: PYTHON=/usr/bin/python3 BASELINES=…/baselines.py (igraph, NetworkX).
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { childOf, root, spread, times } from './measure.mjs';

const timed = (work) => {
  const start = performance.now();
  const result = work();
  return { ms: performance.now() - start, result };
};

async function opened(name) {
  const { load } = await import(`${root}dist/pipeline.js`);
  const { build } = await import(`${root}dist/build/build.js`);
  const file = `topologies/${name}.json`;
  const source = { file, bytes: readFileSync(`${root}${file}`) };
  const { topology } = load(source, { maxCables: 3_000_000 });
  return build(topology).fabric;
}

const children = {
  /** All compute planes, one after the other; no plane is taken for another one. */
  async halves() {
    const fabric = await opened('deepseek-v3');
    const { maxFlow } = await import(`${root}dist/flow/max-flow.js`);
    const { planeNetwork } = await import(`${root}dist/flow/plane-network.js`);
    const { planes } = fabric.planeSets[0];
    // Peers build their graph beforehand, too.
    const prepared = timed(() => planes.map((p) => planeNetwork(fabric, p)));
    const once = () =>
      prepared.result.reduce((sum, network) => {
        const { length } = network.endpoints;
        const sideOf = Uint8Array.from({ length }, (_, i) => (2 * i < length ? 0 : 1));
        return sum + maxFlow(fabric, fabric.gbps, network, sideOf).value / 400;
      }, 0);
    const cold = timed(once);
    const warm = Array.from({ length: 200 }, () => timed(once).ms).sort((a, b) => a - b);
    return { cables: cold.result, prepared: prepared.ms, cold: cold.ms, warm: warm[100] };
  },

  async failures() {
    const fabric = await opened('deepseek-v3');
    const { FabricState } = await import(`${root}dist/measure/state.js`);
    const healthy = new FabricState(fabric, fabric.gbps);
    const { planes } = fabric.planeSets[0];
    for (const p of planes) healthy.bisection(p);
    const capacity = fabric.gbps.slice();
    const all = timed(() =>
      planes.flatMap((p) =>
        Array.from(fabric.planes[p].switches, (v) => {
          const dead = [];
          for (let i = fabric.offsets[v]; i < fabric.offsets[v + 1]; i++) {
            dead.push(fabric.incident[i]);
            capacity[fabric.incident[i]] = 0;
          }
          const found = new FabricState(fabric, capacity, healthy, dead).bisection(p);
          for (const cable of dead) capacity[cable] = fabric.gbps[cable];
          return found;
        }),
      ),
    );
    const exact = all.result.filter((one) => one.exact).length;
    return { failures: all.result.length, exact, ms: all.ms };
  },

  /** @param dead so many switch cables of one plane */
  async throughput(name, dead) {
    const fabric = await opened(name);
    const { loadLinearSolver } = await import(`${root}dist/flow/linear-program.js`);
    const { uniformThroughput } = await import(`${root}dist/measure/uniform-throughput.js`);
    const { verifyThroughput } = await import(`${root}dist/flow/certify/throughput.js`);
    const start = performance.now();
    const solve = await loadLinearSolver();
    const loaded = performance.now() - start;
    const capacity = fabric.gbps.slice();
    const { cables } = fabric.planes[0];
    const ofSwitches = cables.filter((cable) => fabric.lower[cable] >= fabric.endpointCount);
    for (let i = 0; i < Number(dead); i++)
      capacity[ofSwitches[(i * 7919 + 13) % ofSwitches.length]] = 0;
    let columns = 0;
    const found = timed(() =>
      uniformThroughput(fabric, capacity, 0, null, (program) => {
        columns = program.objective.length;
        return solve(program);
      }),
    );
    const certificate = found.result.certificate();
    const verified = timed(() => verifyThroughput(fabric, capacity, certificate));
    if (verified.result.length > 0) throw new Error(verified.result[0]);
    const { lower, upper } = found.result;
    return { lower, upper, columns, loaded, found: found.ms, verified: verified.ms };
  },

  /** The bisection of a plane, found and certified, against its verification. */
  async certify(name) {
    const fabric = await opened(name);
    const { certifiedBisection } = await import(`${root}dist/flow/bisection/certificate.js`);
    const { verifyBisection } = await import(`${root}dist/flow/certify/bisection.js`);
    const found = timed(() => certifiedBisection(fabric, fabric.gbps, 0));
    const { certificate } = found.result;
    const verified = timed(() => verifyBisection(fabric, fabric.gbps, certificate, fabric.gbps));
    if (verified.result.length > 0) throw new Error(verified.result[0]);
    return { found: found.ms, verified: verified.ms };
  },
};

const child = childOf(import.meta.filename);

/** Seconds that a peer takes for the same flow, in the same run; null if it is not there. */
function peer(library) {
  const { PYTHON = 'python3', BASELINES } = process.env;
  if (!BASELINES) return null;
  const { stdout } = spawnSync(
    PYTHON,
    [BASELINES, '--lib', library, '--only', 'flow-halves', '--reps', '5'],
    { encoding: 'utf8' },
  );
  const [, seconds] = /flow-halves\s+([\d.]+) s/.exec(stdout ?? '') ?? [];
  return seconds === undefined ? null : Number(seconds) * 1000;
}

if (process.argv[2] === 'child') {
  const [what, ...args] = process.argv.slice(3);
  console.log(JSON.stringify(await children[what](...args)));
} else {
  console.log('ms, median (least to most) of 5 processes');
  const halves = times(5, () => child('halves'));
  console.log(`halves of deepseek-v3: ${halves[0].cables} cables`);
  console.log(`  prepared      ${spread(halves.map(({ prepared }) => prepared))}`);
  console.log(`  cold          ${spread(halves.map(({ cold }) => cold))}`);
  console.log(
    `  warm          ${spread(
      halves.map(({ warm }) => warm),
      2,
    )}`,
  );
  for (const library of ['igraph', 'networkx']) {
    const ms = peer(library);
    const ratio = ms && spread(halves.map(({ warm }) => ms / warm));
    console.log(
      `  ${library.padEnd(13)} ${ms ? `${ms.toFixed(1)}, ${ratio} times ours` : 'not there'}`,
    );
  }
  const failures = times(5, () => child('failures'));
  console.log(
    `bisections of ${failures[0].failures} single-switch failures, ${failures[0].exact} exact`,
  );
  console.log(`  all           ${spread(failures.map(({ ms }) => ms))}`);
  for (const [name, dead] of [
    ['deepseek-v3', '1'],
    ['deepseek-v3', '10'],
    ['deepseek-v3', '100'],
    ['hpn-pod', '10'],
    ['ft3', '3'],
    ['large/mrc-131072', '3'],
    ['slim-fly-q27', '0'],
  ]) {
    const runs = times(3, () => child('throughput', name, dead));
    const { lower, upper, columns } = runs[0];
    const figure = upper - lower <= 1e-9 * upper ? upper : `${lower} to ${upper}`;
    console.log(
      `throughput of a plane of ${name}, ${dead} cables down: ${figure}, ${columns} columns`,
    );
    console.log(`  solver loaded ${spread(runs.map(({ loaded }) => loaded))}`);
    console.log(`  found         ${spread(runs.map(({ found }) => found))}`);
    console.log(`  verified      ${spread(runs.map(({ verified }) => verified))}`);
  }
  for (const name of ['deepseek-v3', 'hpn-pod', 'ft3', 'slim-fly-q27', 'dual-tor']) {
    const runs = times(3, () => child('certify', name));
    console.log(`bisection of a plane of ${name}`);
    console.log(`  found         ${spread(runs.map(({ found }) => found))}`);
    console.log(`  verified      ${spread(runs.map(({ verified }) => verified))}`);
  }
}
