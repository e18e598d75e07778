import { jsonText } from '../std/pretty-json.js';
import type { WhatIf } from '../whatif/answer.js';
import { faultLines } from './fault-lines.js';
import { betweenLines } from './whatif/between-lines.js';
import { promiseLines } from './whatif/promise-lines.js';
import { planeLines, planeSetLines } from './whatif/set-lines.js';
import { sideBySide } from './whatif/side-by-side.js';

/** An answer with the topology that it is about. */
export interface WhatIfReport extends WhatIf {
  readonly version: 1;
  readonly topology: { readonly name: string; readonly file: string };
}

export const whatIfJson = (report: WhatIfReport): string => jsonText(report);

/** Healthy against failed, or these against other faults, for people. */
export function whatIfText(report: WhatIfReport): string {
  const { topology, faults, healthy, failed, comparedFaults, compared, between } = report;
  const lines = [`${topology.name}: what if`];
  if (comparedFaults && compared) {
    lines.push(
      ...faultLines(faults, 'compared'.length, 'failed'),
      ...faultLines(comparedFaults, 'compared'.length, 'compared'),
    );
    lines.push('', ...sideBySide(healthy, failed, compared));
  } else {
    lines.push(...faultLines(faults, 'slower'.length));
    for (const [name, after] of Object.entries(failed.planeSets)) {
      lines.push('', ...planeSetLines(name, healthy.planeSets[name]!, after));
      const members = failed.planes.filter(({ plane }) => plane.startsWith(`${name}/`));
      lines.push(...planeLines(members, healthy.planes));
    }
    const promised = promiseLines(failed);
    if (promised.length > 0) lines.push('', ...promised);
  }
  if (between) lines.push('', ...betweenLines(between));
  return `${lines.join('\n')}\n`;
}
