import { hostGroupOf, nicGroupOf } from '../../fabric/ids.js';
import type { Topology } from '../../spec/topology.js';
import { groupBy } from '../../std/group.js';
import { own } from '../../std/record.js';
import { UnionFind } from '../../std/union-find.js';
import { distinct, namesOf } from '../names.js';
import { cablesOf } from './cables.js';
import type { Exported } from './exporter.js';

/** A port of a NIC that has a cable: an RDMA device of its own, as mlx5 has them. */
export interface Hca {
  readonly name: string;
  readonly rail: number;
  /** Of its plane set; of the fabric where planes of several sets are wanted. */
  readonly plane: number;
  readonly planeIndex: number;
  readonly gbps: number;
}

/** Hosts of a group whose HCAs are alike. */
export interface HostKind {
  /** `h`; what is not as most of them are is `h-kind2` … */
  readonly name: string;
  /** Most hosts of its group are of another kind. */
  readonly isOther: boolean;
  readonly hosts: readonly string[];
  readonly hcas: readonly Hca[];
}

/** No colon, comma or sign of NCCL_IB_HCA, and as long as `netIf` has room for. */
const legal = /^[A-Za-z0-9_.-]{1,63}$/;

/** The hosts by kinds, those of a group from the most frequent one on. */
export function hostKinds(exported: Exported): HostKind[] {
  const { subject, topology, namedBy } = exported;
  const { hostIds } = subject.fabric;
  const names = namesOf(subject.fabric, topology.labels ?? {}, namedBy, { legal, longest: 63 });
  const byHost = hcasByHost(exported);
  const hosts = [...byHost.keys()].sort((a, b) => a - b);
  const byGroup = groupBy(hosts, (host) => hostGroupOf(hostIds[host]!));
  return [...byGroup].flatMap(([group, members]) => {
    const kinds = [...groupBy(members, (host) => JSON.stringify(byHost.get(host)!)).values()];
    kinds.sort((a, b) => b.length - a.length);
    return kinds.map((alike, i) => ({
      name: i === 0 ? group : `${group}-kind${i + 1}`,
      isOther: i > 0,
      hosts: alike.map(names.ofHost),
      hcas: byHost.get(alike[0]!)!,
    }));
  });
}

function hcasByHost(exported: Exported): Map<number, Hca[]> {
  const { fabric } = exported.subject;
  const { lower, upper, lowerPort, upperPort, endpointCount, hostOf, endpoints, gbps } = fabric;
  const nameOf = hcaNames(exported);
  const numberOf = planeNumbers(exported);
  const found = new Map<number, { place: number; hca: Hca }[]>();
  const add = (e: number, port: number, c: number) => {
    const planeIndex = fabric.cablePlane[c]!;
    const hca = {
      name: nameOf(e, port),
      rail: endpoints[e]!.rail,
      plane: numberOf.get(planeIndex)!,
      planeIndex,
      gbps: gbps[c]!,
    };
    const list = found.get(hostOf[e]!) ?? [];
    found.set(hostOf[e]!, list);
    list.push({ place: fabric.portOffsets[e]! + port, hca });
  };
  for (const c of cablesOf(exported)) {
    if (lower[c]! < endpointCount) add(lower[c]!, lowerPort[c]!, c);
    if (upper[c]! < endpointCount) add(upper[c]!, upperPort[c]!, c);
  }
  return new Map(
    [...found].map(([host, list]) => [
      host,
      list.sort((a, b) => a.place - b.place).map(({ hca }) => hca),
    ]),
  );
}

/** `mlx5_N`, through the ports of all NICs of a host; or the label of a NIC that has one port. */
function hcaNames({ subject, topology, namedBy }: Exported): (e: number, port: number) => string {
  const { portOffsets, hostOf, endpointCount, vertexIds } = subject.fabric;
  const numbered = (e: number, port: number) =>
    `mlx5_${portsBefore(topology, vertexIds[e]!) + port}`;
  const labels = namedBy === 'labels' ? (topology.labels ?? {}) : {};
  const labelOf = (e: number) => {
    const label = own(labels, vertexIds[e]!);
    const fits = label !== undefined && legal.test(label);
    return fits && portOffsets[e + 1]! - portOffsets[e]! === 1 ? label : undefined;
  };
  const names = new Map<string, string>();
  const byHost = groupBy(Array(endpointCount).keys(), (e) => hostOf[e]!);
  for (const nics of byHost.values()) {
    if (nics.every((e) => labelOf(e) === undefined)) continue;
    const ports = nics.flatMap((e) =>
      Array.from({ length: portOffsets[e + 1]! - portOffsets[e]! }, (_, port) => ({ e, port })),
    );
    const byKey = new Map(ports.map((at) => [`${at.e} ${at.port}`, at]));
    const found = distinct(
      [...byKey.keys()],
      (key) => labelOf(byKey.get(key)!.e),
      (key) => numbered(byKey.get(key)!.e, byKey.get(key)!.port),
    );
    for (const [key, name] of found) names.set(key, name);
  }
  return (e, port) => names.get(`${e} ${port}`) ?? numbered(e, port);
}

/** Ports of the NICs that a host has before one of them, as the document lists them. */
function portsBefore({ hosts, nicModels }: Topology, nic: string): number {
  const [host = '', name = ''] = nic.split('/');
  const group = nicGroupOf(nic);
  let ports = 0;
  for (const [other, { model, count }] of Object.entries(hosts[hostGroupOf(host)]!.nics)) {
    const each = nicModels[model]!.ports;
    if (other === group) return ports + Number(name.slice(group.length)) * each;
    ports += count * each;
  }
  return ports;
}

function planeNumbers({ subject: { fabric }, planes }: Exported): Map<number, number> {
  const sets = new Set(planes.map((p) => fabric.planes[p]!.planeSet));
  const one = sets.size === 1 ? fabric.planeSets[[...sets][0]!]! : null;
  return new Map(planes.map((p) => [p, one ? one.planes.indexOf(p) : p]));
}

/** Whether a switch path leads from a NIC to one of another rail, in the planes that are wanted. */
export function railsMeet(exported: Exported): boolean {
  const { fabric } = exported.subject;
  const { lower, upper, endpointCount, vertexCount, endpoints } = fabric;
  const together = new UnionFind(vertexCount);
  for (const c of cablesOf(exported)) {
    if (lower[c]! >= endpointCount && upper[c]! >= endpointCount) {
      together.union(lower[c]!, upper[c]!);
    }
  }
  const railOf = new Map<number, number>();
  for (const c of cablesOf(exported)) {
    const [e, other] = [Math.min(lower[c]!, upper[c]!), Math.max(lower[c]!, upper[c]!)];
    if (e >= endpointCount || other < endpointCount) continue;
    const part = together.find(other);
    const rail = endpoints[e]!.rail;
    if ((railOf.get(part) ?? rail) !== rail) return true;
    railOf.set(part, rail);
  }
  return false;
}
