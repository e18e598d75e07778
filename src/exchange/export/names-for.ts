import { quoted } from '../../std/terminal.js';
import { type NameRule, type Names, namesOf } from '../names.js';
import type { Exported } from './exporter.js';
import { nothingBuilt } from './nothing-built.js';

/** Names of a fabric of which something is built and that a consumer takes. */
export function namesFor(
  { subject: { fabric }, topology, namedBy, planes }: Exported,
  rule: NameRule,
): Names | { readonly problem: string } {
  if (planes.length === 0) return nothingBuilt;
  const names = namesOf(fabric, topology.labels ?? {}, namedBy, rule);
  const { illegal } = names;
  if (illegal === null) return names;
  const most = `at most ${rule.longest} characters`;
  return {
    problem: `${quoted(illegal)} is no name for a machine there (${most}); shorten it, or label the machine and export --names labels`,
  };
}
