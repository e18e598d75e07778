import { type Cable, type Document, type Exception, must } from './document.js';
import type { Family } from './family.js';
import { isNic, lowerFirst, type Port, parsePort, withoutRanges } from './ids.js';
import { portGbps } from './listed.js';

/** LANGUAGE section 5, exceptions: what stands, made from what was designed. */
export function withExceptions(
  document: Document,
  families: ReadonlyMap<string, Family>,
  design: readonly Cable[],
): Cable[] {
  const exceptions = document.exceptions ?? [];
  const inPort = byPort(design);
  const named = new Set<string>();

  const removed = new Set<Cable>();
  const remove = (port: string) => {
    const cable = inPort.get(port);
    must(cable !== undefined && !removed.has(cable), `no cable to take from ${port}`);
    removed.add(cable!);
    return cable!;
  };
  const once = (port: string) => {
    must(!named.has(port), `${port} is named twice`);
    named.add(port);
  };
  const added: Cable[] = [];
  const add = (one: string, other: string, gbps: number) => {
    const [a, b] = lowerFirst(document, parsePort(one), parsePort(other));
    added.push({ a, b, gbps });
  };

  for (const exception of exceptions) {
    if ('missing' in exception) withoutRanges(exception.missing).forEach(remove);
    if ('moved' in exception) {
      once(exception.to);
      add(exception.moved, exception.to, remove(exception.moved).gbps);
    }
    if ('extra' in exception) {
      const [one, other] = exception.extra;
      for (const port of exception.extra) once(port);
      const speeds = () =>
        exception.extra.map((port) => endGbps(document, families, inPort, parsePort(port)));
      add(one, other, exception.gbps ?? Math.min(...speeds()));
    }
  }
  const standing = [...design.filter((cable) => !removed.has(cable)), ...added];
  return withSlower(exceptions, standing);
}

function withSlower(exceptions: readonly Exception[], standing: readonly Cable[]): Cable[] {
  const inPort = byPort(standing);
  const slower = new Map<Cable, number>();
  for (const exception of exceptions) {
    if (!('slower' in exception)) continue;
    for (const port of withoutRanges(exception.slower)) {
      const cable = inPort.get(port);
      must(cable !== undefined && !slower.has(cable), `no cable to slow down in ${port}`);
      slower.set(cable!, exception.gbps);
    }
  }
  return standing.map((cable) => ({ ...cable, gbps: slower.get(cable) ?? cable.gbps }));
}

const byPort = (cables: readonly Cable[]): ReadonlyMap<string, Cable> =>
  new Map(cables.flatMap((cable) => [[cable.a, cable] as const, [cable.b, cable] as const]));

/**
 * The speed of one end of an extra cable. A sub-port runs at its share of the port: as split by the
 * family, or else at the speed of a cable in a sub-port beside it.
 */
function endGbps(
  document: Document,
  families: ReadonlyMap<string, Family>,
  inPort: ReadonlyMap<string, Cable>,
  end: Port,
): number {
  if (isNic(end)) return portGbps(document, '', end);
  const { set = '', plane, tier, index, port, sub } = end;
  const own = portGbps(document, set, end);
  if (sub === undefined) return own;
  const split = families.get(set)?.splitAt(tier, port) ?? 1;
  if (split > 1) return own / split;
  const prefix = `${set}/p${plane}/${tier}${index}:${port}.`;
  const beside = [...inPort].find(([id]) => id.startsWith(prefix));
  if (!beside) throw new Error(`the design does not split ${prefix}${sub}: state gbps`);
  return beside[1].gbps;
}
