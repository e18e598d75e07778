import { sizeOf } from '../../spec/size.js';
import type { Claim, ClaimQuestion } from '../family.js';

/** What every direct network promises of a plane set, by closed formula. */
export function routerClaims(
  { topology, name, attachment }: ClaimQuestion,
  routers: number,
): Claim[] {
  const { planes, endpointCables, switchCables } = sizeOf(topology, name);
  const { entries } = attachment;
  const hosts = new Map(entries.map((entry) => [entry.hostGroup, entry.hosts]));
  const sum = (numbers: Iterable<number>) => [...numbers].reduce((all, n) => all + n, 0);
  return [
    { scope: name, measure: 'planes', value: planes },
    { scope: name, measure: 'hosts', value: sum(hosts.values()) },
    { scope: name, measure: 'endpoints', value: sum(entries.map((e) => e.hosts * e.nics)) },
    { scope: name, measure: 'ports', value: endpointCables },
    { scope: name, measure: 'switches', name: 'router', value: planes * routers },
    { scope: name, measure: 'cables', name: 'endpoint', value: endpointCables },
    { scope: name, measure: 'cables', name: 'switch', value: switchCables },
  ];
}
