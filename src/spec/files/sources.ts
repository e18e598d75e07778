import { keysOf, pointerTo } from '../../finding/pointer.js';
import { type Location, locationsIn } from '../../finding/position.js';
import type { Finding, Place } from '../../finding/rule.js';
import { present } from '../../std/assert.js';
import { readDocument } from '../reading/read.js';
import { type Link, readChain } from './extends.js';
import { FileReader, type ReadOptions, type SourceText } from './file-reader.js';
import { mergePatches } from './merge.js';
import { nameIn } from './paths.js';
import { placeReferred } from './referred.js';

/** A topology file as bytes, with the name that findings call it. */
export interface Source {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** All files of a topology as one document. */
export interface Sources {
  /** With all that it refers to in place; undefined if the first file is no JSON. */
  readonly value: unknown;
  readonly findings: readonly Finding[];
  /**
   * `gap`: a part of the chain of `extends` is missing, so something may only seem not to be there.
   * `twofold`: a key stands twice. Of either no more than the structure can be judged.
   */
  readonly state: 'whole' | 'gap' | 'twofold';
  /** Where places of the document stand. */
  locate(places: readonly Place[]): Location[];
}

/** Reads a file with all files that it refers to (LANGUAGE section 1). */
export function readSources({ file, bytes }: Source, options: ReadOptions): Sources {
  const document = readDocument(bytes, options.maxBytes);
  const first: Link = { file, path: nameIn(file), document };
  const reader = new FileReader(file, bytes.length, options);
  const { links, ends } = readChain(first, reader);
  const value = mergedValue(links, ends);
  const placed = placeReferred(value, links, reader);
  const twofold = links.some((link) => link.document.findings.length > 0);
  return {
    value,
    findings: [...document.findings, ...reader.findings],
    state: !ends ? 'gap' : twofold ? 'twofold' : 'whole',
    locate: (places) => locate(places, { links, placed, texts: reader.texts }),
  };
}

/** What there is to say of a file that could not even be opened. */
export const unopened = (file: string, problem: Finding): Sources => ({
  value: undefined,
  findings: [problem],
  state: 'gap',
  locate: (places) =>
    locationsIn(
      file,
      '',
      places.map(() => ({ offset: 0, length: 0 })),
    ),
});

/** The first file on top of those that it extends. */
function mergedValue(links: readonly Link[], ends: boolean): unknown {
  const values = links.map(({ document }) => document.value).reverse();
  if (links.length === 1 && ends) return values[0];
  // Below a gap nothing is known: what stands above it is all a patch.
  const [base, ...patches] = ends ? values : [{}, ...values];
  const merged = mergePatches(base, patches) as Record<string, unknown>;
  delete merged.extends;
  return merged;
}

/** What places are looked for in. */
interface Shelf {
  readonly links: readonly Link[];
  readonly placed: ReadonlyMap<string, SourceText>;
  readonly texts: ReadonlyMap<string, SourceText>;
}

function locate(places: readonly Place[], shelf: Shelf): Location[] {
  const asked = new Map<SourceText, { index: number; place: Place }[]>();
  places.forEach((place, index) => {
    const [text, own] = textOf(place, shelf);
    const others = asked.get(text) ?? [];
    asked.set(text, others);
    others.push({ index, place: own });
  });
  const locations: Location[] = [];
  for (const [{ file, text, locate }, list] of asked) {
    const spans = locate(list.map(({ place }) => place));
    locationsIn(file, text, spans).forEach((location, i) => {
      locations[list[i]!.index] = location;
    });
  }
  return locations;
}

/**
 * The text in which a place stands, and the place as that text knows it: what was put in the place
 * of a path is in its file, everything else in the top-most file in which it stands completely, or
 * in that in which most of the pointer does.
 */
function textOf(place: Place, { links, placed, texts }: Shelf): readonly [SourceText, Place] {
  const first = links[0]!.file;
  if (place.file !== undefined || place.span) {
    return [present(texts.get(place.file ?? first), 'file'), place];
  }
  const keys = keysOf(place.pointer);
  const mount = keys[0] === 'planes' ? 3 : 1;
  const text = placed.get(pointerTo('', ...keys.slice(0, mount)));
  if (text && keys.length > mount) {
    return [text, { ...place, pointer: pointerTo('', ...keys.slice(mount)) }];
  }
  const depths = links.map(({ document }) => depthIn(document.value, keys));
  const { file } = links[depths.indexOf(Math.max(...depths))]!;
  return [present(texts.get(file), file), place];
}

/** How many of the keys lead somewhere. */
function depthIn(value: unknown, keys: readonly string[]): number {
  let depth = 0;
  let holder = value;
  for (const key of keys) {
    if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, key)) break;
    holder = (holder as Record<string, unknown>)[key];
    depth++;
  }
  return depth;
}
