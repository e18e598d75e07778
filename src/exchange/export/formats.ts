/** Formats of `export`, and what they are. */
export const exportTitles = {
  csv: 'a line per cable: a,b,gbps',
  bom: 'the bill of materials',
  htsim: 'fat-trees for htsim, one for each plane',
  nccl: 'nccl.conf with rails and planes, and a sketch of the topology XML',
  ns3: 'nodes and links for HPCC and ASTRA-sim (ns-3)',
  simai: 'GPUs, NVSwitches and links for SimAI',
  simgrid: 'platforms of SimGrid, one for each plane',
  slurm: 'topology.conf of Slurm: a tree of hosts',
  'slurm-yaml': 'topology.yaml of Slurm: a tree and blocks',
} as const;

export type ExportFormat = keyof typeof exportTitles;

export const exportFormats = Object.keys(exportTitles) as ExportFormat[];
