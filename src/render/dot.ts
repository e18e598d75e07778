import type { Box, Diagram, Frame, Link, LinkEnd, Panel, Slot } from '../diagram/model.js';
import { groupBy } from '../std/group.js';
import { escapeXml, oneLine } from '../std/markup.js';
import { colourOf, hueOf, lineColour, lineWidth } from './theme.js';
import { boxWords, frameWords, remarks } from './words.js';

/**
 * The diagram in the language of Graphviz: planes as clusters, a rank per row, NICs as cells of a
 * table. `id` and `tooltip` are those of the SVG. Edges that cannot be seen keep rows in order.
 */
export function dot(diagram: Diagram): string {
  const { titleBlock, sets, boxes, links, description } = diagram;
  const nodes = new Map(boxes.map((box, i) => [box.id, `n${i}`]));
  const slots = new Map(boxes.flatMap((box) => box.slots.map(({ id }, i) => [id, `s${i}`])));
  const nodeOf = (box: Box) => nodeLines(box, nodes.get(box.id)!);
  const end = ({ box, slot }: LinkEnd) =>
    `${nodes.get(box)!}${slot === null ? '' : `:${slots.get(slot)!}:n`}`;
  const inside = (frame: string | null) => boxes.filter((box) => box.frame === frame);
  const frames = sets.flatMap((set) => set.frames);
  const facts = titleBlock.facts.join(' · ');
  const title = [titleBlock.title, titleBlock.name, facts, ...remarks(diagram)].map(plain);
  return [
    `// ${oneLine(description, longest)}`,
    'graph {',
    '  newrank=true; ranksep=1; nodesep=0.15; splines=line;',
    '  fontname="Helvetica"; labelloc=t; labeljust=l;',
    `  label="${title.join('\\l')}\\l";`,
    '  node [shape=box, style="rounded,filled", fontname="Helvetica", fontsize=11];',
    '  edge [fontname="Helvetica", fontsize=10];',
    ...frames.flatMap((frame, i) => [
      `  subgraph cluster_${i} {`,
      `    label="${frameWords(frame).map(plain).join('\\n')}"; ${frameLook(frame)}`,
      ...inside(frame.id).flatMap((box) => (box.panel === null ? `    ${nodeOf(box)}` : [])),
      ...frame.panels.flatMap((panel, p) => [
        `    subgraph cluster_${i}_${p} {`,
        `      label="${frameWords(panel).map(plain).join('\\n')}"; ${frameLook(panel)}`,
        ...inside(frame.id).flatMap((box) =>
          box.panel === panel.id ? `      ${nodeOf(box)}` : [],
        ),
        '    }',
      ]),
      ...rows(inside(frame.id), nodes).map((row) => `    ${row}`),
      '  }',
    ]),
    ...inside(null).map((box) => `  ${nodeOf(box)}`),
    ...rows(inside(null), nodes).map((row) => `  ${row}`),
    ...links.map((link) => `  ${end(link.upper)} -- ${end(link.lower)} [${linkLook(link)}];`),
    '}',
    '',
  ].join('\n');
}

const longest = 400;

function nodeLines(box: Box, node: string): string {
  const words = boxWords(box);
  const { hue, rest, focus, status, tip, slots } = box;
  const { line, fill } = status ? colourOf(status.mark) : hueOf(hue);
  const styles = `rounded,filled${rest ? ',dashed' : ''}`;
  const pen = focus ? 3 : 1;
  const look =
    `color="${line}", fillcolor="${fill}", style="${styles}", penwidth=${pen}, ` +
    `id="${plain(box.id)}", tooltip="${plain(tip)}"`;
  if (slots.length === 0) return `${node} [label="${words.map(plain).join('\\n')}", ${look}];`;
  return `${node} [label=<${table(words, slots)}>, margin=0, ${look}];`;
}

/** NICs beside each other, the words below them. */
function table(words: readonly string[], slots: readonly Slot[]): string {
  const cell = (text: string) => escapeXml(oneLine(text, longest));
  const nics = slots.map(({ name, hue }, i) => {
    const { line, fill } = hueOf(hue);
    return `<TD PORT="s${i}" COLOR="${line}" BGCOLOR="${fill}">${cell(name)}</TD>`;
  });
  const text = words.map(cell).join('<BR/>');
  return (
    '<TABLE BORDER="0" CELLBORDER="1" CELLSPACING="2"><TR>' +
    `${nics.join('')}</TR><TR><TD BORDER="0" COLSPAN="${slots.length}">${text}</TD></TR></TABLE>`
  );
}

function frameLook(frame: Frame | Panel): string {
  const { hue, mark } = frame;
  const rest = 'rest' in frame && (frame.rest || frame.described);
  const { line } = mark ? colourOf(mark) : hueOf(hue);
  return `color="${line}"; style="rounded${rest ? ',dashed' : ''}";`;
}

function linkLook(link: Link): string {
  const { id, gbps, rest, status, tip } = link;
  const style = status ? 'dashed' : rest ? 'dotted' : 'solid';
  return (
    `color="${lineColour(link)}", penwidth=${lineWidth(gbps)}, style=${style}, ` +
    `id="${plain(id)}", tooltip="${plain(tip)}"`
  );
}

/** Boxes of a row stand beside each other, as in the picture. */
function rows(boxes: readonly Box[], nodes: ReadonlyMap<string, string>): string[] {
  const found = groupBy(boxes, ({ row }) => String(row));
  return [...found.values()].map((row) => {
    const names = row.map(({ id }) => nodes.get(id)!);
    return `{ rank=same; edge [style=invis]; ${names.join(' -- ')}; }`;
  });
}

/** Text in a quoted string. Graphviz reads character references, and `\N` as the name of a node. */
function plain(text: string): string {
  return oneLine(text, longest)
    .replaceAll('&', '&amp;')
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"');
}
