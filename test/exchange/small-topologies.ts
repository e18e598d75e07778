import { expandInto } from '../../src/build/build.js';
import { portId } from '../../src/fabric/ids.js';
import { sizeOf } from '../../src/spec/size.js';
import type { Topology } from '../../src/spec/topology.js';
import { everyFile } from './every-fabric.js';
import { cableKey, topologyAt } from './exported.js';

/** So many cables a test reads back one by one; the others are too large for every format. */
export const mostRead = 1_100;

/** Every file, with its number of cables by formula. */
export const everyTopology = everyFile.map((path) => {
  const topology = topologyAt(path);
  const sizes = Object.entries(topology.planes)
    .filter(([, { built = true }]) => built)
    .map(([name]) => sizeOf(topology, name));
  const size = sizes.reduce((sum, { endpointCables, switchCables }) => {
    return sum + endpointCables + switchCables;
  }, 0);
  return { path, topology, size };
});

/** Those that are small enough to be read back cable by cable. */
export const smallTopologies = everyTopology
  .filter(({ size }) => size <= mostRead)
  .map(({ path, topology }) => ({ path, topology, cables: cablesOf(topology) }));

/** The ends of all cables, `a b` in the order of letters, by a writer that knows no arrays. */
function cablesOf(topology: Topology): string[] {
  const cables: string[] = [];
  expandInto(topology, {
    addEndpoint: () => {},
    addSwitch: () => {},
    addCable: ({ lower, upper }) => {
      cables.push(cableKey(portId(lower.vertex, lower.port), portId(upper.vertex, upper.port)));
    },
  });
  return cables.sort();
}
