// How long does each stage of `validate deepseek-v3` take, cold (first time in a fresh process) and
// warm (sixth time)? Budgets: expand + compact 150 ms, structural checks 50 ms, certified bisection
// of one plane 20 ms, failure robustness 50 ms.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { root, spread } from './measure.mjs';

const stages = [
  'expand + compact',
  'structural checks',
  'bisection of one plane',
  'failure robustness',
];
const rounds = 6;

if (process.argv[2] === 'child') {
  const { load } = await import(`${root}dist/pipeline.js`);
  const { build } = await import(`${root}dist/build/build.js`);
  const { compact } = await import(`${root}dist/fabric/compact.js`);
  const { checkers } = await import(`${root}dist/check/registry.js`);
  const { subjectOf } = await import(`${root}dist/check/run.js`);
  const { certifiedBisection } = await import(`${root}dist/flow/bisection/certificate.js`);
  const file = 'topologies/deepseek-v3.json';
  const { topology } = load({ file, bytes: readFileSync(`${root}${file}`) });
  const structural = checkers.filter(({ rule }) => !/bisection|failure/.test(rule.id));
  const robustness = checkers.find(({ rule }) => rule.id === 'failure-robustness');
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const marks = [performance.now()];
    const lap = () => marks.push(performance.now());
    const built = build(topology);
    const fabric = compact(built.graph);
    lap();
    const subject = subjectOf(topology, built);
    for (const checker of structural) checker.run(subject);
    lap();
    certifiedBisection(fabric, fabric.gbps, 0);
    lap();
    robustness.run(subject);
    lap();
    times.push(stages.map((_, i) => marks[i + 1] - marks[i]));
  }
  console.log(JSON.stringify({ cold: times[0], warm: times.at(-1) }));
} else {
  const runs = Array.from({ length: 9 }, () => {
    const { stdout } = spawnSync(process.execPath, [import.meta.filename, 'child'], {
      encoding: 'utf8',
    });
    return JSON.parse(stdout);
  });
  console.log('ms, median (least to most) of 9 processes');
  stages.forEach((stage, i) => {
    const cold = spread(runs.map((run) => run.cold[i]));
    const warm = spread(runs.map((run) => run.warm[i]));
    console.log(`  ${stage.padEnd(23)} cold ${cold.padEnd(24)} warm ${warm}`);
  });
}
