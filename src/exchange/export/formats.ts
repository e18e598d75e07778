/** Formats of `export`, and what they are. */
export const exportTitles = {
  air: 'NVIDIA Air: nodes and links as JSON',
  bom: 'the bill of materials',
  containerlab: 'containerlab: nodes and links as YAML',
  csv: 'a line per cable: a,b,gbps',
  dot: 'Graphviz as PTM, Air and CVT read it',
  gexf: 'a graph for Gephi',
  graphml: 'a graph for NetworkX, igraph, yEd',
  hhfab: 'Hedgehog wiring, a file for each plane',
  htsim: 'fat-trees for htsim, one for each plane',
  ibnetdiscover: 'what ibnetdiscover prints of a subnet, for ibsim',
  'launch-kit': 'topology for the NVIDIA launch kit (l8k)',
  lft: 'forwarding tables of d-mod-k, for OpenSM and ibdmchk',
  nccl: 'nccl.conf with rails and planes, and a sketch of the topology XML',
  netbox: 'NetBox: CSV files to be imported',
  ns3: 'nodes and links for HPCC and ASTRA-sim (ns-3)',
  p2p: 'the cable sheet that CVT reads, with labels, classes and lengths',
  simai: 'GPUs, NVSwitches and links for SimAI',
  simgrid: 'platforms of SimGrid, one for each plane',
  slurm: 'topology.conf of Slurm: a tree of hosts',
  'slurm-yaml': 'topology.yaml of Slurm: a tree and blocks',
  topo: 'cables as IBDM reads them, and its IBNL files',
} as const;

export type ExportFormat = keyof typeof exportTitles;

export const exportFormats = Object.keys(exportTitles) as ExportFormat[];
