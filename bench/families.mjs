// How long do large fabrics take: expanding FT3 (65,536 endpoints) and the Dragonfly of 511 groups
// (261,632 endpoints) in a fresh process, and validating these and the Slim Fly of q = 27?
// Budgets: FT3 1.5 s; Dragonfly 4 s and 1 GB; validate 2 s, 2 s and 10 s.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { root, spread, timeProcess } from './measure.mjs';

const gallery = (name) => `topologies/${name}.json`;
const runs = 5;

if (process.argv[2] === 'child') {
  const { load } = await import(`${root}dist/pipeline.js`);
  const { build } = await import(`${root}dist/build/build.js`);
  const file = process.argv[3];
  const start = performance.now();
  const { topology } = load({ file, bytes: readFileSync(`${root}${file}`) });
  const built = build(topology);
  // What is asked for: typed arrays, or the graph beside them.
  const cables = process.argv[4] === 'graph' ? built.graph.size : built.fabric.cableCount;
  const megabytes = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ ms: performance.now() - start, megabytes, cables }));
} else {
  const print = (name, measured) => {
    console.log(name);
    console.log(`  ms       ${spread(measured.map(({ ms }) => ms))}`);
    const peak = measured.map(({ megabytes }) => megabytes);
    console.log(`  peak MB  ${spread(peak, 0)}`);
  };
  console.log(`median (least to most) of ${runs} processes`);
  for (const [name, what] of [
    ['ft3', 'arrays'],
    ['large/dragonfly-511', 'arrays'],
    ['ft3', 'graph'],
    ['large/dragonfly-511', 'graph'],
  ]) {
    const args = [import.meta.filename, 'child', gallery(name), what];
    const children = Array.from({ length: runs }, () =>
      JSON.parse(spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout),
    );
    print(`load and expand ${name} (${what})`, children);
  }
  for (const name of ['slim-fly-q27', 'ft3', 'large/dragonfly-511']) {
    const args = ['dist/cli/main.js', 'validate', gallery(name)];
    print(
      `validate ${name}`,
      Array.from({ length: runs }, () => timeProcess(args)),
    );
  }
}
