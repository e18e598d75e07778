import type { DiagramOptions } from '../../src/diagram/diagram.js';

/** Options with a title block, as tests need them. */
export function options(changes: Partial<DiagramOptions> = {}): DiagramOptions {
  return {
    detail: 'overview',
    marks: [],
    titleBlock: {
      title: 'A network for tests',
      name: 'test',
      facts: ['2,048 hosts', 'bisection 409.6 Tb/s'],
      source: 'https://example.org/paper',
      verdict: 'pass',
    },
    ...changes,
  };
}
