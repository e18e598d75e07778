/** Formats of `export`, and what they are. */
export const exportTitles = {
  csv: 'a line per cable: a,b,gbps',
  ibnetdiscover: 'what ibnetdiscover prints of a subnet, for ibsim',
  lft: 'forwarding tables of d-mod-k, for OpenSM and ibdmchk',
  topo: 'cables as IBDM reads them, and its IBNL files',
  bom: 'the bill of materials',
  air: 'NVIDIA Air: nodes and links as JSON',
  containerlab: 'containerlab: nodes and links as YAML',
  dot: 'Graphviz as PTM, Air and CVT read it',
  gexf: 'a graph for Gephi',
  graphml: 'a graph for NetworkX, igraph, yEd',
  hhfab: 'Hedgehog wiring, a file for each plane',
  'launch-kit': 'topology for the NVIDIA launch kit (l8k)',
  netbox: 'NetBox: CSV files to be imported',
  p2p: 'the cable sheet that CVT reads, with labels, classes and lengths',
} as const;

export type ExportFormat = keyof typeof exportTitles;

export const exportFormats = Object.keys(exportTitles) as ExportFormat[];
