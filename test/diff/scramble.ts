import { type Found, type FoundCable, type FoundEnd, foundFabric } from '../../src/diff/found.js';
import type { Wiring } from '../../src/exchange/wiring.js';
import type { CompactFabric } from '../../src/fabric/compact.js';
import { type Draw, seededDraw } from '../../src/std/random.js';

type Fault = 'swap' | 'move' | 'drop' | 'exchange';

/** A fabric as somebody with too little time has built it. */
export interface Scrambled {
  readonly found: Found;
  readonly faults: readonly Fault[];
}

const portKey = ({ vertex, port, sub }: FoundEnd): string => `${vertex} ${port} ${sub}`;

/** Makes so many faults one after the other, each of them one move of somebody's hands. */
export function scramble(
  fabric: CompactFabric,
  seed: number,
  count: number,
  kinds: readonly Fault[] = ['swap', 'move', 'drop'],
): Scrambled {
  const random = seededDraw(seed);
  const intact = foundFabric(fabric, fabric, 'found.json');
  const cables: FoundCable[] = [...intact.cables];
  const faults: Fault[] = [];
  for (let i = 0; i < count; i++) {
    const kind = kinds[random(kinds.length)]!;
    if (makeFault(kind, cables, fabric, random)) faults.push(kind);
  }
  return { found: { ...intact, cables }, faults };
}

function makeFault(
  kind: Fault,
  cables: FoundCable[],
  fabric: CompactFabric,
  random: Draw,
): boolean {
  if (kind === 'exchange') return exchange(cables, fabric, random);
  if (cables.length < 2) return false;
  const at = random(cables.length);
  const cable = cables[at]!;
  if (kind === 'drop') {
    cables.splice(at, 1);
    return true;
  }
  if (kind === 'move') {
    const taken = new Set(cables.flatMap(({ a, b }) => [portKey(a), portKey(b)]));
    const s = random(fabric.switches.length);
    const port = random(fabric.switches[s]!.model.ports);
    const to = { vertex: fabric.endpointCount + s, port, sub: -1 };
    if (taken.has(portKey(to)) || to.vertex === cable.a.vertex) return false;
    cables[at] = { ...cable, b: to };
    return true;
  }
  const other = (at + 1 + random(cables.length - 1)) % cables.length;
  const [one, two] = [cable, cables[other]!];
  // A cable from a machine to itself is nothing that anybody plugs.
  if (one.a.vertex === two.b.vertex || two.a.vertex === one.b.vertex) return false;
  cables[at] = { ...one, b: two.b };
  cables[other] = { ...two, b: one.b };
  return true;
}

/** Two hosts with the same NICs, or two switches, put in each other's place. */
function exchange(cables: FoundCable[], fabric: CompactFabric, random: Draw): boolean {
  const { endpointCount, vertexCount, hostOf, vertexIds } = fabric;
  const vertex = random(vertexCount);
  const other = random(vertexCount);
  if (vertex === other || vertex < endpointCount !== other < endpointCount) return false;
  const map = new Map<number, number>();
  if (vertex >= endpointCount) map.set(vertex, other).set(other, vertex);
  else {
    const [h, g] = [hostOf[vertex]!, hostOf[other]!];
    if (h === g) return false;
    const nics = (host: number) => [...hostOf.keys()].filter((e) => hostOf[e] === host);
    const nameOf = (e: number) => vertexIds[e]!.split('/')[1];
    if (nics(h).map(nameOf).join() !== nics(g).map(nameOf).join()) return false;
    nics(h).forEach((e, i) => {
      map.set(e, nics(g)[i]!).set(nics(g)[i]!, e);
    });
  }
  const moved = (end: FoundEnd) => ({ ...end, vertex: map.get(end.vertex) ?? end.vertex });
  cables.forEach((cable, c) => {
    cables[c] = { ...cable, a: moved(cable.a), b: moved(cable.b) };
  });
  return true;
}

/** The same as somebody's tool tells it who knows no names: devices in any order, only hosts kept together. */
export function nameless(fabric: CompactFabric, { found }: Scrambled, seed: number): Wiring {
  const random = seededDraw(seed);
  const order = [...Array(fabric.vertexCount).keys()];
  for (let i = order.length - 1; i > 0; i--) {
    const j = random(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  // Nobody's tool tells of a machine that has no cable.
  const cabled = new Set(found.cables.flatMap(({ a, b }) => [a.vertex, b.vertex]));
  const told = order.filter((v) => cabled.has(v));
  const place = new Map(told.map((v, d) => [v, d]));
  const source = { file: 0, line: 1 };
  const hosts = [
    ...new Set(order.filter((v) => v < fabric.endpointCount).map((v) => fabric.hostOf[v]!)),
  ];
  const ranks = new Map<number, number>();
  const inHost = new Map<number, number>();
  fabric.hostOf.forEach((host, e) => {
    ranks.set(e, inHost.get(host) ?? 0);
    inHost.set(host, ranks.get(e)! + 1);
  });
  const numberOf = new Map(hosts.map((host, n) => [host, n]));
  return {
    files: ['dump'],
    findings: [],
    ports: 'parts',
    devices: told.map((v, d) => ({
      kind: v < fabric.endpointCount ? 'nic' : 'switch',
      name: v < fabric.endpointCount ? `mlx5_${ranks.get(v)}` : `box ${d}`,
      host: v < fabric.endpointCount ? `node ${numberOf.get(fabric.hostOf[v]!)}` : null,
      key: null,
      model: null,
      ports: null,
      source,
    })),
    links: found.cables.map(({ a, b, gbps }) => {
      const end = ({ vertex, port, sub }: FoundEnd) => ({
        device: place.get(vertex)!,
        port,
        sub,
        text: String(port),
      });
      return { a: end(a), b: end(b), gbps, source };
    }),
  };
}
