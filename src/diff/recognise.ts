import { dashed, undashed } from '../exchange/names.js';
import { ThroughPorts } from '../exchange/ports.js';
import {
  type Device,
  deviceText,
  type LinkEnd,
  type Source,
  type Wiring,
} from '../exchange/wiring.js';
import type { CompactFabric } from '../fabric/compact.js';
import type { Place } from '../finding/rule.js';
import type { Found, FoundEnd, Stranger } from './found.js';
import { layOver } from './lay-over.js';
import { netsOf } from './net.js';

/**
 * What a dump says in terms of a design, in one way after the other, likelier ones first: machines are
 * known by their names (our ids, what we call them in other tools' files, or what the design labels
 * them), the others by their cables.
 */
export function* recognise(
  design: CompactFabric,
  labels: Readonly<Record<string, string>>,
  wiring: Wiring,
): Generator<Found> {
  const through = wiring.ports === 'through' ? new ThroughPorts(design) : null;
  const named = byNames(design, labels, wiring.devices);
  const found = (way: Int32Array) => foundBy(way, named, { design, wiring, through });
  if (!named.includes(-1)) {
    yield found(named);
    return;
  }
  // Names of NICs may mislead; then cables tell them apart.
  const [ranked, unranked] = [true, false].map((by) => {
    const nets = netsOf(design, wiring, through, by);
    return layOver(nets.found, nets.design, named);
  });
  for (let first = true; ; first = false) {
    const ways = first ? [ranked!, unranked!] : [ranked!];
    for (const way of ways) {
      const next = way.next();
      if (!next.done) yield found(next.value);
      else if (way === ranked) return;
    }
  }
}

interface Recognised {
  readonly design: CompactFabric;
  readonly wiring: Wiring;
  readonly through: ThroughPorts | null;
}

function foundBy(
  way: Int32Array,
  named: Int32Array,
  { design, wiring, through }: Recognised,
): Found {
  const placeOf = ({ file, line }: Source): Place => ({
    pointer: '',
    file: wiring.files[file]!,
    line: { number: line, text: '' },
  });
  const strangers: Stranger[] = [];
  const seen = new Uint8Array(design.vertexCount);
  const nameless = new Uint8Array(design.vertexCount);
  const called = new Map<number, string>();
  const vertexOf = wiring.devices.map((device, d) => {
    const v = way[d]!;
    if (v < 0) {
      const { kind, host, name } = device;
      const place = placeOf(device.source);
      strangers.push({ kind, name: deviceText(device), machine: host ?? name, place });
      return design.vertexCount + strangers.length - 1;
    }
    seen[v] = 1;
    if (named[d]! < 0) {
      nameless[v] = 1;
      called.set(v, deviceText(device));
    }
    return v;
  });
  const endOf = ({ device, port, sub }: LinkEnd): FoundEnd => {
    const vertex = vertexOf[device]!;
    if (!through || vertex >= design.vertexCount) return { vertex, port, sub };
    return { vertex, ...through.port(vertex, port + 1) };
  };
  const cables = wiring.links.map(({ a, b, gbps, source }) => ({
    a: endOf(a),
    b: endOf(b),
    gbps,
    place: placeOf(source),
  }));
  return { strangers, cables, seen, nameless, called };
}

/** By device: the vertex that its name means; −1: none, or one that another device means, too. */
function byNames(
  design: CompactFabric,
  labels: Readonly<Record<string, string>>,
  devices: readonly Device[],
): Int32Array {
  const { indexOfVertex, endpointCount } = design;
  const labelled = idsByLabel(labels);
  const idOf = (name: string) => labelled.get(name) ?? name;
  const vertexOf = ({ kind, name, host }: Device): number => {
    const id =
      kind === 'switch'
        ? // What looks like an id of ours may be a label of another one, by a site that counts from 1.
          (labelled.get(name) ?? labelled.get(dashed(name)) ?? undashed(name))
        : host === null
          ? idOf(name)
          : nicId(design, idOf(host), name, labelled);
    const v = indexOfVertex.get(id) ?? -1;
    return v >= 0 && v < endpointCount === (kind === 'nic') ? v : -1;
  };
  const found = Int32Array.from(devices, vertexOf);
  const times = new Map<number, number>();
  for (const v of found) times.set(v, (times.get(v) ?? 0) + 1);
  return found.map((v) => (times.get(v) === 1 ? v : -1));
}

/** A NIC of a host: by its own name, or as it is labelled. */
function nicId(
  { indexOfVertex }: CompactFabric,
  host: string,
  name: string,
  labelled: ReadonlyMap<string, string>,
): string {
  const own = `${host}/${name}`;
  if (indexOfVertex.has(own)) return own;
  return labelled.get(`${host} ${name}`) ?? labelled.get(name) ?? own;
}

/** Labels that name one thing only. */
function idsByLabel(labels: Readonly<Record<string, string>>): Map<string, string> {
  const ids = new Map<string, string>();
  const several = new Set<string>();
  for (const [id, label] of Object.entries(labels)) {
    if (ids.has(label)) several.add(label);
    ids.set(label, id);
  }
  for (const label of several) ids.delete(label);
  return ids;
}
