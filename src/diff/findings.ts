import { asBuilt } from '../check/as-built-rule.js';
import type { Subject } from '../check/checker.js';
import { portId } from '../fabric/ids.js';
import { type Finding, finding } from '../finding/rule.js';
import { groupBy } from '../std/group.js';
import { formatCounted } from '../std/units.js';
import { type Explanation, movesIn, type Slower } from './explain.js';
import { designPlace } from './found.js';
import type { Move } from './move.js';
import { moveFindings } from './move-findings.js';
import { differences } from './parts.js';
import { Namer } from './say.js';

/** Of one code so many are said one by one. */
const mostOfACode = 50;
/** Names that stand for many. */
const namesShown = 3;

/** What is to be done, one finding a thing, in an order in which it can be done; then what is odd. */
export function differenceFindings(explanation: Explanation): Finding[] {
  const all = [
    ...headline(explanation),
    ...exchangedFindings(explanation),
    ...machineFindings(explanation),
    ...moveFindings(explanation, (move) => leadsToStranger(explanation.arrangement, move)),
    ...speedFindings(explanation),
    ...oddFindings(explanation),
  ];
  return [...groupBy(all, ({ code }) => code).values()].flatMap((same) => {
    const rest = same.length - mostOfACode;
    if (rest <= 0) return same;
    const more = { count: rest, code: same[0]!.code };
    const place = same[mostOfACode]!.place;
    return [...same.slice(0, mostOfACode), finding(asBuilt, 'as-built-more', more, place)];
  });
}

/** How much differs, and how little that takes. */
function headline(explanation: Explanation): Finding[] {
  const { differences, cables, speeds } = explanation;
  if (differences + speeds.length === 0) return [];
  const args = { differences, cables, moves: movesIn(explanation), kinds: kindsOf(explanation) };
  return [finding(asBuilt, 'as-built-differs', args, '/name')];
}

/** What there is to do, by kind. */
function kindsOf({ exchanged, unseen, moves, speeds }: Explanation): string[] {
  const of = (kind: Move['kind']) => moves.filter((move) => move.kind === kind).length;
  const kinds: [number, string, string][] = [
    [exchanged.length, 'exchange', 'of machines'],
    [unseen.length, 'machine', 'to bring'],
    [of('swap'), 'swap', 'of plugs'],
    [of('move'), 'plug', 'to move'],
    [of('missing'), 'cable', 'to lay'],
    [of('extra'), 'cable', 'to take away'],
    [speeds.length, 'cable', 'of another speed'],
  ];
  return kinds.flatMap(([count, noun, rest]) =>
    count === 0 ? [] : `${formatCounted(count, noun)} ${rest}`,
  );
}

/** Machines that both have, of another model or in another place; those that changed alike together. */
export function changedFindings(design: Subject, other: Subject): Finding[] {
  const changed = differences(other, design).flatMap(({ id, mark, noun, text }) => {
    // A list of cables says nothing of units and rails: what is not said is no change.
    const said = text.split(', ').filter((one) => !one.endsWith('→ none'));
    return mark === 'changed' && noun !== 'cable' && said.length > 0
      ? [{ id, noun, text: said.join(', ') }]
      : [];
  });
  const alike = groupBy(changed, ({ noun, text }) => `${noun} ${text}`);
  return [...alike.values()].map((same) => {
    const { noun, text } = same[0]!;
    const first = same.slice(0, namesShown).map(({ id }) => id);
    const args = { noun, count: same.length, first, text };
    const more = { subject: first.join(', '), severity: 'warning' } as const;
    return finding(asBuilt, 'as-built-changed', args, designPlace(first[0]!), more);
  });
}

function exchangedFindings({ exchanged, differences, arrangement }: Explanation): Finding[] {
  const namer = new Namer(arrangement);
  const { fabric } = arrangement;
  return exchanged.map(({ kind, a, b, explains }) => {
    const [x, y] =
      kind === 'host' ? [namer.host(a), namer.host(b)] : [namer.vertex(a[0]!), namer.vertex(b[0]!)];
    const args = { kind, a: x, b: y, explains, of: differences };
    const place = designPlace(fabric.vertexIds[a[0]!]!);
    return finding(asBuilt, 'as-built-exchanged', args, place, { subject: `${x}, ${y}` });
  });
}

/** Machines that only one of both has, those of a kind together. */
function machineFindings({ unseen, arrangement }: Explanation): Finding[] {
  const namer = new Namer(arrangement);
  const { fabric, what } = arrangement;
  const gone = groupBy(unseen, ({ kind, vertices }) =>
    kind === 'host' ? kind : fabric.switches[vertices[0]! - fabric.endpointCount]!.plane,
  );
  const absent = [...gone.values()].map((same) => {
    const names = same.map(({ kind, vertices }) =>
      kind === 'host' ? namer.host(vertices) : namer.vertex(vertices[0]!),
    );
    const cables = same.reduce((sum, one) => sum + one.cables.length, 0);
    const args = {
      kind: same[0]!.kind,
      count: same.length,
      first: names.slice(0, namesShown),
      cables,
    };
    const place = designPlace(fabric.vertexIds[same[0]!.vertices[0]!]!);
    return finding(asBuilt, 'as-built-unseen', args, place, {
      subject: names.slice(0, namesShown).join(', '),
    });
  });
  const cablesTo = new Map<string, number>();
  for (const { a, b } of what.cables) {
    const names = [a, b].map(({ vertex }) => what.strangers[vertex - fabric.vertexCount]?.name);
    for (const name of new Set(names)) {
      if (name !== undefined) cablesTo.set(name, (cablesTo.get(name) ?? 0) + 1);
    }
  }
  const hosts = new Set(fabric.hostIds);
  const kinds = groupBy(what.strangers, ({ kind, machine }) =>
    kind === 'switch' ? kind : hosts.has(machine) ? 'NIC' : 'host',
  );
  const strange = [...kinds].map(([kind, same]) => {
    const names = [...new Set(same.map(({ name, machine }) => (kind === 'NIC' ? name : machine)))];
    const cables = same.reduce((sum, { name }) => sum + (cablesTo.get(name) ?? 0), 0);
    const first = names.slice(0, namesShown).map((name) => `"${name}"`);
    const args = { kind, count: names.length, first, cables };
    return finding(asBuilt, 'as-built-stranger', args, same[0]!.place);
  });
  return [...absent, ...strange];
}

/** An extra cable of a machine that is none of the design is said with the machine. */
function leadsToStranger({ ports, fabric }: Explanation['arrangement'], move: Move): boolean {
  return move.kind === 'extra' && move.ends.some((p) => ports.machine[p]! >= fabric.vertexCount);
}

function speedFindings({ speeds, arrangement }: Explanation): Finding[] {
  const { fabric, what } = arrangement;
  const kinds = groupBy(speeds, ({ designGbps, gbps }: Slower) => `${designGbps} ${gbps}`);
  return [...kinds.values()].map((same) => {
    const { designGbps, gbps, found } = same[0]!;
    const first = same.slice(0, namesShown).map(({ cable }) => fabric.cableId(cable));
    const args = { count: same.length, first, gbps, designGbps };
    const place = what.cables[found]!.place;
    return finding(asBuilt, 'as-built-speed', args, place, { subject: first.join(', ') });
  });
}

function oddFindings({ arrangement }: Explanation): Finding[] {
  const { what, refused, fabric } = arrangement;
  const namer = new Namer(arrangement);
  const left = refused.map((c) => {
    const { a, b, place } = what.cables[c]!;
    const [end, other] = [a, b].map(({ vertex, ...port }) => portId(namer.vertex(vertex), port));
    return finding(asBuilt, 'as-built-port', { end: end!, other: other! }, place);
  });
  if (what.called.size === 0) return left;
  // A host is told once, not NIC by NIC; a NIC only where its host is called as we do.
  const called = new Map<string, string>();
  for (const [v, name] of what.called) {
    const isNic = v < fabric.endpointCount;
    const host = isNic ? fabric.hostIds[fabric.hostOf[v]!]! : '';
    const hostName = name.slice(0, name.lastIndexOf(' '));
    const ofHost = isNic && hostName !== host;
    called.set(ofHost ? host : fabric.vertexIds[v]!, ofHost ? hostName : name);
  }
  const first = [...called].slice(0, namesShown);
  const args = {
    count: called.size,
    first: first.map(([id, name]) => `${id} is called "${name}"`),
  };
  const place = designPlace(first[0]![0]);
  return [...left, finding(asBuilt, 'as-built-name', args, place, { severity: 'warning' })];
}
