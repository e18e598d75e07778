import type { PlacedDiagram, PlacedLink } from '../layout/placed.js';
import { oneLine } from '../std/markup.js';
import { box } from './boxes.js';
import { entry, frame, panel, set, verdict } from './furniture.js';
import { links } from './links.js';
import { hatchPatterns } from './marks.js';
import { element, group, textElement } from './markup.js';
import { text } from './texts.js';
import { overlaysOf, printSheet, styleSheet } from './theme.js';

/** Crossing lines stay apart for the eye: the more there are, the lighter and thinner they are. */
const opacity = ({ links: all }: PlacedDiagram): number =>
  all.length > 4000 ? 0.2 : all.length > 1000 ? 0.4 : all.length > 400 ? 0.55 : 0.8;

const thinness = ({ links: all }: PlacedDiagram): number => (all.length > 400 ? 0.6 : 1);

const isMarked = ({ link: { status } }: PlacedLink): boolean => status !== null;
const isHot = ({ link: { heat } }: PlacedLink): boolean => typeof heat === 'number';

/** Badges on more lines than these hide what they are about: then only the lines tell. */
const mostBadges = 60;

/** The lines in groups, those behind first: marked ones and hot ones are above the others. */
function linkGroups(placed: PlacedDiagram): string[] {
  const { links: all } = placed;
  const thin = thinness(placed);
  const faded = { 'stroke-opacity': opacity(placed) };
  const marked = all.filter(isMarked);
  const many = marked.length > mostBadges;
  // What has the most is on top.
  const hot = all
    .filter((one) => isHot(one) && !isMarked(one))
    .sort((a, b) => (a.link.heat ?? 0) - (b.link.heat ?? 0));
  const plain = all.filter((one) => !isMarked(one) && !isHot(one));
  return [
    ...group({ class: 'links', ...faded }, links(plain, thin)),
    ...group({ class: 'hot-links' }, links(hot, thin)),
    ...group({ class: 'marked-links', ...(many ? faded : {}) }, links(marked, thin, !many)),
  ];
}

/** The picture as one SVG file, an element per line: diffable, and without anything from outside. */
export function renderSvg(placed: PlacedDiagram): string {
  const { width, height } = placed;
  const thin = thinness(placed);
  const overlays = overlaysOf(placed);
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="picture-title picture-description">`,
    textElement('title', oneLine(placed.title, 200), { id: 'picture-title' }),
    textElement('desc', oneLine(placed.description, 2000), { id: 'picture-description' }),
    '<style>',
    ...styleSheet(overlays),
    ...printSheet(placed),
    '</style>',
    '<defs>',
    ...hatchPatterns(overlays.marks),
    '</defs>',
    element('rect', { class: 'paper', width, height }),
    ...placed.rules.map((rule) =>
      element('path', { class: 'rule', d: `M${rule.x} ${rule.y}h${rule.width}` }),
    ),
    ...group({ class: 'planes' }, placed.frames.flatMap(frame)),
    ...group({ class: 'panels' }, placed.panels.flatMap(panel)),
    ...group({ class: 'plane-sets' }, placed.sets.flatMap(set)),
    ...linkGroups(placed),
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
