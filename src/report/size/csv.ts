import { partWords } from '../../cost/words.js';
import { type Cell, csvTable } from '../../std/csv.js';
import type { SizeDesign, SizeReport } from './report.js';

/** Columns of the list for other programs: always the same ones, numbers in full. */
const columns: Readonly<Record<string, (design: SizeDesign) => Cell>> = {
  rank: ({ rank }) => rank,
  name: ({ name }) => name,
  family: ({ family }) => family,
  form: ({ form }) => form,
  wiring: ({ wiring }) => wiring,
  nic: ({ nic }) => nic,
  planes: ({ planes }) => planes,
  tiers: ({ tiers }) => tiers,
  hosts: ({ hosts }) => hosts,
  endpoints: ({ endpoints }) => endpoints,
  leaf: ({ switches }) => switches.leaf,
  spine: ({ switches }) => switches.spine,
  core: ({ switches }) => switches.core,
  router: ({ switches }) => switches.router,
  switches: ({ switches }) => switches.total,
  endpointCables: ({ cables }) => cables.endpoint,
  switchCables: ({ cables }) => cables.switch,
  switchesPerEndpoint: ({ perEndpoint }) => perEndpoint.switches,
  cablesPerEndpoint: ({ perEndpoint }) => perEndpoint.cables,
  oversubscription: ({ oversubscription }) => oversubscription,
  load: ({ load }) => load,
  diameterHopsAtMost: ({ diameterHopsAtMost }) => diameterHopsAtMost,
  growsTo: ({ growsTo }) => growsTo,
  cost: ({ cost }) => cost?.total,
  costPerEndpoint: ({ cost }) => cost?.perEndpoint,
  watts: ({ cost }) => cost?.watts,
  withoutPrice: ({ cost }) => cost?.missing.map(partWords).join(', '),
  withoutPower: ({ cost }) => cost?.withoutWatts.map(partWords).join(', '),
};

export const sizeCsv = ({ designs }: SizeReport): string => csvTable(columns, designs);
