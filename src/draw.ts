import type { Subject } from './check/checker.js';
import { check } from './check/run.js';
import { type Detail, diagram } from './diagram/diagram.js';
import type { Fault } from './failure/fault.js';
import type { DiagramFormat } from './render/formats.js';
import { renderings } from './render/registry.js';
import { verdictOf } from './report/report.js';
import { faultMarks, stateAfter } from './whatif/marks.js';
import { titleFacts } from './whatif/title.js';

/** What to draw of a topology. */
export interface Picture {
  readonly detail: Detail;
  /** Id of a plane, for the level of one plane. */
  readonly plane?: string;
  readonly focus?: string;
  readonly faults?: readonly Fault[];
}

/** fabric → diagram → places → SVG, or another rendering of the same diagram. */
export async function drawFabric(
  subject: Subject,
  picture: Picture,
  format: DiagramFormat,
): Promise<string> {
  const { topology, fabric, healthy, off } = subject;
  const { faults = [], ...level } = picture;
  const failed = faults.length > 0 ? stateAfter(healthy, faults) : null;
  const titleBlock = {
    title: topology.title ?? topology.name,
    name: topology.name,
    facts: titleFacts(subject, failed),
    ...(topology.source === undefined ? {} : { source: topology.source }),
    // The verdict is about the fabric as promised, not about one that something was done to.
    ...(failed ? {} : { verdict: verdictOf(check(subject).findings) }),
  };
  const down = [...off, ...faults];
  const marks = down.length > 0 ? faultMarks(failed ?? healthy, down) : [];
  return renderings[format](diagram(fabric, { ...level, marks, titleBlock }));
}
