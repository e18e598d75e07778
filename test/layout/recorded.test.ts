import { expect, test } from 'vitest';
import { centred } from '../../src/layout/centred.js';
import type { Layered } from '../../src/layout/elk.js';
import { solver } from '../../src/layout/elk.js';
import { recorder, replay } from '../../src/layout/recorded.js';

const graph = (names: readonly string[], width = 30): Layered => ({
  nodes: names.map((id, i) => ({ id, row: i === 0 ? 1 : 0, width, height: 20 })),
  edges: names.slice(1).map((id) => ({
    id: `${id} up`,
    lower: { node: id, x: width / 2 },
    upper: { node: names[0]!, x: width / 2 },
  })),
  nodeGap: 7,
  rowGap: 40,
});

const never = () => Promise.reject(new Error('asked'));

test('what was answered is answered again, whatever the names', async () => {
  const { solve, answers } = recorder(solver());
  const answer = await solve(graph(['a', 'b', 'c']));
  const again = replay(JSON.parse(JSON.stringify(answers)), never);
  expect(await again(graph(['a', 'b', 'c']))).toEqual(answer);
  const elk = await solver()(graph(['a', 'b', 'c']));
  for (const [id, { x, y }] of elk.at) {
    expect(answer.at.get(id)!.x).toBeCloseTo(x, 3);
    expect(answer.at.get(id)!.y).toBeCloseTo(y, 3);
  }
  const renamed = await again(graph(['x', 'y', 'z']));
  expect([...renamed.at.keys()]).toEqual(['x', 'y', 'z']);
  expect([...renamed.at.values()]).toEqual([...answer.at.values()]);
  expect([...renamed.routes.values()]).toEqual([...answer.routes.values()]);
});

test('what was not is asked of who else answers', async () => {
  const { solve, answers } = recorder(solver());
  await solve(graph(['a', 'b', 'c']));
  await expect(replay(answers, never)(graph(['a', 'b', 'c'], 31))).rejects.toThrow('asked');
});

test('rows stand in the middle above each other, in order, and lines end where they should', async () => {
  const asked = graph(['top', 'left', 'middle', 'right']);
  const { at, routes, width, height } = await centred(asked);
  expect([width, height]).toEqual([3 * 30 + 2 * 7, 20 + 40 + 20]);
  expect(at.get('top')).toEqual({ x: 37, y: 0 });
  expect(['left', 'middle', 'right'].map((id) => at.get(id))).toEqual([
    { x: 0, y: 60 },
    { x: 37, y: 60 },
    { x: 74, y: 60 },
  ]);
  expect(routes.get('left up')).toEqual([
    { x: 15, y: 60 },
    { x: 52, y: 20 },
  ]);
  expect(await centred({ ...asked, nodes: [], edges: [] })).toEqual({
    at: new Map(),
    routes: new Map(),
    width: 0,
    height: 0,
  });
});
