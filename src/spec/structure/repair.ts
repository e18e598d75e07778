import { keysOf, parentOf, pointerTo } from '../../finding/pointer.js';
import type { Finding } from '../../finding/rule.js';
import { reference } from '../promises/reference-rule.js';
import { cableList, exceptions } from '../rules.js';
import { clauseAround, isPromise, mentionsGroups } from './clause.js';
import { Draft } from './draft.js';
import { isAboutName, type SchemaError } from './schema-errors.js';
import { numberInQuotes, standIn } from './stand-in.js';
import { familyTiers, tierWords } from './structure-words.js';

/** Texts for people: what is wrong with them changes nothing else. */
const freeText = ['$schema', 'title', 'description', 'source', 'reason'];

/** Maps in which names are declared: without them references mean nothing. */
const declarations =
  /^\/(switchModels|nicModels|hosts|hosts\/[^/]*\/nics|planes|planes\/[^/]*\/switches)$/;

/** A tier that is called like one of the family beside it. */
const reservedTier = new RegExp(`^/planes/[^/]*/switches/(${familyTiers.join('|')})$`);

/** Repairs a document, to find out what else is wrong with it than what was found. */
export class Repairs {
  readonly draft: Draft;
  /** Values that nobody wrote, by pointer. */
  readonly #standIns: string[] = [];
  readonly #renamed: string[] = [];
  /** Whether every number and list is what was written, or meant. */
  #exact = true;
  #scopesKnown = true;
  readonly #oddNames = new Set<unknown>();
  #groupsLost = false;

  constructor(document: unknown) {
    this.draft = new Draft(document);
  }

  /** Does what a finding suggests; what the schema says is repaired by its errors. */
  ofFinding({ code, args, place: { pointer } }: Finding): void {
    if (code === 'structure-unknown-key') this.#readAs(pointer, args.suggestion);
    else if (code === 'structure-missing-key' && pointer.startsWith('/prices/')) {
      this.#leaveOut(pointer);
    } else if (/^structure-(exception-verb|goes-with|mixed-group)$/.test(code)) {
      this.#leaveOut(pointer);
    } else if (code === 'structure-name' && reservedTier.test(pointer)) this.#leaveOut(pointer);
  }

  /** Repairs what the schema says; false if that would be a guess. */
  ofError(error: SchemaError): boolean {
    const { keyword, instancePath: pointer, params } = error;
    if (keyword === 'additionalProperties') return true;
    if (isAboutName(error)) return this.#ofName(error);
    if (isPromise(pointer)) return this.#leaveOut(pointer);
    const number = numberInQuotes(error);
    if (number !== undefined) return this.#put(pointer, number);
    if (isFreeText(pointer)) {
      this.draft.remove(pointer);
      return true;
    }
    if (this.#itemAround(pointer) !== null) return this.#leaveOut(pointer);
    if (keyword === 'required') {
      const missing = pointerTo(pointer, params.missingProperty);
      // A misspelt key is there by now.
      return this.draft.at(missing) !== undefined || this.#standInAt(missing, null);
    }
    if (keyword === 'type' && declarations.test(pointer)) return false;
    const value = standIn(error);
    return value !== undefined && this.#standInAt(pointer, value);
  }

  /** After the errors of one round; false if something else than promises depends on what is lost. */
  finish(): boolean {
    this.draft.removeItems();
    if (!this.#groupsLost) return true;
    for (const part of ['expect', 'scenarios', 'rates']) {
      const clauses = this.draft.at(`/${part}`);
      for (const [name, clause] of Object.entries(clauses ?? {})) {
        const whole = part === 'scenarios' ? clause : { [name]: clause };
        if (mentionsGroups(whole)) this.draft.remove(pointerTo('', part, name));
      }
    }
    return !mentionsGroups(this.draft.at('/exceptions'));
  }

  /** Whether an error is about a name that is told from others, although it breaks the rules. */
  bears(error: SchemaError): boolean {
    const { instancePath: map, params, propertyName = params.propertyName } = error;
    return isAboutName(error) && !isPromise(map) && isDistinct(propertyName, map);
  }

  /** Whether something stands below a key that was misspelt, and was not looked at before. */
  isNew({ instancePath: pointer }: SchemaError): boolean {
    return (
      this.#renamed.some((renamed) => isWithin(pointer, renamed)) &&
      !this.#standIns.some((wrong) => isWithin(pointer, wrong))
    );
  }

  /** What findings about the draft say about the document as it was written. */
  told(findings: readonly Finding[]): Finding[] {
    const byNames: readonly string[] = [cableList.id, exceptions.id];
    return findings
      .filter(
        ({ check, args, place: { pointer } }) =>
          (this.#exact || check === reference.id) &&
          (this.#scopesKnown || !isPromise(pointer)) &&
          !(this.#oddNames.size > 0 && byNames.includes(check)) &&
          !String(args.suggestion)
            .split('/')
            .some((name) => this.#oddNames.has(name)) &&
          !this.#standIns.some((wrong) => isWithin(pointer, wrong)),
      )
      .map((found) => this.atOrigin(found));
  }

  /** A finding about the draft at the place where it stands in the document. */
  atOrigin(found: Finding): Finding {
    const pointer = this.draft.origin(found.place.pointer);
    return { ...found, place: { ...found.place, pointer } };
  }

  /** Reads a key that nobody knows as the one that was probably meant. */
  #readAs(pointer: string, name: unknown): void {
    const meant = pointerTo(parentOf(pointer), String(name));
    if (typeof name !== 'string' || this.draft.at(meant) !== undefined) {
      this.draft.remove(pointer);
    } else {
      this.draft.rename(pointer, name);
      this.#renamed.push(meant);
    }
  }

  #ofName(error: SchemaError): boolean {
    const { instancePath: map, params, propertyName = params.propertyName } = error;
    if (isPromise(map)) return this.#leaveOut(pointerTo(map, propertyName));
    this.#oddNames.add(propertyName);
    return this.bears(error);
  }

  /** Leaves out the clause or the item around a part. */
  #leaveOut(pointer: string): true {
    const item = this.#itemAround(pointer);
    this.draft.remove(isPromise(pointer) ? clauseAround(pointer) : (item ?? pointer));
    if (pointer.startsWith('/groups')) this.#groupsLost = true;
    // Cables and exceptions say nothing about the others of their list.
    if (!isPromise(pointer) && !/\/(cables|exceptions)\/\d+$/.test(item ?? '')) this.#exact = false;
    return true;
  }

  /** The item of the outermost list around a part, if there is one. */
  #itemAround(pointer: string): string | null {
    let around = '';
    for (const key of keysOf(pointer)) {
      const isList = Array.isArray(this.draft.at(around));
      around = pointerTo(around, key);
      if (isList) return around;
    }
    return null;
  }

  #standInAt(pointer: string, value: unknown): true {
    if (pointer !== '/name') {
      this.#exact = false;
      this.#standIns.push(pointer);
      if (!pointer.startsWith('/switchModels')) this.#scopesKnown = false;
    }
    return this.#put(pointer, value);
  }

  #put(pointer: string, value: unknown): true {
    this.draft.set(pointer, value);
    return true;
  }
}

const isWithin = (pointer: string, part: string): boolean =>
  pointer === part || pointer.startsWith(`${part}/`);

/** Whether a key is one for free text, and no name. */
const isFreeText = (pointer: string): boolean =>
  freeText.includes(keysOf(pointer).at(-1) ?? '') && !declarations.test(parentOf(pointer));

/** Whether a name can be told from all others, and from words of the language. */
function isDistinct(name: string, map: string): boolean {
  if (/^\/(switch|nic)Models$/.test(map)) return name.length <= 1000;
  return /^[A-Za-z][\w-]{0,63}$/.test(name) && name !== 'fabric' && !tierWords.includes(name);
}
