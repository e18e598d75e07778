import fc from 'fast-check';
import { documents } from './documents.js';

/** Names and texts that want to be more than text. */
export const hostileTexts: readonly string[] = [
  '__proto__',
  'constructor',
  '',
  'x'.repeat(10_000),
  '<script>alert(1)</script>',
  '"quoted" and \'quoted\'',
  'line\nbreak.json:1:1: error: forged [code]',
  '\r\n::error::forged',
  '../../etc/passwd',
  '\u001b[2J\u001b]0;title\u0007',
  '\u202eeht txet\u2066\u200b\ufeff',
  'pipe | `code` **bold** <!-- ]]> --> %0A &amp;',
  '\ud800',
];

/** Values that somebody may write where another was meant. */
const values: readonly unknown[] = [
  ...[0, -1, 1, 2, 3, 5, 7, 8, 9, 64, 1000, 0.5, 2.5, 1e9, 1e10, 1e21, 1e308, 5e-324, 0.001],
  ...[null, true, false, '8', '*', 'rail', 'port', 'rail+port', 'fabric', 'deal', '0-3', '3-0'],
  ...['compute/p*', 'compute/p0', 'switch:*', 'host:*', 'cable:*@0.5', 'group:rack*', 'h/nic'],
  ...['random:cable=2,seed=1', 'h[0-1]/nic0:0', 'sw0:[0-1]', 'unit:*--unit:*', 'base.json'],
  ...[[], {}, [0], [[]], { min: 1 }, { max: 0 }, { min: 2, max: 1 }, [null], ['a', 'b']],
  ...[{ any: 1, of: ['switch:*'] }, { of: ['host:*'], every: 2 }, { off: 'host:h0' }],
  ...hostileTexts,
];

/** Keys of the language, to stand where others were. */
const keys: readonly string[] = [
  ...['count', 'up', 'down', 'upGbps', 'splits', 'model', 'ports', 'portGbps', 'nics', 'attach'],
  ...[
    'fatTree',
    'slimFly',
    'dragonfly',
    'cube',
    'leaf',
    'spine',
    'core',
    'pod',
    'switches',
    'cables',
  ],
  ...['expect', 'scenarios', 'groups', 'exceptions', 'accepted', 'labels', 'extends', 'fail'],
  ...['hostsPerUnit', 'slots', 'emptySlots', 'onePlanePer', 'missing', 'moved', 'to', 'off'],
  ...hostileTexts,
];

interface Step {
  readonly kind: 'set' | 'delete' | 'rename' | 'duplicate' | 'splice' | 'swap' | 'repeat' | 'nudge';
  readonly target: number;
  readonly key: number;
  readonly other: number;
  readonly otherKey: number;
  readonly value: unknown;
  readonly name: string;
}

interface ByteStep {
  readonly kind: 'cut' | 'flip' | 'insert';
  /** Where, as a share of the whole. */
  readonly at: number;
  readonly byte: number;
}

/** A document and what happens to it. */
export interface Mutation {
  readonly document: string;
  readonly steps: readonly Step[];
  readonly bytes: readonly ByteStep[];
  /** Whether it is read through `extends`. */
  readonly asBase: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(
    'set',
    'delete',
    'rename',
    'duplicate',
    'splice',
    'swap',
    'repeat',
    'nudge',
  ),
  target: fc.nat(1_000_000),
  key: fc.nat(1_000_000),
  other: fc.nat(1_000_000),
  otherKey: fc.nat(1_000_000),
  value: fc.oneof(fc.constantFrom(...values), fc.double(), fc.integer(), fc.string()),
  name: fc.oneof(fc.constantFrom(...keys), fc.string({ maxLength: 8 })),
});

const byteStep: fc.Arbitrary<ByteStep> = fc.record({
  kind: fc.constantFrom('cut', 'flip', 'insert'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  byte: fc.nat(255),
});

/** Most mutants are still JSON; one in six is not even sure to be text. */
export const mutations: fc.Arbitrary<Mutation> = fc.oneof(
  {
    weight: 5,
    arbitrary: mutationOf(fc.array(step, { minLength: 1, maxLength: 3 }), fc.constant([])),
  },
  {
    weight: 1,
    arbitrary: mutationOf(fc.constant([]), fc.array(byteStep, { minLength: 1, maxLength: 2 })),
  },
);

function mutationOf(
  steps: fc.Arbitrary<readonly Step[]>,
  bytes: fc.Arbitrary<readonly ByteStep[]>,
): fc.Arbitrary<Mutation> {
  return fc.record({
    document: fc.constantFrom(...documents.map(({ name }) => name)),
    steps,
    bytes,
    asBase: fc.nat(4).map((n) => n === 0),
  });
}

type Container = Record<string, unknown>;

/** All objects and lists of a document that are not empty. */
function containers(value: unknown): Container[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.values(value).flatMap(containers);
  return Object.keys(value).length > 0 ? [value as Container, ...below] : below;
}

/** Stands behind a key that is written a second time; no other text has it. */
const again = '\ue000';

/** The bytes of a mutant. */
export function mutant({ document, steps, bytes }: Mutation): Uint8Array {
  const { text } = documents.find(({ name }) => name === document)!;
  const value = JSON.parse(text);
  for (const one of steps) change(value, one);
  const written = steps.length === 0 ? text : JSON.stringify(value, null, 1);
  return bytes.reduce<Uint8Array>(damaged, Buffer.from(written.replaceAll(`${again}":`, '":')));
}

/** What a slip of the hand makes of a number. */
const nudges: readonly ((number: number) => number)[] = [
  (number) => number + 1,
  (number) => number - 1,
  (number) => number * 2,
  (number) => number / 2,
  (number) => number * 10,
  (number) => -number,
];

function change(value: unknown, { kind, target, key, other, otherKey, ...step }: Step): void {
  const all = containers(value);
  if (all.length === 0) return;
  const holder = all[target % all.length]!;
  const held = Object.keys(holder);
  const name = held[key % held.length]!;
  const second = all[other % all.length]!;
  const seconds = Object.keys(second);
  const secondName = seconds[otherKey % seconds.length]!;
  const own = (object: Container, at: string, to: unknown) =>
    Object.defineProperty(object, at, {
      value: to,
      enumerable: true,
      writable: true,
      configurable: true,
    });
  const changes: Readonly<Record<Step['kind'], () => void>> = {
    set: () => own(holder, name, structuredClone(step.value)),
    nudge: () => {
      const number = holder[name];
      if (typeof number === 'number') holder[name] = nudges[other % nudges.length]!(number);
    },
    delete: () => {
      if (Array.isArray(holder)) holder.splice(Number(name), 1);
      else delete holder[name];
    },
    rename: () => {
      const moved = holder[name];
      if (!Array.isArray(holder)) {
        delete holder[name];
        own(holder, step.name, moved);
      }
    },
    duplicate: () => {
      if (!Array.isArray(holder)) own(holder, `${name}${again}`, structuredClone(step.value));
    },
    splice: () => own(holder, name, structuredClone(second[secondName])),
    swap: () => {
      const [a, b] = [structuredClone(holder[name]), structuredClone(second[secondName])];
      own(holder, name, b);
      own(second, secondName, a);
    },
    repeat: () => {
      if (Array.isArray(holder)) holder.push(structuredClone(holder[Number(name)]));
      else own(holder, step.name, structuredClone(holder[name]));
    },
  };
  changes[kind]();
}

function damaged(bytes: Uint8Array, { kind, at, byte }: ByteStep): Uint8Array {
  const offset = Math.min(bytes.length - 1, Math.floor(at * bytes.length));
  if (offset < 0) return bytes;
  if (kind === 'cut') return bytes.slice(0, offset);
  if (kind === 'insert') {
    return Uint8Array.of(...bytes.slice(0, offset), byte, ...bytes.slice(offset));
  }
  const copy = Uint8Array.from(bytes);
  copy[offset] = copy[offset]! ^ (byte || 1);
  return copy;
}
