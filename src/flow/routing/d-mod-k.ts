import type { CompactFabric } from '../../fabric/compact.js';
import type { EndpointSet } from '../../fabric/endpoint-set.js';
import { CableLoads } from './cable-loads.js';
import { routed } from './result.js';
import type { NotRouted, RoutedAllToAll } from './routed.js';
import { sendersOf } from './senders.js';
import { StaticRoutes } from './static-routes.js';
import { upDownTree } from './up-down-tree.js';
import { WaysToLeaf } from './ways-to-leaf.js';

/**
 * Loads of static d-mod-k routing, as of InfiniBand fat-trees (E. Zahavi, D-Mod-K routing providing
 * non-blocking traffic for shift permutations on real life fat trees, CCIT report 776, 2010; `ftree` of
 * OpenSM): a switch that has the target d below it sends down, any other one up by its cable number
 * ⌊d / (w₁ … wₗ)⌋ mod (its cables up), where wᵢ switches stand above one of level i − 1.
 * The target alone decides, so that all traffic to it joins on its way.
 *
 * A cable that is dead, or leads to a switch from which no way up and down leads to d, is passed over for the
 * next one in order. Down there is one way in a tree; of parallel cables number ⌊d / (w₁ … wₗ)⌋ is taken, and where
 * several switches below lead to d (which no fat-tree of the paper has) the one that the leaf of d itself would
 * choose.
 *
 * @param capacity Gb/s by cable and direction, 0 = dead
 * @param plane index into `fabric.planes`
 * @param among only these endpoints send and receive
 */
export function dModKAllToAll(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  among: EndpointSet | null = null,
): RoutedAllToAll | NotRouted {
  const senders = sendersOf(fabric, capacity, plane, among);
  const { network, placeOf, endpoints, rates } = senders;
  const tree = upDownTree(fabric, plane, network, placeOf);
  if ('reason' in tree) return tree;
  if (endpoints.length < 2) return { reason: 'there are no two endpoints that are joined' };
  const [gbps, count] = [
    new Float64Array(network.switchCount),
    new Int32Array(network.switchCount),
  ];
  const others = endpoints.length - 1;
  for (let i = 0; i < endpoints.length; i++) {
    gbps[tree.leafOf[endpoints[i]!]!]! += rates[i]! / others;
    count[tree.leafOf[endpoints[i]!]!]!++;
  }
  const loads = new CableLoads(fabric, plane);
  const routes = new StaticRoutes(tree, new WaysToLeaf(tree, capacity), gbps, count);
  let unrouted = 0;
  for (let i = 0; i < endpoints.length; i++) {
    const e = endpoints[i]!;
    const arrived = routes.towards(tree.leafOf[e]!, tree.targetOf[e]!, rates[i]! / others);
    unrouted += others - arrived.pairs;
    loads.add(tree.cableOf[e]!, true, rates[i]!);
    loads.add(tree.cableOf[e]!, false, arrived.gbps);
  }
  routes.upLoads().forEach((load, k) => {
    loads.add(tree.up.cables[k]!, true, load);
  });
  routes.downLoads.forEach((load, k) => {
    loads.add(tree.down.cables[k]!, false, load);
  });
  return routed(fabric, capacity, plane, 'd-mod-k', senders, loads.gbps, unrouted);
}
