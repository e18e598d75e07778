import { describe, expect, it, test } from 'vitest';
import type { Subject } from '../../src/check/checker.js';
import { type Fault, readFault } from '../../src/failure/fault.js';
import { draw, load, open } from '../../src/pipeline.js';
import { type FaultMark, faultMarks } from '../../src/whatif/marks.js';
import { titleFacts } from '../../src/whatif/title.js';
import { failedState } from '../../src/whatif/whatif.js';
import { openWorld, readTopology } from '../worlds.js';

const v3 = openWorld(readTopology('topologies/deepseek-v3-2048.json')).subject;
const ideal = openWorld(readTopology('topologies/deepseek-ideal.json')).subject;

function read(texts: readonly string[], { fabric }: Subject): Fault[] {
  return texts.map((text) => {
    const fault = readFault(fabric, text);
    if ('problem' in fault) throw new Error(fault.problem);
    return fault;
  });
}

function marksOf(texts: readonly string[], subject = v3): FaultMark[] {
  const faults = read(texts, subject);
  return faultMarks(failedState(subject, faults), faults);
}

const count = (marks: readonly FaultMark[], mark: FaultMark['mark']) =>
  marks.filter((one) => one.mark === mark).length;

describe('marks', () => {
  it('a spine is down, the leaves below it have less', () => {
    const marks = marksOf(['switch:compute/p3/spine0']);
    expect(marks[0]).toEqual({ id: 'compute/p3/spine0', mark: 'down' });
    expect(marks.slice(1)).toEqual(
      Array.from({ length: 8 }, (_, leaf) => ({
        id: `compute/p3/leaf${leaf}`,
        mark: 'degraded',
        value: 3 / 4,
      })),
    );
  });

  it('a leaf is down, its endpoints are cut off, spines do not count as degraded', () => {
    const marks = marksOf(['switch:compute/p0/leaf0']);
    expect([count(marks, 'down'), count(marks, 'cut-off'), marks.length]).toEqual([1, 32, 33]);
  });

  it('cables at half their speed say so', () => {
    const marks = marksOf(['bundle:compute/p0/leaf0--compute/p0/spine0@0.5']);
    expect(marks.slice(0, 8).map(({ mark, value }) => [mark, value])).toEqual(
      new Array(8).fill(['degraded', 0.5]),
    );
    expect(marks.slice(8)).toEqual([{ id: 'compute/p0/leaf0', mark: 'degraded', value: 28 / 32 }]);
  });

  it('nothing is marked twice', () => {
    const marks = marksOf(['host:h[0-1]', 'host:h1', 'switch:compute/p0/*', 'plane:compute/p0']);
    expect(new Set(marks.map(({ id }) => id)).size).toBe(marks.length);
  });

  it('are on NICs that keep a part of their cables', () => {
    const marks = marksOf(['switch:compute/p0/leaf0'], ideal).slice(1);
    expect(marks.length).toBeGreaterThan(30);
    for (const one of marks) expect(one).toMatchObject({ mark: 'degraded', value: 3 / 4 });
    const half = marksOf(['cable:h0/nic0:0@0.5'], ideal);
    expect(half.at(-1)).toEqual({ id: 'h0/nic0', mark: 'degraded', value: 7 / 8 });
  });

  it('of a group are those of its parts, of a pod itself and its switches', () => {
    const pods = openWorld({
      name: 'pods',
      switchModels: { s: { ports: 8, portGbps: 100 } },
      nicModels: { nic: { portGbps: 100 } },
      hosts: { h: { count: 8, nics: { nic: { model: 'nic' } } } },
      planes: {
        compute: {
          attach: { nics: ['h/nic'], hostsPerUnit: 2 },
          fatTree: {
            leaf: { model: 's' },
            spine: { model: 's', up: 2 },
            core: { model: 's' },
            pod: { units: 2 },
          },
        },
      },
      groups: { room: ['host:h7', 'cable:h0/nic0:0', 'switch:compute/p0/core0'] },
    }).subject;
    const down = (...texts: string[]) =>
      marksOf(texts, pods).flatMap(({ id, mark }) => (mark === 'down' ? [id] : []));
    expect(down('pod:compute/p0/pod1')).toEqual(
      ['pod1', 'leaf2', 'leaf3', 'spine1'].map((name) => `compute/p0/${name}`),
    );
    expect(down('group:room')).toEqual(['h7', 'h0/nic0:0--compute/p0/leaf0:0', 'compute/p0/core0']);
  });

  describe('of two faults of one cable', () => {
    const port = 'compute/p0/leaf0:33';
    const down = { id: 'compute/p0/leaf0:33--compute/p0/spine1:0', mark: 'down' };
    const markOf = (...texts: string[]) => marksOf(texts).find(({ id }) => id === down.id);

    it('the worse is marked if it is named first', () => {
      expect(markOf(`cable:${port}`, `cable:${port}@0.5`)).toEqual(down);
    });

    it('the worse is marked if it is named last', () => {
      expect(markOf(`cable:${port}@0.5`, `cable:${port}`)).toEqual(down);
    });
  });

  describe('a leaf of a port-plane down', () => {
    const faults = ['switch:compute/p0/leaf0'];

    it('cuts nobody off, says the title', () => {
      const facts = titleFacts(ideal, failedState(ideal, read(faults, ideal)));
      expect(facts[0]).toMatch(/, 0 endpoints cut off$/);
    });

    it('and so say the marks', () => {
      expect(count(marksOf(faults, ideal), 'cut-off')).toBe(0);
    });
  });
});

describe('the facts of a title', () => {
  it('say what there is, and what faults leave', () => {
    expect(titleFacts(v3, null).join(' · ').split(' · storage')).toEqual([
      'compute: 8 planes · 256 hosts · 2,048 endpoints · 96 switches · 4,096 cables · bisection 409.6 Tb/s',
      ': 1 plane · 256 hosts · 256 endpoints · 12 switches · 512 cables · bisection 51.2 Tb/s',
    ]);
    const failed = failedState(v3, read(['plane:compute/p3'], v3));
    expect(titleFacts(v3, failed)[0]).toMatch(
      /bisection 358\.4 Tb\/s of 409\.6 Tb\/s, 256 endpoints cut off$/,
    );
  });
});

test('a picture marks what is off, and with it what fails', async () => {
  const document = readTopology('topologies/deepseek-v3-2048.json');
  const drawn = async (off: string[], fail: string[]) => {
    const text = JSON.stringify({ ...document, exceptions: off.map((one) => ({ off: one })) });
    const opened = open(load({ file: 'x.json', bytes: new TextEncoder().encode(text) }))!;
    const faults = read(fail, opened.subject);
    const svg = await draw(opened, { detail: 'plane', plane: 'compute/p3', faults });
    return svg.split('mark-down').length - 1;
  };
  const [one, other] = ['switch:compute/p3/spine0', 'switch:compute/p3/spine2'];
  const [none, first, both] = [
    await drawn([], []),
    await drawn([], [one]),
    await drawn([], [one, other]),
  ];
  expect([none < first, first < both]).toEqual([true, true]);
  expect(await drawn([one], [])).toBe(first);
  expect(await drawn([one], [other])).toBe(both);
});
