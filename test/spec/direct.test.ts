import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mostN, mostPorts, mostQ } from '../../src/spec/families/limits.js';
import { familyIds } from '../../src/spec/families/shape.js';
import { directDocument } from '../build/direct-networks.js';
import { topologyOf } from '../worlds.js';
import { loadDocument, problems } from './documents.js';

const compute = '/planes/compute';

describe('errors of direct networks', () => {
  it.each([
    ['oneLeafPer', { slimFly: { q: 5 }, attach: { oneLeafPer: 'rail' } }],
    ['oneLeafPer of a cube', { cube: { n: 4, levels: 1 }, attach: { oneLeafPer: 'port' } }],
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

describe('errors of cubes', () => {
  const cube = (of: Parameters<typeof directDocument>[0] & { ports?: number }) =>
    problems(loadDocument(directDocument({ ...of, nicModel: { ports: of.ports ?? 2 } })));

  it('a NIC has a port in its plane for each level', () => {
    const levels = (n: number, ports: number, attach = {}) =>
      cube({ cube: { n: 2, levels: n }, ports, attach });
    const wrong = [`direct-network-levels ${compute}/attach/nics/0`];
    expect([levels(1, 1), levels(2, 2), levels(3, 3)]).toEqual([[], [], []]);
    expect([levels(1, 2), levels(2, 1), levels(3, 2)]).toEqual([wrong, wrong, wrong]);
    // A plane of its own for each port leaves one.
    const byPort = { onePlanePer: 'port' };
    expect(levels(1, 3, byPort)).toEqual([]);
    expect(levels(2, 2, byPort)).toEqual([`direct-network-levels ${compute}/attach/onePlanePer`]);
    expect(levels(2, 3, byPort)).toEqual(wrong);
  });

  it('of NICs that differ, those are named that do not fit', () => {
    const document = directDocument({ cube: { n: 4 }, nicModel: { ports: 2 } });
    const mixed = {
      ...document,
      nicModels: { ...document.nicModels, single: { portGbps: 400 } },
      hosts: { ...document.hosts, g: { count: 1, nics: { nic: { model: 'single' } } } },
      planes: { compute: { ...document.planes.compute, attach: { nics: ['h/nic', 'g/nic'] } } },
    };
    const loaded = loadDocument(mixed);
    const { findings } = loaded;
    expect(problems(loaded)).toEqual([`direct-network-levels ${compute}/attach/nics/1`]);
    expect(findings[0]!.args).toMatchObject({ entry: 'g/nic', ports: 1, levels: 2, whole: false });
  });

  it('joined goes with two levels', () => {
    const joined = (levels: number) =>
      cube({ cube: { n: 2, levels, joined: true }, ports: levels });
    const wrong = [`direct-network-joined ${compute}/cube/joined`];
    expect([joined(1), joined(2), joined(3)]).toEqual([wrong, [], wrong]);
    const of = (ports: number) => cube({ cube: { n: 2, levels: 3, joined: true }, ports });
    expect(of(2)).toEqual(wrong);
    expect(of(4)).toEqual([...wrong, `direct-network-levels ${compute}/attach/nics/0`]);
  });

  it('ports: n to endpoints, and n to routers if it is joined', () => {
    const ports = (of: object, router: object) => cube({ cube: { n: 8, ...of }, router });
    const tooFew = [`direct-network-ports ${compute}/cube/n`];
    expect(ports({}, { ports: 8 })).toEqual([]);
    expect(ports({}, { ports: 7, uplinkPorts: 9, uplinkGbps: 400 })).toEqual(tooFew);
    expect(ports({ joined: true }, { ports: 16 })).toEqual([]);
    expect(ports({ joined: true }, { ports: 16, reservedPorts: 1 })).toEqual(tooFew);
    // Endpoint ports of a quarter of the speed stand in two ports.
    const slow = (count: number) =>
      cube({ cube: { n: 8, joined: true }, router: { ports: count, portGbps: 1600, splits: [4] } });
    expect([slow(10), slow(9)]).toEqual([[], tooFew]);
  });

  it('hosts: as many NICs on a router as it has endpoint ports, and to the last slot', () => {
    const hosts = (hosts: number, count: number, attach = {}) =>
      cube({ cube: { n: 4 }, hosts, nic: { count }, attach });
    expect([hosts(16, 1), hosts(8, 2), hosts(4, 3), hosts(4, 4)]).toEqual([[], [], [], []]);
    const tooMany = [`direct-network-hosts ${compute}/cube/n`];
    expect([hosts(17, 1), hosts(9, 2), hosts(5, 3)]).toEqual([tooMany, tooMany, tooMany]);
    expect(hosts(1, 5)).toEqual([`direct-network-no-host-fits ${compute}/cube/n`]);
    // Each of the five in a plane of its own.
    expect(hosts(16, 5, { onePlanePer: 'rail' })).toEqual([]);
    expect(hosts(1, 2, { hostsPerUnit: 3 })).toEqual([
      `direct-network-unit-too-large ${compute}/attach/hostsPerUnit`,
    ]);
    expect(hosts(1, 1, { emptySlots: ['0-15'] })).toEqual(tooMany);
  });

  it('of any size are found at once: nothing counts to n to the power of levels', () => {
    const start = performance.now();
    const huge = { n: 65536, levels: 16 };
    expect(cube({ cube: huge, ports: 16, router: { ports: 65536 } })).toEqual([
      `size-limit-switches ${compute}`,
    ]);
    expect(cube({ cube: huge, ports: 16 })).toEqual([`direct-network-ports ${compute}/cube/n`]);
    const joined = { n: 65536, joined: true };
    expect(cube({ cube: joined })).toEqual([`direct-network-ports ${compute}/cube/n`]);
    expect(cube({ cube: { n: 4000, joined: true }, router: { ports: 8000 } })).toEqual([
      `size-limit-cables ${compute}`,
    ]);
    expect(performance.now() - start).toBeLessThan(2000);
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
        for (const n of [2, 3, 4, 6, 9]) {
          for (const joined of [undefined, true]) {
            const cube = { n, ...(joined ? { joined } : {}) };
            yield { ...common, nicModel: { ports: 2 }, cube };
          }
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
            : 'cube' in of
              ? { ...of, cube: { ...of.cube, ...change } }
              : { ...of, dragonfly: { ...of.dragonfly, ...change } };
        expect(problems(loadDocument(directDocument(mended))), text).toEqual([]);
        const key = `${finding!.code} ${Object.keys(change)}`;
        tried[key] = (tried[key] ?? 0) + 1;
      }
    }
    expect(Object.keys(tried).sort()).toEqual([
      'direct-network-hosts g',
      'direct-network-hosts h',
      'direct-network-hosts n',
      'direct-network-hosts p',
      'direct-network-hosts q',
      'direct-network-ports a',
      'direct-network-ports h',
      'direct-network-ports n',
      'direct-network-ports p',
      'direct-network-ports q',
    ]);
  });
});

describe('a normalised direct network', () => {
  it.each([
    { slimFly: { q: 4 }, nic: { count: 2 } },
    { dragonfly: { h: 3, g: 4 } },
    { cube: { n: 3 }, nicModel: { ports: 2 } },
  ])('is an input that normalising does not change: %j', (of) => {
    const once = topologyOf(directDocument(of));
    expect(topologyOf(once)).toEqual(once);
    expect(once.planes.compute).not.toHaveProperty('attach.railsPerLeaf');
  });
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

  it('takes ports, q and n up to the number above which none is offered', () => {
    expect(definitions.slimFly.properties.q.maximum).toBe(mostQ);
    expect(definitions.cube.properties.n.maximum).toBe(mostN);
    expect(definitions.ports.maximum).toBe(mostPorts);
  });
});
