import type { Subject } from '../check/checker.js';
import type { TitleBlock } from '../diagram/diagram.js';
import type { Level } from '../diagram/limits.js';
import { viewsOf } from '../diagram/views.js';
import { drawFabric, promised } from '../draw.js';
import type { Fault } from '../failure/fault.js';
import { solver } from '../layout/elk.js';
import { recorder } from '../layout/recorded.js';
import { type Bundles, renderPage } from '../render/html.js';
import { faultMarks } from '../whatif/marks.js';
import { titleFacts } from '../whatif/title.js';
import type { PageData } from './data.js';
import { pictureOf, sceneOf } from './scene.js';

/** What a page shows first, and what it needs that only who calls knows. */
export interface PageWish {
  readonly level: Level;
  readonly faults: readonly Fault[];
  /** Words of the command that gives the same answers, up to `--fail`. */
  readonly command: readonly string[];
  readonly bundles: Bundles;
}

/** Views that are laid out for a page; of more planes than that only those that differ. */
const mostViews = 40;

/** fabric → the picture that is asked for, the places of all views, and the engine: one file. */
export async function drawPage(subject: Subject, wish: PageWish): Promise<string> {
  const { topology, fabric, healthy, off } = subject;
  const { level, faults, command, bundles } = wish;
  const titleBlock: TitleBlock = {
    title: topology.title ?? topology.name,
    name: topology.name,
    facts: titleFacts(subject, null),
    ...(topology.source === undefined ? {} : { source: topology.source }),
    verdict: promised(subject),
  };
  const { solve, answers } = recorder(solver());
  const first = await sceneOf(fabric, level, { titleBlock, topology }, solve);
  for (const view of viewsToPlace(subject))
    await sceneOf(fabric, view, { titleBlock, topology }, solve);
  const marks = off.length > 0 ? faultMarks(healthy, off) : [];
  // Without scripts nothing follows: then it is the picture of what fails, with what is left in its title.
  const picture =
    faults.length > 0
      ? await drawFabric(subject, { ...level, faults }, 'svg')
      : pictureOf(fabric, first, marks);
  const data: PageData = {
    version: 1,
    topology,
    titleBlock,
    answers,
    level,
    faults: faults.map(({ text }) => text),
    command,
  };
  return renderPage({
    title: `${titleBlock.title} (${titleBlock.name})`,
    picture,
    data,
    bundles,
  });
}

/** Planes that are alike, cable by cable, have the same places. */
function viewsToPlace({ fabric, healthy }: Subject): Level[] {
  const all = viewsOf(fabric).map(({ level }) => level);
  if (all.length <= mostViews) return all;
  const first = new Set(fabric.planes.map((_, p) => fabric.planes[healthy.representative(p)]!.id));
  return all.filter(({ plane }) => plane === undefined || first.has(plane)).slice(0, mostViews);
}
