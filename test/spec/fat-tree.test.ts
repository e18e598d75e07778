import { describe, expect, it } from 'vitest';
import { changed, loadDocument, problems } from './documents.js';

const at = '/planes/compute/fatTree';
const unit = '/planes/compute/attach';

/** Two pods of four leaves, one by rail; two spines a pod, two cores for each of their indices. */
const tree = () => ({
  leaf: { model: 'big' },
  spine: { model: 'big', count: 4 },
  core: { model: 'big', count: 4 },
  pod: { units: 1 },
});

const loaded = (changes: Readonly<Record<string, unknown>>) =>
  loadDocument(changed({ [at]: tree(), ...changes }));

const without = { [`${at}/core`]: undefined };
const one = { ports: 4, portGbps: 400 };

/** Errors of LANGUAGE section 7, rows "speeds" and "tier", of three tiers: code and place. */
const cases: Readonly<Record<string, readonly [Readonly<Record<string, unknown>>, ...string[]]>> = {
  nothing: [{}],
  'core without spine': [{ [`${at}/spine`]: undefined }, `tier-size-core-without-spine ${at}/core`],
  'core without pod': [{ [`${at}/pod`]: undefined }, `tier-size-core-without-pod ${at}/core`],
  'core without either': [
    { [`${at}/pod`]: undefined, [`${at}/spine`]: undefined },
    `tier-size-core-without-spine ${at}/core`,
    `tier-size-core-without-pod ${at}/core`,
  ],
  'pod without core': [without, `tier-size-pod-without-core ${at}/pod`],
  'pod without core, joined by cables': [
    {
      ...without,
      '/planes/compute/switches': { top: { model: 'big' } },
      '/planes/compute/cables': [['spine[0-3]:60', 'top0:[0-3]']],
    },
  ],
  'units not whole pods': [
    { [`${at}/pod/units`]: 2, '/hosts/h/count': 12, [`${at}/spine/count`]: 8 },
    `tier-size-pod-units ${at}/pod/units`,
  ],
  'fewer units than a pod': [{ [`${at}/pod/units`]: 3 }, `tier-size-pod-units ${at}/pod/units`],
  'pod.rails not by rail': [
    { [`${at}/pod/rails`]: 4, [`${unit}/oneLeafPer`]: undefined },
    `tier-size-pod-rails-unused ${at}/pod/rails`,
  ],
  'pod.rails that do not divide': [
    { [`${at}/pod/rails`]: 3 },
    `tier-size-pod-rails ${at}/pod/rails`,
  ],
  'pod.rails that cut a leaf': [
    { [`${at}/pod/rails`]: 1, [`${unit}/railsPerLeaf`]: 2 },
    `tier-size-pod-rails ${at}/pod/rails`,
  ],
  'spine.count no multiple of the pods': [
    { [`${at}/spine/count`]: 5 },
    `tier-size-count-not-whole ${at}/spine/count`,
  ],
  'spine.count that does not divide': [
    { [`${at}/spine/count`]: 6 },
    `tier-size-count ${at}/spine/count`,
  ],
  'spine.count that is too small': [
    { [`${at}/spine`]: { model: 'big', count: 2, down: 12 } },
    `tier-size-count ${at}/spine/count`,
  ],
  'core.count no multiple of the spines of a pod': [
    { [`${at}/core/count`]: 5 },
    `tier-size-count-not-whole ${at}/core/count`,
  ],
  'core.count that does not divide': [
    { [`${at}/core/count`]: 6 },
    `tier-size-count ${at}/core/count`,
  ],
  'core.count that is too small': [
    { [`${at}/core`]: { model: 'big', count: 2, down: 8 } },
    `tier-size-count ${at}/core/count`,
  ],
  'no number of spines fits': [
    { '/switchModels/one': one, [`${at}/spine`]: { model: 'one' } },
    `port-budget-no-count ${at}/spine`,
  ],
  'no number of cores fits': [
    { [`${at}/core`]: { model: 'big', down: 1 } },
    `port-budget-no-count ${at}/core/down`,
  ],
  'up on the top tier': [
    { [`${at}/core/up`]: 4, [`${at}/core/upGbps`]: 400 },
    `tier-size-up-on-top ${at}/core/up`,
    `tier-size-up-on-top ${at}/core/upGbps`,
  ],
  'up of a spine that is a fraction': [
    {
      [`${at}/leaf/upGbps`]: 100,
      [`${at}/leaf/up`]: 4,
      [`${at}/spine`]: { model: 'big', down: 6 },
    },
    `tier-size-up-not-whole ${at}/spine`,
  ],
  'uplink ports of a spine that are all reserved': [
    {
      '/switchModels/big/uplinkPorts': 2,
      '/switchModels/big/uplinkGbps': 400,
      [`${at}/leaf/up`]: 2,
      [`${at}/spine/upReserved`]: 2,
    },
    `tier-size-up-none ${at}/spine/upReserved`,
  ],
  'port budget of a spine': [
    { [`${at}/spine/up`]: 57, [`${at}/spine/down`]: 8 },
    `port-budget-tier ${at}/spine/up`,
  ],
  'port budget of a spine, derived uplinks': [
    { [`${at}/spine/down`]: 40 },
    `port-budget-tier ${at}/spine/down`,
  ],
  'no port of a spine left for cables from below': [
    { [`${at}/spine/up`]: 64 },
    `tier-size-no-room ${at}/spine`,
  ],
  'speed above that of the core': [
    {
      '/switchModels/slow': { ports: 64, portGbps: 200 },
      [`${at}/core/model`]: 'slow',
      [`${at}/spine/upGbps`]: 400,
    },
    `port-speed-up-faster ${at}/spine/upGbps`,
  ],
  'split of a spine, where none is allowed': [
    {
      '/switchModels/fast': { ports: 64, portGbps: 800 },
      '/switchModels/half': { ports: 64, portGbps: 400 },
      [`${at}/spine`]: { model: 'fast' },
      [`${at}/core`]: { model: 'half' },
    },
    `port-speed-split ${at}/leaf`,
    `port-speed-split ${at}/spine`,
  ],

  // Several that do not follow from each other, and none that do.
  'of every tier at once': [
    {
      [`${at}/leaf/count`]: 9,
      [`${at}/leaf/up`]: 61,
      [`${at}/spine/down`]: 65,
      [`${at}/core/down`]: 65,
      [`${at}/core/up`]: 1,
    },
    `port-budget-tier ${at}/leaf/up`,
    `tier-size-leaf-count ${at}/leaf/count`,
    `port-budget-tier ${at}/spine/down`,
    `tier-size-up-on-top ${at}/core/up`,
    `port-budget-tier ${at}/core/down`,
  ],
  'count and ports of a spine': [
    { [`${at}/spine`]: { model: 'big', count: 5, down: 40, up: 40 } },
    `port-budget-tier ${at}/spine/up`,
    `tier-size-count-not-whole ${at}/spine/count`,
  ],
  'NICs too fast, and a core that has no pod': [
    { '/nicModels/nic/portGbps': 800, [`${at}/pod`]: undefined },
    `port-speed-nic-faster ${at}/leaf/model`,
    `tier-size-core-without-pod ${at}/core`,
  ],
  'a wrong leaf hides what would follow of spines and cores': [
    { [`${at}/leaf/up`]: 61 },
    `port-budget-tier ${at}/leaf/up`,
  ],
  'wrong spines hide what would follow of cores': [
    { [`${at}/spine/count`]: 6, [`${at}/core/count`]: 7 },
    `tier-size-count ${at}/spine/count`,
  ],
};

describe('a fat-tree of three tiers', () => {
  it.each(Object.entries(cases))('%s', (_, [changes, ...expected]) => {
    expect(problems(loaded(changes)).sort()).toEqual(expected.sort());
  });

  it('offers the nearest counts that fit', () => {
    const args = (changes: Readonly<Record<string, unknown>>) => loaded(changes).findings[0]!.args;
    const deal = { [`${at}/uneven`]: 'deal' };
    // Two pods, four uplinks: two, four or eight spines.
    expect(args({ [`${at}/spine/count`]: 5 })).toMatchObject({ groups: 2, near: [4, 8] });
    expect(args({ [`${at}/spine/count`]: 6 })).toMatchObject({ groups: 2, near: [4, 8] });
    expect(args({ [`${at}/spine/count`]: 5, ...deal })).toMatchObject({ near: [4, 6] });
    expect(args({ [`${at}/spine`]: { model: 'big', count: 2, down: 12 } })).toMatchObject({
      least: 4,
      near: [4],
    });
    // Two spines a pod with eight uplinks each: two, four, eight or sixteen cores.
    expect(args({ [`${at}/core/count`]: 7 })).toMatchObject({ groups: 2, near: [4, 8] });
    expect(args({ [`${at}/core/count`]: 6 })).toMatchObject({ groups: 2, up: 8, near: [4, 8] });
    expect(args({ [`${at}/pod/rails`]: 3 })).toMatchObject({ rails: 4, near: [2, 4] });
    expect(args({ [`${at}/pod/units`]: 3 })).toMatchObject({ units: 2, whole: 12, near: [2] });
  });
});
