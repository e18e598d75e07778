import { describe, expect, test } from 'vitest';
import { failedBy } from '../../src/browser/failed.js';
import { tableOf } from '../../src/browser/tables.js';
import { openWorld, readTopology } from '../worlds.js';

const ideal = openWorld(readTopology('topologies/deepseek-ideal.json')).subject;

/** Cells and marks of a host, while some parts are down. */
function hostRow(subject: typeof ideal, host: string, faults: readonly string[]) {
  const failed = failedBy(subject, faults);
  expect(failed.lines.filter(({ wrong }) => wrong)).toEqual([]);
  const look = { kind: 'hosts', filter: host, sort: -1, descending: false } as const;
  const { rows } = tableOf({ subject, failed, bisections: null }, look);
  const row = rows.find(({ cells }) => cells[0] === host)!;
  return [row.cells.slice(2).join(', '), row.mark];
}

describe('the table of hosts says how much of the speed of its cables a host keeps', () => {
  test.each([
    // Each of the eight NICs has four ports of as many planes.
    [['switch:compute/p0/leaf0'], ['0, 96.9% left', 'degraded']],
    [['cable:h0/nic0:0--compute/p0/leaf0:0.0'], ['0, 96.9% left', 'degraded']],
    [['cable:h0/nic0:0--compute/p0/leaf0:0.0@0.5'], ['0, 98.4% left', 'degraded']],
    [['nic:h0/nic0'], ['1, 87.5% left', 'degraded']],
    [['host:h0'], ['8, down', 'down']],
    [['nic:h0/*'], ['8, cut off', 'cut-off']],
    [['host:h1'], ['0, up', null]],
  ])('deepseek-ideal with %j', (faults, expected) => {
    expect(hostRow(ideal, 'h0', faults)).toEqual(expected);
  });

  test('that of cables which are up and lead nowhere counts as lost', () => {
    const uplinks = ['bundle:compute/p0/leaf0--compute/p0/spine*'];
    expect(hostRow(ideal, 'h0', uplinks)).toEqual(['0, 96.9% left', 'degraded']);
    const both = [...uplinks, 'cable:h0/nic0:0--compute/p0/leaf0:0.0'];
    expect(hostRow(ideal, 'h0', both)).toEqual(['0, 96.9% left', 'degraded']);
  });
});
