import type { Link, MarkKind } from '../diagram/model.js';
import type { PlacedDiagram } from '../layout/placed.js';

export interface Hue {
  readonly line: string;
  readonly fill: string;
}

interface Theme {
  readonly paper: string;
  readonly ink: string;
  readonly soft: string;
  readonly rule: string;
  readonly panel: string;
  readonly plain: Hue;
  readonly hues: readonly Hue[];
  readonly marks: Readonly<Record<MarkKind, Hue>>;
  /** From little to much: told apart with any colour vision, and in grey. */
  readonly heat: readonly string[];
  readonly pass: string;
  readonly fail: string;
}

const hues = (lines: readonly string[], fills: readonly string[]): Hue[] =>
  lines.map((line, i) => ({ line, fill: fills[i]! }));

/**
 * Planes: after Okabe and Ito and Paul Tol, told apart with any colour vision, darkened to a
 * contrast of at least 3 with the paper. Planes are labelled too: no colour says anything alone.
 */
const light: Theme = {
  paper: '#ffffff',
  ink: '#1b1f24',
  soft: '#57606a',
  rule: '#d0d7de',
  panel: '#f9fafb',
  plain: { line: '#6e7781', fill: '#f3f5f7' },
  hues: hues(
    '#0072b2 #d55e00 #009e73 #b4508f #a67200 #332288 #3a93c8 #882255 #6f7a1f'.split(' '),
    '#dcecf6 #fbe6d9 #d9f1ea #f6e3ee #f5ead2 #e0def0 #dff0fa #f0dee7 #ecefd8'.split(' '),
  ),
  marks: {
    down: { line: '#c1121f', fill: '#f7c8c8' },
    'cut-off': { line: '#4b5563', fill: '#c4c9d0' },
    degraded: { line: '#b45f06', fill: '#f3d19b' },
    finding: { line: '#a3159a', fill: '#eec2ea' },
    removed: { line: '#8c1d2f', fill: '#e9c3ca' },
    added: { line: '#0a7a45', fill: '#b5e3ca' },
    changed: { line: '#0b5cc4', fill: '#c3dbfa' },
    warning: { line: '#8a6d00', fill: '#efdf9c' },
  },
  heat: '#e3b23c #ec8f2f #e0662f #c63d4c #98246c #641a80 #2a1057'.split(' '),
  pass: '#1a7f37',
  fail: '#c1121f',
};

const dark: Theme = {
  paper: '#0d1117',
  ink: '#e6edf3',
  soft: '#9da7b3',
  rule: '#30363d',
  panel: '#11161d',
  plain: { line: '#8b949e', fill: '#1c2128' },
  hues: hues(
    '#4ba3e0 #ff8a3d #2fc79a #e08bc2 #e0ac3a #9d8cf0 #7cc8f2 #e0719f #b5c04a'.split(' '),
    '#12293b #3a2415 #0f3229 #38222f #33290f #251f45 #173040 #3a1c2a #2a2e12'.split(' '),
  ),
  marks: {
    down: { line: '#ff6b6b', fill: '#6b1f24' },
    'cut-off': { line: '#aab4c0', fill: '#414a55' },
    degraded: { line: '#f0a541', fill: '#61420f' },
    finding: { line: '#f07be6', fill: '#5a1d55' },
    removed: { line: '#f58ba0', fill: '#5c2733' },
    added: { line: '#4fd18b', fill: '#134a2e' },
    changed: { line: '#79b8ff', fill: '#173a63' },
    warning: { line: '#e3c341', fill: '#4d420f' },
  },
  heat: '#5a4a9c #8449a8 #b3489a #dd4f76 #f57550 #fcae45 #fbe56f'.split(' '),
  pass: '#3fb950',
  fail: '#ff6b6b',
};

/** On paper: one sheet of A3, the way up that fits, in the light look. */
export function printSheet({ width, height }: { width: number; height: number }): string[] {
  const up = width >= height ? 'landscape' : 'portrait';
  return [
    `@page{size:A3 ${up};margin:8mm}`,
    '@media print{',
    ':root{width:100%;height:auto;max-height:100vh}',
    '}',
  ];
}

/** What overlays add to a style sheet. */
export interface Overlays {
  readonly marks: readonly MarkKind[];
  readonly heat: boolean;
}

/** Pictures without an overlay have no more than they always had. */
const always: readonly MarkKind[] = ['down', 'cut-off', 'degraded', 'finding'];

export function overlaysOf({ frames, boxes, links, legend }: PlacedDiagram): Overlays {
  const all = [
    ...frames.map(({ frame }) => frame),
    ...boxes.flatMap(({ box }) => [box, ...box.slots]),
    ...links.map(({ link }) => link),
  ];
  const used = new Set(
    all.flatMap(({ status }) =>
      status ? [status.mark, ...status.texts.map(({ mark }) => mark)] : [],
    ),
  );
  return {
    marks: [...always, ...[...used].filter((mark) => !always.includes(mark)).sort()],
    heat: legend.some(({ entry }) => entry.key === 'heat'),
  };
}

/** The style sheet: the light look is the base, the dark one for viewers that know it. */
export function styleSheet(overlays: Overlays): string[] {
  const { marks } = overlays;
  return [
    'text{font-family:Helvetica,Arial,"Liberation Sans","DejaVu Sans",sans-serif}',
    '.title,.strong{font-weight:bold}',
    '.link{fill:none}',
    '.rest-link{fill:none;stroke-width:1;stroke-dasharray:1 4}',
    '.rest{stroke-dasharray:5 3}',
    '.focus{stroke-width:3}',
    '.inner{stroke-width:.7}',
    '.described{stroke-dasharray:9 5}',
    '.mark-down,.mark-cut-off{stroke-dasharray:4 3}',
    ...(marks.includes('removed')
      ? ['.mark-removed{stroke-dasharray:7 4}', '.ghost{fill-opacity:0;stroke-opacity:0}']
      : []),
    ...(marks.includes('changed') ? ['.link.mark-changed{stroke-dasharray:2 2}'] : []),
    ...(marks.some((mark) => mark === 'changed' || mark === 'warning') ? ['.open{fill:none}'] : []),
    ...rules(light, overlays),
    '@media screen and (prefers-color-scheme:dark){',
    ...rules(dark, overlays),
    '}',
  ];
}

function rules(theme: Theme, { marks, heat }: Overlays): string[] {
  const { paper, ink, soft, rule, panel, plain } = theme;
  return [
    `.paper,.badge{fill:${paper}}`,
    `.title,.strong,.label,.number{fill:${ink}}`,
    `.soft{fill:${soft}}`,
    `.rule{stroke:${rule}}`,
    `.frame{fill:${panel}}`,
    `.inner{fill:${paper}}`,
    `.line-none{stroke:${plain.line}}`,
    `.fill-none{fill:${plain.fill}}`,
    ...theme.hues.flatMap(({ line, fill }, i) => [
      `.line-${i}{stroke:${line}}`,
      `.fill-${i}{fill:${fill}}`,
    ]),
    ...marks.flatMap((mark) => {
      const { line, fill } = theme.marks[mark];
      return [
        `.line-${mark}{stroke:${line}}`,
        `.ink-${mark}{fill:${line}}`,
        `.hatch-${mark}{stroke:${fill}}`,
      ];
    }),
    ...(heat ? theme.heat.map((line, i) => `.heat-${i}{stroke:${line}}`) : []),
    `.pass{stroke:${theme.pass}}`,
    `.fail{stroke:${theme.fail}}`,
    `.badge-pass{fill:${theme.pass}}`,
    `.badge-fail{fill:${theme.fail}}`,
  ];
}

export const hueClass = (kind: 'line' | 'fill', hue: number | null): string =>
  `${kind}-${hue ?? 'none'}`;

/** Colours of a plane where there is no style sheet: those of the light look. */
export const hueOf = (hue: number | null): Hue => (hue === null ? light.plain : light.hues[hue]!);

/** Of a line: its figure if one is shown, else its mark, else its plane. */
export function lineColour({ hue, status, heat }: Link): string {
  if (typeof heat === 'number') return light.heat[heat]!;
  if (status) return light.marks[status.mark].line;
  return hueOf(heat === null ? null : hue).line;
}

/** The same of a mark. */
export const colourOf = (mark: MarkKind): Hue => light.marks[mark];

/** The same colours for what stands around the picture: custom properties, light and dark. */
export function colourProperties(): string[] {
  const of = ({ paper, ink, soft, rule, panel, hues: [first], marks, pass, fail }: Theme) =>
    [
      `--paper:${paper};--ink:${ink};--soft:${soft};--rule:${rule};--panel:${panel}`,
      `--accent:${first?.line};--pass:${pass};--fail:${fail}`,
      ...Object.entries(marks).map(([mark, hue]) => `--${mark}:${hue.line}`),
    ].join(';');
  return [`:root{${of(light)}}`, `@media (prefers-color-scheme:dark){:root{${of(dark)}}}`];
}

/** Width of a line that carries so much: one step per doubling, from 100G on. */
export function lineWidth(gbps: number): number {
  const width = 0.7 + 0.35 * Math.log2(Math.max(gbps, 1) / 100);
  return Math.round(Math.min(5, Math.max(0.5, width)) * 10) / 10;
}
