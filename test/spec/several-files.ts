import { type LoadOptions, load, validate } from '../../src/pipeline.js';

/** Files by their path from the folder of the first one: texts, or values to be written as JSON. */
export type Files = Readonly<Record<string, unknown>>;

const bytesOf = (content: unknown): Uint8Array =>
  Buffer.from(typeof content === 'string' ? content : JSON.stringify(content, null, 2));

/** What the pipeline is given of files in memory, and which of them were read. */
function given(files: Files, first: string) {
  const asked: string[] = [];
  const read: LoadOptions['read'] = (path) => {
    asked.push(path);
    return Object.hasOwn(files, path) ? bytesOf(files[path]) : { problem: 'there is no such file' };
  };
  return { source: { file: first, bytes: bytesOf(files[first]) }, read, asked };
}

/** Loads `top.json`. */
export function loadFiles(files: Files, options: LoadOptions = {}) {
  const { source, read, asked } = given(files, 'top.json');
  return { ...load(source, { read, ...options }), asked };
}

/** "file:line:column code" of all findings about `top.json`, in order. */
export function findingsOf(files: Files, options: LoadOptions = {}): string[] {
  const { source, read } = given(files, 'top.json');
  return validate(source, { read, ...options }).findings.map(
    ({ file, line, column, code }) => `${file}:${line}:${column} ${code}`,
  );
}

/** Two switches and four hosts, cabled by hand. */
export const base = {
  name: 'base',
  switchModels: { big: { ports: 8, portGbps: 100 } },
  nicModels: { nic: { portGbps: 100 } },
  hosts: { h: { count: 4, nics: { nic: { model: 'nic' } } } },
  planes: {
    mgmt: { switches: { sw: { model: 'big' } }, cables: [['h[0-3]/nic0:0', 'sw0:[0-3]']] },
  },
};
