import { describe, expect, it } from 'vitest';
import type { ExportFormat } from '../../src/exchange/export/formats.js';
import { exporters } from '../../src/exchange/export/registry.js';
import { largeFiles, opened } from './every-fabric.js';
import { exportedOf } from './exported.js';

/** All files of an export joined, or why there is none. */
function textOf(format: ExportFormat, path: string): string {
  const { topology, fabric } = opened(path);
  const planes = [...(fabric.planeSets[0]?.planes ?? [])];
  const made = exporters[format](exportedOf(topology, { subject: { fabric }, planes }));
  if ('problem' in made) return `refused: ${made.problem}`;
  return made.files.flatMap(({ pieces }) => [...pieces]).join('');
}

const linesOf = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

describe('large fabrics', () => {
  it.each(largeFiles)('%s: what is written is as much as there is', (path) => {
    const { fabric } = opened(path);
    const planes = fabric.planeSets[0]!.planes.map((p) => fabric.planes[p]!);
    const hosts = new Set(
      planes.flatMap((plane) => [...plane.endpoints].map((e) => fabric.hostOf[e]!)),
    );
    const bundles = new Set(
      planes.flatMap(({ cables }) =>
        [...cables].map((c) => fabric.lower[c]! * 1e6 + fabric.upper[c]!),
      ),
    );
    const slurm = textOf('slurm', path);
    const counted = [...slurm.matchAll(/Nodes=h\[(\d+)-(\d+)\]/g)];
    expect(counted.reduce((sum, [, from, to]) => sum + Number(to) - Number(from) + 1, 0)).toBe(
      hosts.size,
    );
    expect(textOf('slurm-yaml', path)).toContain(`nodes: "${counted[0]![0].slice(6)}"`);
    expect(linesOf(textOf('nccl', path), /^NCCL_IB_HCA=/gm)).toBe(1);
    const simgrid = textOf('simgrid', path);
    const clusters = linesOf(simgrid, /<cluster /g);
    if (clusters > 0) expect(clusters).toBe(planes.length);
    else expect(linesOf(simgrid, /<link /g)).toBe(bundles.size);
    // A node of ns-3 is a host with all its NICs, one of SimAI a GPU with its NIC.
    const { endpointCount, hostOf, lower, upper } = fabric;
    const hostOrSwitch = (v: number) => (v < endpointCount ? hostOf[v]! : endpointCount + v);
    const pairs = new Set(
      planes.flatMap(({ cables }) =>
        [...cables].map((c) => hostOrSwitch(lower[c]!) * 1e6 + hostOrSwitch(upper[c]!)),
      ),
    );
    for (const format of ['ns3', 'simai'] as const) {
      const text = textOf(format, path);
      if (text.startsWith('refused: ')) {
        expect(text).toMatch(/no scaleUpGbps/);
      } else {
        const gpus = linesOf(text, /^\d+,gpu,/gm);
        const links = linesOf(text, /^\d+ \d+ [\d.]+Gbps /gm);
        expect(links).toBe(format === 'ns3' ? pairs.size : bundles.size + gpus);
      }
    }
    const htsim = textOf('htsim', path);
    if (path.includes('hpn-pod')) expect(htsim).toMatch(/has to be a whole number, not /);
    else
      expect(linesOf(htsim, /^host,/gm)).toBe(planes.reduce((n, p) => n + p.endpoints.length, 0));
  });
});
