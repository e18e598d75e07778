import { attachedTo, byFormula } from '../build/described.js';
import { describedSets } from '../check/described-scopes.js';
import type { DescribedJoint, DescribedSet } from '../diagram/described.js';
import { planeId } from '../fabric/ids.js';
import { modelWords } from '../fabric/ports-text.js';
import { attachmentOf } from '../spec/attachment.js';
import { familyOf, type SwitchCables, shapes } from '../spec/families/shape.js';
import type { PlaneSet, Topology } from '../spec/topology.js';
import { present } from '../std/assert.js';
import { own } from '../std/record.js';

/** The plane sets that are described only, as a picture shows them: all of it by formula. */
export function describedForPicture(topology: Topology): DescribedSet[] {
  return describedSets(topology).map((id) => {
    const set = present(topology.planes[id], id);
    const shape = shapes[present(familyOf(set), 'family')];
    const attachment = attachmentOf(present(set.attach, 'attach'), topology);
    const { sizes } = byFormula(topology, id);
    return {
      id,
      hosts: sizes.hosts,
      endpoints: sizes.endpoints,
      tiers: shape.tiers(set).map(({ name, count, model }) => ({
        name,
        count,
        lines: modelWords(model, modelOf(topology, model)),
      })),
      joints: shape.switchCables(set).map((cables) => jointOf(topology, set, cables)),
      planes: Array.from({ length: sizes.planes }, (_, p) => {
        const { ports, gbps, speeds } = attachedTo(attachment, p);
        return { id: planeId(id, p), cables: ports, gbps, speeds };
      }),
    };
  });
}

type Model = Topology['switchModels'][string];

const modelOf = ({ switchModels }: Topology, name: string): Model =>
  present(own(switchModels, name), name);

/** Which tiers they join: kinds of cables are called by them, but in direct networks. */
function jointOf(topology: Topology, set: PlaneSet, cables: SwitchCables): DescribedJoint {
  const [first = '', second = ''] = cables.kind.split('-');
  const tiers = shapes[present(familyOf(set), 'family')].tiers(set).map(({ name }) => name);
  const routers = tiers[0] ?? '';
  const named = tiers.includes(first) && tiers.includes(second);
  const gbps = 'gbps' in cables ? cables.gbps : modelOf(topology, cables.model).portGbps;
  return {
    lower: named ? first : routers,
    upper: named ? second : routers,
    kind: named || cables.kind === 'router-router' ? 'among them' : cables.kind,
    cables: cables.count,
    gbps,
  };
}
