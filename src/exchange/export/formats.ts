/** Formats of `export`, and what they are. */
export const exportTitles = {
  csv: 'a line per cable: a,b,gbps',
  ibnetdiscover: 'what ibnetdiscover prints of a subnet, for ibsim',
  lft: 'forwarding tables of d-mod-k, for OpenSM and ibdmchk',
  topo: 'cables as IBDM reads them, and its IBNL files',
  bom: 'the bill of materials',
} as const;

export type ExportFormat = keyof typeof exportTitles;

export const exportFormats = Object.keys(exportTitles) as ExportFormat[];
