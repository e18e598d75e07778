import { XMLParser } from 'fast-xml-parser';
import type { Rect, TextRole } from '../../../src/layout/placed.js';
import { textWidth } from '../../../src/layout/text.js';
import { chartSvg } from '../../../src/render/chart/svg.js';
import { bandwidthChart } from '../../../src/report/simulation/bandwidth-chart.js';
import { loadChart } from '../../../src/report/simulation/load-chart.js';
import { byGpus, bySize, bySizeAndGpus, loads, single } from './simulations.js';

/** Pictures of what was simulated by hand, by name. */
export const pictures: Readonly<Record<string, () => string>> = {
  'by-size': () =>
    chartSvg(bandwidthChart(bySize(), { nicGBps: 50, source: 'https://example.org/?a&b' })),
  'by-size-and-gpus': () => chartSvg(bandwidthChart(bySizeAndGpus())),
  'by-gpus': () => chartSvg(bandwidthChart(byGpus(), { nicGBps: 50 })),
  single: () => chartSvg(bandwidthChart(single(), { nicGBps: 50 })),
  loads: () => chartSvg(loadChart(loads())),
  'loads-of-one': () => chartSvg(loadChart(loads().slice(0, 1))),
};

interface Said extends Rect {
  readonly text: string;
}

const parser = new XMLParser({ ignoreAttributes: false, preserveOrder: true, trimValues: false });

/** Where the texts of a picture are at most, and how large it is; read from its markup. */
export function saidIn(svg: string): { texts: Said[]; width: number; height: number } {
  const found: Said[] = [];
  let [width, height] = [0, 0];
  const visit = (nodes: readonly Record<string, unknown>[]): void => {
    for (const node of nodes) {
      const at = (node[':@'] ?? {}) as Record<string, string>;
      if (node.svg) [width, height] = [Number(at['@_width']), Number(at['@_height'])];
      if (node.text) found.push(said(node.text as { '#text': string }[], at));
      for (const key of ['svg', 'g']) {
        if (node[key]) visit(node[key] as Record<string, unknown>[]);
      }
    }
  };
  visit(parser.parse(svg));
  return { texts: found, width, height };
}

function said(inside: readonly { '#text': string }[], at: Record<string, string>): Said {
  const text = String(inside[0]?.['#text'] ?? '');
  const wide = textWidth(text, at['@_class'] as TextRole);
  const size = Number(at['@_font-size']);
  const before = { middle: wide / 2, end: wide }[at['@_text-anchor'] ?? ''] ?? 0;
  const [x, y] = [Number(at['@_x']) - before, Number(at['@_y']) - size * 0.75];
  return { text, x, y, width: wide, height: size * 0.95 };
}

/** Pairs of texts that stand on each other. */
export function overlaps(texts: readonly Said[]): string[] {
  return texts.flatMap((a, i) =>
    texts
      .slice(i + 1)
      .filter(
        (b) =>
          a.x < b.x + b.width &&
          b.x < a.x + a.width &&
          a.y < b.y + b.height &&
          b.y < a.y + a.height,
      )
      .map((b) => `${a.text} | ${b.text}`),
  );
}

export const outside = ({ texts, width, height }: ReturnType<typeof saidIn>): string[] =>
  texts
    .filter(
      ({ x, y, width: wide, height: high }) =>
        !(x >= 0 && y >= 0 && x + wide <= width && y + high <= height),
    )
    .map(({ text }) => text);
