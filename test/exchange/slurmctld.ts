import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { hostname, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** What a real slurmctld makes of a topology.conf. */
export interface Answer {
  /** `scontrol show topology`, or null where slurmctld refused to start. */
  readonly shown: string | null;
  /** What it complained of, without the times. */
  readonly complaints: readonly string[];
}

/**
 * Starts a throw-away slurmctld (no munge, no slurmd, a private port) that knows these nodes and
 * reads the topology, asks it for the topology that it sees, and ends it.
 */
export async function slurmctldReads(topology: string, nodes: readonly string[]): Promise<Answer> {
  const folder = mkdtempSync(join(tmpdir(), 'slurm-'));
  const config = join(folder, 'slurm.conf');
  const log = join(folder, 'log');
  writeFileSync(join(folder, 'topology.conf'), topology);
  writeFileSync(config, configOf(folder, await freePort(), nodes));
  writeFileSync(log, '');
  const env = { ...process.env, SLURM_CONF: config };
  const daemon = spawn('slurmctld', ['-D', '-c', '-f', config], { env, stdio: 'ignore' });
  const failed = new Promise<never>((_, reject) => {
    daemon.once('error', (error) => {
      reject(new Error('slurmctld does not run: install what .ci/run installs', { cause: error }));
    });
  });
  try {
    const up = await Promise.race([running(daemon, log), failed]);
    const shown = up ? scontrol(env) : null;
    const lines = readFileSync(log, 'utf8').split('\n');
    const complaints = lines
      .map((line) => line.replace(/^\[[^\]]*\] /, ''))
      .filter((line) => /switch|topology/i.test(line) && /error|warning|fatal/i.test(line));
    return { shown, complaints };
  } finally {
    await ended(daemon);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether the daemon came up, within half a minute. */
async function running(daemon: ChildProcess, log: string): Promise<boolean> {
  for (let tries = 0; tries < 600; tries++) {
    if (daemon.exitCode !== null) return false;
    if (readFileSync(log, 'utf8').includes('Running as primary controller')) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`slurmctld neither runs nor ends: ${readFileSync(log, 'utf8')}`);
}

function scontrol(env: NodeJS.ProcessEnv): string {
  const { status, stdout, stderr } = spawnSync('scontrol', ['show', 'topology'], {
    env,
    encoding: 'utf8',
    timeout: 30_000,
  });
  if (status !== 0) throw new Error(`scontrol: exit ${status}: ${stdout}${stderr}`);
  return stdout;
}

async function ended(daemon: ChildProcess): Promise<void> {
  if (daemon.pid === undefined || daemon.exitCode !== null || daemon.signalCode !== null) return;
  const gone = new Promise((resolve) => daemon.once('exit', resolve));
  daemon.kill('SIGKILL');
  await gone;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** Nodes have addresses of their own, or each of them would be looked up by name. */
function configOf(folder: string, port: number, nodes: readonly string[]): string {
  const host = hostname().split('.')[0];
  const lines = nodes.map((node, n) => {
    const address = `127.${1 + (n >> 16)}.${(n >> 8) & 255}.${n & 255}`;
    return `NodeName=${node} NodeAddr=${address} CPUs=1 State=UNKNOWN`;
  });
  return `ClusterName=t
SlurmctldHost=${host}(127.0.0.1)
SlurmUser=${userInfo().username}
AuthType=auth/none
CredType=cred/none
SlurmctldPort=${port}
SlurmdPort=${port === 65_535 ? 1024 : port + 1}
StateSaveLocation=${folder}
SlurmdSpoolDir=${folder}/spool
SlurmctldPidFile=${folder}/pid
SlurmctldLogFile=${folder}/log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
MailProg=/bin/true
SelectType=select/cons_tres
TopologyPlugin=topology/tree
${lines.join('\n')}
PartitionName=p Nodes=ALL Default=YES State=UP
`;
}
