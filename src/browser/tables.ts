import type { Subject } from '../check/checker.js';
import { nounOf } from '../diagram/draft.js';
import { markWords } from '../diagram/marks.js';
import { compareNumbers } from '../diagram/names.js';
import { change, gbpsWords } from '../report/whatif/figures.js';
import { formatGbps, formatShare } from '../std/units.js';
import type { Bisections } from '../whatif/stages.js';
import { later } from './answer.js';
import { type Failed, markOfVertex } from './failed.js';
import { nicCounts } from './naming.js';
import type { Table, TableKind, TableLook, TableRow } from './protocol.js';

/** Rows that are shown: nobody reads more, and a filter finds the others. */
const mostRows = 200;

/** What rows are made from; bisections come later. */
interface TableFacts {
  readonly subject: Subject;
  readonly failed: Failed;
  readonly bisections: { readonly before: Bisections; readonly after: Bisections } | null;
}

interface Kind {
  readonly columns: Table['columns'];
  rows(facts: TableFacts): TableRow[];
}

const text = (name: string) => ({ name, numeric: false });
const number = (name: string) => ({ name, numeric: true });

const kinds: Readonly<Record<TableKind, Kind>> = {
  planes: {
    columns: [
      text('plane'),
      number('switches'),
      number('endpoints'),
      number('cut off'),
      text('bisection'),
      text('state'),
    ],
    rows: planeRows,
  },
  switches: {
    columns: [text('switch'), text('tier'), number('cables'), text('Gb/s left'), text('state')],
    rows: switchRows,
  },
  hosts: {
    columns: [text('host'), number('NICs'), number('cut off'), text('state')],
    rows: hostRows,
  },
  faults: {
    columns: [text('fault'), text('what it matched')],
    rows: ({ failed }) =>
      failed.lines.map(({ selector, words }) => ({
        cells: [selector, words],
        selectors: [selector],
        mark: 'down',
      })),
  },
};

/** The rows of a kind that a filter leaves, in order. */
export function tableOf(facts: TableFacts, look: TableLook): Table {
  const { columns, rows } = kinds[look.kind];
  const wanted = look.filter.trim().toLowerCase();
  const found = rows(facts).filter(({ cells }) =>
    cells.some((cell) => String(cell).toLowerCase().includes(wanted)),
  );
  if (look.sort >= 0 && look.sort < columns.length) {
    const sign = look.descending ? -1 : 1;
    found.sort((a, b) => sign * compare(a.cells[look.sort]!, b.cells[look.sort]!));
  }
  return { look, columns, rows: found.slice(0, mostRows), count: found.length };
}

/** Numbers by value, texts with the numbers in them by value. */
function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return compareNumbers(a, b);
  return collator.compare(String(a), String(b));
}

const collator = new Intl.Collator('en', { numeric: true });

function planeRows({ subject, failed, bisections }: TableFacts): TableRow[] {
  return subject.fabric.planes.map(({ id, switches, endpoints }, p) => {
    const mark = failed.marked.get(id)?.mark ?? null;
    const cut = failed.state.parts(p).cutOffCount;
    const [before, after] = [bisections?.before.planes[p], bisections?.after.planes[p]];
    const words =
      !before || !after
        ? later
        : failed.faults.length === 0
          ? gbpsWords(after)
          : change(before, after);
    const touched = failed.state !== subject.healthy && failed.state.isTouched(p);
    return {
      cells: [
        id,
        switches.length,
        endpoints.length,
        cut,
        words,
        mark ? markWords[mark] : touched ? 'degraded' : 'up',
      ],
      selectors: [`plane:${id}`],
      mark: mark ?? (touched ? 'degraded' : null),
    };
  });
}

function switchRows({ subject, failed }: TableFacts): TableRow[] {
  const { fabric } = subject;
  const { offsets, incident, gbps, vertexIds, endpointCount, switches } = fabric;
  return switches.map((_, i) => {
    const v = endpointCount + i;
    let [left, whole] = [0, 0];
    for (let at = offsets[v]!; at < offsets[v + 1]!; at++) {
      left += failed.state.capacity[incident[at]!]!;
      whole += gbps[incident[at]!]!;
    }
    const mark = markOfVertex(subject, failed, v);
    const share = left === whole ? '' : ` of ${formatGbps(whole)}`;
    const state = !mark
      ? 'up'
      : mark.value === undefined
        ? markWords[mark.mark]
        : `${formatShare(mark.value)} of its uplinks`;
    return {
      cells: [
        vertexIds[v]!,
        nounOf(fabric, v),
        offsets[v + 1]! - offsets[v]!,
        `${formatGbps(left)}${share}`,
        state,
      ],
      selectors: [`switch:${vertexIds[v]}`],
      mark: mark?.mark ?? null,
    };
  });
}

function hostRows({ subject, failed }: TableFacts): TableRow[] {
  const { fabric } = subject;
  const nics = nicCounts(fabric);
  const cut = new Int32Array(nics.length);
  const shares = sharesOfHosts(subject, failed);
  if (failed.marks.length > 0) {
    for (let e = 0; e < fabric.endpointCount; e++) {
      const mark = markOfVertex(subject, failed, e)?.mark;
      if (mark === 'down' || mark === 'cut-off') cut[fabric.hostOf[e]!]!++;
    }
  }
  return fabric.hostIds.map((id, host) => {
    const down = failed.marked.get(id)?.mark === 'down';
    const mark = down
      ? 'down'
      : cut[host]! > 0 && cut[host] === nics[host]
        ? 'cut-off'
        : shares[host]! < 1
          ? 'degraded'
          : null;
    return {
      cells: [
        id,
        nics[host]!,
        cut[host]!,
        mark === 'degraded' ? `${formatShare(shares[host]!)} left` : mark ? markWords[mark] : 'up',
      ],
      selectors: [`host:${id}`],
      mark,
    };
  });
}

/** By host: the share of its cables' speed that is left, and still leads to the others of a plane. */
function sharesOfHosts({ fabric, healthy }: Subject, { state }: Failed): Float64Array {
  const { planes, hostIds, hostOf, offsets, incident, cablePlane, gbps } = fabric;
  const [left, whole] = [new Float64Array(hostIds.length), new Float64Array(hostIds.length)];
  planes.forEach(({ endpoints }, p) => {
    const [before, after] = [healthy.parts(p).cutOff, state.parts(p).cutOff];
    endpoints.forEach((e, i) => {
      const lost = after[i] !== 0 && before[i] === 0;
      for (const cable of incident.subarray(offsets[e], offsets[e + 1])) {
        if (cablePlane[cable] !== p) continue;
        whole[hostOf[e]!]! += gbps[cable]!;
        if (!lost) left[hostOf[e]!]! += state.capacity[cable]!;
      }
    });
  });
  return whole.map((speed, host) => (speed === 0 ? 1 : left[host]! / speed));
}
