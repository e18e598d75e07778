import { assert } from '../std/assert.js';
import { escapeXml, oneLine } from '../std/markup.js';
import { pageStyle } from './page-style.js';

/** Code of the page, as it was built. */
export interface Bundles {
  /** Runs in the page. */
  readonly page: string;
  /** Its SHA-256 in base64: the only script that the page may run. */
  readonly pageHash: string;
  /** Runs in a worker, which the page starts from this text. */
  readonly engine: string;
}

export interface PageParts {
  readonly title: string;
  /** SVG: seen without any script, and printed. */
  readonly picture: string;
  readonly data: unknown;
  readonly bundles: Bundles;
}

/** One file that needs nothing from outside, and may fetch nothing. */
export function renderPage({ title, picture, data, bundles }: PageParts): string {
  const { page, pageHash, engine } = bundles;
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${pageHash}'`,
    'worker-src blob:',
    "style-src 'unsafe-inline'",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  const lines = [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy.join('; ')}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeXml(oneLine(title, 200))}</title>`,
    '<style>',
    ...pageStyle(),
    '</style>',
    '</head>',
    '<body>',
    ...body(picture.trimEnd()),
    `<script type="application/json" id="page-data">${jsonInScript(data)}</script>`,
    `<script type="text/plain" id="page-engine">${inScript(engine)}</script>`,
    `<script>${inScript(page)}</script>`,
    '</body>',
    '</html>',
  ];
  return `${lines.join('\n')}\n`;
}

/** The rooms that code fills; without it there is the picture, and a word about the rest. */
const body = (picture: string): string[] => [
  '<header id="bar"></header>',
  '<main id="stage" tabindex="0" aria-label="Picture">',
  '<div id="picture">',
  picture,
  '</div>',
  '</main>',
  '<aside id="side" aria-label="What if">',
  '<noscript><p>This is the picture alone: what fails is answered where scripts may run.</p></noscript>',
  '</aside>',
  '<section id="table" aria-label="Table"></section>',
];

/** What would end a script, or hide its end, and what cannot be seen. */
const unsafe = /[<>&\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** JSON that no HTML parser takes for anything else. */
export const jsonInScript = (data: unknown): string =>
  JSON.stringify(data).replace(
    unsafe,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** Code of ours, which is built so that it holds no mark-up. */
function inScript(code: string): string {
  assert(!/<\/script|<!--/i.test(code), 'a bundle of the page does not end its own script');
  return code;
}
