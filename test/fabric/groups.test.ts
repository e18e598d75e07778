import { describe, expect, it } from 'vitest';
import { groupProblems, groupsOf } from '../../src/fabric/groups.js';
import { readSelector } from '../../src/fabric/select.js';
import type { TopologyInput } from '../../src/spec/topology.js';
import { openWorld } from '../worlds.js';

/** Hosts of two groups, attached in the other order than they are declared in. */
const fabricWith = (groups: NonNullable<TopologyInput['groups']>) =>
  openWorld({
    name: 'groups',
    switchModels: { s: { ports: 32, portGbps: 100 } },
    nicModels: { nic: { portGbps: 100 } },
    hosts: {
      h: { count: 12, nics: { nic: { model: 'nic', count: 2 }, bmc: { model: 'nic' } } },
      g: { count: 2, nics: { nic: { model: 'nic', count: 2 } } },
    },
    planes: {
      oob: { attach: { nics: ['h/bmc'] }, fatTree: { leaf: { model: 's' } } },
      compute: {
        attach: { nics: ['g/nic', 'h/nic'], onePlanePer: 'rail', hostsPerUnit: 4 },
        fatTree: { leaf: { model: 's' }, spine: { model: 's', count: 2 } },
      },
    },
    groups,
  }).subject.fabric;

/** By group: the ids of its parts. */
function partsIn(groups: NonNullable<TopologyInput['groups']>): Record<string, string[]> {
  const found = groupsOf(fabricWith(groups));
  return Object.fromEntries(found.map(({ id, parts }) => [id, parts.map((part) => part.id)]));
}

const numbers = (prefix: string, from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => `${prefix}${from + i}`);

describe('groups', () => {
  it('a list of selectors is one group, each part once', () => {
    expect(partsIn({ 'feed-a': ['host:h1', 'switch:compute/p1/spine*', 'host:h[0-2]'] })).toEqual({
      'feed-a': ['h1', 'compute/p1/spine0', 'compute/p1/spine1', 'h0', 'h2'],
    });
  });

  it('pieces are cut in order of ids: names by place in the document, numbers by value', () => {
    expect(partsIn({ rack: { of: ['host:*'], every: 5 } })).toEqual({
      rack0: numbers('h', 0, 5),
      rack1: numbers('h', 5, 10),
      rack2: ['h10', 'h11', 'g0', 'g1'],
    });
    // NIC groups stand in the order of their host group, not in that of the plane sets.
    expect(partsIn({ card: { of: ['nic:h0/*', 'nic:h10/*'], every: 3 } })).toEqual({
      card0: ['h0/nic0', 'h0/nic1', 'h0/bmc0'],
      card1: ['h10/nic0', 'h10/nic1', 'h10/bmc0'],
    });
  });

  it('selectors keep their order, and each part comes once', () => {
    expect(partsIn({ pair: { of: ['host:h[4-5]', 'host:h[3-6]'], every: 2 } })).toEqual({
      pair0: ['h4', 'h5'],
      pair1: ['h3', 'h6'],
    });
  });

  it('switches by plane, tier and index; cables by their lower, then their upper port', () => {
    const switches = partsIn({ one: { of: ['switch:compute/p*/spine*'], every: 1 } });
    expect(Object.values(switches).flat()).toEqual([
      'compute/p0/spine0',
      'compute/p0/spine1',
      'compute/p1/spine0',
      'compute/p1/spine1',
    ]);
    const [first, , last] = Object.values(
      partsIn({ c: { of: ['cable:h[9-11]/nic0:0'], every: 1 } }),
    );
    expect([first![0], last![0]].map((id) => id!.split('--')[0])).toEqual([
      'h9/nic0:0',
      'h11/nic0:0',
    ]);
  });

  it('the n-th pieces of a list are put together', () => {
    const rack = [
      { of: ['host:h*'], every: 4 },
      { of: ['switch:oob/p0/leaf0', 'switch:compute/p[0-1]/leaf0'], every: 1 },
    ];
    expect(partsIn({ rack })).toEqual({
      rack0: [...numbers('h', 0, 4), 'oob/p0/leaf0'],
      rack1: [...numbers('h', 4, 8), 'compute/p0/leaf0'],
      rack2: [...numbers('h', 8, 12), 'compute/p1/leaf0'],
    });
  });

  it('a group has the NICs and switches that its parts contain, and the cables that fail', () => {
    const fabric = fabricWith({
      room: ['host:h0', 'plane:oob/p0', 'cable:g0/nic0:0', 'unit:compute/u3'],
    });
    const [room] = groupsOf(fabric);
    const ids = [...room!.vertices].map((v) => fabric.vertexIds[v]);
    // Slots are filled by g, then h: unit 3 has h10 and h11.
    expect(ids.toSorted()).toEqual(
      ['h0', 'h10', 'h11']
        .flatMap((h) => [`${h}/nic0`, `${h}/nic1`])
        .concat('h0/bmc0', 'oob/p0/leaf0')
        .toSorted(),
    );
    // 6 of the compute NICs, all 12 of the plane, one of g0.
    expect(room!.cables).toHaveLength(6 + 12 + 1);
    expect([...room!.cables]).toEqual([...room!.cables].toSorted((a, b) => a - b));
  });

  it('selectors pick them', () => {
    const fabric = fabricWith({ rack: { of: ['host:h*'], every: 4 }, feed: ['host:g*'] });
    const ids = (text: string) => {
      const found = readSelector(fabric, text);
      return 'problem' in found ? found.problem : found.parts.map(({ id }) => id);
    };
    expect(ids('group:*')).toEqual(['rack0', 'rack1', 'rack2', 'feed']);
    expect(ids('group:rack[1-2]')).toEqual(['rack1', 'rack2']);
    expect(ids('group:feed')).toEqual(['feed']);
    expect(ids('group:rack')).toBe('matches no group; did you mean "group:rack0"?');
    expect(ids('random:group=2,seed=3')).toHaveLength(2);
  });
});

describe('groups that are wrong', () => {
  const problems = (groups: NonNullable<TopologyInput['groups']>) => {
    const fabric = fabricWith(groups);
    expect(groupsOf(fabric).map(({ name }) => name)).not.toContain('wrong');
    return groupProblems(fabric).map(({ name, list, selector, text }) => [
      name,
      list,
      selector,
      text,
    ]);
  };

  it('each selector that names nothing is a problem of its own', () => {
    expect(problems({ wrong: ['host:h0', 'host:x0', 'switch:y'], right: ['host:h0'] })).toEqual([
      ['wrong', 0, 1, 'host:x0'],
      ['wrong', 0, 2, 'switch:y'],
    ]);
  });

  it('groups in groups, and fractions', () => {
    expect(problems({ right: ['host:h0'], wrong: ['group:right', 'cable:h0/nic0:0@0.5'] })).toEqual(
      [
        ['wrong', 0, 0, 'group:right'],
        ['wrong', 0, 1, 'cable:h0/nic0:0@0.5'],
      ],
    );
  });

  it('lists of different numbers of pieces, unless a selector is wrong', () => {
    const lists = (last: string) => [
      { of: ['host:h*'], every: 4 },
      { of: ['host:g*'], every: 1 },
      { of: [last], every: 1 },
    ];
    expect(problems({ wrong: lists('switch:compute/p*/leaf*') })).toEqual([
      ['wrong', 1, -1, 'host:g*'],
      ['wrong', 2, -1, 'switch:compute/p*/leaf*'],
    ]);
    expect(problems({ wrong: lists('switch:z') })).toEqual([['wrong', 2, 0, 'switch:z']]);
  });
});
