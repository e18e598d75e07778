import { pointerTo } from '../../finding/pointer.js';
import { type Finding, finding } from '../../finding/rule.js';
import { quoted } from '../../std/terminal.js';
import { familyIds } from '../families/shape.js';
import { maxFindings } from './first-findings.js';
import { structure } from './structure-rule.js';
import { familyTiers, ofFamilies } from './structure-words.js';

type Item = Readonly<Record<string, unknown>>;

const verbs = ['missing', 'moved', 'extra', 'slower', 'off'] as const;

/** Keys that go with a verb only, and those of them that it must have. */
const companions: Readonly<Record<string, readonly string[]>> = {
  to: ['moved'],
  gbps: ['slower', 'extra'],
};
const needed: Readonly<Record<string, string>> = { moved: 'to', slower: 'gbps' };

/**
 * What JSON Schema cannot say well: how the keys of an item go together, and the items of a list.
 * Parts that are wrong as a whole are not looked at one by one.
 */
export function itemFindings(document: unknown, isWrong: (pointer: string) => boolean): Finding[] {
  if (!isObject(document)) return [];
  const parts = [
    isWrong('/exceptions') ? [] : exceptionItems(document.exceptions),
    isWrong('/groups') ? [] : groupItems(document.groups),
    cablePriceItems(document.prices),
    isWrong('/planes') ? [] : tierNames(document.planes),
  ];
  const findings: Finding[] = [];
  for (const items of parts) {
    for (const found of items) {
      findings.push(found);
      if (findings.length > maxFindings) return findings;
    }
  }
  return findings;
}

function* exceptionItems(list: unknown): Iterable<Finding> {
  if (!Array.isArray(list)) return;
  for (const [i, item] of list.entries()) {
    if (isObject(item)) yield* exceptionItem(item, pointerTo('/exceptions', i), i);
  }
}

function exceptionItem(item: Item, pointer: string, index: number): Finding[] {
  const keys = Object.keys(item);
  // No key, and one that nobody knows and that may be a misspelt verb, are findings already.
  if (keys.length === 0 || keys.some((key) => !isKnown(key))) return [];
  const found = verbs.filter((verb) => keys.includes(verb));
  const [verb] = found;
  if (verb === undefined || found.length > 1) {
    const place = found[1] === undefined ? { pointer } : keyPlace(pointer, found[1]);
    return [finding(structure, 'structure-exception-verb', { index, found }, place)];
  }
  const lost = Object.entries(companions)
    .filter(([key, of]) => keys.includes(key) && !of.includes(verb))
    .map(([key, of]) =>
      finding(structure, 'structure-goes-with', { key, of, verb }, keyPlace(pointer, key)),
    );
  const name = needed[verb];
  if (name === undefined || keys.includes(name)) return lost;
  const inside = `item ${index} of "exceptions"`;
  return [...lost, finding(structure, 'structure-missing-key', { name, inside }, pointer)];
}

const isKnown = (key: string): boolean =>
  key === 'reason' || key in companions || (verbs as readonly string[]).includes(key);

const keyPlace = (pointer: string, key: string) =>
  ({ pointer: pointerTo(pointer, key), part: 'key' }) as const;

function* groupItems(groups: unknown): Iterable<Finding> {
  if (!isObject(groups)) return;
  for (const [name, group] of Object.entries(groups)) {
    if (!Array.isArray(group)) continue;
    const isText = typeof group[0] === 'string';
    const other = group.findIndex((item) =>
      isText ? isObject(item) : isObject(group[0]) && typeof item === 'string',
    );
    if (other < 0) continue;
    const place = pointerTo('/groups', name, other);
    yield finding(structure, 'structure-mixed-group', { name, index: other, isText }, place);
  }
}

/** A price of a metre says nothing without the metres. */
function* cablePriceItems(prices: unknown): Iterable<Finding> {
  if (!isObject(prices) || !isObject(prices.cables)) return;
  for (const [kind, price] of Object.entries(prices.cables)) {
    if (!isObject(price) || !('perM' in price) || 'lengthM' in price) continue;
    const args = { name: 'lengthM', inside: `the price of ${quoted(kind)}` };
    const place = pointerTo('/prices/cables', kind);
    yield finding(structure, 'structure-missing-key', args, place);
  }
}

/** Beside a family no tier is called like one of a family; without one there is nothing to mix up. */
function* tierNames(planes: unknown): Iterable<Finding> {
  if (!isObject(planes)) return;
  for (const [set, value] of Object.entries(planes)) {
    if (!isObject(value) || !isObject(value.switches)) continue;
    if (!familyIds.some((family) => family in value)) continue;
    for (const name of Object.keys(value.switches)) {
      if (!familyTiers.includes(name)) continue;
      const place = keyPlace(pointerTo('/planes', set, 'switches'), name);
      yield finding(structure, 'structure-name', { name, problem: ofFamilies }, place);
    }
  }
}

const isObject = (value: unknown): value is Item =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
