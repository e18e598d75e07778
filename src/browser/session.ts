import { buildLarge } from '../build/build.js';
import type { Subject } from '../check/checker.js';
import { subjectOf } from '../check/run.js';
import { isFocus, isPlane, type Level, tooLarge } from '../diagram/limits.js';
import { viewsOf } from '../diagram/views.js';
import { centred } from '../layout/centred.js';
import type { Solver } from '../layout/elk.js';
import { replay } from '../layout/recorded.js';
import type { PageData } from '../page/data.js';
import { pictureOf, type Scene, sceneOf } from '../page/scene.js';
import { bisectionsOf } from '../whatif/stages.js';
import { answers, Sound } from './answer.js';
import { commandLine } from './command.js';
import { elementOf } from './element.js';
import { type Failed, failedBy } from './failed.js';
import { find } from './find.js';
import type { FromEngine, Look } from './protocol.js';
import { resolve } from './resolve.js';
import { tableOf } from './tables.js';
import { levelOf, viewKey } from './view-key.js';

/** Scenes that are kept: a reader goes back and forth. */
const mostScenes = 12;

/** ms in which a reader who fails one part after the other points at the next one. */
const pause = 60;

/** Whether another look has come after so many ms. */
type Stale = (ms: number) => Promise<boolean>;

/** One fabric that somebody looks at: says what changes with every look, the quickest first. */
export class Session {
  readonly #subject: Subject;
  readonly #sound: Sound;
  readonly #solve: Solver;
  readonly #scenes = new Map<string, Scene>();
  #failed: Failed;
  /** Those whose bisections are known. */
  readonly #measured = new WeakSet<Failed>();
  #shown = '';
  #answered = false;

  constructor(
    readonly data: PageData,
    readonly say: (message: FromEngine) => void,
  ) {
    // The graph is never asked for: nothing here walks it by ids.
    this.#subject = subjectOf(data.topology, buildLarge(data.topology));
    this.#sound = new Sound(this.#subject);
    this.#solve = replay(data.answers, centred);
    this.#failed = failedBy(this.#subject, []);
  }

  /** What can be looked at: it takes a while to find out, and nobody chooses at once. */
  #sayViews(): void {
    const all = viewsOf(this.#subject.fabric);
    this.say({ views: all.map(({ level, name }) => ({ key: viewKey(level), name })) });
  }

  /** Measures what every answer is compared with, and runs once what a first click would wait for. */
  warmUp(): void {
    const { fabric } = this.#subject;
    const first = fabric.vertexIds[fabric.endpointCount];
    if (first === undefined) return;
    const steps = answers(this.#sound, failedBy(this.#subject, [`switch:${first}`]));
    while (!steps.next().value?.measured);
  }

  /**
   * Answers a look. Between two pieces it asks whether another look has come, which then is answered
   * instead.
   *
   * @returns whether all of it is answered
   */
  async answer(look: Look, before: Look | null, isStale: Stale): Promise<boolean> {
    const { fabric, topology } = this.#subject;
    if (!same(look.faults, this.#failed.texts)) {
      this.#failed = failedBy(this.#subject, look.faults);
      this.#answered = false;
    }
    const failed = this.#failed;
    const pieces = this.#answered ? null : answers(this.#sound, failed);
    const sayNext = () => this.#sayNext(failed, pieces);
    sayNext();
    if (this.#sound.isQuick) sayNext();
    const view = this.#viewOf(look.view);
    if (view !== look.view) this.say({ noView: look.view, instead: view });
    const scene = await this.#scene(view);
    const fails = failed.faults.length > 0;
    const shown = `${view} ${fails} ${JSON.stringify(failed.marks)}`;
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.say({ picture: { view, svg: pictureOf(fabric, scene, failed.marks, fails) } });
    }
    const labels = topology.labels ?? {};
    const pointed = resolve(fabric, scene.diagram, look.selected);
    const element = pointed && elementOf(fabric, scene.diagram, labels, failed, pointed);
    this.say({ element, asked: look.selected });
    const { search } = look;
    if (search !== before?.search) this.say({ hits: find(fabric, labels, search), search });
    this.#sayTable(failed, look);
    if (before === null) this.#sayViews();
    let paused = false;
    for (let more = pieces !== null; more; ) {
      // What comes after the bisections is dear, and waits until nobody points at something else.
      const known = this.#measured.has(failed);
      if (await isStale(known && !paused ? pause : 0)) return false;
      paused ||= known;
      more = sayNext();
      if (!known && this.#measured.has(failed)) this.#sayTable(failed, look);
    }
    this.#answered = true;
    return true;
  }

  /** Selectors of something that a view shows; none of what it does not. */
  name(id: string, view: string): readonly string[] {
    const { fabric } = this.#subject;
    return (
      resolve(fabric, this.#scenes.get(this.#viewOf(view))?.diagram ?? null, [id])?.selectors ?? []
    );
  }

  /** The next piece of an answer; false: that was all. */
  #sayNext(failed: Failed, pieces: ReturnType<typeof answers> | null): boolean {
    const piece = pieces?.next();
    if (!piece || piece.done) return false;
    // Nobody wants to see again that something is not known yet.
    if (!piece.value || (this.#measured.has(failed) && !piece.value.measured)) return true;
    const { sections, measured, done } = piece.value;
    if (measured) this.#measured.add(failed);
    const texts = failed.faults.map(({ text }) => text);
    this.say({
      answer: {
        faults: failed.lines,
        sections,
        command: commandLine(this.data.command, texts),
        done,
      },
    });
    return true;
  }

  #sayTable(failed: Failed, { table }: Look): void {
    const bisections = this.#measured.has(failed)
      ? { before: this.#sound.bisections, after: bisectionsOf(failed.state) }
      : null;
    this.say({ table: tableOf({ subject: this.#subject, failed, bisections }, table) });
  }

  /** What is shown when a view is asked for: the overview, if there is none by that name. */
  #viewOf(key: string): string {
    const level = levelOf(key);
    return viewKey(isLevel(this.#subject.fabric, level) ? level : { detail: 'overview' });
  }

  async #scene(name: string): Promise<Scene> {
    const { fabric } = this.#subject;
    const level = levelOf(name);
    const scene = this.#scenes.get(name) ?? (await sceneOf(fabric, level, this.data, this.#solve));
    this.#scenes.delete(name);
    this.#scenes.set(name, scene);
    const [oldest] = this.#scenes.keys();
    if (this.#scenes.size > mostScenes && oldest !== undefined) this.#scenes.delete(oldest);
    return scene;
  }
}

/** Addresses say what they like. */
function isLevel(fabric: Subject['fabric'], level: Level): boolean {
  if (level.focus !== undefined) return isFocus(fabric, level.focus);
  if (level.plane !== undefined && !isPlane(fabric, level.plane)) return false;
  return tooLarge(fabric, level) === null;
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((text, i) => text === b[i]);
