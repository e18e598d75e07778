import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readFault } from '../../src/failure/fault.js';
import { whatIfText } from '../../src/report/whatif.js';
import { whatIf } from '../../src/whatif/whatif.js';
import { runCli } from '../cli-process.js';
import { answered, answerLines, PageFile, startChromium, watch } from './chromium.js';

const root = join(import.meta.dirname, '../..');

let chromium: Browser;
let page: Page;
let wrong: string[];
const files = new Map<string, Promise<PageFile>>();

beforeAll(async () => {
  chromium = await startChromium();
  page = await chromium.newPage({ viewport: { width: 1500, height: 900 } });
  wrong = watch(page);
});

afterAll(async () => {
  await chromium?.close();
  for (const file of files.values()) (await file).remove();
});

function pageFile(path: string): Promise<PageFile> {
  const known =
    files.get(path) ?? PageFile.of(JSON.parse(readFileSync(join(root, path), 'utf8')), path);
  files.set(path, known);
  return known;
}

/** A page, answered, in the one tab that all tests use; and what is wrong with it. */
async function opened(path: string, fragment = ''): Promise<string[]> {
  // An address that differs in its fragment only would load nothing.
  await page.goto('about:blank');
  wrong.length = 0;
  await page.goto(`${(await pageFile(path)).url}${fragment}`);
  await answered(page);
  return wrong;
}

/** Words in lines, without what only a terminal needs. */
const words = (lines: readonly string[]): string[] =>
  lines.map((line) => line.trim().replace(/\s+/g, ' ')).filter((line) => line !== '');

/** What the command line says, from the first plane set on. */
function answerWords(text: string): string[] {
  const lines = text.split('\n');
  return words(lines.slice(lines.indexOf('')));
}

/** The heading "promises" stands on a line with what is said first. */
function pageWords(lines: readonly string[]): string[] {
  const all = words(lines);
  const at = all.indexOf('promises');
  return at < 0 ? all : [...all.slice(0, at), `promises ${all[at + 1]}`, ...all.slice(at + 2)];
}

const v3 = 'topologies/deepseek-v3.json';
const small = 'topologies/deepseek-v3-2048.json';
const dualTor = 'topologies/dual-tor.json';

describe('the answer on the page is that of the command line', () => {
  test.each([
    [v3, ['switch:compute/p3/spine0']],
    [small, ['switch:compute/p*/leaf[0-3]', 'host:h40']],
    [small, ['plane:compute/p0', 'cable:compute/p1/leaf0:33@0.5']],
    [dualTor, ['switch:compute/p0/leaf0']],
    [dualTor, ['bundle:compute/p0/leaf*--compute/p0/spine0@0.5', 'nic:h9/nic2']],
    ['test/fixtures/ok/three-tiers.json', ['switch:compute/p0/core0', 'unit:compute/u0']],
    ['test/fixtures/ok/slim-fly.json', ['switch:compute/p0/router[0-2]']],
    ['test/fixtures/ok/dragonfly.json', ['random:cable=3,seed=7']],
    ['test/fixtures/ok/as-built.json', ['rail:compute/r0']],
    ['test/fixtures/ok/cube.json', ['switch:compute/p0/router0', 'host:h1']],
  ])('%s with %j', async (path, faults) => {
    const { opened: of } = await pageFile(path);
    const found = whatIf(of.subject, () => of.graph, { fail: faults });
    if (!('healthy' in found)) throw new Error(JSON.stringify(found));
    const about = { name: of.topology.name, file: path };
    const expected = whatIfText({ version: 1, topology: about, ...found });
    const fragment = `#${faults.map((fault) => `fail=${encodeURIComponent(fault)}`).join('&')}`;
    const wrong = await opened(path, fragment);
    expect(pageWords(await answerLines(page))).toEqual(answerWords(expected));
    expect(await page.locator('#faults .way').allTextContents()).toEqual(faults);
    expect(wrong).toEqual([]);
  });

  test('and the command that it shows gives it', async () => {
    await opened(dualTor);
    await page.locator('[id="compute/p0/spine3"]').click({ modifiers: ['Shift'] });
    await page.locator('[id="compute/p0/leaf2"]').click();
    await page.keyboard.press('f');
    await expect.poll(() => page.locator('#faults .way').count()).toBe(2);
    await answered(page);
    const command = await page.locator('#command code').innerText();
    expect(command).toBe(
      `planewright whatif ${dualTor} --fail switch:compute/p0/spine3 switch:compute/p0/leaf2`,
    );
    const { stdout } = runCli(command.split(' ').slice(1));
    expect(pageWords(await answerLines(page))).toEqual(answerWords(stdout));
  });
});

/** A point of a line of the picture, a share of its length from its start; or so many px beside it. */
const pointOn = (id: string, share: number, beside = 0): Promise<{ x: number; y: number }> =>
  page.evaluate(`(() => {
    const path = document.querySelector('#picture [id="${id}"]');
    const pointAt = (length) => {
      const { x, y } = path.getPointAtLength(length);
      return new DOMPoint(x, y).matrixTransform(path.getScreenCTM());
    };
    const length = path.getTotalLength() * ${share};
    const [a, b] = [pointAt(length), pointAt(length + 1)];
    const scale = ${beside} / Math.hypot(b.x - a.x, b.y - a.y);
    return { x: a.x + (b.y - a.y) * scale, y: a.y - (b.x - a.x) * scale };
  })()`);

test('what is clicked is named, failed, marked and restored; views change', async () => {
  const wrong = await opened(v3);
  const title = () => page.locator('#element h2').innerText();
  const stack = page.locator('[id="compute/p4/spine[3-30]"]');
  await stack.click();
  await answered(page);
  expect(await title()).toBe('switch:compute/p4/spine[3-30]');
  expect(await page.locator('#element').innerText()).toContain('28 switches');
  expect(await page.locator('#rings rect').count()).toBe(1);
  await page.locator('#fail').click();
  await expect.poll(() => page.locator('#faults .way').count()).toBe(1);
  await answered(page);
  const tip = () => stack.locator('title').first().textContent();
  await expect.poll(tip).toMatch(/; all 28 spines down$/);
  expect(await page.locator('#rows tr[data-mark=degraded]').innerText()).toMatch(
    /^compute\/p4\s.*409\.6 Tb\/s → 51\.2 Tb\/s \(keeps 1\/8\)\s+degraded/,
  );
  await page.locator('#fail').click();
  await expect.poll(() => page.locator('#faults .way').count()).toBe(0);
  await answered(page);
  await expect.poll(tip).not.toContain('down');

  const line = await pointOn('compute/p3/leaf0--compute/p3/spine1', 0.3);
  await page.mouse.click(line.x, line.y);
  await answered(page);
  expect(await title()).toBe('cable:compute/p3/leaf0:33--compute/p3/spine1:0');
  for (const beside of [1, 2, 3]) {
    const { x, y } = await pointOn('compute/p0/leaf0--compute/p0/spine0', 0.3, beside);
    await page.keyboard.press('Escape');
    await expect.poll(title).toBe('Nothing selected');
    await page.mouse.click(x, y);
    await answered(page);
    expect(await title(), String(beside)).toMatch(/^cable:compute\/p0\/leaf0:/);
  }
  await page.locator('#picture g.nic').first().click();
  await answered(page);
  expect(await title()).toBe('nic:h[0-31]/nic0');
  await page.locator('#picture [id="h[0-31]"] > text').first().click({ force: true });
  await answered(page);
  expect(await title()).toBe('host:h[0-31]');

  await page.locator('#view').selectOption('compute/p3');
  await answered(page);
  await expect.poll(() => page.locator('#picture g.switch').count()).toBe(96);
  await page.locator('#search').fill('h17/nic3');
  await expect.poll(() => page.locator('#hits li').first().innerText()).toContain('h17/nic3');
  await page.keyboard.press('Enter');
  await answered(page);
  await page.getByRole('button', { name: 'Its surroundings' }).click();
  await answered(page);
  await expect.poll(() => page.locator('#picture [id="h17/nic3"]').count()).toBe(1);
  expect(new URL(page.url()).hash).toBe('#view=focus:h17/nic3&at=nic:h17/nic3');
  await page.goBack();
  await answered(page);
  await expect.poll(() => page.locator('#picture g.switch').count()).toBe(96);
  expect(wrong).toEqual([]);
});

test('between the boxes of a pod or a subgraph that is what is selected', async () => {
  const title = () => page.locator('#element h2').innerText();
  const inPanel = async (id: string) => {
    const at = await page.locator(`#picture g.panel[id="${id}"] > rect`).first().boundingBox();
    await page.mouse.click(at!.x + 12, at!.y + at!.height - 12);
    await answered(page);
  };
  const wrong = await opened('test/fixtures/ok/three-tiers.json', '#view=plane:compute/p0');
  await inPanel('compute/p0/pod0');
  expect(await title()).toBe('pod:compute/p0/pod0');
  expect(await page.locator('#rings rect').count()).toBe(1);
  await opened('test/fixtures/ok/slim-fly.json');
  await inPanel('compute/p0/subgraph1');
  expect(await title()).toMatch(/^switch:compute\/p0\/router\[\d+-\d+\]$/);
  expect(wrong).toEqual([]);
});

test('what comes first is what was asked for, with its depth and its faults', async () => {
  const document = JSON.parse(readFileSync(join(root, small), 'utf8'));
  const { subject } = (await pageFile(small)).opened;
  const fault = readFault(subject.fabric, 'switch:compute/p0/spine0');
  if ('problem' in fault) throw new Error(fault.problem);
  const level = { detail: 'overview', focus: 'h0', depth: 2 } as const;
  const file = await PageFile.of(document, small, { level, faults: [fault] });
  const spine = page.locator('#picture [id="compute/p0/spine0"]');
  const plain = await chromium.newContext({ javaScriptEnabled: false });
  const still = await plain.newPage();
  await still.goto(file.url);
  expect(await still.locator('#picture svg').textContent()).toContain('with what is down');
  await plain.close();
  await page.goto('about:blank');
  wrong.length = 0;
  await page.goto(file.url);
  await answered(page);
  // By now the engine has drawn it again.
  await expect.poll(() => page.locator('#picture svg').textContent()).not.toContain('what is down');
  expect(await spine.count()).toBe(1);
  expect(await page.locator('#picture .verdict').count()).toBe(0);
  expect(await page.locator('#view option:checked').innerText()).toBe('Around h0');
  await page.getByRole('button', { name: 'Restore', exact: false }).first().click();
  await answered(page);
  await expect.poll(() => page.locator('#picture .verdict').count()).toBe(1);
  expect(await spine.count()).toBe(1);
  expect(new URL(page.url()).hash).toBe('#view=focus@2:h0');
  expect(wrong).toEqual([]);
  file.remove();
});

test('keys move, search, fail and leave', async () => {
  const wrong = await opened(dualTor);
  const viewBox = () => page.locator('#picture svg').getAttribute('viewBox');
  const whole = await viewBox();
  await page.keyboard.press('ArrowRight');
  const moved = await viewBox();
  await page.keyboard.press('+');
  const closer = await viewBox();
  expect(new Set([whole, moved, closer]).size).toBe(3);
  await page.mouse.move(300, 300);
  await page.mouse.down({ button: 'right' });
  await page.mouse.move(400, 350);
  await page.mouse.up({ button: 'right' });
  expect(await viewBox()).toBe(closer);
  await page.keyboard.press('0');
  expect(await viewBox()).toBe(whole);
  await page.keyboard.press('/');
  await page.keyboard.type('h30/nic7');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('#element h2').innerText()).toBe('nic:h30/nic7');
  await page.keyboard.press('f');
  await expect.poll(() => page.locator('#faults .way').allTextContents()).toEqual(['nic:h30/nic7']);
  await answered(page);
  expect(await page.locator('#said').textContent()).toContain('cut off 1 endpoint');
  await page.keyboard.press('?');
  expect(await page.locator('#help').isVisible()).toBe(true);
  await page.keyboard.press('f');
  await page.keyboard.press('ArrowRight');
  expect(await viewBox()).toBe(whole);
  expect(new URL(page.url()).hash).toContain('fail=nic:h30/nic7');
  await page.keyboard.press('Escape');
  expect(await page.locator('#help').isVisible()).toBe(false);
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('#element h2').innerText()).toBe('Nothing selected');
  // The table is reached and used without a mouse, too.
  await page.locator('[data-kind=switches]').focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('#count').innerText()).toBe('24 switches');
  await page.locator('#filter').fill('spine');
  await expect.poll(() => page.locator('#rows tbody tr').count()).toBe(8);
  await page.locator('#rows thead button').first().press('Enter');
  // The other way round is what a second one asks for, once the first is answered.
  await expect.poll(() => page.locator('#rows th[aria-sort=ascending]').count()).toBe(1);
  await page.locator('#rows thead button').first().press('Enter');
  await expect
    .poll(() => page.locator('#rows tbody th').first().innerText())
    .toBe('compute/p0/spine7');
  expect(await page.locator('#rows th[aria-sort=descending]').count()).toBe(1);
  expect(wrong).toEqual([]);
});

test('who works by keys keeps the place', async () => {
  const wrong = await opened(dualTor, '#fail=host:h0&fail=host:h1');
  const focused = () =>
    page.evaluate(`(() => {
      const { activeElement: at } = document;
      return at.getAttribute('aria-label') ?? (at.innerText || at.id);
    })()`);
  const after = async (selector: string, faults: number) => {
    await page.locator(selector).first().press('Enter');
    await expect.poll(() => page.locator('#faults .way').count()).toBe(faults);
    await answered(page);
    return focused();
  };
  const plane = '#rows tbody [data-key^="fail plane"]';
  expect(await after(plane, 3)).toBe('Restore plane:compute/p0');
  expect(await after(plane, 2)).toBe('Fail plane:compute/p0');
  expect(await after('#rows thead button', 2)).toBe('plane ▴');
  expect(await after('#rows tbody .way', 2)).toBe('compute/p0');
  expect(await after('#fail', 3)).toBe('Restore it');
  expect(await after('#faults .small', 2)).toBe('Restore host:h1');
  expect(await after('#restore-all', 0)).toMatch(/^Nothing\. Click a part/);
  expect(wrong).toEqual([]);
});

test('an address that says nonsense is harmless', async () => {
  const nonsense = [
    'view=plane:__proto__',
    'fail=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E',
    'fail=switch:nope',
    'fail=host:h0',
    `fail=${'x'.repeat(1001)}`,
    'at=%00%ff',
    'table=constructor',
    '%',
  ].join('&');
  const wrong = await opened(dualTor, `#${nonsense}`);
  expect(await page.locator('#faults li').allInnerTexts()).toEqual([
    '1 fault of the address left out: at most 2,000 are read, each of at most 1,000 characters.',
    expect.stringMatching(/^<img src=x onerror=alert\(1\)>\s*Restore\s*a selector starts with/),
    expect.stringMatching(/^switch:nope\s*Restore\s*matches no switch/),
    expect.stringMatching(/^host:h0\s*Restore$/),
  ]);
  expect(await page.locator('#command code').innerText()).toMatch(/--fail host:h0$/);
  expect(await page.locator('#picture svg').count()).toBe(1);
  // There is no such view: what is shown has its name, and can be pointed at.
  expect(await page.locator('#view').inputValue()).toBe('overview');
  expect(new URL(page.url()).hash).toMatch(/^#view=overview&fail=/);
  await page.locator('[id="compute/p0/spine3"]').click({ modifiers: ['Shift'] });
  await expect.poll(() => page.locator('#faults .way').count()).toBe(4);
  expect(wrong).toEqual([]);
});

test('paper shows the whole picture, and what fails by name', async () => {
  const wrong = await opened(dualTor, '#fail=host:h0');
  const viewBox = () => page.locator('#picture svg').getAttribute('viewBox');
  const whole = await viewBox();
  await page.keyboard.press('+');
  const closer = await viewBox();
  await page.evaluate(`window.addEventListener('beforeprint', () => {
    window.printed = document.querySelector('#picture svg').getAttribute('viewBox');
  })`);
  await page.pdf();
  expect(await page.evaluate('window.printed')).toBe(whole);
  expect(await viewBox()).toBe(closer);
  expect(closer).not.toBe(whole);
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('#answer').innerText()).toMatch(/^What fails\s+host:h0\s+compute/);
  await page.emulateMedia({ media: null });
  expect(wrong).toEqual([]);
});

test('where nothing is built, nothing can fail, and that is said', async () => {
  const wrong = await opened('topologies/spectrum-x-multiplane.json');
  for (const room of ['#element', '#faults', '#rows']) {
    expect(await page.locator(room).innerText(), room).toContain('described only: not built');
  }
  expect(wrong).toEqual([]);
});

test('hostile names stay text, and the picture needs no script', async () => {
  const hostile =
    '</script><script>document.title="taken"</script><!--\u202e"\'&\n\u2028<img src=x onerror=alert(1)>';
  const document = {
    ...JSON.parse(readFileSync(join(root, dualTor), 'utf8')),
    expect: undefined,
    title: hostile,
    source: hostile,
    labels: { h3: hostile },
  };
  const file = await PageFile.of(document, `it's "mine"<b>.json`);
  await page.goto('about:blank');
  wrong.length = 0;
  await page.goto(`${file.url}#fail=host:h3&at=host:h3`);
  await answered(page);
  expect(await page.evaluate('document.scripts.length')).toBe(3);
  expect(await page.evaluate('document.images.length')).toBe(0);
  expect(await page.title()).toContain('<script>document.title="taken"</script>');
  expect(await page.locator('#element').innerText()).toContain('<img src=x onerror=alert(1)>');
  expect(await page.locator('#element').innerText()).not.toContain('\u202e');
  expect(await page.locator('#command code').innerText()).toBe(
    `planewright whatif 'it'\\''s "mine"<b>.json' --fail host:h3`,
  );
  expect(wrong).toEqual([]);
  const plain = await chromium.newContext({ javaScriptEnabled: false });
  const still = await plain.newPage();
  await still.goto(file.url);
  expect(await still.locator('#picture svg g.switch').count()).toBe(24);
  expect(await still.locator('noscript').innerText()).toContain('the picture alone');
  await plain.close();
  file.remove();
});
