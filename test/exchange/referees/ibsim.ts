import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A program that hangs fails its test after so long. */
const patienceMs = 60_000;

/** Debian's library that stands for /dev/infiniband: where it is depends on the machine. */
function simulatedDevices(): string {
  const found = readdirSync('/usr/lib')
    .map((folder) => join('/usr/lib', folder, 'umad2sim'))
    .filter((folder) => {
      try {
        return readdirSync(folder).includes('libumad2sim.so');
      } catch {
        return false;
      }
    });
  if (found.length === 0) throw new Error('ibsim-utils is missing: install what .ci/run installs');
  return join(found[0]!, 'libumad2sim.so');
}

let simulations = 0;

/** What OpenSM did: its log, and the files that it left. */
export interface Swept {
  readonly log: string;
  readonly file: (name: string) => string;
}

/** A simulated network, with real programs attached to it. */
export class Simulation {
  readonly folder = mkdtempSync(join(tmpdir(), 'planewright-ibsim-'));
  readonly #socket = `planewright-${process.pid}-${simulations++}`;
  readonly #ibsim: ChildProcessWithoutNullStreams;
  #said = '';
  #errors = '';
  #files = 0;

  private constructor(net: string, options: readonly string[]) {
    writeFileSync(join(this.folder, 'net'), net);
    // When nobody is left to tell it to stop, ibsim reads the end of its input for ever.
    const limit = ['300', 'ibsim', '-s', ...options, join(this.folder, 'net')];
    this.#ibsim = spawn('timeout', limit, {
      env: { ...process.env, IBSIM_SOCKNAME: this.#socket },
    });
    this.#ibsim.stdout.on('data', (text) => {
      this.#said += text;
    });
    this.#ibsim.stderr.on('data', (text) => {
      this.#errors += text;
    });
  }

  /** @param options limits of ibsim, if the network is a large one */
  static async run<T>(
    net: string,
    use: (simulation: Simulation) => Promise<T>,
    options: readonly string[] = [],
  ): Promise<T> {
    const simulation = new Simulation(net, options);
    try {
      await simulation.#prompt(() => {});
      return await use(simulation);
    } finally {
      simulation.#ibsim.kill();
      rmSync(simulation.folder, { recursive: true });
    }
  }

  /** A file that programs can be told of, gone at the end: its path. */
  write(text: string): string {
    const file = join(this.folder, `file${this.#files++}`);
    writeFileSync(file, text);
    return file;
  }

  /** A command of its console, such as `Unlink "S-…"[8]`; what it answers. */
  command(text: string): Promise<string> {
    return this.#prompt(() => this.#ibsim.stdin.write(`${text}\n`));
  }

  async commands(texts: readonly string[]): Promise<void> {
    for (const text of texts) {
      const answer = await this.command(text);
      if (answer.includes('#')) throw new Error(`${text}: ${answer}`);
    }
  }

  /** What a program prints that is attached to a node, by its id in the file: `H-02ca…`. */
  async tool(program: string, args: readonly string[], at: string): Promise<string> {
    const { stdout } = await this.#attached(program, args, at, {});
    return stdout;
  }

  /** OpenSM configures the subnet of a node once. */
  async openSm(args: readonly string[], at: string): Promise<Swept> {
    const folder = mkdtempSync(join(this.folder, 'sweep-'));
    const log = join(folder, 'log');
    await this.#attached('opensm', ['-o', '-e', '-D', '0x47', '-f', log, ...args], at, {
      OSM_TMP_DIR: folder,
      OSM_CACHE_DIR: folder,
    });
    const file = (name: string) => readFileSync(join(folder, name), 'utf8');
    return { log: file('log'), file };
  }

  #attached(program: string, args: readonly string[], at: string, more: Record<string, string>) {
    const env = {
      ...process.env,
      IBSIM_SOCKNAME: this.#socket,
      SIM_HOST: at,
      LD_PRELOAD: simulatedDevices(),
      ...more,
    };
    const options = { env, timeout: patienceMs, maxBuffer: 1 << 28 };
    return new Promise<{ stdout: string }>((resolve, reject) => {
      execFile(program, [...args], options, (error, stdout, stderr) => {
        if (error?.code === 'ENOENT') {
          reject(new Error(`${program} does not run: install what .ci/run installs`));
        } else if (error) reject(new Error(`${program}: ${error.message}\n${stderr.slice(-500)}`));
        else resolve({ stdout });
      });
    });
  }

  /** Waits until the console asks for the next command. */
  #prompt(act: () => void): Promise<string> {
    this.#said = '';
    return new Promise((resolve, reject) => {
      const done = (error?: Error) => {
        clearTimeout(timer);
        this.#ibsim.stdout.off('data', listen);
        this.#ibsim.off('exit', fail);
        this.#ibsim.off('error', fail);
        if (error) reject(error);
        else resolve(this.#said.slice(0, -'sim> '.length));
      };
      const listen = () => {
        if (this.#said.endsWith('sim> ')) done();
      };
      const fail = () => {
        const why = `${this.#said}${this.#errors}`.split('\n').slice(-4).join('\n');
        done(new Error(`ibsim (what .ci/run installs) does not run: ${why}`));
      };
      const timer = setTimeout(fail, patienceMs);
      this.#ibsim.stdout.on('data', listen);
      this.#ibsim.on('exit', fail);
      this.#ibsim.on('error', fail);
      act();
    });
  }
}
