import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partsOfSet } from '../../src/cost/count.js';
import { partsByFormula } from '../../src/cost/formula.js';
import type { PartList } from '../../src/cost/parts.js';
import { load, open } from '../../src/pipeline.js';
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

function compare(document: unknown, name: string): void {
  const { topology, subject } = openWorld(document);
  for (const { id: set } of subject.fabric.planeSets) {
    const built = sorted(partsOfSet(subject.fabric, set));
    expect(built.switches.length, name).toBeGreaterThan(0);
    expect(sorted(partsByFormula(topology, set)), `${name} ${set}`).toEqual(built);
  }
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
  it('are those of the fabric, of random documents without exceptions', () => {
    let built = 0;
    const property = fc.property(documents(), (document) => {
      const { exceptions: _, ...design } = document as Record<string, unknown>;
      if (!isBuildable(design)) return;
      compare(design, JSON.stringify(design));
      built++;
    });
    fc.assert(property, { seed: 4, numRuns: 400 });
    expect(built).toBeGreaterThan(30);
  });

  it('are those of the fabric, of all small worlds', () => {
    let worlds = 0;
    for (const { name, document } of smallWorlds()) {
      compare(document, name);
      worlds++;
    }
    expect(worlds).toBeGreaterThan(1000);
  });

  it('are those of the fabric, of direct networks', () => {
    for (const network of directNetworks()) {
      const two = { nic: { count: 2 }, nicModel: { ports: 1 }, attach: { onePlanePer: 'rail' } };
      compare(directDocument(network), JSON.stringify(network));
      compare(directDocument({ ...network, ...two }), `${JSON.stringify(network)} twice`);
    }
  });

  it.each(gallery)('are those of the fabric, of %s', (path) => compare(readTopology(path), path));

  it('are those of the fabric, with listed cables', () => {
    compare(readTopology('test/samples/language/two-switches.json'), 'two-switches');
    const direct = directDocument({ dragonfly: { a: 2, h: 1, g: 2, p: 2 }, hosts: 2 });
    const added = {
      ...direct.planes.compute,
      switches: { sw: { model: 'router', count: 2 } },
      cables: [
        ['router0:60', 'router1:60'],
        ['router1:61', 'router2:61'],
        ['sw0:[0-1]', 'router[0-1]:62'],
        ['sw0:5', 'sw1:5'],
        ['g0/nic0:0', 'sw1:0'],
        ['g0/nic1:0', 'sw1:1'],
      ],
    };
    const g = { count: 1, nics: { nic: { model: 'other', count: 2 } } };
    compare(
      {
        ...direct,
        nicModels: { ...direct.nicModels, other: { portGbps: 400 } },
        hosts: { ...direct.hosts, g },
        planes: { compute: added },
      },
      'added cables',
    );
  });
});
