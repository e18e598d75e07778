import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { draw, load, open, validate } from '../src/pipeline.js';
import { json } from '../src/report/json.js';
import { text } from '../src/report/text.js';
import { whatIfText } from '../src/report/whatif.js';
import { type Question, whatIf } from '../src/whatif/whatif.js';
import { expectFile } from './expected.js';
import { gallery, galleryRead, gallerySource } from './gallery.js';

const golden = (name: string, file: string) => join(import.meta.dirname, 'golden', name, file);

/** Questions to every topology of the gallery; a part that one does not have is answered so. */
const questions: readonly Question[] = [
  { fail: ['switch:compute/p0/spine0'], between: ['h0/nic0', 'h100/nic0'] },
  { fail: ['switch:compute/p0/leaf0'], between: ['h0/nic0', 'h1/nic0'] },
  { fail: ['cable:compute/p*/leaf[0-3]:[32-39]'] },
  { fail: ['bundle:compute/p0/leaf*--compute/p0/spine0@0.5'] },
  { fail: ['host:h[0-15]', 'nic:h20/nic7'], between: ['h0/nic0', 'h20/nic0'] },
  { fail: ['plane:compute/p0', 'rail:compute/r3', 'unit:compute/u1'], between: ['h0', 'h126'] },
  { fail: ['switch:storage/p0/spine*'] },
];

function answersOf(name: string): string {
  const source = gallerySource(name);
  const { subject, graph, topology } = open(load(source, { read: galleryRead }))!;
  const answers = questions.map((question) => {
    const answer = whatIf(subject, graph, question);
    if (!('healthy' in answer)) {
      return answer.map((one) => `${one.text}: ${one.problem}\n`).join('');
    }
    const about = { name: topology.name, file: source.file };
    return whatIfText({ version: 1, topology: about, ...answer });
  });
  return answers.join('\n');
}

describe.each(gallery)('%s', (name) => {
  test('report', () => {
    const report = validate(gallerySource(name), { read: galleryRead });
    expect(report.findings.filter(({ accepted }) => accepted === null)).toEqual([]);
    expectFile(golden(name, 'report.txt'), text([report]));
    expectFile(golden(name, 'report.json'), json([report]));
  });

  test('what-if', () => {
    expectFile(golden(name, 'whatif.txt'), answersOf(name));
  });
});

test('there are goldens of the gallery and of nothing else', () => {
  const folders = readdirSync(join(import.meta.dirname, 'golden')).sort();
  expect(folders).toEqual(gallery);
  for (const name of folders) {
    const files = ['cables.txt', 'report.json', 'report.txt', 'whatif.txt'];
    expect(readdirSync(join(import.meta.dirname, 'golden', name)).sort()).toEqual(files);
  }
});

test('the pictures of all fixtures are well-formed, whatever their names', async () => {
  const ok = join(import.meta.dirname, 'fixtures/ok');
  for (const file of readdirSync(ok).filter((one) => one.endsWith('.json'))) {
    const opened = open(load({ file, bytes: readFileSync(join(ok, file)) }))!;
    for (const detail of ['overview', 'plane', 'full'] as const) {
      const svg = await draw(opened, { detail });
      expect(XMLValidator.validate(svg), `${file} ${detail}`).toBe(true);
      expect(svg).not.toMatch(/<script|<b>|[\u0000-\u0008\u000b-\u001f\u202a-\u202e]/);
    }
  }
});
