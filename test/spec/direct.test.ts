import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { familyIds } from '../../src/spec/families/shape.js';
import { directDocument } from '../build/direct-networks.js';
import { topologyOf } from '../worlds.js';
import { loadDocument, problems } from './documents.js';

const compute = '/planes/compute';

describe('errors of direct networks', () => {
  it.each([
    ['oneLeafPer', { slimFly: { q: 5 }, attach: { oneLeafPer: 'rail' } }],
    ['railsPerLeaf', { slimFly: { q: 5 }, attach: { oneLeafPer: 'rail', railsPerLeaf: 1 } }],
  ])('%s', (_, of) => {
    expect(problems(loadDocument(directDocument(of)))).toEqual([
      `attachment-direct ${compute}/attach/oneLeafPer`,
    ]);
  });

  it('finds at once what does not follow from each other', () => {
    const document = directDocument({
      slimFly: { q: 6 },
      nicModel: { portGbps: 300 },
      attach: { oneLeafPer: 'port' },
    });
    expect(problems(loadDocument(document))).toEqual([
      `attachment-direct ${compute}/attach/oneLeafPer`,
      `port-speed-split ${compute}/slimFly/model`,
      `direct-network-prime-power ${compute}/slimFly/q`,
    ]);
  });

  it.each([
    [2, [3]],
    [6, [5, 7]],
    [24, [23, 25]],
    [28, [27, 29]],
    [500, [499, 503]],
    [1000, [997]],
  ])('q = %i: the nearest prime powers are %j', (q, near) => {
    const { findings } = loadDocument(directDocument({ slimFly: { q } }));
    expect(findings.map(({ args }) => args)).toEqual([{ q, near }]);
  });

  it('g from 2 to a·h + 1', () => {
    const groups = (g: number) =>
      problems(loadDocument(directDocument({ dragonfly: { h: 2, a: 3, g } })));
    expect([1, 2, 7, 8].map((g) => groups(g).length)).toEqual([1, 0, 0, 1]);
    expect(groups(8)).toEqual([`direct-network-groups ${compute}/dragonfly/g`]);
  });

  it('ports: to the last usable one; uplink ports do not help', () => {
    // 2 endpoint ports + 3 local + 2 global.
    const ports = (router: object) =>
      problems(loadDocument(directDocument({ dragonfly: { h: 2 }, router })));
    expect(ports({ ports: 7 })).toEqual([]);
    const tooFew = [`direct-network-ports ${compute}/dragonfly/h`];
    expect(ports({ ports: 6 })).toEqual(tooFew);
    expect(ports({ ports: 7, reservedPorts: 1 })).toEqual(tooFew);
    expect(ports({ ports: 6, uplinkPorts: 2, uplinkGbps: 400 })).toEqual(tooFew);
  });

  it('no host fits: as many endpoint ports as a host has in a plane', () => {
    const ports = (count: number, attach = {}) =>
      problems(
        loadDocument(directDocument({ dragonfly: { h: 1, a: 2, p: 2 }, nic: { count }, attach })),
      );
    expect(ports(2)).toEqual([]);
    expect(ports(3)).toEqual([`direct-network-no-host-fits ${compute}/dragonfly/p`]);
    // Each of the three in a plane of its own.
    expect(ports(3, { onePlanePer: 'rail' })).toEqual([]);
  });

  it('hostsPerUnit: at most p ÷ k', () => {
    const hosts = (hostsPerUnit: number) =>
      problems(
        loadDocument(
          directDocument({ slimFly: { q: 3, p: 5 }, nic: { count: 2 }, attach: { hostsPerUnit } }),
        ),
      );
    expect(hosts(2)).toEqual([]);
    expect(hosts(3)).toEqual([`direct-network-unit-too-large ${compute}/attach/hostsPerUnit`]);
  });

  it('hosts: to the last slot', () => {
    const hosts = (count: number, attach = {}) =>
      problems(loadDocument(directDocument({ slimFly: { q: 3, p: 2 }, hosts: count, attach }), {}));
    expect(hosts(36)).toEqual([]);
    expect(hosts(37)).toEqual([`direct-network-hosts ${compute}/slimFly/q`]);
    expect(hosts(36, { emptySlots: [0] })).toEqual([`direct-network-hosts ${compute}/slimFly/q`]);
    expect(hosts(18, { hostsPerUnit: 1 })).toEqual([]);
    expect(hosts(19, { hostsPerUnit: 1 })).toEqual([`direct-network-hosts ${compute}/slimFly/q`]);
  });
});

/** Documents around the limits of a router of few ports; of each the keys of its family. */
function* tight() {
  for (const ports of [6, 8, 9, 12, 16]) {
    for (const hosts of [1, 20, 60, 150]) {
      for (const count of [1, 3]) {
        const common = { hosts, nic: { count }, router: { ports } };
        for (const q of [3, 4, 5, 7]) {
          for (const p of [undefined, 2, 7]) yield { ...common, slimFly: { q, ...stated({ p }) } };
        }
        for (const h of [1, 2, 3]) {
          for (const a of [undefined, 2, 6]) {
            for (const g of [undefined, 2, 3]) {
              yield { ...common, dragonfly: { h, ...stated({ a, g }) } };
            }
          }
        }
      }
    }
  }
}

const stated = (keys: Readonly<Record<string, number | undefined>>) =>
  Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== undefined));

describe('what a finding offers', () => {
  it('would do, alone', () => {
    const tried: Record<string, number> = {};
    for (const of of tight()) {
      const [finding, ...others] = loadDocument(directDocument(of)).findings;
      const { advice = [] } = (finding?.args ?? {}) as { advice?: string[] };
      expect(others).toEqual([]);
      for (const text of advice) {
        const change = JSON.parse(`{${text}}`);
        const mended =
          'slimFly' in of
            ? { ...of, slimFly: { ...of.slimFly, ...change } }
            : { ...of, dragonfly: { ...of.dragonfly, ...change } };
        expect(problems(loadDocument(directDocument(mended))), text).toEqual([]);
        const key = `${finding!.code} ${Object.keys(change)}`;
        tried[key] = (tried[key] ?? 0) + 1;
      }
    }
    expect(Object.keys(tried).sort()).toEqual([
      'direct-network-hosts g',
      'direct-network-hosts h',
      'direct-network-hosts p',
      'direct-network-hosts q',
      'direct-network-ports a',
      'direct-network-ports h',
      'direct-network-ports p',
      'direct-network-ports q',
    ]);
  });
});

describe('a normalised direct network', () => {
  it.each([{ slimFly: { q: 4 }, nic: { count: 2 } }, { dragonfly: { h: 3, g: 4 } }])(
    'is an input that normalising does not change: %j',
    (of) => {
      const once = topologyOf(directDocument(of));
      expect(topologyOf(once)).toEqual(once);
      expect(once.planes.compute).not.toHaveProperty('attach.railsPerLeaf');
    },
  );
});

describe('the schema', () => {
  const { definitions } = JSON.parse(
    readFileSync(new URL('../../schemas/language.json', import.meta.url), 'utf8'),
  );

  it('has these families, each required to name a model or a leaf', () => {
    const families = Object.keys(definitions.planeSet.properties).filter((key) =>
      ['model', 'leaf'].includes(definitions[key]?.required?.[0]),
    );
    expect(families).toEqual([...familyIds]);
  });

  it('takes q up to the number above which none is offered', () => {
    expect(definitions.slimFly.properties.q.maximum).toBe(1000);
  });
});
