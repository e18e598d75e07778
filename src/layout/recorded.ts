import { fnv1a } from '../std/hash.js';
import type { Layered, LayeredResult, Solver } from './elk.js';
import type { Point } from './placed.js';

/**
 * What a solver answered, by what it was asked: the numbers alone, since planes are mostly alike and
 * names move nothing. Corners by node and points by edge, in order, px.
 */
export type Answers = Readonly<Record<string, RecordedAnswer>>;

interface RecordedAnswer {
  readonly at: readonly number[];
  readonly routes: readonly (readonly number[])[];
  readonly size: readonly [width: number, height: number];
}

/**
 * A solver that notes down what it answers, and answers what it noted down: rounded, since what is asked
 * next depends on it.
 */
export function recorder(solve: Solver): { readonly solve: Solver; readonly answers: Answers } {
  const answers: Record<string, RecordedAnswer> = {};
  return {
    answers,
    async solve(graph) {
      const key = keyOf(graph);
      answers[key] ??= noteOf(graph, await solve(graph));
      return answerOf(graph, answers[key]);
    },
  };
}

/** Answers as they were noted down; who is asked for the others. */
export function replay(answers: Answers, otherwise: Solver): Solver {
  const known = new Map(Object.entries(answers));
  return async (graph) => {
    const answer = known.get(keyOf(graph));
    return answer ? answerOf(graph, answer) : otherwise(graph);
  };
}

function keyOf({ nodes, edges, nodeGap, rowGap }: Layered): string {
  const index = new Map(nodes.map(({ id }, i) => [id, i]));
  return fnv1a(
    JSON.stringify([
      nodeGap,
      rowGap,
      nodes.map(({ row, width, height }) => [row, width, height]),
      edges.map(({ lower, upper }) => [
        index.get(lower.node),
        lower.x,
        index.get(upper.node),
        upper.x,
      ]),
    ]),
  );
}

/** Thousandths of a pixel are far below what a picture says. */
const short = (value: number): number => Math.round(value * 1000) / 1000;

const flat = (points: readonly Point[]): number[] =>
  points.flatMap(({ x, y }) => [short(x), short(y)]);

function noteOf({ nodes, edges }: Layered, { at, routes, width, height }: LayeredResult) {
  return {
    at: flat(nodes.map(({ id }) => at.get(id) ?? { x: 0, y: 0 })),
    routes: edges.map(({ id }) => flat(routes.get(id) ?? [])),
    size: [short(width), short(height)] as const,
  };
}

function answerOf({ nodes, edges }: Layered, { at, routes, size }: RecordedAnswer): LayeredResult {
  return {
    at: new Map(pointsOf(at).map((point, i) => [nodes[i]!.id, point])),
    routes: new Map(edges.map(({ id }, i) => [id, pointsOf(routes[i] ?? [])])),
    width: size[0],
    height: size[1],
  };
}

const pointsOf = (numbers: readonly number[]): Point[] =>
  Array.from({ length: numbers.length >> 1 }, (_, i) => ({
    x: numbers[2 * i]!,
    y: numbers[2 * i + 1]!,
  }));
