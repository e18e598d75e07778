import type { Topology } from '../spec/topology.js';

/** What stands where nothing is selected, nothing fails, or nothing is listed. */
export interface Hints {
  readonly element: string;
  readonly answer: string;
  readonly table: string;
}

const built: Hints = {
  element: 'Click a box, a NIC, a line or a plane, or search for an id.',
  answer: 'Nothing. Click a part and fail it, or shift-click it.',
  table: '',
};

const onlyDescribed = 'All of this fabric is described only: not built';
const described: Hints = {
  element: `${onlyDescribed}, so it has no parts to select.`,
  answer: `${onlyDescribed}, so nothing can fail.`,
  table: `${onlyDescribed}, so there is nothing to list.`,
};

export const hintsOf = ({ planes }: Topology): Hints =>
  Object.values(planes).some((set) => set.built !== false) ? built : described;
