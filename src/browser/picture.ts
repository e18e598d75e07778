import { patch } from './patch.js';
import { Sight } from './sight.js';

/** Who is told what the reader points at in the picture. */
interface Pointing {
  /** At an id; `fail`: it is to fail at once. */
  pick(id: string, fail: boolean): void;
  /** At nothing. */
  leave(): void;
}

/** Lines are thin: so many px beside them count, too. */
const near = 4;

/** The picture: what is shown of it, what is ringed, and what is pointed at. */
export class Picture {
  #sight: Sight | null = null;
  #view = '';
  #byId = new Map<string, Element>();
  #ringed: readonly string[] = [];
  #coming: { readonly view: string; readonly svg: string } | null = null;

  constructor(
    readonly stage: HTMLElement,
    readonly holder: HTMLElement,
    pointing: Pointing,
  ) {
    stage.addEventListener('click', (event) => {
      if (this.#sight?.dragged) return;
      const id = this.#at(event.clientX, event.clientY);
      if (id === null) pointing.leave();
      else pointing.pick(id, event.shiftKey);
    });
    this.#adopt();
  }

  /**
   * Draws another picture, with the next frame: what is said is sooner changed. Of the same view it stays
   * where it was moved to.
   */
  show(view: string, svg: string): void {
    if (this.#coming === null) window.requestAnimationFrame(() => this.#draw());
    this.#coming = { view, svg };
  }

  #draw(): void {
    if (!this.#coming) return;
    const { view, svg } = this.#coming;
    const old = this.holder.querySelector('svg');
    const next = document.createElement('template');
    next.innerHTML = svg;
    const made = next.content.querySelector('svg');
    if (!made) return;
    if (old && view === this.#view) {
      old.querySelector('#rings')?.remove();
      // How it is seen is not the picture's business.
      for (const name of ['width', 'height']) made.removeAttribute(name);
      made.setAttribute('viewBox', old.getAttribute('viewBox') ?? '');
      patch(old, made);
    } else this.holder.replaceChildren(made);
    this.#coming = null;
    this.#view = view;
    this.#adopt();
    this.ring(this.#ringed);
  }

  /** The view that the page came with is in its place already. */
  name(view: string): void {
    this.#view = view;
  }

  get sight(): Sight | null {
    return this.#sight;
  }

  /** Rings elements, by their ids. */
  ring(ids: readonly string[]): void {
    this.#ringed = ids;
    const svg = this.holder.querySelector('svg');
    if (!svg) return;
    svg.querySelector('#rings')?.remove();
    const rings = document.createElementNS(svg.namespaceURI, 'g');
    rings.id = 'rings';
    for (const id of ids) {
      const element = this.#byId.get(id);
      if (element) rings.append(ringOf(element));
    }
    svg.append(rings);
  }

  /** Brings the first of the ringed elements into sight, if it is out of it. */
  reveal(): void {
    const element = this.#byId.get(this.#ringed[0] ?? '');
    if (element && this.#sight) this.#sight.reveal(element.getBoundingClientRect());
  }

  #adopt(): void {
    const svg = this.holder.querySelector('svg');
    this.#byId = new Map();
    if (!svg) return;
    for (const element of svg.querySelectorAll('[data-id],g[id],path[id]')) {
      const id = idOf(element);
      if (!this.#byId.has(id)) this.#byId.set(id, element);
    }
    if (this.#sight?.svg === svg) return;
    this.#sight?.end();
    this.#sight = new Sight(this.stage, svg);
  }

  /** The id of what is there, or just beside. */
  #at(x: number, y: number): string | null {
    for (const [dx, dy] of around) {
      const found = document.elementFromPoint(x + dx, y + dy);
      const element = found?.closest('#picture [data-id],#picture g[id],#picture path[id]');
      // A frame lies under everything: something nearer by may be meant.
      if (element && !element.matches('.plane,.panel,.plane-set')) return idOf(element);
    }
    const found = document.elementFromPoint(x, y)?.closest('#picture g.panel,#picture g.plane');
    return found ? idOf(found) : null;
  }
}

/** Points around a point, the nearest first, px: a line of 1 px lies on one of them. */
const around = Array.from({ length: near + 1 }, (_, r) => [-r, 0, r])
  .flatMap((steps) => steps.flatMap((dx) => steps.map((dy) => [dx, dy] as const)))
  .sort(([ax, ay], [bx, by]) => Math.hypot(ax, ay) - Math.hypot(bx, by));

const idOf = (element: Element): string => element.getAttribute('data-id') ?? element.id;

/** A line along a line, a frame around a box. */
function ringOf(element: Element): Element {
  if (element.tagName === 'path') {
    const line = element.cloneNode(false) as Element;
    for (const name of ['id', 'data-id', 'class', 'stroke-width']) line.removeAttribute(name);
    return line;
  }
  const { x, y, width, height } = (element as SVGGraphicsElement).getBBox();
  const ring = document.createElementNS(element.namespaceURI, 'rect');
  const margin = 3;
  for (const [name, value] of Object.entries({
    x: x - margin,
    y: y - margin,
    width: width + 2 * margin,
    height: height + 2 * margin,
    rx: 6,
  })) {
    ring.setAttribute(name, String(value));
  }
  return ring;
}
