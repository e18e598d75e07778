/** Formats of `import`, and what they are. */
export const importTitles = {
  csv: 'a line per cable: a,b,gbps',
  dot: 'Graphviz as PTM, Air and CVT write it',
  ibnetdiscover: 'what ibnetdiscover prints, a file for each subnet',
  lldp: 'what lldpctl -f json prints, a file for each switch',
  netbox: 'CSV files of NetBox: cables, and devices and interfaces with them',
  p2p: 'the cable sheet that CVT reads, as CSV',
} as const;

export type ImportFormat = keyof typeof importTitles;

export const importFormats = Object.keys(importTitles) as ImportFormat[];
