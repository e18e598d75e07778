import fc from 'fast-check';

/**
 * Topology documents at random, over the whole language of what is built. Most can be built, some
 * cannot: then two implementations need not agree on why.
 */
export function documents(): fc.Arbitrary<unknown> {
  return fc
    .record({
      models: switchModels,
      nics: nicModels,
      groups: hostGroups,
      net: attached,
      mgmt: listed,
    })
    .chain(({ models, nics, groups, net, mgmt }) =>
      exceptions(groups.h.count).map((made) => ({
        name: 'random',
        switchModels: models,
        nicModels: nics,
        hosts: groups,
        planes: { net, ...(mgmt ? { mgmt } : {}) },
        ...(made.length > 0 ? { exceptions: made } : {}),
      })),
    );
}

/** A value once in `n` times, otherwise `other`. */
const rarely = <T, U>(n: number, value: fc.Arbitrary<T>, other: U): fc.Arbitrary<T | U> =>
  fc.oneof({ weight: 1, arbitrary: value }, { weight: n - 1, arbitrary: fc.constant(other) });

const optional = <T>(key: string, value: fc.Arbitrary<T>, n = 2) =>
  rarely(
    n,
    value.map((one) => ({ [key]: one })),
    {},
  );

const merged = (...parts: fc.Arbitrary<object>[]) =>
  fc.tuple(...parts).map((all) => Object.assign({}, ...all) as Record<string, unknown>);

const pick = <T>(...values: T[]) => fc.constantFrom(...values);

const switchModels = fc.record({
  a: merged(
    fc.record({ ports: pick(8, 12, 16, 24), portGbps: pick(100, 200) }),
    fc.constant({ splits: [2, 4, 8, 16] }),
    fc.oneof(
      { weight: 3, arbitrary: fc.constant({}) },
      {
        weight: 1,
        arbitrary: fc.record({ uplinkPorts: pick(2, 4), uplinkGbps: pick(100, 200, 400) }),
      },
    ),
    fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, fc.record({ reservedPorts: pick(1, 2) })),
  ),
  b: fc.record({
    ports: pick(8, 12, 16, 24, 32),
    portGbps: pick(100, 200, 400),
    splits: fc.constant([2, 4, 8, 16]),
  }),
});

const nicModels = fc.record({
  n: fc.record({ ports: pick(1, 1, 2, 3), portGbps: pick(50, 100) }),
  m: fc.record({ portGbps: pick(25, 100) }),
});

const hostGroups = fc.record({
  h: fc.record({
    count: fc.integer({ min: 1, max: 14 }),
    nics: fc.record({
      nic: fc.record({ model: fc.constant('n'), count: pick(1, 2, 3, 4) }),
      bmc: fc.record({ model: fc.constant('m') }),
    }),
  }),
  g: fc.record({
    count: fc.integer({ min: 1, max: 4 }),
    nics: fc.record({ nic: fc.record({ model: fc.constant('n'), count: pick(1, 2) }) }),
  }),
});

/** Few and low; those that are pinned are higher. */
const empty = pick([0], [1, 3], ['0-2'], ['1-5/2'], [2, '4-5']);
const pinned = pick(['10-13'], [9, 7, 8, 12], ['20-30/3'], ['8-9', '14-15']);

const kinds = [
  {},
  { onePlanePer: 'rail' },
  { onePlanePer: 'port' },
  { onePlanePer: 'rail+port' },
  { oneLeafPer: 'rail' },
  { oneLeafPer: 'port' },
  { oneLeafPer: 'rail+port' },
  { onePlanePer: 'rail', oneLeafPer: 'port' },
  { onePlanePer: 'port', oneLeafPer: 'rail' },
];

const attach = fc
  .tuple(
    rarely(3, fc.constantFrom(...kinds), {}),
    fc.constantFrom(['h/nic'], ['h/nic', 'g/nic'], ['g/nic', 'h/nic']),
    optional('hostsPerUnit', fc.integer({ min: 1, max: 5 })),
    optional('railsPerLeaf', pick(1, 2), 4),
    rarely(6, empty, undefined),
    rarely(4, pinned, undefined),
  )
  .map(([kind, nics, unit, perLeaf, free, own]) => ({
    nics,
    ...kind,
    ...unit,
    ...('oneLeafPer' in kind && kind.oneLeafPer?.includes('rail') ? perLeaf : {}),
    ...(free ? { emptySlots: free } : {}),
    ...(own && nics.some((entry) => entry === 'g/nic') ? { slots: { 'g/nic': own } } : {}),
  }));

const tier = (top: boolean) =>
  merged(
    fc.record({ model: pick('a', 'b') }),
    fc.option(fc.record({ count: pick(2, 4, 8, 12, 24) }), { nil: {}, freq: 5 }),
    fc.option(fc.record({ down: pick(2, 4, 6, 8, 12, 24) }), { nil: {}, freq: 5 }),
    top ? fc.constant({}) : fc.option(fc.record({ up: pick(1, 2, 3, 4, 6) }), { nil: {}, freq: 2 }),
    top ? fc.constant({}) : rarely(5, fc.record({ upGbps: pick(50, 100) }), {}),
    rarely(8, fc.record({ upReserved: pick(1, 2) }), {}),
  );

const pod = pick({ units: 1 }, { units: 2 }, { rails: 1 }, { units: 1, rails: 1 }, { rails: 2 });

const fatTree = fc.oneof(
  fc.record({ leaf: tier(true) }),
  fc.record({ leaf: tier(false), spine: tier(true) }),
  merged(fc.record({ leaf: tier(false), spine: tier(true) }), fc.constant({ uneven: 'deal' })),
  merged(
    fc.record({ leaf: tier(false), spine: tier(false), core: tier(true), pod }),
    optional('uneven', fc.constant('deal')),
  ),
);

const family = fc.oneof(
  { weight: 6, arbitrary: fc.record({ fatTree }) },
  {
    weight: 1,
    arbitrary: fc.record({
      slimFly: merged(
        fc.record({ model: pick('b'), q: pick(3, 4, 5) }),
        optional('p', pick(1, 2, 3)),
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      dragonfly: merged(
        fc.record({ model: pick('a', 'b'), h: pick(1, 2) }),
        optional('a', pick(1, 2, 3, 4)),
        optional('p', pick(1, 2)),
        optional('g', fc.integer({ min: 2, max: 9 })),
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      cube: merged(
        fc.record({ model: pick('a', 'b'), n: pick(2, 3, 4, 6) }),
        optional('levels', pick(1, 2, 3)),
        optional('joined', fc.boolean()),
      ),
    }),
  },
);

const attached = fc.tuple(attach, family, fc.boolean()).map(([rule, one, more]) => ({
  attach: rule,
  ...one,
  ...(more
    ? {
        switches: { gate: { model: 'b', count: 2 } },
        cables: [['gate0:[0-1]', 'gate1:[0-1]']],
      }
    : {}),
}));

/** A set without a family, cabled by hand; BMCs hang on it. */
const listed = rarely(
  2,
  fc.tuple(pick(0, 1), pick(2, 3), fc.boolean()).map(([first, last, sets]) => ({
    ...(sets ? { attach: { nics: ['h/bmc'] } } : {}),
    switches: { sw: { model: 'b', count: 2 } },
    cables: [
      { ends: [`h[0-${first}]/bmc0:0`, `sw0:[0-${first}].0`], gbps: 25 },
      { ends: [`h[0-${first}]/bmc0:0`, `sw0:[0-${first}]`] },
      [`sw0:[${last}-3]`, `mgmt/p0/sw1:[${last}-3]`],
    ].slice(first, 3),
  })),
  undefined,
);

const exceptions = (hosts: number) =>
  fc.array(
    fc.oneof(
      fc.record({ missing: port(hosts) }),
      fc.record({ slower: port(hosts), gbps: pick(10, 25) }),
      fc.record({ moved: port(hosts), to: pick('net/p0/leaf0:3', 'net/p0/spine0:5') }),
      fc.record({
        extra: pick(['net/p0/leaf0:6', 'net/p0/leaf1:6'], ['net/p0/spine0:7', 'net/p0/leaf1:5']),
        gbps: pick(10, 100),
      }),
    ),
    { maxLength: 2 },
  );

const port = (hosts: number) =>
  pick(
    'h0/nic0:0',
    `h${hosts - 1}/nic0:0`,
    'net/p0/leaf0:[4-5]',
    'net/p0/leaf0:2',
    'net/p0/spine0:1',
    'net/p0/leaf1:0.1',
  );
