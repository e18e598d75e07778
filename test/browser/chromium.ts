import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { bundles } from '../../src/cli/page-bundles.js';
import type { PageWish } from '../../src/page/page.js';
import { load, open, page } from '../../src/pipeline.js';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** A real Chromium, without a sandbox: containers and CI run as root. */
export async function startChromium(): Promise<Browser> {
  if (!existsSync(executablePath)) {
    throw new Error(
      `the page is tested in a real Chromium, and there is none at ${executablePath}: ` +
        'apt-get install --no-install-recommends chromium, or say where it is in CHROMIUM',
    );
  }
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
}

/** A page on disk, as `planewright draw FILE -o …` writes it. */
export class PageFile {
  readonly #folder = mkdtempSync(join(tmpdir(), 'planewright-page-'));
  readonly url: string;

  private constructor(
    html: string,
    readonly opened: NonNullable<ReturnType<typeof open>>,
  ) {
    const file = join(this.#folder, 'fabric.html');
    writeFileSync(file, html);
    this.url = String(pathToFileURL(file));
  }

  static async of(
    document: unknown,
    file: string,
    first: Partial<Pick<PageWish, 'level' | 'faults'>> = {},
  ): Promise<PageFile> {
    const bytes = Buffer.from(JSON.stringify(document));
    const opened = open(load({ file, bytes }))!;
    const command = ['planewright', 'whatif', file];
    const wish = {
      level: { detail: 'overview' as const },
      faults: [],
      command,
      bundles: bundles(),
      ...first,
    };
    return new PageFile(await page(opened, wish), opened);
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }
}

/** What a page did that it must not: errors, warnings, requests. */
export function watch(page: Page): string[] {
  const wrong: string[] = [];
  page.on('console', (message) => wrong.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('dialog', (dialog) => {
    wrong.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!/^(about:blank$|file:\/\/\/|blob:null\/)/.test(request.url()))
      wrong.push(`asked for ${request.url()}`);
  });
  return wrong;
}

/** Until all of the last look is answered. */
export async function answered(page: Page): Promise<void> {
  await page.waitForSelector('html[data-engine=idle]', { timeout: 60_000 });
}

/** The answer as lines of words: a heading, or a label and what is said. */
export const answerLines = (page: Page): Promise<string[]> =>
  page.evaluate(`[...document.querySelectorAll('#sections section')].flatMap((section) => [
    section.querySelector('h3').textContent,
    ...[...section.querySelectorAll('dt')].map((dt) => dt.textContent + ' ' + dt.nextSibling.textContent),
  ])`);
