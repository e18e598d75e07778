// How long do questions about failures take? Budgets of issue 6: the number of components after each of 1,000
// single-link failures of deepseek-v3's compute planes at least 50 times faster than the fastest of NetworkX,
// igraph, graph-tool and scipy in the same run; a what-if answer with exact bisections 300 ms, and each of three
// sweeps 1 s, over start-up and build; any single part of 131,072 GPUs 20 s and 1.5 GB.
// Peers: PYTHON=/usr/bin/python3 BASELINES=…/baselines.py; FAILURES=links,whatif,sweeps,scattered,mrc asks for some.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { childOf, median, root, spread, timeProcess, times } from './measure.mjs';

const timed = (work) => {
  const start = performance.now();
  const result = work();
  return { ms: performance.now() - start, result };
};

async function opened(name) {
  const { load } = await import(`${root}dist/pipeline.js`);
  const { build } = await import(`${root}dist/build/build.js`);
  const file = `topologies/${name}.json`;
  const { topology } = load({ file, bytes: readFileSync(`${root}${file}`) });
  return build(topology).fabric;
}

/** The order of links, and which of them fail, are those of the peers' script. */
const failing = (links) => Array.from({ length: 1000 }, (_, i) => (i * 7919 + 13) % links);

const children = {
  /** One search for bridges answers all; peers build their graph beforehand, too. */
  async links() {
    const fabric = await opened('deepseek-v3');
    const { Bridges } = await import(`${root}dist/flow/bridges.js`);
    const { planes } = fabric.planeSets[0];
    const links = planes.flatMap((p) => [...fabric.planes[p].cables]);
    const fails = failing(links.length).map((i) => links[i]);
    const once = () => {
      const bridges = new Bridges(fabric, fabric.gbps);
      const whole = planes.reduce((sum, p) => sum + bridges.components(p), 0);
      const counts = fails.map((cable) => whole + (bridges.separates(cable) ? 1 : 0));
      return [counts.filter((n) => n !== whole).length, counts.reduce((sum, n) => sum + n, 0)];
    };
    const cold = timed(once);
    const warm = Array.from({ length: 50 }, () => timed(once).ms);
    return { answer: cold.result, cold: cold.ms, warm: median(warm) };
  },

  /** Every single cable between switches of a plane of which 300 are dead: nothing is alike. */
  async scattered(name) {
    const fabric = await opened(name);
    const { Bridges } = await import(`${root}dist/flow/bridges.js`);
    const { joinedAsBefore } = await import(`${root}dist/measure/joined.js`);
    const cables = fabric.planes[0].cables.filter((c) => fabric.lower[c] >= fabric.endpointCount);
    const capacity = fabric.gbps.slice();
    for (let i = 0; i < 300; i++) capacity[cables[(i * 7919 + 13) % cables.length]] = 0;
    const after = capacity.slice();
    const looked = timed(() => {
      const bridges = new Bridges(fabric, capacity);
      return cables.filter((cable) => capacity[cable] > 0 && bridges.separates(cable)).length;
    });
    const searched = timed(
      () =>
        cables.filter((cable) => {
          after[cable] = 0;
          const joined = joinedAsBefore(fabric, capacity, after, 0, [cable]);
          after[cable] = capacity[cable];
          return !joined;
        }).length,
    );
    if (looked.result !== searched.result) throw new Error('bridges and searches differ');
    const { length } = cables;
    return { cables: length, apart: looked.result, looked: looked.ms, searched: searched.ms };
  },
};

const child = childOf(import.meta.filename);

/** What the peers that are there say, and their ms, in the same run. */
function peers() {
  const { PYTHON = 'python3', BASELINES } = process.env;
  if (!BASELINES) return [];
  const { stdout } = spawnSync(PYTHON, [BASELINES, '--only', 'failures', '--reps', '3'], {
    encoding: 'utf8',
  });
  const sections = (stdout ?? '').split(/^== /m).slice(1);
  for (const [line] of (stdout ?? '').matchAll(/^.* not importable.*$/gm)) console.log(`  ${line}`);
  return sections.flatMap((section) => {
    const [, seconds, answer] = /failures\s+([\d.]+) s .*?(\[.*\])/.exec(section) ?? [];
    const name = section.split(' ').slice(0, 2).join(' ');
    return seconds === undefined ? [] : [{ name, ms: Number(seconds) * 1000, answer }];
  });
}

const main = 'dist/cli/main.js';
const v3 = 'topologies/deepseek-v3.json';

/** A command over the same one that stops when the fabric is built, since a selector names nothing. */
function overBuild(name, args, selectors, runs = 5) {
  const pairs = times(runs + 1, () => ({
    whole: timeProcess([main, ...args, ...selectors]),
    built: timeProcess([main, ...args, 'switch:nothing'], [2]),
  })).slice(1);
  const over = pairs.map(({ whole, built }) => whole.ms - built.ms);
  console.log(name);
  console.log(`  wall ms       ${spread(pairs.map(({ whole }) => whole.ms))}`);
  console.log(`  over build    ${spread(over)}`);
  console.log(
    `  peak MB       ${spread(
      pairs.map(({ whole }) => whole.megabytes),
      0,
    )}`,
  );
}

const questions = {
  links() {
    const runs = times(5, () => child('links'));
    const [{ answer }] = runs;
    console.log(
      `1,000 single-link failures: ${answer[0]} change the count, the sum is ${answer[1]}`,
    );
    console.log(
      `  cold          ${spread(
        runs.map(({ cold }) => cold),
        2,
      )}`,
    );
    console.log(
      `  warm          ${spread(
        runs.map(({ warm }) => warm),
        2,
      )}`,
    );
    const there = peers();
    for (const { name, ms, answer: said } of there) {
      const same = said === JSON.stringify(answer).replace(',', ', ') ? '' : ` says ${said}:`;
      const ratio = (of) => spread(runs.map((run) => ms / run[of]));
      console.log(
        `  ${name.padEnd(15)}${same} ${ms.toFixed(0)}, ${ratio('cold')} times ours cold, ${ratio('warm')} warm`,
      );
    }
    if (there.length === 0) console.log('  no peer is there');
  },

  whatif() {
    const args = ['whatif', v3, '--fail'];
    overBuild('whatif deepseek-v3, one spine', args, ['switch:compute/p3/spine0'], 11);
    overBuild('the same, drained', ['whatif', v3, '--drain'], ['switch:compute/p3/spine0']);
  },

  sweeps() {
    const asked = [
      ['2', 'switch:compute/p*/*'],
      ['2', 'cable:compute/p*/leaf*:*'],
      ['3', 'switch:compute/p*/*'],
    ];
    for (const [any, of] of asked) {
      overBuild(`sweep any ${any} of ${of}`, ['sweep', v3, '--any', any, '--of'], [of]);
    }
  },

  scattered() {
    for (const name of ['deepseek-v3', 'slim-fly-q27']) {
      const runs = times(3, () => child('scattered', name));
      console.log(
        `each of ${runs[0].cables} switch cables of a plane of ${name}, 300 of them dead`,
      );
      console.log(`  looked up     ${spread(runs.map(({ looked }) => looked))}`);
      console.log(`  searched      ${spread(runs.map(({ searched }) => searched))}`);
    }
  },

  mrc() {
    const args = ['topologies/large/mrc-131072.json', '--any', '1', '--max-cables', '3000000'];
    const of = ['switch:*', 'cable:*', 'nic:*', 'host:*', 'plane:*'];
    const runs = times(3, () => timeProcess([main, 'sweep', ...args, '--of', ...of]));
    console.log('sweep any 1 of everything of mrc-131072');
    console.log(`  wall ms       ${spread(runs.map(({ ms }) => ms))}`);
    console.log(
      `  peak MB       ${spread(
        runs.map(({ megabytes }) => megabytes),
        0,
      )}`,
    );
  },
};

if (process.argv[2] === 'child') {
  const [what, ...args] = process.argv.slice(3);
  console.log(JSON.stringify(await children[what](...args)));
} else {
  console.log('ms, median (least to most)');
  const wanted = process.env.FAILURES?.split(',') ?? Object.keys(questions);
  for (const name of wanted) questions[name]();
}
