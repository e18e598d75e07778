import { expect, test } from 'vitest';
import { readFaults } from '../../src/failure/fault.js';
import {
  bisectionsOf,
  failedAnswer,
  leftBySet,
  soundSide,
  throughputs,
} from '../../src/whatif/stages.js';
import { failedState, whatIf } from '../../src/whatif/whatif.js';
import { openWorld, readTopology } from '../worlds.js';

test.each([
  ['topologies/deepseek-v3-2048.json', ['switch:compute/p3/leaf0', 'host:h9']],
  ['topologies/dual-tor.json', ['switch:compute/p0/spine3', 'cable:compute/p0/leaf0:3@0.5']],
  ['test/fixtures/ok/dragonfly.json', ['switch:compute/p0/router1']],
])('the pieces of an answer about %s are those of the whole', (path, fail) => {
  const { subject, graph } = openWorld(readTopology(path));
  const whole = whatIf(subject, graph, { fail });
  if (!('healthy' in whole)) throw new Error(JSON.stringify(whole));
  const state = failedState(subject, readFaults(subject.fabric, fail).faults);
  const left = leftBySet(state, subject.healthy);
  const bisections = bisectionsOf(state);
  for (const [name, set] of Object.entries(whole.failed.planeSets)) {
    expect(set).toMatchObject(left[name]!);
    expect(bisections.planeSets[name]).toEqual(set.bisectionGbps);
  }
  expect(bisections.planes).toEqual(whole.failed.planes.map((plane) => plane.bisectionGbps));
  const touched = subject.fabric.planes.flatMap((_, p) => (state.isTouched(p) ? [p] : []));
  expect([...throughputs(subject, state)]).toEqual(touched);
  const sound = soundSide(subject);
  expect(sound.side).toEqual(whole.healthy);
  expect(failedAnswer(subject, state, sound)).toEqual(whole.failed);
});
