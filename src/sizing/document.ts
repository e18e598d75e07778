import { defaultLimits } from '../spec/size.js';
import type { Measures, TopologyInput } from '../spec/topology.js';
import { formatCounted } from '../std/units.js';
import { claimsOf, type Design } from './design.js';
import type { Ranked } from './rank.js';
import { shortest } from './shortest.js';
import { setName } from './sketch.js';
import { ratioWords, wishWords } from './wish.js';

/** A design as a topology, which promises the numbers by which it was listed. */
export function designDocument({ design, sketch }: Ranked): TopologyInput {
  const { question } = sketch;
  const { switchModel, nic, nicsPerHost, gpusPerHost, hosts } = question;
  return {
    $schema: 'topology.schema.json',
    name: design.name,
    title: titleOf(design),
    description: `Sized by planewright for ${wishWords(question, ratioWords(question.oversubscription))}. The models are assumed; what is promised under expect comes from closed formulas, and ${validation(design)} counts it.`,
    switchModels: {
      [switchModel.name]: {
        ports: switchModel.ports,
        portGbps: switchModel.portGbps,
        ...(switchModel.splits.length > 0 ? { splits: switchModel.splits } : {}),
      },
    },
    nicModels: {
      [nic.name]: { ...(nic.ports > 1 ? { ports: nic.ports } : {}), portGbps: nic.portGbps },
    },
    hosts: {
      h: {
        count: hosts,
        ...(gpusPerHost > 0 ? { gpus: gpusPerHost } : {}),
        nics: { nic: { model: nic.name, ...(nicsPerHost > 1 ? { count: nicsPerHost } : {}) } },
      },
    },
    planes: { [setName]: shortest(sketch) },
    expect: { [setName]: promises({ design, sketch }) },
    ...(question.prices ? { prices: question.prices } : {}),
  };
}

/** Whoever validates a large fabric has to say that it may be so large. */
function validation({ cables, switches }: Design): string {
  const parts = Math.max(cables.endpoint + cables.switch, switches.total!);
  const limit = parts > defaultLimits.maxCables ? ` --max-cables ${parts}` : '';
  return `"planewright validate${limit}"`;
}

/** "16,384 endpoints: two-tier fat-tree, 8 rail-planes". */
export const titleOf = ({ endpoints, form, wiring, oversubscription }: Design): string =>
  `${formatCounted(endpoints, 'endpoint')}: ${form}, ${wiring}${
    oversubscription === null || oversubscription === '1:1' ? '' : `, ${oversubscription}`
  }`;

function promises({ design, sketch }: Ranked): Measures {
  const { planes, hosts, endpoints, switches, cables } = design;
  const ratios = claimsOf(sketch).filter(({ measure }) => measure === 'oversubscription');
  return {
    ...{ planes, hosts, endpoints, switches, cables },
    ...(ratios.length === 0
      ? {}
      : {
          oversubscription: Object.fromEntries(
            ratios.map(({ name, value }) => [name!, String(value)]),
          ),
        }),
  };
}
