// Do real programs take every plane of deepseek-v3 for what it is, and how long does it take them? ibsim simulates
// all planes at once; OpenSM has to find each of them a fat-tree, with as many NICs and switches as we
// have, ibnetdiscover has to see our cables port by port, and ibdmchk walks every path of our tables.
// Needs Debian's ibsim-utils, opensm, infiniband-diags and ibutils.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const design = 'topologies/deepseek-v3.json';
const folder = mkdtempSync(join(tmpdir(), 'planewright-referees-'));
const inFolder = (name) => join(folder, name);

function timed(program, args, options = {}) {
  const start = performance.now();
  const { stdout, stderr, error } = spawnSync(program, args, {
    encoding: 'latin1',
    maxBuffer: 1 << 28,
    timeout: 120_000,
    ...options,
  });
  if (error) throw error;
  return { stdout, stderr, seconds: ((performance.now() - start) / 1000).toFixed(2) };
}

const exported = (to, ...args) =>
  timed(process.execPath, ['dist/cli/main.js', 'export', design, '--to', to, ...args]);

/** `node[port] node[port] link`, by node, of a dump. */
function cablesByNode(text) {
  const cables = new Map();
  let node;
  for (const line of text.split('\n')) {
    const head = /^(?:Switch|Ca)\t\d+ "([^"]*)"/.exec(line);
    if (head) {
      node = head[1];
      cables.set(node, []);
    }
    const port = /^\[(\d+)\]\S* ?\t"([^"]*)"\[(\d+)\].* (\w+)$/.exec(line);
    if (port) cables.get(node).push(port.slice(1).join(' '));
  }
  return cables;
}

const library = readdirSync('/usr/lib')
  .map((name) => join('/usr/lib', name, 'umad2sim/libumad2sim.so'))
  .find((path) => spawnSync('test', ['-e', path]).status === 0);

const { seconds: written, stderr: notes } = exported('ibnetdiscover', '-o', inFolder('net'));
const { seconds: routed } = exported('lft', '--into', inFolder('lft'));
console.log(`ibnetdiscover ${written} s, lft ${routed} s`);

const socket = `planewright-bench-${process.pid}`;
const limits = /-N [^\n]*?(?= for it)/.exec(notes)?.[0].split(' ') ?? [];
// Without its limit ibsim would read the end of its input for ever, should this bench be stopped.
const ibsim = spawn('timeout', ['600', 'ibsim', '-s', ...limits, inFolder('net')], {
  env: { ...process.env, IBSIM_SOCKNAME: socket },
});
try {
  await new Promise((resolve, reject) => {
    ibsim.stdout.on('data', (text) => String(text).includes('sim> ') && resolve());
    ibsim.on('error', reject);
    ibsim.on('exit', () => reject(new Error('ibsim refused the file')));
  });
  const ours = cablesByNode(readFileSync(inFolder('net'), 'utf8'));
  const planes = readdirSync(inFolder('lft')).filter((name) => name.endsWith('.lst'));
  console.log(
    'plane       verdict  NICs+switches  ranks     opensm  cables seen  paths    hops   loops  ibdmchk',
  );
  for (const name of planes) console.log(rowOf(name.replace('.lst', ''), ours));
} finally {
  ibsim.kill();
  rmSync(folder, { recursive: true });
}

function rowOf(plane, ours) {
  const list = readFileSync(inFolder(`lft/${plane}.lst`), 'utf8');
  const nics = new Set(list.match(/(?<=\{ CA Ports:\S+ SystemGUID:)\w+/g));
  const switches = new Set(list.match(/(?<=\{ SW Ports:\S+ SystemGUID:)\w+/g));
  const env = {
    ...process.env,
    IBSIM_SOCKNAME: socket,
    LD_PRELOAD: library,
    SIM_HOST: `H-${[...nics][0]}`,
    OSM_TMP_DIR: folder,
    OSM_CACHE_DIR: folder,
  };
  const log = inFolder(`${plane}.log`);
  writeFileSync(log, '');
  const sm = timed('opensm', ['-o', '-e', '-R', 'ftree', '-D', '0x07', '-f', log], { env });
  const said = readFileSync(log, 'utf8');
  const isFatTree = /identified as FatTree[\s\S]*ftree tables configured/.test(said);
  const [, cas, found] = /Fabric has (\d+) CAs,.* (\d+) switches/.exec(said) ?? [];
  const ranks = [...said.matchAll(/has (\d+) switches at rank/g)].map(([, count]) => count);
  const isWhole = Number(cas) === nics.size && Number(found) === switches.size;

  const seen = cablesByNode(timed('ibnetdiscover', [], { env }).stdout);
  const same = [...seen].filter(([node, ports]) => `${ports}` === `${ours.get(node)}`);
  const isSame = same.length === nics.size + switches.size && seen.size === same.length;

  writeFileSync(inFolder('none'), '');
  const files = { s: `lft/${plane}.lst`, f: `lft/${plane}.fdbs`, m: 'none' };
  const args = Object.entries(files).flatMap(([option, file]) => [`-${option}`, inFolder(file)]);
  const walk = timed('ibdmchk', args);
  const [, paths] = /Scanned:(\d+) CA to CA/.exec(walk.stdout) ?? [];
  const [, hops = ''] = /LFT ROUTE HOP[\s\S]*?PAIRS\n([^-]*)/.exec(walk.stdout) ?? [];
  const longest = hops.trim().split('\n').at(-1)?.trim().split(/ +/)[0];
  const errors = walk.stdout.match(/^-E-.*/gm) ?? [];
  const loops = walk.stdout.includes('no credit loops found') ? 'none' : 'LOOPS';
  if (!(isFatTree && isWhole && isSame && errors.length === 0 && loops === 'none')) {
    process.exitCode = 1;
  }
  return [
    plane.padEnd(11),
    (isFatTree ? 'fat-tree' : 'NO TREE').padEnd(8),
    `${cas}+${found}${isWhole ? '' : ' (!)'}`.padEnd(14),
    ranks.join('/').padEnd(9),
    `${sm.seconds} s`.padEnd(7),
    (isSame ? 'as ours' : 'OTHERS').padEnd(12),
    `${paths}${errors.length > 0 ? ` ${errors[0]}` : ''}`.padEnd(8),
    `≤ ${longest}`.padEnd(6),
    loops.padEnd(6),
    `${walk.seconds} s`,
  ].join(' ');
}
