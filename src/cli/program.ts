import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { defaultMaxCertificateBytes } from '../certificate/most-bytes.js';
import { exportFormats, exportTitles } from '../exchange/export/formats.js';
import { importFormats, importTitles } from '../exchange/import/formats.js';
import { defaultMaxDumpBytes } from '../exchange/import/limits.js';
import { pictureFormats } from '../render/formats.js';
import {
  compareFormats,
  defaultMaxReportBytes,
  reportFormats,
  sizeFormats,
} from '../report/formats.js';
import { defaultMostDesigns } from '../sizing/most.js';
import { defaultMaxBytes } from '../spec/reading/read.js';
import { defaultLimits } from '../spec/size.js';
import { printable } from '../std/terminal.js';
import { defaultSeed, mostSamples } from '../whatif/sweep/defaults.js';
import { type ExitCode, exitCode } from './exit.js';
import { writeOut } from './files.js';
import { version } from './package.js';
import { isName, wiringNames as wirings } from './starter.js';

/** The command line: what can be asked. Commands are loaded when they are called. */
export function program(answer: (code: ExitCode) => void): Command {
  const main = new Command('planewright')
    .description('Designs, proves and draws the networks of AI and HPC clusters.')
    .version(version())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => writeOut(1, text),
      writeErr: (text) => writeOut(2, printable(text)),
    })
    .showSuggestionAfterError();

  withLimits(main.command('validate'))
    .description('prove or refute what topology files promise')
    .argument('<files...>', 'topology files; - is standard input')
    .addOption(format(...reportFormats))
    .addOption(output())
    .addOption(failOn())
    .addOption(prices())
    .addOption(certificates('the certificates of all figures that have one'))
    .action(async (files, options) => {
      answer(await (await import('./commands/validate.js')).validateCommand(files, options));
    });

  main
    .command('format')
    .description('put a saved report (validate --format json) into another format')
    .argument('<report>', 'report; - is standard input')
    .addOption(
      new Option('--as <format>', 'how to say it').choices(reportFormats).default(reportFormats[0]),
    )
    .addOption(output())
    .option('--max-bytes <n>', `refuse larger reports (default ${defaultMaxReportBytes})`, whole)
    .action(async (report, options) => {
      answer((await import('./commands/format.js')).formatCommand(report, options));
    });

  withLimits(main.command('draw'))
    .description('draw a fabric: SVG, or another format by the name of the output')
    .argument('<file>', 'topology file; - is standard input')
    .addOption(output())
    .addOption(
      new Option(
        '--format <format>',
        'how to write it (default: as the output is called, or svg)',
      ).choices(pictureFormats),
    )
    .addOption(
      new Option('--detail <level>', 'how much to show (default: overview)').choices([
        'overview',
        'plane',
        'full',
      ]),
    )
    .option('--plane <id>', 'every switch of one plane, like compute/p3')
    .option(
      '--focus <id>',
      'a switch, NIC, host, plane or cable (or a selector), and its neighbours',
    )
    .option('--depth <n>', 'neighbours up to so many cables away from the focus (default 1)', whole)
    .addOption(faults('--fail <fault...>', 'draw what is down and what it cuts off'))
    .option('--report <report>', 'mark the findings of a saved report (validate --format json)')
    .option('--diff <other>', 'mark what is new, gone or changed since another topology file')
    .option(
      '--heat <csv>',
      'colour cables by a figure: a table with the columns cable and, say, load',
    )
    .action(async (file, options) => {
      answer(await (await import('./commands/draw.js')).drawCommand(file, options));
    });

  withLimits(main.command('whatif'))
    .description('what breaks, what is left, and the proof')
    .argument('<file>', 'topology file; - is standard input')
    .addOption(faults('--fail <fault...>', 'what is down'))
    .addOption(faults('--compare <fault...>', 'other faults, beside the first'))
    .option('--between <a,b>', 'the way between two NICs or hosts, before and after')
    .addOption(certificates('the certificates of what is left'))
    .addOption(format('text', 'json'))
    .addOption(output())
    .addOption(faults('--drain <fault...>', 'whether it is safe to take these out of service'))
    .action(async (file, options) => {
      if (options.drain) {
        answer(await (await import('./commands/drain.js')).drainCommand(file, options));
      } else answer(await (await import('./commands/whatif.js')).whatIfCommand(file, options));
    });

  withLimits(main.command('sweep'))
    .description('every combination of so many faults: what is kept in all of them, and the worst')
    .argument('<file>', 'topology file; - is standard input')
    .requiredOption('--any <k>', 'so many parts fail together, like 1, 2 or 3', whole)
    .addOption(faults('--of <selector...>', 'parts that may fail').makeOptionMandatory())
    .option('--keep <what=share,...>', 'exit 1 unless all keep so much, like bisection=0.9,hosts=1')
    .option(
      '--most <n>',
      'measure at most so many cases (default: some ten seconds of them)',
      whole,
    )
    .option(
      '--samples <n>',
      `draw so many at random if not all are proved (default: at most ${mostSamples})`,
      whole,
    )
    .option('--seed <n>', 'seed of what is drawn', seed, defaultSeed)
    .addOption(format('text', 'json'))
    .addOption(output())
    .action(async (file, options) => {
      answer(await (await import('./commands/sweep.js')).sweepCommand(file, options));
    });

  main
    .command('certify')
    .description('prove certificates of a topology again, without the code that found them')
    .argument('<file>', 'topology file; - is standard input')
    .argument('<certificates...>', 'certificates, or directories of them; - is standard input')
    .addOption(format('text', 'json'))
    .addOption(output())
    .option('--max-cables <n>', `refuse larger fabrics (default ${defaultLimits.maxCables})`, whole)
    .option(
      '--max-bytes <n>',
      `refuse larger files (default ${defaultMaxBytes}, certificates ${defaultMaxCertificateBytes})`,
      whole,
    )
    .action(async (file, named, options) => {
      answer((await import('./commands/certify.js')).certifyCommand(file, named, options));
    });

  withLimits(main.command('estimate'))
    .description(
      'what a language model takes on a fabric: exchange with experts, KV cache, training',
    )
    .argument('<file>', 'topology file; - is standard input')
    .argument('<model>', 'model file, or the name of a model in the topology')
    .option('--planes <set>', 'the plane set that carries it (default: the first with GPUs)')
    .addOption(faults('--fail <fault...>', 'what is down'))
    .option('--against <models...>', 'models to compare its KV cache with')
    .addOption(format('text', 'json'))
    .addOption(output())
    .action(async (file, model, options) => {
      answer((await import('./commands/estimate.js')).estimateCommand(file, model, options));
    });

  withLimits(main.command('throughput'))
    .description('how much of some traffic fits at once, with the proof')
    .argument('<file>', 'topology file; - is standard input')
    .option(
      '--traffic <traffic>',
      'uniform (all to all), longest-matching, or a CSV file of hosts: from,to,gbps',
      'uniform',
    )
    .addOption(faults('--fail <fault...>', 'what is down'))
    .addOption(format('text', 'json'))
    .addOption(output())
    .addOption(certificates('the certificate of each plane'))
    .action(async (file, options) => {
      answer(await (await import('./commands/throughput.js')).throughputCommand(file, options));
    });

  withLimits(main.command('simulate'))
    .description('how long collectives take on a fabric, and what is full')
    .argument('<file>', 'topology file; - is standard input')
    .argument('<workload>', 'workload of the topology, or a file (docs/traffic.md)')
    .addOption(
      new Option('--routing <routing>', 'how what is sent finds its way')
        .choices(['adaptive', 'ecmp', 'static'])
        .default('adaptive'),
    )
    .addOption(faults('--fail <fault...>', 'what is down'))
    .option('--seed <n>', 'seed of the hashes of ECMP', seed, defaultSeed)
    .option('--seeds <n>', 'so many seeds from there on, and how far they spread', whole, 1)
    .option('--tables <file...>', 'forwarding tables of OpenSM, for static routing')
    .option('--compare <other>', 'lay another routing, or another topology file, beside it')
    .option('--chart <file>', 'draw bandwidth over message sizes or GPUs (SVG)')
    .option('--loads <file>', 'draw how many channels are how busy (SVG)')
    .option('--heat <file>', 'write how busy each cable is, as draw --heat reads it')
    .addOption(certificates('the certificates of the rates of the first messages'))
    .addOption(format('text', 'json'))
    .addOption(output())
    .action(async (file, workload, options) => {
      answer(
        await (await import('./commands/simulate.js')).simulateCommand(file, workload, options),
      );
    });

  withLimits(main.command('availability'))
    .description('how much bandwidth there is on average, and how often too little')
    .argument('<file>', 'topology file; - is standard input')
    .option('--rates <file>', 'failures and repairs, instead of those of the topology (JSON)')
    .option('--keep <shares>', 'shares of the bisection to be kept (default 0.9,0.99,1)')
    .option('--samples <n>', 'draw so many states instead of trying them', whole)
    .option('--seed <n>', 'seed of what is drawn', seed, defaultSeed)
    .addOption(format('text', 'json'))
    .addOption(output())
    .action(async (file, options) => {
      answer((await import('./commands/availability.js')).availabilityCommand(file, options));
    });

  withLimits(main.command('compare'))
    .description('lay the plane sets of topologies side by side: sizes, bandwidth, paths, cost')
    .argument('<files...>', 'topology files; - is standard input')
    .addOption(format(...compareFormats))
    .addOption(prices())
    .addOption(output())
    .action(async (files, options) => {
      answer((await import('./commands/compare.js')).compareCommand(files, options));
    });

  withLimits(main.command('diff'), diffBytes)
    .description('hold what was found against a design: what is wrong, and how little mends it')
    .argument('<design>', 'topology file')
    .argument('<as-built...>', 'another topology file, or what other tools print (docs/diff.md)')
    .addOption(
      new Option('--from <format>', 'what other tools have printed (default: by its look)').choices(
        importFormats,
      ),
    )
    .addOption(format(...reportFormats))
    .addOption(output())
    .addOption(failOn())
    .option('--write <file>', 'write the design with exceptions that make it what was found')
    .action(async (design, found, options) => {
      answer((await import('./commands/diff.js')).diffCommand(design, found, options));
    });

  withLimits(main.command('normalize'))
    .description('print a topology with its base, its lists and every default in it')
    .argument('<file>', 'topology file; - is standard input')
    .addOption(output())
    .action(async (file, options) => {
      answer((await import('./commands/normalize.js')).normalizeCommand(file, options));
    });

  withLimits(main.command('export'))
    .description('write a fabric in the format of another tool (docs/formats.md)')
    .argument('<file>', 'topology file; - is standard input')
    .addOption(
      new Option('--to <format>', 'which one').choices(exportFormats).makeOptionMandatory(),
    )
    .option('--plane <planes>', 'only this plane, plane set or pattern, like compute/p3')
    .addOption(
      new Option('--names <by>', 'call machines by our ids, or as the file labels them')
        .choices(['ids', 'labels'])
        .default('ids'),
    )
    .option('--part <name>', 'one of several files of a format')
    .option('--into <dir>', 'write all files of a format into a directory')
    .addOption(prices())
    .addOption(output())
    .addHelpText('after', titlesText(exportTitles))
    .action(async (file, options) => {
      answer((await import('./commands/export.js')).exportCommand(file, options));
    });

  withLimits(main.command('import'), dumpBytes)
    .description('read files of other tools as a topology file (docs/formats.md)')
    .argument('<files...>', 'files of one network, as one tool writes them; - is standard input')
    .addOption(
      new Option('--from <format>', 'which one (default: what the files look like)').choices(
        importFormats,
      ),
    )
    .option('--name <name>', 'name of the topology', name)
    .option('--gbps <n>', 'speed of the cables of which none is said, Gb/s', speed)
    .addOption(output())
    .addHelpText('after', titlesText(importTitles))
    .action(async (files, options) => {
      answer((await import('./commands/import.js')).importCommand(files, options));
    });

  main
    .command('size')
    .description('list the designs that reach so many endpoints, best first')
    .option('--endpoints <n>', 'NICs to be attached (required)')
    .option('--switch-ports <n>', 'ports of a switch (required)')
    .option('--switch-gbps <n>', 'speed of a switch port, Gb/s (default 400)')
    .option('--splits <list>', 'into how many a switch port may be split, like 2,4,8')
    .option('--nics-per-host <n>', 'NICs of a host (default 8)')
    .option('--nic-ports <n>', 'ports of a NIC (default 1)')
    .option('--nic-gbps <n>', 'speed of a NIC port, Gb/s (default: that of a switch port)')
    .option('--nic-splits <list>', 'into how many a NIC port may be split, for more designs')
    .option('--gpus <n>', 'GPUs of a host (default: one per NIC)')
    .option('--oversubscription <down:up>', 'at most so much, like 3:1 (default 1:1)')
    .option('--family <list>', 'only these, like fatTree,slimFly (default: all)')
    .option('--switch-model <name>', 'what the switch is called, in prices too')
    .option('--nic-model <name>', 'what the NIC is called, in prices too')
    .addOption(prices())
    .option('--most <n>', `list at most so many (default ${defaultMostDesigns})`)
    .addOption(format(...sizeFormats))
    .option('--write <k>', 'write design k of the list as a topology file instead')
    .addOption(output())
    .action(async (options) => {
      answer((await import('./commands/size.js')).sizeCommand(options));
    });

  main
    .command('init')
    .description('write a small topology to start from (asks on a terminal)')
    .addOption(output())
    .option('--force', 'overwrite the file if it is there')
    .option('--name <name>', 'name of the topology', name)
    .addOption(new Option('--wiring <kind>', 'how NICs reach planes').choices(wirings))
    .option('--hosts <n>', 'hosts', whole)
    .option('--gpus <n>', 'GPUs per host', whole)
    .option('--nics <n>', 'NICs per host', whole)
    .option('--nic-ports <n>', 'ports per NIC', whole)
    .option('--nic-gbps <n>', 'speed of a NIC port, Gb/s', speed)
    .option('--switch-ports <n>', 'ports of a switch', whole)
    .option('--switch-gbps <n>', 'speed of a switch port, Gb/s', speed)
    .action(async (options) => {
      answer(await (await import('./commands/init.js')).initCommand(options));
    });

  main
    .command('schema')
    .description('print the JSON Schema of topology files')
    .addOption(output())
    .action(async (options) => {
      answer((await import('./commands/schema.js')).schemaCommand(options));
    });

  main
    .command('explain')
    .description('what a check proves, and how to mend what it finds')
    .argument('[check]', 'id of a check, or code of a finding')
    .action(async (check) => {
      answer((await import('./commands/explain.js')).explainCommand(check));
    });

  for (const command of main.commands) command.exitOverride();
  return main;
}

/** The exit code of an error of the command line itself; null: the error is another one. */
export function usageCode(error: unknown): ExitCode | null {
  if (!(error instanceof CommanderError)) return null;
  return error.exitCode === 0 ? exitCode.holds : exitCode.usage;
}

/** Formats of other tools, and what they are, a line each. */
const titlesText = (titles: Readonly<Record<string, string>>): string =>
  `\nFormats:\n${Object.entries(titles)
    .map(([format, title]) => `  ${format.padEnd(14)} ${title}\n`)
    .join('')}`;

/** `--format`: the first one is the default. */
const format = (...formats: string[]): Option =>
  new Option('--format <format>', 'how to say it').choices(formats).default(formats[0]);

/** `--fail-on`: the same wherever a report is made. */
const failOn = (): Option =>
  new Option('--fail-on <severity>', 'exit 1 from this severity on')
    .choices(['error', 'warning'])
    .default('error');

/** `-o, --output` means the same in every command. */
const output = (): Option =>
  new Option('-o, --output <file>', 'write here instead of to standard output');

/** Faults: the same wherever something is down. */
const faults = (flags: string, what: string): Option =>
  new Option(
    flags,
    `${what}: selectors like switch:compute/p3/spine0, or @file, a selector a line`,
  );

/** `--prices`: the same in every command that counts costs. */
const prices = (): Option =>
  new Option('--prices <file>', 'prices of parts, instead of those of the topology (JSON)');

/** `--certificates`: the same wherever numbers are proved. */
const certificates = (what: string): Option =>
  new Option('--certificates <dir>', `write ${what} into a directory (docs/certificates.md)`);

function withLimits(
  command: Command,
  bytes = `refuse larger files (default ${defaultMaxBytes})`,
): Command {
  return command
    .option('--max-cables <n>', `refuse larger fabrics (default ${defaultLimits.maxCables})`, whole)
    .option('--max-bytes <n>', bytes, whole);
}

/** Files that are read line by line may be as large as they are. */
const dumpBytes = `refuse larger dumps of JSON (default ${defaultMaxDumpBytes})`;
const diffBytes = `refuse larger topology files (default ${defaultMaxBytes}) and dumps of JSON (default ${defaultMaxDumpBytes})`;

/** The name of a topology on the command line. */
function name(text: string): string {
  if (!isName(text))
    throw new InvalidArgumentError('It is lower-case letters, digits and hyphens.');
  return text;
}

/** A speed in Gb/s on the command line. */
function speed(text: string): number {
  if (!/^\d{1,6}(\.\d{1,3})?$/.test(text) || Number(text) === 0) {
    throw new InvalidArgumentError('It is a speed in Gb/s, like 400.');
  }
  return Number(text);
}

/** A seed on the command line. */
function seed(text: string): number {
  if (!/^(0|[1-9]\d{0,14})$/.test(text)) throw new InvalidArgumentError('It is a whole number.');
  return Number(text);
}

/** A whole number ≥ 1 on the command line. */
function whole(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('It is a whole number ≥ 1.');
  if (text.length > 15) throw new InvalidArgumentError('It has more than 15 digits.');
  return Number(text);
}
