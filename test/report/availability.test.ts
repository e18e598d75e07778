import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import {
  type AvailabilityReport,
  availabilityJson,
  availabilityText,
} from '../../src/report/availability.js';
import type { Rates } from '../../src/spec/topology.js';
import { availability } from '../../src/whatif/availability/availability.js';
import { directDocument } from '../build/direct-networks.js';
import { openWorld, readTopology } from '../worlds.js';

const down = (u: number): Rates[string] => ({
  failuresPerYear: 87.6,
  repairHours: (100 * u) / (1 - u),
});

function reportOf(document: unknown, rates: Rates, samples: number | null): AvailabilityReport {
  const { subject } = openWorld(document);
  const answer = availability(subject, { rates, keep: [0, 0.5, 1], samples, seed: 7 });
  if (!('planeSets' in answer)) throw new Error(JSON.stringify(answer));
  return { version: 1, topology: { name: 'x', file: 'x.json' }, ...answer };
}

const deployed = readTopology('topologies/deepseek-v3-2048.json');
const slim = directDocument({ slimFly: { q: 3, p: 1 }, hosts: 18 });
const reports = [
  reportOf(deployed, { 'switch:*/*/spine*': down(0.01) }, null),
  reportOf(deployed, { 'host:*': down(0.001), 'nic:*': down(1e-6) }, 200),
  reportOf(slim, { 'switch:*/*/router[0-3]': down(0.1) }, null),
  reportOf(slim, { 'switch:*': { failuresPerYear: 0, repairHours: 24 } }, null),
];

describe('an availability', () => {
  it('as JSON has the form of its schema', () => {
    const schema = JSON.parse(readFileSync('schemas/availability.schema.json', 'utf8'));
    const fits = new Ajv({ strict: true }).compile(schema);
    for (const report of reports) {
      const text = availabilityJson(report);
      expect(fits(JSON.parse(text)), JSON.stringify(fits.errors)).toBe(true);
      expect(fits({ ...report, version: 2 })).toBe(false);
    }
  });

  it('says both ends where they are apart, and one number where they are written alike', () => {
    const [spines, drawn, slimFly, never] = reports.map((report) => availabilityText(report));
    expect(spines).toContain('  on average    405.5 Tb/s: 4.1 Tb/s less\n');
    expect(spines).toContain('  50% of it     there ');
    expect(spines).toContain(' states tried of 1 of 8 planes that fail by themselves: all\n');
    expect(drawn).toMatch(/estimated from 200 states drawn with seed 7, with standard errors\n/);
    expect(drawn).toMatch(
      / ± [\d.]+ endpoints on average; anybody [\d.]+% ± [\d.]+% of the time\n/,
    );
    expect(slimFly).toContain('  proved        16 states tried: all\n');
    const [first] = reports;
    const compute = first!.planeSets.compute!;
    const lostGbps = { lower: 4e3, upper: 4.2e3, exact: false };
    const proved = { ...compute.proved!, lostGbps };
    const open = { ...first!, planeSets: { compute: { ...compute, proved } } };
    expect(availabilityText(open)).toContain(': 4 Tb/s to 4.2 Tb/s less\n');
    expect(never).toContain('  down  nothing on average; nothing at all 100% of the time\n');
    expect(never).toContain('  100% of it    there 100% of the time, missed for 0 s a year\n');
  });

  it('shows what it was asked with as text only', () => {
    const [report] = reports;
    const hostile = { ...report!.rates[0]!, selector: 'switch:\u001b[31m\n::error::' };
    const text = availabilityText({ ...report!, rates: [hostile] });
    expect(text).not.toMatch(/\u001b/);
    expect(text).not.toMatch(/^::error/m);
  });
});
