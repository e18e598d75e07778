import type { Finding } from '../../finding/rule.js';
import { assert } from '../../std/assert.js';
import type { TopologyInput } from '../topology.js';
import { firstOf, maxFindings, withinReading } from './first-findings.js';
import { itemFindings } from './item-rules.js';
import { Repairs } from './repair.js';
import { type SchemaError, schemaErrors } from './schema-errors.js';
import { structureFindings } from './structure-findings.js';

/** What the schema says against a document, and what can be judged of it. */
export interface Structure {
  readonly findings: readonly Finding[];
  /** The document, repaired if it is wrong; null if that would be a guess. */
  readonly input: TopologyInput | null;
  /**
   * What findings about `input` say about the document as it was written: without those that
   * follow from what is wrong, at the places where things stand.
   */
  told(findings: readonly Finding[]): readonly Finding[];
}

/** Rounds of repair: a value of the right kind may lack something in it, model of leaf of fatTree. */
const maxRounds = 6;

const asTheyAre = (findings: readonly Finding[]) => findings;

/** Compares a document with the schema; a document that is nothing but JSON becomes typed here. */
export function checkStructure(value: unknown): Structure {
  const errors = schemaErrors(value);
  const items = itemFindings(value, (pointer) =>
    errors.some(({ instancePath }) => instancePath === pointer),
  );
  if (errors.length === 0 && items.length === 0) {
    return { findings: [], input: value as TopologyInput, told: asTheyAre };
  }
  const told = errors.slice(0, withinReading(errors.map(pointerOf)));
  const all = [...structureFindings(told, value), ...items];
  assert(all.length > 0, 'words for what is wrong');
  const uncounted = told.length < errors.length || errors.length > maxFindings;
  const findings = firstOf(all, uncounted ? null : all.length);
  if (uncounted || all.length > maxFindings) return { findings, input: null, told: asTheyAre };
  return repaired(value, errors, findings);
}

/** What counts for reading: the pointer, with the key that is added to it. */
const pointerOf = ({ instancePath, params }: SchemaError) => ({
  length:
    instancePath.length + String(params.additionalProperty ?? params.propertyName ?? '').length,
});

/**
 * The document, repaired round by round until the schema has nothing against it. Only what stands
 * below a misspelt key is found on the way; everything else that a round finds is of its own making.
 */
function repaired(value: unknown, errors: readonly SchemaError[], first: readonly Finding[]) {
  const repairs = new Repairs(value);
  const findings = [...first];
  const told = (later: readonly Finding[]) => repairs.told(later);
  let left = errors;
  let found = first;
  for (let round = 0; round < maxRounds; round++) {
    for (const one of found) repairs.ofFinding(one);
    const sound = left.map((error) => repairs.ofError(error)).every(Boolean) && repairs.finish();
    if (!sound) return { findings, input: null, told };
    const { value: input } = repairs.draft;
    left = schemaErrors(input);
    if (left.every((error) => repairs.bears(error))) {
      return { findings, input: input as TopologyInput, told };
    }
    const unseen = left.filter((error) => repairs.isNew(error));
    found = structureFindings(unseen, input);
    findings.push(...found.map((one) => repairs.atOrigin(one)));
  }
  return { findings, input: null, told };
}
