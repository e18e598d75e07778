import { validate } from '../../pipeline.js';
import type { ReportFinding } from '../../report/report.js';
import { sizeLimit } from '../../spec/rules.js';
import type { Expect, TopologyInput } from '../../spec/topology.js';
import { ask, type Question } from '../ask.js';
import { type ExitCode, exitCode, UsageError } from '../exit.js';
import { exists } from '../files.js';
import { type Answers, isName, isWiring, starter, wiringNames } from '../starter.js';
import { schemaFile, writeTopology } from '../topology-file.js';

export interface InitOptions extends Partial<Answers> {
  readonly output?: string;
  readonly force?: boolean;
}

const defaults: Answers = {
  name: 'my-fabric',
  wiring: 'rail-planes',
  hosts: 256,
  gpus: 8,
  nics: 8,
  nicPorts: 1,
  nicGbps: 400,
  switchPorts: 64,
  switchGbps: 400,
};

/** `planewright init`: a small valid starting point that explains itself. */
export async function initCommand({ output, force, ...given }: InitOptions): Promise<ExitCode> {
  if (output !== undefined && output !== '-' && !force && exists(output)) {
    throw new UsageError(`${output} is there already; --force overwrites it`);
  }
  const toFile = output !== undefined && output !== '-';
  const stated = { ...given, ...(await asked(given)) };
  const nicPorts = stated.nicPorts ?? (stated.wiring === 'port-planes' ? 2 : defaults.nicPorts);
  if (stated.wiring === 'port-planes' && nicPorts < 2) {
    throw new UsageError('port-planes need NICs of two ports or more: one port for each plane');
  }
  const { $schema, ...rest } = starter({ ...defaults, ...stated, nicPorts });
  const document = promised({ ...(toFile ? { $schema: schemaFile } : {}), ...rest });
  writeTopology(document, output);
  return exitCode.holds;
}

/** Asks, on a terminal, for what no flag says. */
async function asked(given: Partial<Answers>): Promise<Partial<Answers>> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return {};
  const open = questions.filter(({ key }) => given[key] === undefined);
  const answers = await ask(open, process.stdin, process.stderr);
  return Object.fromEntries(
    Object.entries(answers).map(([key, text]) => [
      key,
      typeof defaults[key as keyof Answers] === 'number' ? Number(text) : text,
    ]),
  );
}

const whole = (text: string) => (/^[1-9]\d{0,6}$/.test(text) ? null : 'a whole number from 1 on');
const speed = (text: string) => (Number(text) > 0 ? null : 'a speed in Gb/s, like 400');

const question = (
  key: keyof Answers,
  text: string,
  problem: (answer: string) => string | null,
): Question<keyof Answers> => ({ key, text, problem, fallback: String(defaults[key]) });

const questions = [
  question('name', 'Name of the topology', (text) =>
    isName(text) ? null : 'lower-case letters, digits and hyphens',
  ),
  question('wiring', `Wiring (${wiringNames.join(', ')})`, (text) =>
    isWiring(text) ? null : `one of ${wiringNames.join(', ')}`,
  ),
  question('hosts', 'Hosts', whole),
  question('gpus', 'GPUs per host', whole),
  question('nics', 'NICs per host', whole),
  question('nicPorts', 'Ports per NIC', whole),
  question('nicGbps', 'Speed of a NIC port, Gb/s', speed),
  question('switchPorts', 'Ports of a switch', whole),
  question('switchGbps', 'Speed of a switch port, Gb/s', speed),
];

/** The document with promises that hold: what it gives today is what must not change unnoticed. */
function promised(document: TopologyInput): TopologyInput {
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  const { findings, summary } = validate({ file: 'init', bytes });
  const set = summary.planeSets.compute;
  if (!set || findings.length > 0) {
    throw new UsageError(`these numbers make no fabric: ${problems(findings)}`);
  }
  const { planes, endpoints, switches } = set;
  const expect: Expect = { compute: { planes, endpoints, switches } };
  if ((switches.spine ?? 0) / planes < 2) return { ...document, expect };
  const anySpine = { any: 1, of: ['switch:compute/p*/spine*'] };
  return {
    ...document,
    expect,
    scenarios: {
      'any spine down': {
        description:
          'Each choice of one spine is a case, and what is expected holds in every case.',
        fail: [anySpine],
        expect: { 'compute/p*': { endpointsCutOff: 0 } },
      },
    },
  };
}

const problems = (findings: readonly ReportFinding[]): string =>
  findings
    .map(({ check, message }) => (check === sizeLimit.id ? 'they ask for too many parts' : message))
    .join('; ');
