import { describe, expect, test } from 'vitest';
import type { Design } from '../../src/sizing/design.js';
import { type Sized, size } from '../../src/sizing/size.js';
import { type Short, wish } from './wishes.js';

const designs = (short: Short): Design[] =>
  size(wish(short), 100).designs.map(({ design }) => design);

const numbers = ({ planes, tiers, endpoints, switches, cables }: Design) => ({
  ...{ planes, tiers, endpoints },
  switches,
  switchCables: cables.switch,
});

describe('published designs are listed', () => {
  const k64 = { ports: 64, nics: 8 };

  test('the FT2 of Table 3: 2,048 endpoints, 96 switches', () => {
    const [best] = designs({ endpoints: 2048, ports: 64 });
    expect(numbers(best!)).toEqual({
      ...{ planes: 1, tiers: 2, endpoints: 2048 },
      switches: { leaf: 64, spine: 32, total: 96 },
      switchCables: 2048,
    });
  });

  test('DeepSeek-V3 comes first of 16,384 endpoints, and the three-tier fat-tree is there', () => {
    const all = designs({ endpoints: 16384, ...k64 });
    expect(all[0]!.wiring).toBe('8 rail-planes');
    expect(numbers(all[0]!)).toEqual({
      ...{ planes: 8, tiers: 2, endpoints: 16384 },
      switches: { leaf: 512, spine: 256, total: 768 },
      switchCables: 16384,
    });
    expect(all.map(numbers)).toContainEqual({
      ...{ planes: 1, tiers: 3, endpoints: 16384 },
      switches: { leaf: 512, spine: 512, core: 256, total: 1280 },
      switchCables: 32768,
    });
  });

  test('the FT3 of Table 3: 65,536 endpoints, 5,120 switches', () => {
    const all = designs({ endpoints: 65536, ...k64 });
    expect(all.map(numbers)).toContainEqual({
      ...{ planes: 1, tiers: 3, endpoints: 65536 },
      switches: { leaf: 2048, spine: 2048, core: 1024, total: 5120 },
      switchCables: 131072,
    });
  });

  test.each([
    [127, 32, 16, 1024],
    [95, 24, 16, 768],
    [63, 16, 8, 512],
    [31, 8, 4, 256],
  ])('the SuperPOD of %i hosts: %i leaves, %i spines', (hosts, leaf, spine, cables) => {
    const pods = designs({ endpoints: 8 * hosts, ...k64 });
    const rails = pods.find(({ wiring }) => wiring === 'one plane, rail-optimised')!;
    expect(rails.switches).toEqual({ leaf, spine, total: leaf + spine });
    // It has a slot more than hosts, and is cabled for it; where hosts spread evenly, so is this.
    expect(rails.cables.switch).toBeLessThanOrEqual(cables);
    expect(cables - rails.cables.switch).toBeLessThan(leaf + 1);
  });

  test('the SuperPOD of 16 units: 128 leaves, 128 spines, 64 cores', () => {
    const all = designs({ endpoints: 4096, ...k64 });
    expect(all.map(({ switches }) => switches)).toContainEqual({
      ...{ leaf: 128, spine: 128, core: 64, total: 320 },
    });
  });

  test('MRC: 131,072 endpoints in eight port-planes of 100G, 6,144 switches', () => {
    const all = designs({
      ...{ endpoints: 131072, ports: 64, gbps: 800, splits: [2, 4, 8], nics: 4 },
      ...{ nicPorts: 8, nicGbps: 100 },
    });
    const mrc = all.find(
      ({ planes, wiring, alike, form }) =>
        planes === 8 &&
        form.endsWith('100G between switches') &&
        [wiring, ...alike].includes('8 port-planes'),
    )!;
    expect(numbers(mrc)).toEqual({
      ...{ planes: 8, tiers: 2, endpoints: 131072 },
      switches: { leaf: 4096, spine: 2048, total: 6144 },
      switchCables: 1048576,
    });
  });

  test('the file of a large one says how it is validated', () => {
    const short = { endpoints: 131072, ports: 64, gbps: 800, nicPorts: 8, nicGbps: 100, nics: 4 };
    const [{ design, document }] = size(wish({ ...short, splits: [8] }), 1).designs as [Sized];
    const cables = design.cables.endpoint + design.cables.switch;
    expect(cables).toBeGreaterThan(1_000_000);
    expect(document.description).toContain(`planewright validate --max-cables ${cables}`);
    const small = size(wish({ endpoints: 16, ports: 8 }), 1).designs[0]!.document;
    expect(small.description).not.toContain('--max-cables');
  });

  test('Spectrum-X: 524,288 endpoints in 32 planes, 24,576 switches', () => {
    const [best] = designs({
      ...{ endpoints: 524288, ports: 64, gbps: 1600, splits: [8], nics: 4 },
      ...{ nicPorts: 8, nicGbps: 200 },
    });
    expect(best!.planes).toBe(32);
    expect(best!.switches.total).toBe(24576);
  });

  test('BCube(32, 2) and ZCube(32, 2): 1,024 endpoints, 64 switches', () => {
    const nics = { endpoints: 1024, gbps: 200, nicPorts: 2, nics: 8 };
    const bcube = designs({ ...nics, ports: 32 }).find(({ form }) => form === 'BCube(32, 2)');
    expect(bcube).toMatchObject({ switches: { total: 64 }, cables: { endpoint: 2048, switch: 0 } });
    const zcube = designs({ ...nics, ports: 64 }).find(({ form }) => form === 'ZCube(32, 2)');
    expect(zcube).toMatchObject({
      switches: { total: 64 },
      cables: { endpoint: 2048, switch: 1024 },
    });
  });

  test('the direct networks of Table 3, where they can be built', () => {
    const slimFly = designs({ endpoints: 30618, ports: 64 });
    expect(slimFly.find(({ family }) => family === 'slimFly')).toMatchObject({
      form: 'Slim Fly of q = 27',
      load: '1:1',
      switches: { router: 1458 },
      cables: { switch: 29889 },
    });
    const dragonfly = designs({ endpoints: 261632, ports: 64 });
    expect(dragonfly.find(({ family }) => family === 'dragonfly')).toMatchObject({
      form: 'dragonfly of 511 groups, h = 16',
      switches: { router: 16352 },
      cables: { switch: 384272 },
      growsTo: 262656,
    });
  });
});
