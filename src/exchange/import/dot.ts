import type { Source } from '../wiring.js';
import { type DotEnd, DotReader, type DotStatement } from './dot-statements.js';
import type { Importer, Sniffer } from './importer.js';
import { kindOf } from './machine-kind.js';
import { readLines } from './read-lines.js';
import { type RowEnd, Rows } from './rows.js';
import { speedOf } from './table.js';
import { Tally } from './tally.js';

/**
 * Graphviz as PTM reads it (`/etc/ptm.d/topology.dot`): `"leaf01":"swp1" -- "server01":"eth1"`. What a
 * machine is, Air says by `function`, we by that and by `gbps` of an edge; otherwise ports tell.
 */
export const dot: Importer = (files, limits) => {
  const tally = new Tally(files.map(({ file }) => file));
  const rows = new Rows(tally, limits);
  const readers = files.map(() => new DotReader());
  const wanted = 'an edge is like "leaf01":"swp1" -- "server01":"eth1"';
  readLines(
    files,
    ({ text, number }, file) => {
      const statements = readers[file]!.read(text);
      if (!statements) return false;
      let understood = true;
      for (const statement of statements) {
        const added = addStatement(rows, statement, { file, line: number });
        if (added === 'full') return 'full';
        understood &&= added;
      }
      return understood;
    },
    tally,
    wanted,
    limits.maxCables,
  );
  return rows.wiring(files, 'dot', 'cables');
};

export const looksLikeDot: Sniffer = (first) =>
  first.some(({ text }) =>
    /^\s*(strict\s+)?(di)?graph\b[^,;]*\{|^\s*(strict\s+)?graph\s*\S*\s*$/i.test(text),
  );

function addStatement(rows: Rows, statement: DotStatement, at: Source): boolean | 'full' {
  if (statement.kind === 'node') {
    const { end, attributes } = statement;
    const [kind, model] = [kindOf(attributes.get('function')), attributes.get('model') ?? null];
    return rows.machine(end.node, kind, at, model) || 'full';
  }
  const { ends, attributes } = statement;
  const gbps = speedOf(attributes.get('gbps') ?? attributes.get('speed'));
  for (let i = 1; i < ends.length; i++) {
    const [a, b] = [rowEnd(ends[i - 1]!), rowEnd(ends[i]!)];
    if (!a || !b) return false;
    if (!rows.add(a, b, gbps, at)) return 'full';
  }
  return true;
}

const rowEnd = ({ node, port }: DotEnd): RowEnd | null =>
  port === null ? null : { machine: node, port, kind: null };
