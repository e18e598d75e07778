import { expect, test } from 'vitest';
import type { CostSummary } from '../../src/report/cost.js';
import { costWords } from '../../src/report/cost-words.js';

const whole: CostSummary = {
  currency: 'USD',
  total: 9_022_080,
  perEndpoint: 4405.3125,
  watts: 163_240,
  missing: [],
  withoutWatts: [],
};

test('a cost is said with its currency, per endpoint and with its power', () => {
  expect(costWords(whole)).toBe('cost: 9,022,080 USD, 4,405.31 per endpoint, 163.2 kW');
  expect(costWords({ ...whole, watts: 950.04 })).toMatch(/endpoint, 950 W$/);
  const bare = { ...whole, currency: null, perEndpoint: null, watts: null };
  expect(costWords(bare)).toBe('cost: 9,022,080');
});

test('what has no price or power is named, the first three of them', () => {
  const missing = ['switch "a"', 'NIC "b"', 'switch cables', 'endpoint cables', 'local cables'];
  expect(costWords({ ...whole, missing, withoutWatts: ['NIC "b"'] })).toBe(
    'cost: at least 9,022,080 USD, 4,405.31 per endpoint (no price of switch "a", NIC "b", switch ' +
      'cables and 2 more), at least 163.2 kW (no power of NIC "b")',
  );
});
