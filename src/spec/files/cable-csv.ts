import { keysOf } from '../../finding/pointer.js';
import type { Span } from '../../finding/position.js';
import { type Finding, finding, type Place } from '../../finding/rule.js';
import { formatCounted } from '../../std/units.js';
import { decode } from '../reading/decode.js';
import { maxFindings } from '../structure/first-findings.js';
import type { CableInput } from '../topology.js';
import { files as rule } from './files-rule.js';

const header = 'a,b,gbps';

/** A list of cables as CSV: the header `a,b,gbps`, and a cable per line. */
export interface CableCsv {
  readonly text: string;
  /** The cables of all lines that are right. */
  readonly value: readonly CableInput[];
  /** The first findings, and how many there are. */
  readonly findings: readonly Finding[];
  readonly wrong: number;
  /** Where items of the list, and their parts, stand. */
  locate(places: readonly Place[]): readonly Span[];
}

/** Reads a CSV file; findings are at `place`, each with a span of its own. */
export function readCableCsv(bytes: Uint8Array, place: Place): CableCsv {
  const decoded = decode(bytes);
  const reader = new Reader(typeof decoded === 'string' ? decoded : decoded.text, place);
  if (typeof decoded === 'string') reader.read();
  else {
    const { problem, offset } = decoded;
    reader.tell(offset, 1, (at) => finding(rule, 'files-content', { problem }, at));
  }
  const { cables, findings, starts, wrong } = reader;
  return {
    text: reader.text,
    value: cables,
    findings,
    wrong,
    locate: (places) =>
      places.map(({ pointer, span }) => span ?? spanOf(reader.text, starts, pointer)),
  };
}

class Reader {
  readonly cables: CableInput[] = [];
  /** By cable: where its line starts. */
  readonly starts: number[] = [];
  readonly findings: Finding[] = [];
  /** How much is wrong, told or not. */
  wrong = 0;

  constructor(
    readonly text: string,
    readonly place: Place,
  ) {}

  read(): void {
    const { text } = this;
    let end = endOfLine(text, 0);
    const found = withoutReturn(text, 0, end);
    if (found !== header) {
      this.tell(0, found.length, (span) => finding(rule, 'files-csv-header', { found }, span));
    }
    // Fields that are separated by something else would be wrong in every line.
    if (found !== header && found.split(',').length !== 3) return;
    for (let start = end + 1; start < text.length; start = end + 1) {
      end = endOfLine(text, start);
      this.#line(start, withoutReturn(text, start, end));
    }
  }

  #line(start: number, line: string): void {
    const problem = problemOf(line);
    if (problem !== null) {
      this.tell(start, line.length, (span) => finding(rule, 'files-csv-line', { problem }, span));
      return;
    }
    const comma = line.indexOf(',');
    const second = line.indexOf(',', comma + 1);
    const ends: readonly [string, string] = [line.slice(0, comma), line.slice(comma + 1, second)];
    const gbps = line.slice(second + 1);
    if (gbps === '') this.cables.push(ends);
    else if (isNumber(gbps)) this.cables.push({ ends, gbps: Number(gbps) });
    else {
      const args = { found: gbps };
      this.tell(start + second + 1, gbps.length, (span) =>
        finding(rule, 'files-csv-gbps', args, span),
      );
      return;
    }
    this.starts.push(start);
  }

  tell(offset: number, length: number, made: (place: Place) => Finding): void {
    this.wrong++;
    if (this.findings.length > maxFindings) return;
    this.findings.push(made({ ...this.place, span: { offset, length } }));
  }
}

function problemOf(line: string): string | null {
  if (line === '') return 'this line is empty';
  if (line.includes('"')) return 'this line has quotes';
  const fields = line.split(',');
  if (fields.length !== 3) {
    return `this line has ${formatCounted(fields.length, 'field')}`;
  }
  return fields[0] === '' || fields[1] === '' ? 'an end is missing' : null;
}

/** A number as JSON writes it; whether a cable can have this speed is for the schema to say. */
const isNumber = (text: string): boolean => /^(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text);

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}

function withoutReturn(text: string, start: number, end: number): string {
  return text.slice(start, text[end - 1] === '\r' && end > start ? end - 1 : end);
}

/** Of `/17` the line, of `/17/0`, `/17/ends/1` and `/17/gbps` the field. */
function spanOf(text: string, starts: readonly number[], pointer: string): Span {
  const [item, ...part] = keysOf(pointer);
  const start = starts[Number(item)] ?? 0;
  const line = withoutReturn(text, start, endOfLine(text, start));
  const last = part.at(-1);
  if (last === undefined || last === 'ends') return { offset: start, length: line.length };
  const fields = line.split(',');
  const index = last === 'gbps' ? 2 : Number(last);
  const before = fields.slice(0, index).reduce((sum, field) => sum + field.length + 1, 0);
  return { offset: start + before, length: (fields[index] ?? '').length };
}
