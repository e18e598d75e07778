import type { Fault } from '../failure/fault.js';
import type { FaultAnswer } from './answer.js';

/** A fault as answers say it. */
export const faultAnswer = ({ text, parts }: Fault): FaultAnswer => ({
  fault: text,
  parts: parts.length,
  first: parts[0]!.id,
});
