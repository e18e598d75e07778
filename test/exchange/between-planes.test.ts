import { describe, expect, it } from 'vitest';
import { build } from '../../src/build/build.js';
import { type ExportFormat, exportFormats } from '../../src/exchange/export/formats.js';
import { exporters } from '../../src/exchange/export/registry.js';
import { topologyOf } from '../worlds.js';
import { cableKey, exportedOf, filesOf } from './exported.js';
import { readers } from './readers.js';

const extra = ['compute/p0/spine0:7', 'compute/p1/spine0:7'] as const;

/** Two planes, one for each rail, and a cable between their spines. */
const topology = topologyOf({
  name: 'between',
  switchModels: { sw: { ports: 8, portGbps: 400 } },
  nicModels: { n1: { portGbps: 400 } },
  hosts: { h: { count: 16, gpus: 2, scaleUpGbps: 3600, nics: { nic: { model: 'n1', count: 2 } } } },
  planes: {
    compute: {
      attach: { nics: ['h/nic'], onePlanePer: 'rail' },
      fatTree: { leaf: { model: 'sw', up: 2 }, spine: { model: 'sw', count: 2, down: 4 } },
    },
  },
  exceptions: [{ extra, gbps: 400 }],
});
const { fabric } = build(topology);
const made = (format: ExportFormat, plane: number) =>
  exporters[format](exportedOf(topology, { subject: { fabric }, planes: [plane] }));

describe.each([0, 1])('a cable between two planes, where p%i is asked for', (plane) => {
  const readable = Object.keys(readers).filter((format) => format !== 'hhfab');
  it.each(readable as (keyof typeof readers)[])('is in %s', (format) => {
    expect(readers[format](filesOf(made(format, plane)))).toContain(cableKey(...extra));
  });

  it('is in csv, in the network of ibsim and in the file of IBDM', () => {
    const text = (format: ExportFormat) => [...filesOf(made(format, plane)).values()].join('');
    expect(text('csv')).toContain(`\n${extra.join(',')},400\n`);
    // From both ends.
    expect(text('ibnetdiscover').match(/^\[8\]\t"S-.*spine0" /gm)).toHaveLength(2);
    expect(text('topo').match(/^ {3}P8 -> SW8 compute-p[01]-spine0 P8$/gm)).toHaveLength(2);
  });

  it.each(['hhfab', 'htsim', 'lft'] as const)('is no plane of %s', (format) => {
    const problem = /spine0:7--compute\/p1\/spine0:7 (joins two planes|makes .* one subnet)/;
    expect(made(format, plane)).toEqual({ problem: expect.stringMatching(problem) });
  });

  it.each(['ns3', 'simai', 'simgrid'] as const)('is left out of %s, which says so', (format) => {
    const notes = expect.arrayContaining(['1 cable to other planes left out']);
    expect(made(format, plane)).toHaveProperty('notes', notes);
  });

  it('leaves no format out', () => {
    const seen = ['csv', 'ibnetdiscover', 'topo', 'htsim', 'lft', 'ns3', 'simai', 'simgrid'];
    // What has no cables between switches.
    const hosts = ['bom', 'nccl', 'slurm', 'slurm-yaml', 'air'];
    expect([...seen, ...hosts, ...Object.keys(readers)].sort()).toEqual([...exportFormats].sort());
  });
});
