import { type Diagram, type DiagramOptions, diagram, type Mark } from '../diagram/diagram.js';
import { withoutVerdict } from '../diagram/finish.js';
import type { Level } from '../diagram/limits.js';
import { overlay } from '../diagram/overlay.js';
import type { CompactFabric } from '../fabric/compact.js';
import { dress } from '../layout/dress.js';
import type { Solver } from '../layout/elk.js';
import { layout, type PlacedDiagram } from '../layout/layout.js';
import { renderSvg } from '../render/svg.js';
import { describedForPicture } from '../whatif/described.js';
import type { PageData } from './data.js';

/** A level of a fabric in its places, without marks: what a page shows while parts fail. */
export interface Scene {
  readonly diagram: Diagram;
  readonly placed: PlacedDiagram;
}

export async function sceneOf(
  fabric: CompactFabric,
  level: Level,
  { titleBlock, topology }: Pick<PageData, 'titleBlock' | 'topology'>,
  solve: Solver,
): Promise<Scene> {
  const options: DiagramOptions = {
    ...level,
    marks: [],
    titleBlock,
    described: describedForPicture(topology),
  };
  const made = diagram(fabric, options);
  return { diagram: made, placed: await layout(made, solve) };
}

/**
 * The same picture as SVG, with marks; in its places even where something fails, about which the verdict
 * on the fabric as it stands says nothing.
 */
export function pictureOf(
  fabric: CompactFabric,
  scene: Scene,
  marks: readonly Mark[],
  fails = false,
): string {
  const shown = fails ? withoutVerdict(scene.diagram) : scene.diagram;
  const marked = overlay(fabric, shown, marks);
  return renderSvg(dress(scene.placed, marked));
}
