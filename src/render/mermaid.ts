import { collapse } from '../diagram/collapse.js';
import type { Box, Diagram, Frame, Link, MarkKind, Panel } from '../diagram/model.js';
import { bundleText } from '../diagram/names.js';
import { groupBy } from '../std/group.js';
import { oneLine } from '../std/markup.js';
import { formatGbps } from '../std/units.js';
import { colourOf, hueOf, lineColour, lineWidth } from './theme.js';
import { boxWords, frameWords, remarks } from './words.js';

/** More lines than this cannot be followed where Mermaid puts them; it refuses 500 of them. */
const mostLinks = 80;

/**
 * The diagram as a Mermaid flowchart, to stand in Markdown. Where it has more lines than can be
 * followed, there is one box per row of a plane, with what all its cables carry.
 */
export function mermaid(given: Diagram): string {
  const diagram = given.links.length > mostLinks ? collapse(given) : given;
  const { titleBlock, sets, boxes, links, description } = diagram;
  const nodes = new Map(boxes.map((box, i) => [box.id, `n${i}`]));
  const nodeOf = (box: Box) => `${nodes.get(box.id)!}["${boxWords(box).map(plain).join('<br>')}"]`;
  const frames = sets.flatMap((set) => set.frames);
  const upperFirst = [...boxes].sort((a, b) => b.row - a.row);
  const inside = (frame: string, panel: string | null) =>
    upperFirst.filter((box) => box.frame === frame && box.panel === panel).map(nodeOf);
  return [
    '---',
    `title: ${JSON.stringify(oneLine(`${titleBlock.title} (${titleBlock.name})`, longest))}`,
    '---',
    'flowchart TB',
    `accTitle: ${sentence(titleBlock.title)}`,
    `accDescr: ${sentence(description)}`,
    ...frames.flatMap((frame, i) =>
      block(`f${i}`, frame, [
        ...inside(frame.id, null),
        ...frame.panels.flatMap((panel, p) =>
          block(`f${i}p${p}`, panel, inside(frame.id, panel.id)),
        ),
      ]),
    ),
    ...upperFirst.filter((box) => box.frame === null).map(nodeOf),
    ...remarksNode(diagram),
    ...links.map(
      (link) => `${nodes.get(link.upper.box)!} ${edge(link)} ${nodes.get(link.lower.box)!}`,
    ),
    ...looks(boxes, nodes),
    ...linkLooks(links),
    '',
  ].join('\n');
}

const longest = 400;

/** A plane, or a part of one, with what is in it. */
function block(id: string, frame: Frame | Panel, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const { line } = frame.mark ? colourOf(frame.mark) : hueOf(frame.hue);
  return [
    `subgraph ${id}["${frameWords(frame).map(plain).join('<br>')}"]`,
    ...lines.map((one) => `  ${one}`),
    'end',
    `style ${id} fill:none,stroke:${line}`,
  ];
}

/** A box of its own for what stands in words beside the network. */
function remarksNode(diagram: Diagram): string[] {
  const words = remarks(diagram);
  return words.length > 0 ? [`notes["${words.map(plain).join('<br>')}"]`] : [];
}

function edge({ cables, speeds, gbps, rest }: Link): string {
  const sum = cables === 1 ? '' : `, ${formatGbps(gbps)}`;
  return `${rest ? '-.-' : '---'}|"${plain(`${bundleText(cables, speeds)}${sum}`)}"|`;
}

/** A class per colour that occurs. */
function looks(boxes: readonly Box[], nodes: ReadonlyMap<string, string>): string[] {
  const classes = new Map<string, { look: string; members: string[] }>();
  for (const { id, hue, rest, status } of boxes) {
    const mark: MarkKind | null = status?.mark ?? null;
    const name = `${mark ? `mark-${mark}` : `hue-${hue ?? 'none'}`}${rest ? '-rest' : ''}`;
    const { line, fill } = mark ? colourOf(mark) : hueOf(hue);
    const dashes = rest ? ',stroke-dasharray:5 3' : '';
    const known = classes.get(name) ?? {
      look: `fill:${fill},stroke:${line},color:${inkColour}${dashes}`,
      members: [],
    };
    classes.set(name, known);
    known.members.push(nodes.get(id)!);
  }
  return [...classes].flatMap(([name, { look, members }]) => [
    `classDef ${name} ${look}`,
    `class ${members.join(',')} ${name}`,
  ]);
}

/** Boxes are light in any theme. */
const inkColour = '#1b1f24';

function linkLooks(links: readonly Link[]): string[] {
  const numbered = links.map((link, i) => ({ i, look: linkLook(link) }));
  return [...groupBy(numbered, ({ look }) => look)].map(
    ([look, alike]) => `linkStyle ${alike.map(({ i }) => i).join(',')} ${look}`,
  );
}

const linkLook = (link: Link): string =>
  `stroke:${lineColour(link)},stroke-width:${lineWidth(link.gbps)}px`;

/** Text in a quoted label: all that could mean something there is written as a number. */
function plain(text: string): string {
  const harmless = /[^\p{L}\p{N} ,.:+×–…·()/-]/gu;
  return oneLine(text, longest).replace(harmless, (found) => `#${found.codePointAt(0)};`);
}

/** Text up to the end of the line. */
const sentence = (text: string): string => oneLine(text, longest).replace(/[;#%{}]/g, ',');
