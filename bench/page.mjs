// How large is an interactive page, when can it be used, and how soon is a click to fail answered, in a
// headless Chromium? Budgets for 16,384 endpoints: 1 MB, 2 s, 100 ms.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { root, spread } from './measure.mjs';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const folder = mkdtempSync(join(tmpdir(), 'planewright-bench-'));
const loads = 3;
const clicks = 8;

/** Notes when the table is first filled, and when a bisection is first known after a key. */
const watch = `
  window.times = { filled: 0, key: 0, answer: 0 };
  addEventListener('keydown', () => { times.key = performance.now(); times.answer = 0; }, true);
  new MutationObserver(() => {
    const now = performance.now();
    if (!times.filled && document.querySelector('#rows tbody tr')) times.filled = now;
    const failed = document.querySelector('#faults .way');
    const words = document.querySelector('#sections dd');
    if (times.key && !times.answer && failed && words && words.textContent !== '…') times.answer = now;
  }).observe(document, { childList: true, subtree: true });
`;

const idle = (page) => page.waitForSelector('html[data-engine=idle]', { timeout: 120_000 });

async function measure(browser, name, args = []) {
  const file = join(folder, 'fabric.html');
  const draw = ['dist/cli/main.js', 'draw', `topologies/${name}.json`, '-o', file, ...args];
  const { status, stderr } = spawnSync(process.execPath, draw, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const filled = [];
  const answers = [];
  for (let load = 0; load < loads; load++) {
    const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
    await page.addInitScript(watch);
    await page.goto(String(pathToFileURL(file)));
    await idle(page);
    filled.push(await page.evaluate('times.filled'));
    if (load === 0) {
      for (let click = 0; click < clicks; click++) answers.push(await oneClick(page, click));
    }
    await page.close();
  }
  console.log(`page of ${[name, ...args].join(' ')}`);
  console.log(`  file KB            ${(statSync(file).size / 1000).toFixed(0)}`);
  console.log(`  load to usable ms  ${spread(filled, 0)}`);
  console.log(
    `  key to answer ms   first ${answers[0].toFixed(0)}, others ${spread(answers.slice(1), 0)}`,
  );
}

/** Selects another switch each time, fails it by key, and restores it. */
async function oneClick(page, click) {
  const switches = page.locator('#picture g.switch');
  const fault = page.locator('#faults .way');
  const other = switches.nth((click * 7) % (await switches.count()));
  await other.click();
  await idle(page);
  await page.keyboard.press('f');
  await fault.waitFor();
  await idle(page);
  const ms = await page.evaluate('times.answer - times.key');
  await page.keyboard.press('f');
  await fault.waitFor({ state: 'detached' });
  await idle(page);
  return ms;
}

/** Names of topologies, if not all are wanted: `node bench/page.mjs deepseek-v3`. */
const wanted = process.argv.slice(2);
const questions = [
  ['deepseek-v3'],
  ['deepseek-v3', '--detail', 'plane'],
  ['ft3'],
  ['slim-fly-q27'],
  ['large/mrc-131072', '--max-cables', '3000000'],
].filter(([name]) => wanted.length === 0 || wanted.includes(name));

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  for (const [name, ...args] of questions) await measure(browser, name, args);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
