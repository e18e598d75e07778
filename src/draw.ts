import type { Subject } from './check/checker.js';
import { check } from './check/run.js';
import { type Diagram, diagram, type Heat, type Mark } from './diagram/diagram.js';
import type { Level } from './diagram/limits.js';
import { bisectionWords, differences, differenceWords } from './diff/parts.js';
import { union } from './fabric/union.js';
import type { Fault } from './failure/fault.js';
import type { DiagramFormat } from './render/formats.js';
import { renderings } from './render/registry.js';
import { findingMarks } from './report/finding-marks.js';
import { type Report, verdictOf } from './report/report.js';
import { describedForPicture } from './whatif/described.js';
import { faultMarks } from './whatif/marks.js';
import { titleFacts } from './whatif/title.js';
import { failedState } from './whatif/whatif.js';

/** What to draw of a topology. */
export interface Picture extends Level {
  readonly faults?: readonly Fault[];
  /** What was found in the fabric. */
  readonly report?: Report;
  /** The design before: what is new, gone or changed since then is marked. */
  readonly since?: Since;
  /** A figure that colours cables. */
  readonly heat?: Heat;
}

export interface Since {
  readonly subject: Subject;
  readonly file: string;
}

/** fabric → diagram → places → SVG, or another rendering of the same diagram. */
export async function drawFabric(
  subject: Subject,
  picture: Picture,
  format: DiagramFormat,
): Promise<string> {
  return renderings[format](diagramOf(subject, picture));
}

/** What to show, with its title block and what is marked in it. */
export function diagramOf(subject: Subject, picture: Picture): Diagram {
  const { topology, fabric, healthy, off } = subject;
  const { faults = [], report, since, ...level } = picture;
  const failed = faults.length > 0 ? failedState(subject, faults) : null;
  const down = [...off, ...faults];
  const found = report && findingMarks(fabric, report);
  const changed = since && changesSince(subject, since);
  const marks: Mark[] = [
    ...(down.length > 0 ? faultMarks(failed ?? healthy, down) : []),
    ...(changed?.marks ?? []),
    ...(found?.marks ?? []),
  ];
  const titleBlock = {
    title: topology.title ?? topology.name,
    name: topology.name,
    ...(changed ? { changes: changed.words } : {}),
    facts: titleFacts(subject, failed),
    ...(topology.source === undefined ? {} : { source: topology.source }),
    // The verdict is about the fabric as promised, not about one that something was done to.
    ...(failed ? {} : { verdict: report?.verdict ?? promised(subject) }),
  };
  const shown = since ? union(fabric, since.subject.fabric) : fabric;
  const notes = [...(changed?.notes ?? []), ...(found?.notes ?? [])];
  const described = describedForPicture(topology);
  return diagram(shown, { ...level, marks, notes, titleBlock, described });
}

const verdicts = new WeakMap<Subject, 'pass' | 'fail'>();

/** Whether a fabric keeps what its file promises; checked once for all its pictures. */
export function promised(subject: Subject): 'pass' | 'fail' {
  const known = verdicts.get(subject) ?? verdictOf(check(subject).findings);
  verdicts.set(subject, known);
  return known;
}

/** What has changed, as marks, and counted for the title. */
function changesSince(subject: Subject, { subject: before, file }: Since) {
  const all = differences(subject, before);
  const [first = 'no part and no cable differs', ...more] = differenceWords(all);
  const { name } = before.topology;
  // Where the file stood when it was drawn is nothing of the picture.
  const called = file.split('/').at(-1);
  return {
    marks: all.map(({ id, mark, text }): Mark => ({ id, mark, ...(text === '' ? {} : { text }) })),
    words: [
      `since ${name} (${called}): ${first}`,
      ...more,
      ...bisectionWords(subject.healthy, before.healthy),
    ],
    notes:
      all.length > 0
        ? [
            `Rows and boxes count the parts of both designs; what is removed is drawn as in ${called}.`,
          ]
        : [],
  };
}
