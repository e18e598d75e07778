import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';

export const root = new URL('..', import.meta.url).pathname;

export const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** "12.3 (11.0 to 15.1)": median, least and most. */
export const spread = (values, digits = 1) =>
  `${median(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)})`;

export const times = (count, work) => Array.from({ length: count }, work);

/** What a bench file answers in a process of its own, so that nothing was run there before. */
export function childOf(file) {
  return (what, ...args) => {
    const { stdout, stderr } = spawnSync(process.execPath, [file, 'child', what, ...args], {
      encoding: 'utf8',
    });
    if (stdout === '') throw new Error(stderr);
    return JSON.parse(stdout);
  };
}

/** Wall time in ms of one process, and its peak memory in MB. */
export function timeProcess(args, statuses = [0]) {
  const start = performance.now();
  const { stderr, status } = spawnSync(
    process.execPath,
    ['--import', `${root}bench/peak.mjs`, ...args],
    { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  const ms = performance.now() - start;
  if (!statuses.includes(status))
    throw new Error(`${args.join(' ')} exited with ${status}: ${stderr}`);
  return { ms, megabytes: Number(/peak (\d+) KB/.exec(stderr)?.[1]) / 1024 };
}

/** A process against bare Node, run in turn; ratios pair by pair. */
export function againstNode(name, args, { runs = 11, statuses = [0] } = {}) {
  const pairs = Array.from({ length: runs + 1 }, () => ({
    ours: timeProcess(args, statuses),
    node: timeProcess(['-e', '0']),
  })).slice(1);
  const ratios = pairs.map(({ ours, node }) => ours.ms / node.ms);
  console.log(`${name}`);
  console.log(`  wall ms      ${spread(pairs.map(({ ours }) => ours.ms))}`);
  console.log(`  node -e 0    ${spread(pairs.map(({ node }) => node.ms))}`);
  console.log(`  ratio        ${spread(ratios, 2)}`);
  console.log(
    `  peak MB      ${spread(
      pairs.map(({ ours }) => ours.megabytes),
      0,
    )}`,
  );
}
