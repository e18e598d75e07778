import type { PlacedDiagram } from '../layout/placed.js';
import { oneLine } from '../std/markup.js';
import { box } from './boxes.js';
import { entry, frame, panel, set, verdict } from './furniture.js';
import { links, markedLink } from './links.js';
import { hatchPatterns } from './marks.js';
import { element, group, textElement } from './markup.js';
import { text } from './texts.js';
import { printSheet, styleSheet } from './theme.js';

/** Crossing lines stay apart for the eye: the more there are, the lighter and thinner they are. */
const opacity = ({ links: all }: PlacedDiagram): number =>
  all.length > 4000 ? 0.2 : all.length > 1000 ? 0.4 : all.length > 400 ? 0.55 : 0.8;

const thinness = ({ links: all }: PlacedDiagram): number => (all.length > 400 ? 0.6 : 1);

/** Above the others, and not faded. */
function markedLinks({ links: all }: PlacedDiagram, thin: number): string[] {
  return all.flatMap((one) => (one.link.status ? markedLink(one, one.link.status, thin) : []));
}

/** The picture as one SVG file, an element per line: diffable, and without anything from outside. */
export function renderSvg(placed: PlacedDiagram): string {
  const { width, height } = placed;
  const thin = thinness(placed);
  const plain = placed.links.filter(({ link: { status } }) => !status);
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="picture-title picture-description">`,
    textElement('title', oneLine(placed.title, 200), { id: 'picture-title' }),
    textElement('desc', oneLine(placed.description, 2000), { id: 'picture-description' }),
    '<style>',
    ...styleSheet(),
    ...printSheet(placed),
    '</style>',
    '<defs>',
    ...hatchPatterns(),
    '</defs>',
    element('rect', { class: 'paper', width, height }),
    ...placed.rules.map((rule) =>
      element('path', { class: 'rule', d: `M${rule.x} ${rule.y}h${rule.width}` }),
    ),
    ...group({ class: 'planes' }, placed.frames.flatMap(frame)),
    ...group({ class: 'panels' }, placed.panels.flatMap(panel)),
    ...group({ class: 'plane-sets' }, placed.sets.flatMap(set)),
    ...group({ class: 'links', 'stroke-opacity': opacity(placed) }, links(plain, thin)),
    ...group({ class: 'marked-links' }, markedLinks(placed, thin)),
    ...group({ class: 'boxes' }, placed.boxes.flatMap(box)),
    ...group(
      { class: 'legend' },
      placed.legend.flatMap((one) => entry(one, thin)),
    ),
    ...placed.texts.map(text),
    ...(placed.verdict ? verdict(placed.verdict) : []),
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}
