import { ibLink, lanesOf } from '../ib-speed.js';
import type { NameRule } from '../names.js';
import { cablesAt, cablesOf } from './cables.js';
import type { Exported, ExportedFile, Exporter } from './exporter.js';
import { farEnd, vertexAt } from './infiniband/cable-ends.js';
import { type Subnets, subnetsOf } from './infiniband/subnets.js';
import { joined } from './pieces.js';
import { planeFileName } from './plane-files.js';

/** What may stand between the blanks and slashes of IBDM. */
const rule: NameRule = { legal: /^[\w.-]+$/, longest: 64 };

/** Gb/s of the lanes that IBDM knows; the open one skips a line with a faster one. */
const knownLanes: ReadonlySet<number> = new Set([2.5, 5, 10]);

/**
 * Cables as IBDM reads them (`ibdmchk -t`, `ibtopodiff -t`, `ibdiagnet -t`), a file for each plane, and the
 * IBNL files of the types of systems in it, which it looks for in IBDM_IBNL_PATH. A switch is a system, and
 * so is a host with its NICs that have a cable in the plane.
 */
export const topo: Exporter = (exported) => {
  const subnets = subnetsOf(exported, rule);
  if ('problem' in subnets) return subnets;
  const types = new Types(subnets);
  const files: ExportedFile[] = exported.planes.map((plane) => {
    const systems = systemsOf(subnets, types, plane);
    const name = `${planeFileName(subnets.fabric, plane)}.topo`;
    return { name, pieces: joined(textOf(subnets, systems)) };
  });
  const ibnl = types.all().map(([type, text]) => ({ name: `${type}.ibnl`, pieces: [text] }));
  return { files: [...files, ...ibnl], notes: notesOf(exported, subnets) };
};

interface System {
  readonly type: string;
  readonly name: string;
  /** The ends of cables at it, by port. */
  readonly ends: readonly number[];
}

/** The systems of a plane, by vertex. */
type Systems = ReadonlyMap<number, System>;

function systemsOf(subnets: Subnets, types: Types, plane: number): Systems {
  const { fabric, names, endsOf } = subnets;
  const { hostOf, endpointCount, lower, upper } = fabric;
  const cables = new Set(cablesAt(fabric, plane));
  const vertices = new Set<number>(fabric.planes[plane]!.switches);
  for (const c of cables) vertices.add(lower[c]!).add(upper[c]!);
  const inPlane = (v: number) => endsOf(v).filter((end) => cables.has(end >> 1));
  const systems = new Map<number, System>();
  const ofHost = new Map<number, number[]>();
  for (const v of [...vertices].sort((a, b) => a - b)) {
    if (v >= endpointCount) {
      systems.set(v, { type: types.ofSwitch(v), name: names.ofSwitch(v), ends: inPlane(v) });
    } else if (ofHost.has(hostOf[v]!)) ofHost.get(hostOf[v]!)!.push(v);
    else ofHost.set(hostOf[v]!, [v]);
  }
  for (const [host, nics] of ofHost) {
    const system = {
      type: types.ofHost(nics),
      name: names.ofHost(host),
      ends: nics.flatMap(inPlane),
    };
    for (const v of nics) systems.set(v, system);
  }
  return systems;
}

function* textOf(subnets: Subnets, systems: Systems): Generator<string> {
  const { fabric } = subnets;
  const arrowAt = arrowsOf(subnets);
  const portOf = (end: number) => {
    const v = vertexAt(fabric, end);
    const port = `P${subnets.portNumber(end)}`;
    return v < fabric.endpointCount ? `${subnets.names.ofNic(v)}/${port}` : port;
  };
  for (const { type, name, ends } of new Set(systems.values())) {
    let text = `${type} ${name}\n`;
    for (const end of ends) {
      const far = farEnd(end);
      const peer = systems.get(vertexAt(fabric, far))!;
      text += `   ${portOf(end)} ${arrowAt(end)} ${peer.type} ${peer.name} ${portOf(far)}\n`;
    }
    yield `${text}\n`;
  }
}

/** A look-up by speed: the arrow of a cable. */
function arrowsOf({ fabric: { gbps } }: Subnets): (end: number) => string {
  const known = new Map<number, string>();
  return (end) => {
    const speed = gbps[end >> 1]!;
    const arrow = known.get(speed) ?? arrowOf(speed);
    known.set(speed, arrow);
    return arrow;
  };
}

function arrowOf(speedGbps: number): string {
  const { width, gbps } = lanesOf(ibLink(speedGbps)!);
  return knownLanes.has(gbps) ? `-${width}x-${gbps}G->` : '->';
}

/** Types of systems: what they are called, and their IBNL files. */
class Types {
  readonly #texts = new Map<string, string>();
  /** By the NICs of a host. */
  readonly #hosts = new Map<string, string>();

  constructor(readonly subnets: Subnets) {}

  ofSwitch(v: number): string {
    const ports = this.subnets.portCount(v);
    const type = `SW${ports}`;
    if (!this.#texts.has(type)) {
      const lines = Array.from({ length: ports }, (_, i) => `    ${i + 1} -> P${i + 1}\n`);
      this.#texts.set(type, `TOPSYSTEM ${type}\n\nNODE SW ${ports} SWITCH U1\n${lines.join('')}`);
    }
    return type;
  }

  ofHost(nics: readonly number[]): string {
    const { names, portCount } = this.subnets;
    const nodes = nics.map((v) => {
      const nic = names.ofNic(v);
      const lines = Array.from(
        { length: portCount(v) },
        (_, i) => `    ${i + 1} -> ${nic}/P${i + 1}\n`,
      );
      return `\nNODE CA ${portCount(v)} NIC ${nic}\n${lines.join('')}`;
    });
    const known = this.#hosts.get(nodes.join(''));
    if (known !== undefined) return known;
    const type = `HOST${this.#hosts.size}`;
    this.#hosts.set(nodes.join(''), type);
    this.#texts.set(type, `TOPSYSTEM ${type}\n${nodes.join('')}`);
    return type;
  }

  all(): [type: string, text: string][] {
    return [...this.#texts];
  }
}

function notesOf(exported: Exported, { fabric, names, nics }: Subnets): string[] {
  const speeds = new Set<number>();
  for (const c of cablesOf(exported)) speeds.add(fabric.gbps[c]!);
  const isFast = [...speeds].some((gbps) => arrowOf(gbps) === '->');
  const [nic] = nics;
  const called =
    nic === undefined
      ? ''
      : `, and calls a NIC (-n) ${names.ofHost(fabric.hostOf[nic]!)}/${names.ofNic(nic)}`;
  return [
    `ibdmchk finds the .ibnl files in IBDM_IBNL_PATH${called}`,
    ...(isFast
      ? ['speeds above 10 Gb/s a lane are left out: IBDM skips cables that have one']
      : []),
  ];
}
