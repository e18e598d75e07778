import { readForwardingTables } from '../exchange/import/lft.js';
import type { ForwardingTables } from '../flow/routing/forwarding-tables.js';
import type { NotRouted } from '../flow/routing/routed.js';
import type { Opened } from '../pipeline.js';
import { makeReport } from '../report/report.js';
import { text } from '../report/text.js';
import { dumpOf } from './dumps.js';
import { UsageError } from './exit.js';

/** Forwarding tables from files, by plane; whatever is wrong with them is wrong usage, by line. */
export function readTables(
  files: readonly string[],
  { subject, topology }: Opened,
): (plane: number) => ForwardingTables | NotRouted {
  if (files.filter((file) => file === '-').length > 1) {
    throw new UsageError('standard input (-) can be read only once');
  }
  const dumps = files.map(dumpOf);
  const { tables, findings } = readForwardingTables(dumps, subject.fabric, topology.labels ?? {});
  const report = makeReport({
    file: dumps[0]!.file,
    locate: () => [],
    name: topology.name,
    subject: null,
    results: [],
    findings,
  });
  if (findings.length > 0) {
    throw new UsageError(text([{ ...report, checks: [] }]).trimEnd());
  }
  return (plane) => tables.get(plane) ?? { reason: 'no file has tables of it' };
}
