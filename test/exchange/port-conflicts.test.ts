import { describe, expect, it } from 'vitest';
import { type ExportFormat, exportFormats } from '../../src/exchange/export/formats.js';
import { exporters } from '../../src/exchange/export/registry.js';
import { topologyOf } from '../worlds.js';
import { exportedOf } from './exported.js';

/** Two switches with 8 ports; the NICs are on the second one, and some cables more stand where they are said to. */
const exportedWith = (...cables: readonly (readonly [string, string])[]) =>
  exportedOf(
    topologyOf({
      name: 'conflict',
      switchModels: { sw: { ports: 8, portGbps: 400, splits: [4] } },
      nicModels: { fast: { ports: 2, portGbps: 400 }, slow: { ports: 2, portGbps: 100 } },
      hosts: {
        h: {
          count: 2,
          gpus: 1,
          scaleUpGbps: 3600,
          nics: { nic: { model: 'fast' }, slow: { model: 'slow', count: 3 } },
        },
      },
      planes: {
        a: {
          switches: { leaf: { model: 'sw', count: 2 } },
          cables: [
            ['h[0-1]/nic0:0', 'leaf1:[0-1]'],
            ['h0/slow[0-2]:0', 'leaf1:[2-4].0'],
          ],
        },
      },
      // Lists of cables are refused at once, exceptions are for the checks.
      exceptions: cables.map(([nic, port]) => ({ extra: [nic, `a/p0/${port}`] })),
    }),
  );

const twoCables = exportedWith(['h0/nic0:1', 'leaf0:3'], ['h1/nic0:1', 'leaf0:3']);
const told = 'a/p0/leaf0:3 has two cables, h0/nic0:1--a/p0/leaf0:3 and h1/nic0:1--a/p0/leaf0:3';

const ported: readonly ExportFormat[] = [
  'air',
  'containerlab',
  'dot',
  'hhfab',
  'ibnetdiscover',
  'launch-kit',
  'lft',
  'nccl',
  'netbox',
  'p2p',
  'topo',
];
const others = exportFormats.filter((format) => !ported.includes(format));

describe('two cables in one port', () => {
  it.each(ported)('are refused by %s', (format) => {
    const made = exporters[format](twoCables);
    expect(made).toEqual({ problem: expect.stringMatching(`^${told}; correct the file`) });
  });

  it.each(others)('are said where %s is written', (format) => {
    const made = exporters[format](twoCables);
    if ('problem' in made) expect(made.problem).toMatch(/htsim wires|SimGrid would/);
    else expect(made.notes).toContain(told);
  });

  it('are seen whole and in parts, and parts beside each other are none', () => {
    const problem = (...cables: readonly (readonly [string, string])[]) => {
      const made = exporters.dot(exportedWith(...cables));
      return 'problem' in made ? made.problem.split(';')[0] : null;
    };
    const [a, b, c] = ['h0/slow0:1', 'h0/slow1:1', 'h0/slow2:1'] as const;
    const parts = [
      [a, 'leaf0:1.0'],
      [b, 'leaf0:1.1'],
    ] as const;
    expect(problem(...parts, [c, 'leaf0:1.2'])).toBeNull();
    expect(problem(...parts, [c, 'leaf0:1.1'])).toMatch(/^a\/p0\/leaf0:1\.1 has two cables/);
    expect(problem(...parts, ['h0/nic0:1', 'leaf0:1'])).toMatch(/^a\/p0\/leaf0:1 has two cables/);
    expect(problem(['h0/nic0:1', 'leaf0:8'])).toMatch(/leaf0:8, a port that is not there$/);
    expect(problem(['h0/nic0:2', 'leaf0:7'])).toMatch(/h0\/nic0:2, a port that is not there$/);
  });
});
