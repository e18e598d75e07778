import { describe, expect, it } from 'vitest';
import { build } from '../../src/build/build.js';
import { byFormula, figuresOf, planeFigures, sizesByFormula } from '../../src/build/described.js';
import { measures } from '../../src/check/measures.js';
import { keeps } from '../../src/check/promise.js';
import { scopesOf } from '../../src/check/scope.js';
import type { Measures } from '../../src/spec/topology.js';
import { openWorld, readTopology, smallWorlds, topologyOf } from '../worlds.js';
import { directDocument } from './direct-networks.js';

/** What formulas say of a set and of each of its planes is what its fabric measures. */
function compare(name: string, document: unknown, compared: Map<string, number>): void {
  const { topology, subject } = openWorld(document);
  for (const { id, planes } of subject.fabric.planeSets) {
    const ofSet = figuresOf(topology, id);
    const ofPlane = planeFigures(topology, id, ofSet);
    const scopes = [
      { id, figures: ofSet },
      ...[...planes.keys()].map((plane) => ({
        id: `${id}/p${plane}`,
        figures: ofPlane(plane),
      })),
    ];
    for (const { id: scopeId, figures } of scopes) {
      const [scope] = scopesOf(subject.fabric, scopeId);
      for (const [key, figure] of figures) {
        const [measure, kind = ''] = key.split('.') as [keyof Measures, string?];
        const measured = measures[measure].of(subject.healthy, scope!, kind, topology);
        const where = `${name}: ${scopeId} ${key}`;
        expect(keeps(figure, measured), `${where}, ${figure}, ${JSON.stringify(measured)}`).toBe(
          true,
        );
        const part = scopeId.includes('/') ? `plane ${measure}` : measure;
        compared.set(part, (compared.get(part) ?? 0) + 1);
      }
    }
    const { sizes, switchTotal, figures } = byFormula(topology, id);
    const { hosts, endpoints, ports, switches, cables } = sizes;
    expect(figures).toEqual(ofSet);
    expect(hosts).toBe(ofSet.get('hosts'));
    expect(endpoints).toBe(ofSet.get('endpoints'));
    expect(ports).toBe(cables.endpoint);
    const total = Object.values(switches).reduce((sum, count) => sum + count, 0);
    expect(switchTotal).toBe(total);
    expect(total).toBe(ofSet.get('switches.total'));
  }
}

describe('formulas and measurements', () => {
  it('agree on all small fat-trees, set by set and plane by plane', () => {
    const compared = new Map<string, number>();
    for (const { name, document } of smallWorlds()) compare(name, document, compared);
    for (const measure of [
      'planes',
      'hosts',
      'endpoints',
      'ports',
      'switches',
      'cables',
      'cablesPerPair',
      'oversubscription',
      'bisectionGbps',
    ]) {
      expect(compared.get(measure), measure).toBeGreaterThan(100);
      expect(compared.get(`plane ${measure}`), measure).toBeGreaterThan(100);
    }
  });

  it.each([3, 4, 5, 7, 8, 9])('agree on the Slim Fly of q = %i', (q) => {
    const attach = { onePlanePer: 'rail' };
    const document = directDocument({ slimFly: { q }, hosts: 20, nic: { count: 2 }, attach });
    compare(`q ${q}`, document, new Map());
  });

  it('agree on dragonflies, with ports left over and without', () => {
    for (let a = 1; a <= 4; a++) {
      for (let h = 1; h <= 3; h++) {
        for (let g = 2; g <= a * h + 1; g++) {
          compare(
            `${a} ${h} ${g}`,
            directDocument({ dragonfly: { a, h, g }, hosts: 2 }),
            new Map(),
          );
        }
      }
    }
  });
});

const printed = {
  name: 'printed',
  switchModels: { sw: { ports: 64, portGbps: 400 } },
  nicModels: { nic: { portGbps: 400 } },
  hosts: {
    h: { count: 64, nics: { nic: { model: 'nic' } } },
    paper: { count: 32_928, nics: { nic: { model: 'nic' } } },
  },
  planes: {
    printed: { built: false, attach: { nics: ['paper/nic'] }, slimFly: { model: 'sw', q: 28 } },
    compute: { attach: { nics: ['h/nic'] }, fatTree: { leaf: { model: 'sw' } } },
  },
};

describe('what is described only', () => {
  it('leaves nothing in the graph, and claims nothing of it', () => {
    const { printed: _, ...planes } = printed.planes;
    const [with_, without] = [printed, { ...printed, planes }].map((one) => build(topologyOf(one)));
    expect(with_!.graph.export().nodes).toEqual(without!.graph.export().nodes);
    expect(with_!.graph.export().edges).toEqual(without!.graph.export().edges);
    expect(with_!.claims).toEqual(without!.claims);
    expect(with_!.graph.getAttribute('planeSets').map(({ id }) => id)).toEqual(['compute']);
  });

  it('has the figures of Table 3 for q = 28, and why there is no such graph', () => {
    expect(sizesByFormula(topologyOf(printed), 'printed')).toEqual({
      planes: 1,
      hosts: 32_928,
      endpoints: 32_928,
      ports: 32_928,
      switches: { router: 1568 },
      cables: { endpoint: 32_928, switch: 32_928 },
      cannotBeBuilt: 'q is 28, which is not a power of a prime; nearest that can be built: 27, 29',
    });
    expect(sizesByFormula(topologyOf(printed), 'compute').cannotBeBuilt).toBeNull();
  });

  it('may be larger than any limit, but for its hosts', () => {
    const document = readTopology('topologies/spectrum-x-multiplane.json');
    const { cables } = sizesByFormula(topologyOf(document, 131_072), 'compute');
    expect(cables).toEqual({ endpoint: 4_194_304, switch: 4_194_304 });
    expect(() => topologyOf(document, 131_071)).toThrow('size-limit-hosts');
  });

  it('stays so when it is normalised', () => {
    const topology = topologyOf(printed);
    expect(topology.planes.printed).toMatchObject({ built: false, slimFly: { q: 28, p: 21 } });
    expect(topology.planes.compute).not.toHaveProperty('built');
    expect(topologyOf(topology)).toEqual(topology);
  });
});
