import { familyOf, shapes } from '../spec/families/shape.js';
import type { PlaneSet, PlaneSetInput, SwitchModel, Topology } from '../spec/topology.js';
import { present } from '../std/assert.js';
import type { Draft } from './generator.js';
import { partsOf } from './wirings.js';
import type { Question } from './wish.js';

/** The one plane set of every design. */
export const setName = 'compute';

/** A draft that its family can build. */
export interface Sketch {
  readonly question: Question;
  readonly draft: Draft;
  /** What normalising the document of the design gives, as far as formulas look at it. */
  readonly topology: Topology;
}

/** Puts a draft before its family, which may refuse it. */
export function sketchOf(question: Question, draft: Draft): Sketch | null {
  const planeSet = filled(question, draft, draft.planeSet);
  return planeSet && { question, draft, topology: topologyOf(question, planeSet) };
}

/** The plane set of a draft with every default of its family; null: the family refuses it. */
export function filled(
  { hosts, switchModel }: Question,
  { wiring }: Draft,
  set: PlaneSetInput,
): PlaneSet | null {
  const attach = present(set.attach, 'attach');
  const answer = shapes[present(familyOf(set), 'family')].derive({
    set,
    hostsPerUnit: attach.hostsPerUnit,
    attachment: wiring.attachment,
    lastSlot: hosts - 1,
    model: (name) => ({ ...modelOf(switchModel), name }),
    pointer: '',
  });
  if (Array.isArray(answer)) return null;
  return {
    attach: { ...attach, hostsPerUnit: answer.hostsPerUnit },
    ...answer.filled,
    switches: {},
    cables: [],
  };
}

const modelOf = ({ ports, portGbps, splits }: Question['switchModel']): SwitchModel => ({
  ports,
  portGbps,
  uplinkPorts: 0,
  splits,
  reservedPorts: 0,
});

const topologyOf = (question: Question, planeSet: PlaneSet): Topology => ({
  name: setName,
  switchModels: { [question.switchModel.name]: modelOf(question.switchModel) },
  ...partsOf(question),
  planes: { [setName]: planeSet },
  exceptions: [],
  expect: {},
  groups: {},
  scenarios: {},
  accepted: [],
  ...(question.prices ? { prices: question.prices } : {}),
});
