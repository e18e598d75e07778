import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromFragment, toFragment } from '../../src/browser/address.js';
import { commandLine } from '../../src/browser/command.js';
import type { Look } from '../../src/browser/protocol.js';
import { levelOf, viewKey } from '../../src/browser/view-key.js';
import type { Level } from '../../src/diagram/limits.js';

const first: Look = {
  view: 'overview',
  faults: [],
  leftOut: 0,
  selected: [],
  search: '',
  table: { kind: 'planes', filter: '', sort: -1, descending: false },
};

test('an address says what is looked at, and is legible', () => {
  const look: Look = {
    ...first,
    view: 'plane:compute/p3',
    faults: ['switch:compute/p*/spine[0-3]', 'cable:compute/p0/leaf0:33@0.5'],
    selected: ['host:h17'],
    table: { ...first.table, kind: 'hosts' },
  };
  const fragment = toFragment(look);
  expect(fragment).toBe(
    '#view=plane:compute/p3&fail=switch:compute/p%2A/spine[0-3]&fail=cable:compute/p0/leaf0:33@0.5&at=host:h17&table=hosts',
  );
  expect(fromFragment(fragment, first)).toEqual(look);
});

test.each<[Level, string]>([
  [{ detail: 'overview' }, 'overview'],
  [{ detail: 'full' }, 'full'],
  [{ detail: 'plane', plane: 'compute/p3' }, 'plane:compute/p3'],
  [{ detail: 'overview', focus: 'h17/nic3' }, 'focus:h17/nic3'],
  [
    { detail: 'overview', focus: 'switch:compute/p*/leaf0', depth: 2 },
    'focus@2:switch:compute/p*/leaf0',
  ],
])('the view of %j stands in an address as %s', (level, key) => {
  expect(viewKey(level)).toBe(key);
  expect(levelOf(key)).toEqual(level);
  expect(fromFragment(toFragment({ ...first, view: key }), first).view).toBe(key);
});

test('any texts survive', () => {
  const text = fc.string({ minLength: 1, maxLength: 40, unit: 'binary' });
  fc.assert(
    fc.property(fc.uniqueArray(text, { maxLength: 5 }), text, (faults, at) => {
      const look = { ...first, faults, selected: [at] };
      expect(fromFragment(toFragment(look), first)).toEqual(look);
    }),
  );
});

test.each([
  '',
  '#',
  '#view=__proto__&table=constructor&fail=&at=',
  '#view=focus@0:h17',
  `#view=plane:${'x'.repeat(1000)}&at=${'y'.repeat(2000)}`,
])('what an address says wrongly is left out: %j', (fragment) => {
  expect(fromFragment(fragment, first)).toEqual(first);
});

test('an address says at most two thousand faults, each once; the others are counted', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, i) => `fail=host:h${i}&fail=host:h${i}`).join('&');
  const read = (fragment: string) => {
    const { faults, leftOut } = fromFragment(fragment, first);
    return [faults.length, leftOut];
  };
  expect(read(`#${many(2000)}`)).toEqual([2000, 0]);
  expect(read(`#${many(2001)}&fail=`)).toEqual([2000, 1]);
  expect(read(`#fail=host:h0&fail=${'y'.repeat(1001)}`)).toEqual([1, 1]);
});

test('a command is quoted where a shell would read more than text', () => {
  const command = ['planewright', 'whatif', "it's mine.json"];
  expect(commandLine(command, ['switch:a/p0/leaf0', 'switch:a/p*/leaf[0-3]'])).toBe(
    "planewright whatif 'it'\\''s mine.json' --fail switch:a/p0/leaf0 'switch:a/p*/leaf[0-3]'",
  );
  expect(commandLine(command, [])).toBe('');
});
