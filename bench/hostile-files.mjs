// Files of at most 4 MiB that try to cost as much time and memory as they can: each a function that
// gives the text. The test of limits and the bench of the same name read them.

const limit = 4 * 1024 * 1024;

/** `head`, items until 4 MiB are full (or so many), `tail`. */
function filled(head, item, tail, most = Number.POSITIVE_INFINITY) {
  const parts = [];
  let length = head.length + tail.length;
  for (let i = 0; i < most; i++) {
    const one = `${i > 0 ? ',' : ''}${item(i)}`;
    length += one.length;
    if (length > limit) break;
    parts.push(one);
  }
  return `${head}${parts.join('')}${tail}`;
}

const models =
  '"name":"small","switchModels":{"SW":{"ports":8,"portGbps":100}},"nicModels":{"NIC":{"portGbps":100}}';
const parts = `${models},"hosts":{"h":{"count":8,"nics":{"nic":{"model":"NIC","count":2}}}}`;
const fatTree = '"fatTree":{"leaf":{"model":"SW"},"spine":{"model":"SW"}}';
const planes = `"planes":{"compute":{"attach":{"nics":["h/nic"],"onePlanePer":"rail"},${fatTree}}}`;
const good = `${parts},${planes}`;
const twoSwitches = '"switches":{"sw":{"model":"SW","count":2}}';

/** a, b … z, ba …: the letters of a name. */
function letters(i) {
  const rest = Math.floor(i / 26);
  return `${rest > 0 ? letters(rest) : ''}${String.fromCharCode(97 + (i % 26))}`;
}

const nest = (levels, inner) => '{"a":'.repeat(levels) + inner + '}'.repeat(levels);
const some = (count, item) => Array.from({ length: count }, (_, i) => item(i)).join();

export const hostileFiles = {
  // Keys and values that are wrong, by the hundred thousand.
  'unknown keys': () => filled(`{${good},`, (i) => `"k${i}":1`, '}'),
  'unknown keys with objects': () => filled(`{${good},`, (i) => `"k${i}":{}`, '}'),
  'one key again and again': () => filled(`{${good},`, () => '"k":1', '}'),
  'every key twice': () => filled(`{${good},`, (i) => `"k${i >> 1}":1`, '}'),
  'numbers for texts': () =>
    filled(`{${parts},"planes":{"c":{"attach":{"nics":[`, () => '1', ']}}}}'),
  'objects for texts': () =>
    filled(`{${parts},"planes":{"c":{"attach":{"nics":[`, () => '{}', ']}}}}'),
  'lists for texts': () =>
    filled(`{${parts},"planes":{"c":{"attach":{"nics":[`, () => '[]', ']}}}}'),
  'numbers for cables': () =>
    filled(`{${parts},"planes":{"c":{${twoSwitches},"cables":[`, () => '1', ']}}}'),
  'empty exceptions': () => filled(`{${good},"exceptions":[`, () => '{}', ']}'),
  'groups of numbers': () => filled(`{${good},"groups":{`, (i) => `"${letters(i)}":[1]`, '}}'),
  'equal splits': () =>
    filled(
      `{${planes},"name":"s","switchModels":{"SW":{"ports":8,"portGbps":1,"splits":[`,
      () => '2',
      ']}}}',
    ),
  // Values of every kind, where nothing of the kind is due.
  'empty objects': () => filled('[', () => '{}', ']'),
  'empty lists': () => filled('[', () => '[]', ']'),
  'objects of one key': () => filled('[', (i) => `{"a":${i}}`, ']'),
  'objects of different keys': () => filled('[', (i) => `{"a${i}":1}`, ']'),
  'small numbers': () => filled('[', () => '1', ']'),
  fractions: () => filled('[', (i) => `1.${i}`, ']'),
  'numbers and texts': () => filled('[', (i) => (i % 2 === 0 ? '1.5' : '""'), ']'),
  'one number': () => `[${'1'.repeat(limit - 2)}]`,
  'one text': () => `"${'x'.repeat(limit - 2)}"`,
  'one text of escapes': () => `"${'\\u0041'.repeat(690_000)}"`,
  'one line after the other': () => `{${'\n'.repeat(limit - 100)}"a":1}`,
  'nested lists': () => filled('[', () => '['.repeat(63) + ']'.repeat(63), ']'),
  'nested objects': () => filled('{', (i) => `"k${i}":${nest(62, '1')}`, '}'),
  // Names and keys as long as a book.
  'a key of a megabyte': () => `{${good},"${'x'.repeat(1 << 20)}":1}`,
  'a key of a megabyte, wrong keys in it': () =>
    `{${parts},${planes},"expect":{"${'x'.repeat(1 << 20)}":{${some(2000, (i) => `"w${i}":1`)}}}}`,
  'a name of a megabyte, wrong keys in it': () =>
    `{"name":"s",${planes},"hosts":{"${'x'.repeat(1 << 20)}":{${some(2000, (i) => `"w${i}":1`)}}}}`,
  'a key of a megabyte, keys twice in it': () =>
    `{${good},"${'x'.repeat(1 << 20)}":{${some(2000, () => '"w":1')}}}`,
  'a scenario called like a megabyte': () =>
    `{${good},"scenarios":{"${'x'.repeat(1 << 20)}":{"fail":["host:h0"],"expect":{"*":{"hostsCutOff":1}}}}}`,
  'long unknown keys': () => filled(`{${good},`, (i) => `"${'n'.repeat(10_000)}${i}":1`, '}'),
  'long names of models': () =>
    filled(
      `{${parts},"planes":{`,
      (i) => `"${letters(i)}":{"switches":{"sw":{"model":"${'S'.repeat(10_000)}${i}"}}}`,
      '}}',
      400,
    ),
  'a glob of a megabyte': () => `{${good},"expect":{"${'*a'.repeat(1 << 19)}":{"hosts":8}}}`,
  'long globs': () =>
    filled(`{${good},"expect":{`, (i) => `"${'*p'.repeat(450)}${i}":{"hosts":8}`, '}}', 1000),
  // Names that are looked up in vain, among as many others.
  'plane sets of one NIC group': () =>
    filled(
      `{${parts},"planes":{`,
      (i) => `"${letters(i)}x":{"attach":{"nics":["h/nic"]},${fatTree}}`,
      '}}',
      1000,
    ),
  'empty plane sets': () => filled(`{${parts},"planes":{`, (i) => `"${letters(i)}x":{}`, '}}'),
  'switch models that are not there': () =>
    filled(
      `{${parts},"planes":{"c":{"switches":{`,
      (i) => `"${letters(i)}x":{"model":"m${i}"}`,
      '}}}}',
      1000,
    ),
  'ten thousand models, other ones used': () =>
    `{"name":"s","nicModels":{${some(10_000, (i) => `"model${i}":{"portGbps":100}`)}},"hosts":{${some(10_000, (i) => `"${letters(i)}x":{"count":1,"nics":{"nic":{"model":"modem${i}"}}}`)}},"planes":{"c":{${twoSwitches}}}}`,
  'NIC groups that are not there': () =>
    `{${models},"hosts":{${some(10_000, (i) => `"${letters(i)}x":{"count":1,"nics":{"nic":{"model":"NIC"}}}`)}},"planes":{"c":{"attach":{"nics":[${some(1000, (i) => `"${letters(i)}y/nic"`)}]},${fatTree}}}}`,
  'scopes that are not there': () =>
    filled(`{${good},"expect":{`, (i) => `"compute/x${i}":{"hosts":1}`, '}}', 1000),
  'selectors that match nothing': () =>
    filled(
      `{${good},"scenarios":{`,
      (i) => `"${i}":{"fail":["switch:x${i}"],"expect":{"*":{"hosts":1}}}`,
      '}}',
      1000,
    ),
  'a thousand selectors that match nothing': () =>
    filled(
      `{${good},"scenarios":{`,
      (i) => `"${i}":{"fail":[${some(1000, (j) => `"switch:y${j}"`)}],"expect":{"*":{"hosts":1}}}`,
      '}}',
      1000,
    ),
  'ports that are not there': () =>
    filled(
      `{${parts},"planes":{"c":{${twoSwitches},"cables":[`,
      (i) => `["sw0:${i}","sv1:${i}"]`,
      ']}}}',
    ),
  'exceptions of nothing': () =>
    filled(`{${good},"exceptions":[`, (i) => `{"missing":"compute/p0/leaf${i}:0"}`, ']}'),
  'labels of nothing': () => filled(`{${good},"labels":{`, (i) => `"i${i}":"x"`, '}}'),
  'accepted findings of nothing': () =>
    filled(`{${good},"accepted":[`, (i) => `{"code":"x${i}","at":"host:h0","reason":"r"}`, ']}'),
  'rates of nothing': () =>
    filled(`{${good},"rates":{`, (i) => `"host:i${i}":{"failuresPerYear":1,"repairHours":1}`, '}}'),
  // Promises and plane sets, as many as are allowed.
  'a thousand plane sets': () =>
    `{${models},"hosts":{"h":{"count":1,"nics":{${some(1000, (i) => `"${letters(i)}x":{"model":"NIC"}`)}}}},"planes":{${some(1000, (i) => `"${letters(i)}x":{"attach":{"nics":["h/${letters(i)}x"]},"fatTree":{"leaf":{"model":"SW"}}}`)}}}`,
  'four thousand planes': () =>
    `{${models},"hosts":{"h":{"count":2,"nics":{"nic":{"model":"NIC","count":4096}}}},"planes":{"c":{"attach":{"nics":["h/nic"],"onePlanePer":"rail"},"fatTree":{"leaf":{"model":"SW"}}}}}`,
  'a thousand scopes': () =>
    filled(
      `{${good},"expect":{`,
      (i) => `"compute/p[0-${i}]":{"hosts":1,"bisectionGbps":1}`,
      '}}',
      1000,
    ),
  'a thousand scenarios': () =>
    filled(
      `{${good},"scenarios":{`,
      (i) => `"${i}":{"fail":["switch:*"],"expect":{"*":{"hosts":1}}}`,
      '}}',
      1000,
    ),
  'groups by the ten thousand': () =>
    filled(`{${good},"groups":{`, (i) => `"${letters(i)}x":["host:h0"]`, '}}', 10_000),
  'groups of every cable, over and over': () =>
    filled(
      `{${parts.replace('"count":8', '"count":2048').replace('"ports":8', '"ports":64')},${planes},"groups":{`,
      (i) => `"${letters(i)}x":{"of":["cable:*"],"every":1}`,
      '}}',
      1000,
    ),
  'a choice of half of all cables': () =>
    `{${good},"scenarios":{${some(1000, (i) => `"${i}":{"fail":[{"any":${i + 1},"of":["port:*"]}],"expect":{"*":{"hosts":1}}}`)}}}`,
  'ranges of slots': () =>
    `{${parts},"planes":{"c":{"attach":{"nics":["h/nic"],"emptySlots":[${some(90_000, (i) => `"${i}-${i + 5}"`)}]},${fatTree}}}}`,
};
