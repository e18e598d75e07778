import { type PathDiversity, pathDiversity } from '../measure/paths/path-diversity.js';
import type { Relays } from '../measure/paths/path-graph.js';
import {
  averageHopsSwitchDown,
  type PathLengths,
  pathLengths,
} from '../measure/paths/path-lengths.js';
import type { Measures } from '../spec/topology.js';
import type { Measured } from './checker.js';
import type { Measure } from './measures.js';
import { notMeasured } from './promise.js';

/** A search that would take too long proves nothing; neither does one that finds no path. */
const tooMany = `${notMeasured} (too many pairs to be searched)`;
const noPath = 'not there (no pair has a path)';
const noneApart = 'not there (no pair that shares no switch has a path)';

const ofLengths = (
  what: string,
  relays: Relays,
  figure: (lengths: PathLengths) => number | null,
): Measure => ({
  unit: 'hops',
  what: () => what,
  of: (state, { planes, among = null }): Measured => {
    const lengths = pathLengths(state, { planes, among, relays });
    return lengths ? (figure(lengths) ?? noPath) : tooMany;
  },
});

const ofSwitchDown = (what: string, relays: Relays): Measure => ({
  unit: 'hops',
  what: () => what,
  of: (state, { planes, among = null }) => {
    const found = averageHopsSwitchDown(state, { planes, among, relays });
    return found ? (found.averageHops ?? noPath) : tooMany;
  },
});

const ofDiversity = (
  what: string,
  none: string,
  figure: (diversity: PathDiversity) => number | null | undefined,
): Measure => ({
  unit: 'paths',
  what: () => what,
  of: (state, { planes, among = null }) => {
    const diversity = pathDiversity(state, { planes, among });
    return diversity ? (figure(diversity) ?? none) : tooMany;
  },
});

/** The measures of paths between endpoints (LANGUAGE section 5). */
export const pathMeasures = {
  diameterHops: ofLengths('the diameter in hops', 'switches', (l) => l.diameterHops),
  averagePathHops: ofLengths('the average path in hops', 'switches', (l) => l.averageHops),
  averagePathHopsViaHosts: ofLengths(
    'the average path in hops, hosts relaying,',
    'hosts',
    (l) => l.averageHops,
  ),
  averagePathHopsAnySwitchDown: ofSwitchDown(
    'the average path in hops, with any switch down,',
    'switches',
  ),
  averagePathHopsViaHostsAnySwitchDown: ofSwitchDown(
    'the average path in hops, hosts relaying, with any switch down,',
    'hosts',
  ),
  shortestPaths: ofDiversity(
    'the number of shortest paths of the worst pair',
    noneApart,
    (d) => d.shortestPaths?.min,
  ),
  disjointPaths: ofDiversity(
    'the number of cable-disjoint paths of the worst pair',
    noPath,
    (d) => d.disjointPaths,
  ),
} satisfies Partial<Record<keyof Measures, Measure>>;
