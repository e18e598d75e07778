import { hostGroupOf } from '../../fabric/ids.js';
import { type Names, namesOf } from '../names.js';
import { swpName } from '../ports.js';
import { cablesOf } from './cables.js';
import type { Ends } from './ends.js';
import type { Exported } from './exporter.js';
import { type Place, type Spectrum, spectrumOf } from './spectrum.js';

/** What machines, their NICs and the ends of cables are called in a topology of Air. */
export interface AirNames {
  readonly machine: (vertex: number) => string;
  readonly card: (endpoint: number) => string;
  readonly port: (vertex: number, port: number, sub: number, cable: number) => string;
}

/** Our names, or labels. */
export function ownNames({ subject: { fabric } }: Exported, ends: Ends): AirNames {
  const { vertexIds } = fabric;
  return {
    machine: (v) => ends.machine(v),
    card: (e) => vertexIds[e]!.slice(vertexIds[e]!.indexOf('/') + 1),
    port: (v, port, sub) => ends.port(v, port, sub),
  };
}

/**
 * Names from which l8k reads rail, plane, unit and pod, from 1 (spectrumx/air_topology.go of
 * NVIDIA/k8s-launch-kit); or why this fabric cannot be said that way.
 */
export function airNames(exported: Exported): AirNames | string {
  const { fabric } = exported.subject;
  const { endpointCount, vertexCount, endpoints, hostOf } = fabric;
  const spectrum = spectrumOf(exported);
  if ('problem' in spectrum) return spectrum.problem;
  const hosts = hostNames(exported, spectrum);
  const leaves = typeof hosts === 'string' ? hosts : leafNames(exported, spectrum);
  if (typeof hosts === 'string' || typeof leaves === 'string') return String(leaves);
  const ours = namesOf(fabric, {}, 'ids', { legal: /./, longest: Number.MAX_SAFE_INTEGER });
  const machines = Array.from({ length: vertexCount }, (_, v) =>
    v < endpointCount ? (hosts.get(hostOf[v]!) ?? '') : (leaves.get(v) ?? ours.ofSwitch(v)),
  );
  const twice = sameName(exported, machines, ours);
  if (twice !== null) return twice;
  const rail = (e: number) => `rail${endpoints[e]!.rail + 1}`;
  return {
    machine: (v) => machines[v]!,
    card: rail,
    port: (v, port, sub, cable) =>
      v < endpointCount
        ? `${rail(v)}p${spectrum.placeOf(cable).plane + 1}`
        : swpName({ port, sub }),
  };
}

/** Tokens that mean something to l8k, and must not stand in the name of a host group. */
const token = /^(?:su|pod|p|r|h)\d+$/;

/** By host: `worker-su1-h1`, its place within its unit. */
function hostNames(exported: Exported, { placeOf, placesAt }: Spectrum) {
  const { fabric } = exported.subject;
  const { endpointCount, lower, hostOf, hostIds } = fabric;
  const places = new Map<number, Place>();
  for (const c of cablesOf(exported)) {
    if (lower[c]! >= endpointCount) continue;
    const host = hostOf[lower[c]!]!;
    const place = placeOf(c);
    const first = places.get(host) ?? place;
    places.set(host, first);
    if (place.su < 0) return `${hostIds[host]!} is in no unit`;
    if (place.su !== first.su || place.pod !== first.pod) {
      return `${hostIds[host]!} is in two units or pods`;
    }
  }
  const pods = podsIn(exported, placesAt);
  const counts = new Map<string, number>();
  const names = new Map<number, string>();
  for (const [host, { su, pod }] of places) {
    const group = hostGroupOf(hostIds[host]!);
    if (group.split('-').some((part) => token.test(part))) {
      return `the name of host group ${group} has a word that l8k reads`;
    }
    const unit = `${pods ? `pod${pod + 1}-` : ''}su${su + 1}`;
    const nth = (counts.get(unit) ?? 0) + 1;
    counts.set(unit, nth);
    names.set(host, `${group}-${unit}-h${nth}`);
  }
  return names;
}

/** By leaf: `leaf-p1-su1-r1`; each serves one rail of one unit. */
function leafNames(exported: Exported, { planeOf, placesAt }: Spectrum) {
  const { planeOfSwitch, vertexIds } = exported.subject.fabric;
  const pods = podsIn(exported, placesAt);
  const names = new Map<number, string>();
  for (const [v, places] of placesAt) {
    const [place] = places;
    if (places.length > 1) return `${vertexIds[v]!} serves several rails or units`;
    const { rail, su, pod } = place!;
    const plane = planeOf[planeOfSwitch[v]!]! + 1;
    names.set(v, `leaf-p${plane}-${pods ? `pod${pod + 1}-` : ''}su${su + 1}-r${rail + 1}`);
  }
  return names;
}

/** Whether leaves are in pods, which then stand in names. */
const podsIn = (
  { subject: { fabric } }: Exported,
  placesAt: ReadonlyMap<number, readonly Place[]>,
): boolean =>
  [...placesAt.keys()].some((v) => fabric.switches[v - fabric.endpointCount]!.pod !== undefined);

/** Two machines that would be called the same, as words; null: there are none. */
function sameName(
  { subject: { fabric } }: Exported,
  machines: readonly string[],
  ours: Names,
): string | null {
  const { endpointCount, hostOf, vertexIds } = fabric;
  const seen = new Map<string, string>();
  for (const [v, name] of machines.entries()) {
    const machine = v < endpointCount ? ours.ofHost(hostOf[v]!) : vertexIds[v]!;
    const other = seen.get(name) ?? machine;
    seen.set(name, other);
    if (name !== '' && other !== machine) return `${other} and ${machine} would both be ${name}`;
  }
  return null;
}
