import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partsOfSet } from '../../src/cost/count.js';
import { partsByFormula } from '../../src/cost/formula.js';
import type { PartList } from '../../src/cost/parts.js';
import { load, open } from '../../src/pipeline.js';
import { isBuilt } from '../../src/spec/described.js';
import { familyOf } from '../../src/spec/families/shape.js';
import type { PlaneSet, TopologyInput } from '../../src/spec/topology.js';
import { type DirectDocument, directDocument } from '../build/direct-networks.js';
import { documents } from '../build/random-documents.js';
import { gallery, openWorld, readTopology, smallWorlds } from '../worlds.js';

/** Parts in an order of their own: the formulas say nothing of that. */
const sorted = ({ switches, nics, cables }: PartList) => ({
  switches: [...switches].sort(),
  nics: [...nics].sort(),
  cables: cables.map((cable) => JSON.stringify(cable)).sort(),
});

function isBuildable(document: unknown): boolean {
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  const loaded = load({ file: 'random.json', bytes });
  return open(loaded) !== null;
}

/** A random document without its exceptions, and without what its family does not make. */
function designOf({ exceptions: _, ...document }: TopologyInput): TopologyInput {
  const { switches, cables, ...net } = document.planes.net!;
  return { ...document, planes: { ...document.planes, net } };
}

/** Files of the gallery that are not described only. */
const builtFiles = gallery.filter((path) => Object.values(readTopology(path).planes).some(isBuilt));

/** Whether a family makes all that there is: listed cables have no formula. */
const isDesign = (set: PlaneSet): boolean =>
  familyOf(set) !== undefined && set.cables.length === 0 && Object.keys(set.switches).length === 0;

/** How many plane sets have a formula, and are what it says. */
function compare(document: unknown, name: string): number {
  const { topology, subject } = openWorld(document);
  const designs = subject.fabric.planeSets.filter(({ id }) => isDesign(topology.planes[id]!));
  for (const { id: set } of designs) {
    const built = sorted(partsOfSet(subject.fabric, set));
    expect(built.switches.length, name).toBeGreaterThan(0);
    expect(sorted(partsByFormula(topology, set)), `${name} ${set}`).toEqual(built);
  }
  return designs.length;
}

/** Every small Dragonfly, with one group more than fits left out, and Slim Flies. */
function* directNetworks(): Iterable<DirectDocument> {
  for (const q of [3, 4, 5, 7, 8, 9]) yield { slimFly: { q, p: 1 }, hosts: q };
  for (let a = 1; a <= 4; a++) {
    for (let h = 1; h <= 3; h++) {
      for (let g = 2; g <= a * h + 1; g++) yield { dragonfly: { a, h, g, p: 2 }, hosts: g };
    }
  }
}

describe('parts by closed formula', () => {
  it('are those of the fabric, of random documents without exceptions and listed cables', () => {
    let compared = 0;
    const property = fc.property(documents(), (document) => {
      const design = designOf(document as TopologyInput);
      if (!isBuildable(design)) return;
      compared += compare(design, JSON.stringify(design));
    });
    fc.assert(property, { seed: 4, numRuns: 400 });
    expect(compared).toBeGreaterThan(30);
  });

  it('are those of the fabric, of all small worlds', () => {
    let worlds = 0;
    for (const { name, document } of smallWorlds()) {
      worlds += compare(document, name);
    }
    expect(worlds).toBeGreaterThan(1000);
  });

  it('are those of the fabric, of direct networks', () => {
    for (const network of directNetworks()) {
      const two = { nic: { count: 2 }, nicModel: { ports: 1 }, attach: { onePlanePer: 'rail' } };
      expect(compare(directDocument(network), JSON.stringify(network))).toBe(1);
      const twice = directDocument({ ...network, ...two });
      expect(compare(twice, `${JSON.stringify(network)} twice`)).toBe(1);
    }
  });

  it.each(builtFiles)('are those of the fabric, of %s', (path) =>
    expect(compare(readTopology(path), path)).toBeGreaterThan(0),
  );
});
