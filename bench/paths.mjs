// How long do path lengths take, cold (first time in a fresh process)? Budgets: the average path length
// of deepseek-v3 (16,384 endpoints) 1 s; Slim Fly q = 27 built and its diameter found 2 s. The
// baseline is one breadth-first search after the other, from endpoints: timed for a sample of them in
// the same process, and multiplied.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { root, spread } from './measure.mjs';

const fabrics = ['deepseek-v3', 'ft3', 'slim-fly-q27', 'large/dragonfly-511'];
const sample = 64;

if (process.argv[2] === 'child') {
  const { load } = await import(`${root}dist/pipeline.js`);
  const { build } = await import(`${root}dist/build/build.js`);
  const { hopsFrom } = await import(`${root}dist/measure/distance.js`);
  const { FabricState } = await import(`${root}dist/measure/state.js`);
  const { pathLengths } = await import(`${root}dist/measure/paths/path-lengths.js`);
  const file = `topologies/${process.argv[3]}.json`;
  const marks = [performance.now()];
  const lap = () => marks.push(performance.now());
  const { topology } = load({ file, bytes: readFileSync(`${root}${file}`) });
  const { fabric } = build(topology);
  lap();
  const { planes } = fabric.planeSets[0];
  const state = new FabricState(fabric, fabric.gbps);
  const direct = pathLengths(state, { planes, relays: 'switches' });
  lap();
  pathLengths(state, { planes, relays: 'hosts' });
  lap();
  const [p] = planes;
  const { endpoints } = fabric.planes[p];
  for (let i = 0; i < sample; i++) {
    hopsFrom(fabric, fabric.gbps, p, endpoints[Math.floor((i * endpoints.length) / sample)]);
  }
  lap();
  const [built, lengths, viaHosts, searches] = marks.slice(1).map((mark, i) => mark - marks[i]);
  const each = (searches / sample) * endpoints.length * planes.length;
  console.log(JSON.stringify({ built, lengths, viaHosts, each, diameter: direct.diameterHops }));
} else {
  console.log(
    'ms, median (least to most) of 5 processes; times: one search after the other, for one',
  );
  for (const name of fabrics) {
    const runs = Array.from({ length: 5 }, () => {
      const { stdout } = spawnSync(process.execPath, [import.meta.filename, 'child', name], {
        encoding: 'utf8',
      });
      return JSON.parse(stdout);
    });
    const of = (what) => spread(runs.map(what), 0);
    console.log(`${name}, diameter ${runs[0].diameter}`);
    console.log(`  load + build             ${of(({ built }) => built)}`);
    console.log(`  path lengths             ${of(({ lengths }) => lengths)}`);
    console.log(`  the same via hosts       ${of(({ viaHosts }) => viaHosts)}`);
    console.log(`  build + path lengths     ${of(({ built, lengths }) => built + lengths)}`);
    console.log(`  times                    ${of(({ each, lengths }) => each / lengths)}`);
  }
}
