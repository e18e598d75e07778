import { defaultMaxBytes } from '../spec/reading/read.js';
import { misunderstood, UsageError } from './exit.js';
import { readOrProblem } from './files.js';

/** What a command line says of faults, and where each of them stands. */
export interface FaultSources {
  /** Files may have so many bytes each. */
  readonly maxBytes: number;
  /** What reads standard input already; it can be read only once. */
  stdin: boolean;
  /** By fault: its places in order, '' on the command line itself. */
  readonly places: Map<string, string[]>;
}

/** @param topology the file that the faults are about; `-` is standard input */
export const faultSources = (
  topology: string,
  { maxBytes = defaultMaxBytes }: { readonly maxBytes?: number },
): FaultSources => ({ maxBytes, stdin: topology === '-', places: new Map() });

/**
 * The faults that the values of an option name: `@FILE` stands for those of a file, a selector a line,
 * `@-` for those of standard input. Blank lines, and what stands behind a `#`, say nothing. All files
 * that cannot be read are refused at once.
 */
export function faultTexts(args: readonly string[], sources: FaultSources): string[] {
  const problems: string[] = [];
  const texts: string[] = [];
  const add = (text: string, place: string) => {
    texts.push(text);
    const known = sources.places.get(text) ?? [];
    known.push(place);
    sources.places.set(text, known);
  };
  for (const arg of args) {
    if (!arg.startsWith('@')) {
      add(arg, '');
      continue;
    }
    const name = arg === '@-' ? '<stdin>' : arg.slice(1);
    const lines = linesOf(arg.slice(1), sources);
    if (typeof lines === 'string') problems.push(`${name || arg}: ${lines}`);
    else for (const { text, line } of lines) add(text, `${name}:${line}`);
  }
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  return texts;
}

interface Line {
  readonly text: string;
  readonly line: number;
}

/** The selectors of a file, or why there are none. */
function linesOf(file: string, sources: FaultSources): Line[] | string {
  if (file === '') return 'behind @ stands the name of a file of faults, or - for standard input';
  if (file === '-') {
    if (sources.stdin) return 'standard input (-) can be read only once';
    sources.stdin = true;
  }
  const bytes = readOrProblem(file, sources.maxBytes);
  if (typeof bytes === 'string') return bytes;
  if (bytes.length > sources.maxBytes) {
    return `it has more bytes than the limit of ${sources.maxBytes}; raise it with --max-bytes`;
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return 'it is not UTF-8';
  }
  const lines = text
    .split('\n')
    .map((line, i) => ({ text: line.replace(/#.*$/s, '').trim(), line: i + 1 }))
    .filter((line) => line.text !== '');
  return lines.length > 0 ? lines : 'it names no fault: a selector a line is expected';
}

/** What was asked wrongly, a line each; what stands in a file with its place. */
export function misunderstoodIn(
  sources: FaultSources,
  wrong: readonly { readonly text: string; readonly problem: string }[],
): string {
  const met = new Map<string, number>();
  return misunderstood(
    wrong.map(({ text, problem }) => {
      const nth = met.get(text) ?? 0;
      met.set(text, nth + 1);
      const place = sources.places.get(text)?.[nth] ?? '';
      return { text: `${place === '' ? '' : `${place}: `}${shown(text)}`, problem };
    }),
  );
}

/** A line of a file may be as long as somebody likes. */
const shown = (text: string): string => (text.length <= 200 ? text : `${text.slice(0, 199)}…`);
