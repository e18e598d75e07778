import { asBuilt } from '../check/as-built-rule.js';
import type { Subject } from '../check/checker.js';
import { type Finding, finding, type Place } from '../finding/rule.js';
import { groupBy } from '../std/group.js';
import { formatCounted } from '../std/units.js';
import { type Explanation, movesIn, type Slower } from './explain.js';
import { designPlace } from './found.js';
import { misplaced } from './misplaced.js';
import type { Move } from './move.js';
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
    ...moveFindings(explanation),
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
function machineFindings({ unseen, moves, arrangement }: Explanation): Finding[] {
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
  for (const move of moves) {
    if (!leadsToStranger(arrangement, move)) continue;
    for (const name of strangersOf(arrangement, move)) {
      cablesTo.set(name, (cablesTo.get(name) ?? 0) + 1);
    }
  }
  const kinds = groupBy(what.strangers, ({ kind }) => kind);
  const strange = [...kinds].map(([kind, same]) => {
    const names = [...new Set(same.map(({ machine }) => machine))];
    const cables = names.reduce((sum, name) => sum + (cablesTo.get(name) ?? 0), 0);
    const first = names.slice(0, namesShown).map((name) => `"${name}"`);
    const args = { kind: kind === 'nic' ? 'host' : 'switch', count: names.length, first, cables };
    return finding(asBuilt, 'as-built-stranger', args, same[0]!.place);
  });
  return [...absent, ...strange];
}

/** An extra cable of a machine that is none of the design is said with the machine. */
function leadsToStranger({ ports, fabric }: Explanation['arrangement'], move: Move): boolean {
  return move.kind === 'extra' && move.ends.some((p) => ports.machine[p]! >= fabric.vertexCount);
}

function strangersOf({ ports, fabric, what }: Explanation['arrangement'], move: Move): string[] {
  const ends = move.kind === 'extra' ? move.ends : [];
  return [
    ...new Set(
      ends.flatMap((p) => what.strangers[ports.machine[p]! - fabric.vertexCount]?.machine ?? []),
    ),
  ];
}

function moveFindings({ moves, differences, arrangement }: Explanation): Finding[] {
  const namer = new Namer(arrangement);
  const said: Finding[] = [];
  moves.forEach((move, m) => {
    if (leadsToStranger(arrangement, move)) return;
    if (move.kind === 'missing') said.push(missingFinding(arrangement, namer, move.ends));
    else if (move.kind === 'extra') {
      const ends = move.ends.map((p) => namer.port(p)) as [string, string];
      said.push(
        finding(asBuilt, 'as-built-extra', { ends }, placeOfPort(arrangement, move.ends[0]), {
          subject: move.ends.map((p) => namer.portId(p)).join('--'),
        }),
      );
    } else said.push(plugFinding(arrangement, namer, moves, m, differences));
  });
  return said;
}

/** A plug that is in a wrong port: across planes, on the leaf of another rail, or just elsewhere. */
function plugFinding(
  arrangement: Explanation['arrangement'],
  namer: Namer,
  moves: readonly Move[],
  m: number,
  of: number,
): Finding {
  const move = moves[m]!;
  const pairs: [number, number][] =
    move.kind === 'swap'
      ? [
          [move.plugs[0], move.stay[0]],
          [move.plugs[1], move.stay[1]],
        ]
      : move.kind === 'move'
        ? [[move.stays, move.from]]
        : [];
  const args =
    move.kind === 'swap'
      ? {
          plugs: move.plugs.map((p) => namer.port(p)) as [string, string],
          lead: move.stay.map((p) => namer.port(p)) as [string, string],
          ...stepOf(moves, m),
        }
      : move.kind === 'move'
        ? { from: namer.port(move.from), to: namer.port(move.to), stays: namer.port(move.stays) }
        : null;
  const whole = { ...args!, explains: move.explains, of };
  const place = placeOfPort(arrangement, pairs[0]![0]);
  const subject = pairs.map((pair) => pair.map((p) => namer.portId(p)).join('--')).join(', ');
  const fault = misplaced(arrangement, pairs);
  if (fault) {
    const code = fault.what === 'plane' ? 'as-built-wrong-plane' : 'as-built-wrong-rail';
    return finding(asBuilt, code, { ...whole, joins: fault.joins } as never, place, { subject });
  }
  const code = move.kind === 'swap' ? 'as-built-swapped' : 'as-built-moved';
  return finding(asBuilt, code, whole as never, place, { subject });
}

/** Swaps of one ring stand one after the other, and the last one explains two more differences. */
function stepOf(moves: readonly Move[], m: number): { step: number; steps: number } {
  const isSwap = (i: number) => moves[i]?.kind === 'swap';
  let first = m;
  while (isSwap(first - 1) && moves[first - 1]!.explains === 2) first--;
  let last = m;
  while (moves[last]!.explains === 2 && isSwap(last + 1)) last++;
  return { step: m - first + 1, steps: last - first + 1 };
}

function missingFinding(
  arrangement: Explanation['arrangement'],
  namer: Namer,
  [a, b]: readonly [number, number],
): Finding {
  const { fabric, ports, designCable, what } = arrangement;
  const [x, y] = [ports.machine[a]!, ports.machine[b]!];
  const ends = [namer.port(a), namer.port(b)] as const;
  const cable = fabric.cableId(designCable[a]!);
  const more = { subject: cable };
  const place = designPlace(fabric.vertexIds[x]!);
  const parallel: number[] = [];
  const { offsets, incident, neighbours } = fabric;
  for (let i = offsets[x]!; i < offsets[x + 1]!; i++) {
    if (neighbours[i] === y) parallel.push(incident[i]!);
  }
  if (parallel.length > 1) {
    const found = parallel.filter((c) => isThere(arrangement, c)).length;
    if (found > 0) {
      const bundle = `${namer.vertex(x)}--${namer.vertex(y)}`;
      const args = { ends, bundle, found, designed: parallel.length };
      return finding(asBuilt, 'as-built-bundle', args, place, more);
    }
  }
  const away = [x, y].filter((v) => what.seen[v] !== 1).map((v) => namer.vertex(v));
  const why =
    away.length > 0
      ? `nothing was found of ${away.join(' and ')}`
      : 'both ports are idle; the cable is not there or dead, or one of the ports is';
  return finding(asBuilt, 'as-built-missing', { ends, why }, place, more);
}

/** Whether a cable of the design was found where it should be. */
function isThere(
  { fabric, ports, design, found }: Explanation['arrangement'],
  cable: number,
): boolean {
  const port = ports.of(fabric.lower[cable]!, fabric.lowerPort[cable]!, fabric.lowerSub[cable]!);
  return port >= 0 && design[port] === found[port];
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
  const name = (v: number) =>
    fabric.vertexIds[v] ?? `"${what.strangers[v - fabric.vertexCount]!.name}"`;
  const left = refused.map((c) => {
    const { a, b, place } = what.cables[c]!;
    const [end, other] = [a, b].map(({ vertex, port }) => `${name(vertex)}:${port}`);
    return finding(asBuilt, 'as-built-port', { end: end!, other: other! }, place);
  });
  if (what.called.size === 0) return left;
  const first = [...what.called].slice(0, namesShown);
  const args = {
    count: what.called.size,
    first: first.map(([v, called]) => `${fabric.vertexIds[v]} is called "${called}"`),
  };
  const place = designPlace(fabric.vertexIds[first[0]![0]]!);
  return [...left, finding(asBuilt, 'as-built-name', args, place, { severity: 'warning' })];
}

/** Where the found cable in a port is written. */
function placeOfPort({ foundCable, what }: Explanation['arrangement'], port: number): Place {
  return what.cables[foundCable[port]!]!.place;
}
