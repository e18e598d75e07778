import { expect, test } from 'vitest';
import { bundles } from '../../src/cli/page-bundles.js';
import { viewsOf } from '../../src/diagram/views.js';
import { readFault } from '../../src/failure/fault.js';
import { centred } from '../../src/layout/centred.js';
import { replay } from '../../src/layout/recorded.js';
import type { PageData } from '../../src/page/data.js';
import type { PageWish } from '../../src/page/page.js';
import { pictureOf, sceneOf } from '../../src/page/scene.js';
import { draw, load, type Opened, open, page } from '../../src/pipeline.js';
import { jsonInScript } from '../../src/render/html.js';
import { galleryRead, gallerySource } from '../gallery.js';

const opened = (name: string): Opened => open(load(gallerySource(name), { read: galleryRead }))!;

const pageOf = (of: Opened, wish: Partial<PageWish> = {}): Promise<string> =>
  page(of, {
    level: { detail: 'overview' },
    faults: [],
    command: ['planewright', 'whatif', 'x.json'],
    bundles: bundles(),
    ...wish,
  });

function dataOf(html: string): PageData {
  const [, text] = /<script type="application\/json" id="page-data">(.*)<\/script>/.exec(html)!;
  return JSON.parse(text!);
}

test.each(['deepseek-v3-2048', 'dual-tor', 'superpod-h100-1su'])(
  'a page of %s shows what draw draws, without elk, and is the same each time',
  async (name) => {
    const of = opened(name);
    const html = await pageOf(of);
    expect((await pageOf(of)) === html).toBe(true);
    const data = dataOf(html);
    const asked = () =>
      Promise.reject(new Error('elk was asked for something that is not recorded'));
    const { fabric } = of.subject;
    for (const { level } of viewsOf(fabric)) {
      const scene = await sceneOf(fabric, level, data, replay(data.answers, asked));
      const picture = pictureOf(fabric, scene, []);
      expect(picture === (await draw(of, level)), JSON.stringify(level)).toBe(true);
    }
  },
);

test('what is asked for is shown first, with what fails', async () => {
  const of = opened('deepseek-v3-2048');
  const fault = readFault(of.subject.fabric, 'switch:compute/p3/spine0');
  if ('problem' in fault) throw new Error(fault.problem);
  const level = { detail: 'plane', plane: 'compute/p3' } as const;
  const html = await pageOf(of, { level, faults: [fault] });
  const [picture] = /<svg[\s\S]*?<\/svg>/.exec(html)!;
  expect(picture).toMatch(/compute\/p3\/spine0[\s\S]*?mark-down/);
  expect(picture.match(/class="switch"/g)).toHaveLength(12);
  // It stands alone where no script runs: what is left is its title, and no verdict on what was.
  expect(picture).toBe((await draw(of, { ...level, faults: [fault] })).trimEnd());
  expect(picture).toMatch(/compute with what is down: bisection/);
  expect(picture).not.toMatch(/PASS|What it promises holds/);
  expect(dataOf(html)).toMatchObject({ level, faults: ['switch:compute/p3/spine0'] });
  const { title, verdict } = dataOf(html).titleBlock;
  expect([title, verdict]).toEqual([of.topology.title, 'pass']);
});

test('while something fails, the picture in its places gives no verdict on what was', async () => {
  const of = opened('dual-tor');
  const { fabric } = of.subject;
  const data = dataOf(await pageOf(of));
  const scene = await sceneOf(fabric, { detail: 'overview' }, data, replay(data.answers, centred));
  const down = [{ id: 'compute/p0/spine0', mark: 'down' }] as const;
  const failed = pictureOf(fabric, scene, down, true);
  expect(failed).not.toMatch(/PASS|What it promises holds/);
  expect(failed).toMatch(/<desc[^>]*>A network: .*Down: compute\/p0\/spine0\./);
  // What is marked as the fabric stands does not keep it from being judged.
  expect(pictureOf(fabric, scene, down)).toMatch(/What it promises holds[\s\S]*PASS/);
});

test('a page runs its own script and fetches nothing', async () => {
  const html = await pageOf(opened('dual-tor'));
  expect(html.match(/<script/g)).toHaveLength(3);
  expect(html).toContain(`script-src 'sha256-${bundles().pageHash}'`);
  expect(html).not.toMatch(/(src|href)="|@import|url\((?!#)/);
  expect(bundles().engine).not.toContain('org.eclipse.elk');
  expect(bundles().engine.length).toBeLessThan(600_000);
});

test('data in a script end no script and hide nothing', () => {
  const data = {
    a: '</script><script>alert(1)</script><!--',
    b: '\u2028\u202e\ud800',
    '<': '&amp;',
  };
  const text = jsonInScript(data);
  expect(text).not.toMatch(/[<>&\u2028\u202e\ud800-\udfff]/);
  expect(JSON.parse(text)).toEqual(data);
});
