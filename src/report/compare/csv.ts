import { type Cell, csvTable } from '../../std/csv.js';
import type { ComparedRow, Comparison } from '../../whatif/comparison.js';

const lower = (ends: { readonly lower: number } | null | undefined) => ends?.lower;
const upper = (ends: { readonly upper: number } | null | undefined) => ends?.upper;

/** Plain numbers in the units of their names; what is not known is empty. */
const columns: Readonly<Record<string, (row: ComparedRow) => Cell>> = {
  topology: (row) => row.topology,
  planeSet: (row) => row.planeSet,
  file: (row) => row.file,
  built: (row) => String(row.built),
  planes: (row) => row.planes,
  hosts: (row) => row.hosts,
  endpoints: (row) => row.endpoints,
  ports: (row) => row.ports,
  switches: (row) => row.switches.total ?? 0,
  endpointCables: (row) => row.cables.endpoint ?? 0,
  switchCables: (row) => row.cables.switch ?? 0,
  bisectionGbpsLower: (row) => lower(row.bisectionGbps),
  bisectionGbpsUpper: (row) => upper(row.bisectionGbps),
  bisectionRatioLower: (row) => lower(row.bisectionRatio),
  bisectionRatioUpper: (row) => upper(row.bisectionRatio),
  oversubscription: (row) =>
    Object.entries(row.oversubscription)
      .map(([tier, ratio]) => `${tier} ${ratio}`)
      .join(' '),
  diameterHops: (row) => row.paths?.diameterHops,
  averageHops: (row) => row.paths?.averageHops,
  averageHopsAnySwitchDown: (row) => row.paths?.averageHopsAnySwitchDown,
  averageHopsViaHosts: (row) => row.paths?.averageHopsViaHosts,
  averageHopsViaHostsAnySwitchDown: (row) => row.paths?.averageHopsViaHostsAnySwitchDown,
  shareWithoutPath: (row) => row.paths?.shareWithoutPath,
  shortestPathsMin: (row) => row.paths?.shortestPaths?.min,
  shortestPathsMax: (row) => row.paths?.shortestPaths?.max,
  disjointPaths: (row) => row.paths?.disjointPaths,
  disjointSwitchPaths: (row) => row.paths?.disjointSwitchPaths,
  searched: (row) => (row.paths ? String(row.paths.searched) : null),
  currency: (row) => row.cost?.currency,
  cost: (row) => row.cost?.total,
  watts: (row) => row.cost?.watts,
  withoutPrice: (row) => row.cost?.missing.join('; '),
  withoutPower: (row) => row.cost?.withoutWatts.join('; '),
  switchesPerEndpoint: (row) => row.perEndpoint?.switches,
  endpointCablesPerEndpoint: (row) => row.perEndpoint?.endpointCables,
  switchCablesPerEndpoint: (row) => row.perEndpoint?.switchCables,
  costPerEndpoint: (row) => row.perEndpoint?.cost,
  wattsPerEndpoint: (row) => row.perEndpoint?.watts,
  endpointsToFirst: (row) => row.toFirst.endpoints,
  switchesToFirst: (row) => row.toFirst.switches,
  endpointCablesToFirst: (row) => row.toFirst.endpointCables,
  switchCablesToFirst: (row) => row.toFirst.switchCables,
  bisectionToFirstLower: (row) => lower(row.toFirst.bisectionGbps),
  bisectionToFirstUpper: (row) => upper(row.toFirst.bisectionGbps),
  averageHopsToFirst: (row) => row.toFirst.averageHops,
  costToFirst: (row) => row.toFirst.cost,
  costPerEndpointToFirst: (row) => row.toFirst.costPerEndpoint,
  note: (row) => row.note,
};

/** One row a plane set, for spreadsheets and scripts. */
export const compareCsv = ({ rows }: Comparison): string => csvTable(columns, rows);
