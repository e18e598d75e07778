import { load } from '../../src/pipeline.js';

const encoder = new TextEncoder();

/** Two leaves of two hosts, eight rails, one plane; valid as it is. */
export const plain = {
  name: 'plain',
  switchModels: {
    big: { ports: 64, portGbps: 400, splits: [2, 4] },
    small: { ports: 4, portGbps: 400 },
  },
  nicModels: { nic: { portGbps: 400 }, dual: { ports: 2, portGbps: 200 } },
  hosts: {
    h: { count: 8, nics: { nic: { model: 'nic', count: 4 }, sto: { model: 'dual' } } },
    g: { count: 2, nics: { nic: { model: 'nic', count: 2 } } },
  },
  planes: {
    compute: {
      attach: { nics: ['h/nic'], oneLeafPer: 'rail', hostsPerUnit: 4 },
      fatTree: { leaf: { model: 'big' }, spine: { model: 'big' } },
    },
  },
};

/** A copy of the plain document with values set (or, with undefined, removed) at JSON Pointers. */
export function changed(changes: Readonly<Record<string, unknown>>): unknown {
  const copy = structuredClone(plain) as Record<string, unknown>;
  for (const [pointer, value] of Object.entries(changes)) {
    const keys = pointer
      .slice(1)
      .split('/')
      .map((key) => key.replaceAll('~1', '/'));
    const last = keys.pop()!;
    let object = copy;
    for (const key of keys) {
      object[key] ??= {};
      object = object[key] as Record<string, unknown>;
    }
    if (value === undefined) delete object[last];
    else object[last] = value;
  }
  return copy;
}

export const loadDocument = (document: unknown, options: Parameters<typeof load>[1] = {}) =>
  load({ file: 'x.json', bytes: encoder.encode(JSON.stringify(document)) }, options);

export const loadText = (text: string, options: Parameters<typeof load>[1] = {}) =>
  load({ file: 'x.json', bytes: encoder.encode(text) }, options);

/** "code pointer" of all findings. */
export const problems = (loaded: ReturnType<typeof load>): string[] =>
  loaded.findings.map(({ code, place }) => `${code} ${place.pointer}`);
