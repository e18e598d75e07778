import { describe, expect, it } from 'vitest';
import { nearestPart, readSelector, select } from '../../src/fabric/select.js';
import { parseSelector, type Selector, selectorKinds } from '../../src/fabric/selector.js';
import type { TopologyInput } from '../../src/spec/topology.js';
import { openWorld, readTopology } from '../worlds.js';

/** 31 hosts, 8 rails of 2 ports; two rails share a leaf, each port has its own: 16 leaves. */
const { fabric } = openWorld(readTopology('topologies/dual-tor.json')).subject;
const v3 = openWorld(readTopology('topologies/deepseek-v3-2048.json')).subject.fabric;

/** Two planes by rail, in each two pods of two units, and a NIC that no slot is given to. */
const document: TopologyInput = {
  name: 'pods',
  switchModels: { s: { ports: 8, portGbps: 100 } },
  nicModels: { nic: { portGbps: 100 } },
  hosts: {
    h: { count: 8, nics: { nic: { model: 'nic', count: 2 } } },
    outside: { count: 1, nics: { nic: { model: 'nic' } } },
  },
  planes: {
    compute: {
      attach: { nics: ['h/nic'], onePlanePer: 'rail', hostsPerUnit: 2 },
      fatTree: {
        leaf: { model: 's' },
        spine: { model: 's', up: 2 },
        core: { model: 's' },
        pod: { units: 2 },
      },
      cables: [['outside0/nic0:0', 'compute/p0/core0:7']],
    },
  },
  groups: { 'feed-a': ['switch:compute/p*/spine0', 'host:h[0-1]'] },
};
const pods = openWorld(document).subject.fabric;

const selectorOf = (text: string): Selector => {
  const selector = parseSelector(text);
  if ('problem' in selector) throw new Error(selector.problem);
  return selector;
};
const matches = (text: string, of = fabric) => select(of, selectorOf(text)).map(({ id }) => id);

describe('selectors', () => {
  it.each([
    ['switch:compute/p0/spine0', 1],
    ['switch:compute/p*/spine[0-3]', 4],
    ['switch:compute/p0/leaf[0-15/5]', 4],
    ['switch:*', 24],
    ['nic:h30/nic*', 8],
    ['nic:*', 248],
    ['host:h*', 31],
    ['host:h[0-3]', 4],
    ['plane:*', 1],
    ['unit:compute/u1', 1],
    ['unit:compute/*', 2],
    ['rail:compute/r[6-7]', 2],
    ['port:h0/nic0:*', 2],
    ['cable:h0/nic*:1', 8],
    ['cable:compute/p0/leaf0:*', 62],
    ['cable:compute/p0/spine*:*', 512],
    ['cable:*', 496 + 512],
    ['bundle:compute/p0/leaf0--compute/p0/spine*', 8],
    ['bundle:h0/nic0--compute/p0/leaf0', 1],
  ])('%s matches %i', (text, count) => {
    expect(matches(text)).toHaveLength(count);
  });

  it('"*" stops at "/" and ":"', () => {
    expect(matches('switch:compute/*')).toEqual([]);
    expect(matches('port:compute/p0/leaf0*')).toEqual([]);
    expect(matches('cable:compute/p*/spine*')).toEqual([]);
  });

  it('a name is not a prefix of another', () => {
    expect(matches('host:h3')).toEqual(['h3']);
    expect(matches('switch:compute/p0/leaf1')).toEqual(['compute/p0/leaf1']);
    expect(matches('unit:compute/u[1-1]')).toEqual(['compute/u1']);
  });

  it('a cable answers to its id and to either port', () => {
    const id = 'h0/nic0:0--compute/p0/leaf0:0';
    expect(matches(`cable:${id}`)).toEqual([id]);
    expect(matches('cable:h0/nic0:0')).toEqual([id]);
    expect(matches('cable:compute/p0/leaf0:0')).toEqual([id]);
  });

  it('or to its ports in the other order', () => {
    const id = 'h0/nic0:0--compute/p0/leaf0:0';
    expect(matches('cable:compute/p0/leaf0:0--h0/nic0:0')).toEqual([id]);
    expect(matches('cable:compute/p0/leaf*:0--h0/nic0:*')).toHaveLength(2);
    expect(matches('bundle:compute/p0/leaf0--h0/nic0')).toEqual([]);
  });

  it('an id that is written out finds what a search through all would', () => {
    for (const kind of selectorKinds) {
      for (const id of matches(`${kind}:*`, pods)) {
        // A range of one number is no literal: all ids are looked at.
        const searched = id.replace(/\d+/, (n) => `[${n}-${n}]`);
        expect(matches(`${kind}:${id}`, pods), id).toEqual([id]);
        expect(matches(`${kind}:${searched}`, pods), id).toEqual([id]);
      }
    }
  });

  it('pods are leaves and spines, not cores', () => {
    expect(matches('pod:*', pods)).toHaveLength(4);
    const [part] = select(pods, selectorOf('pod:compute/p1/pod1'));
    expect([...part!.vertices].map((v) => pods.vertexIds[v])).toEqual([
      'compute/p1/leaf2',
      'compute/p1/leaf3',
      'compute/p1/spine1',
    ]);
    // 2 NICs and 2 uplinks of each leaf, 2 uplinks of the spine.
    expect([...part!.cables]).toHaveLength(10);
    expect(matches('pod:*')).toEqual([]);
  });

  it('an endpoint without a slot is in no unit, but in a rail', () => {
    expect(matches('unit:*', pods)).toEqual([0, 1, 2, 3].map((u) => `compute/u${u}`));
    const [rail] = select(pods, selectorOf('rail:compute/r0'));
    expect([...rail!.vertices].map((v) => pods.vertexIds[v])).toContain('outside0/nic0');
  });

  it('a part contains NICs or switches', () => {
    const contents = (text: string) =>
      select(pods, selectorOf(text)).map(({ vertices }) =>
        [...vertices].map((v) => pods.vertexIds[v]).join(' '),
      );
    expect(contents('host:h3')).toEqual(['h3/nic0 h3/nic1']);
    expect(contents('nic:h3/nic1')).toEqual(['h3/nic1']);
    expect(contents('switch:compute/p1/core0')).toEqual(['compute/p1/core0']);
    expect(contents('plane:compute/p1')[0]!.split(' ')).toHaveLength(4 + 2 + 1);
    expect(contents('cable:h0/nic0:0')).toEqual(['']);
  });

  it('a part brings all its cables', () => {
    const cables = (text: string, of = fabric) =>
      select(of, selectorOf(text)).map((part) => [...part.cables].length);
    // Leaf 1 has 16 hosts × 2 rails, but slot 15 is empty: 30, and 32 uplinks.
    expect(cables('switch:compute/p0/leaf0')).toEqual([30 + 32]);
    expect(cables('switch:compute/p0/spine0')).toEqual([64]);
    expect(cables('nic:h0/nic0')).toEqual([2]);
    expect(cables('host:h0')).toEqual([16]);
    expect(cables('unit:compute/u*')).toEqual([15 * 16, 16 * 16]);
    expect(cables('rail:compute/r0')).toEqual([31 * 2]);
    expect(cables('bundle:compute/p0/leaf0--compute/p0/spine0')).toEqual([4]);
    expect(cables('plane:compute/p0')).toEqual([496 + 512]);
    // A host has NICs of both plane sets; units and rails are of one.
    expect(cables('host:h0', v3)).toEqual([9]);
    expect(cables('unit:compute/u0', v3)).toEqual([32 * 8]);
    expect(cables('unit:storage/u0', v3)).toEqual([32]);
    expect(cables('rail:storage/r0', v3)).toEqual([256]);
  });

  it('offers the nearest id', () => {
    expect(nearestPart(fabric, selectorOf('switch:compute/p0/spin0'))).toBe('compute/p0/spine0');
    expect(nearestPart(fabric, selectorOf('host:h31'))).toMatch(/^h\d+$/);
    expect(nearestPart(fabric, selectorOf('rail:compute/r9'))).toBe('compute/r0');
    expect(nearestPart(fabric, selectorOf('nic:completely-different/thing'))).toBeNull();
  });
});

describe('notation', () => {
  it.each([
    ['spine0', 'a selector starts with one of'],
    ['router:compute/p0/leaf0', 'a selector starts with one of'],
    ['', 'a selector starts with one of'],
    [':x', 'a selector starts with one of'],
    ['switch:', 'followed by an id'],
    ['switch:a@0.5', '"@" goes with'],
    ['host:h0@0.5', '"@" goes with'],
    ['plane:compute/p0@0.5', '"@" goes with'],
    ['cable:a@', 'no fraction'],
    ['cable:a@2', 'no fraction'],
    ['cable:a@-0.5', 'no fraction'],
    ['cable:a@1e-1', 'no fraction'],
    ['cable:a@half', 'no fraction'],
    ['cable:a@0.5@0.5', 'followed by an id'],
    ['switch:compute/p[3-1]/leaf0', 'ends before it starts'],
    ['switch:compute/p[0-3/0]/leaf0', 'is no range'],
    ['switch:compute/p[03-4]/leaf0', 'is no range'],
    ['switch:compute/p[0-', 'is no range'],
    ['pod:compute/p0/pod3@0.5', '"@" goes with'],
    ['group:rack0@0.5', '"@" goes with'],
    ['random:cable=5', 'looks like random:cable=5,seed=7'],
    ['random:cable=05,seed=7', 'looks like'],
    ['random:cable=5,seed=-1', 'looks like'],
    ['random:cable=5,seed=7@0.5', 'looks like'],
    ['random:cabel=5,seed=7', 'no kind of parts: switch, cable, bundle, port'],
    ['random:cabel=5,seed=7', 'did you mean "cable"?'],
    ['random:cable=0,seed=7', 'at least one'],
  ])('"%s" is refused: %s', (text, problem) => {
    expect(parseSelector(text)).toEqual({ problem: expect.stringContaining(problem) });
  });

  it.each([
    ['cable:a', 0],
    ['cable:a@0', 0],
    ['cable:a@0.5', 0.5],
    ['bundle:a@.25', 0.25],
    ['port:a@1.0', 1],
  ])('%s leaves %d', (text, fraction) => {
    expect(parseSelector(text)).toMatchObject({ fraction });
  });

  it.each(selectorKinds)('%s: alone with "*" matches all of its kind', (kind) => {
    expect(select(pods, selectorOf(`${kind}:*`)).length).toBeGreaterThan(0);
  });
});

describe('random', () => {
  const drawn = (text: string) => matches(text, v3);

  it('draws so many different parts, the same ones for the same seed', () => {
    const cables = drawn('random:cable=5,seed=7');
    expect(new Set(cables).size).toBe(5);
    expect(drawn('random:cable=5,seed=7')).toEqual(cables);
    expect(drawn('random:cable=5,seed=8')).not.toEqual(cables);
    expect(drawn('random:plane=9,seed=1')).toEqual(drawn('plane:*'));
  });

  it('draws what it has always drawn', () => {
    expect(drawn('random:switch=3,seed=7')).toEqual([
      'compute/p2/leaf0',
      'compute/p4/leaf7',
      'storage/p0/leaf5',
    ]);
    expect(drawn('random:host=3,seed=0')).toEqual(['h80', 'h93', 'h182']);
  });

  it('draws from those in order of expansion, each about as often', () => {
    const tally = new Map<string, number>();
    for (let seed = 0; seed < 3000; seed++) {
      for (const id of drawn(`random:plane=3,seed=${seed}`))
        tally.set(id, (tally.get(id) ?? 0) + 1);
    }
    expect(tally.size).toBe(9);
    for (const times of tally.values()) expect(Math.abs(times - 1000)).toBeLessThan(120);
  });

  it('does not draw more than there are', () => {
    expect(readSelector(v3, 'random:plane=10,seed=1')).toEqual({
      problem: 'draws 10, but the fabric has 9 planes',
    });
    expect(readSelector(v3, 'random:group=1,seed=1')).toEqual({
      problem: 'draws 1, but the fabric has no group',
    });
  });
});
