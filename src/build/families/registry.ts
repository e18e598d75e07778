import type { FamilyId } from '../../spec/shape.js';
import type { Family } from '../family.js';
import { claims } from './fat-tree/claims.js';
import { addSwitchCables, addSwitches, endpointPorts } from './fat-tree/expand.js';

/** The families, by their key in a plane set; a test compares it with the schema. */
export const families: Readonly<Record<FamilyId, Family>> = {
  fatTree: { endpointPorts, addSwitches, addSwitchCables, claims },
};
