import type { Diagram } from '../diagram/diagram.js';
import { layout } from '../layout/layout.js';
import { dot } from './dot.js';
import type { DiagramFormat } from './formats.js';
import { mermaid } from './mermaid.js';
import { renderSvg } from './svg.js';

/** How a diagram becomes a file of each format. */
export const renderings: Readonly<
  Record<DiagramFormat, (diagram: Diagram) => string | Promise<string>>
> = {
  svg: async (diagram) => renderSvg(await layout(diagram)),
  mermaid,
  dot,
};
