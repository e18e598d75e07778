/** A part of the picture, in its own units. */
interface ViewBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How far one step goes: of the picture's size, and of the zoom. */
const step = { pan: 0.12, zoom: 1.25 } as const;
const deepest = 40;
/** A press that moves less is a click; px. */
const slack = 4;

/** Which part of the picture is seen: dragged, wheeled, pinched, or moved by keys. */
export class Sight {
  readonly #whole: ViewBox;
  readonly #pressed = new Map<number, { x: number; y: number }>();
  readonly #listening = new AbortController();
  #box: ViewBox;
  #moved = 0;

  constructor(
    readonly stage: HTMLElement,
    readonly svg: SVGSVGElement,
  ) {
    const { x, y, width, height } = svg.viewBox.baseVal;
    this.#whole = { x, y, width, height };
    this.#box = this.#whole;
    svg.removeAttribute('width');
    svg.removeAttribute('height');
    this.#write();
    const { signal } = this.#listening;
    stage.addEventListener('wheel', (event) => this.#wheel(event), { signal, passive: false });
    stage.addEventListener('pointerdown', (event) => this.#press(event), { signal });
    window.addEventListener('pointermove', (event) => this.#drag(event), { signal });
    for (const name of ['pointerup', 'pointercancel'] as const) {
      window.addEventListener(name, ({ pointerId }) => this.#pressed.delete(pointerId), { signal });
    }
    // Paper cannot be moved: it shows all of the picture.
    window.addEventListener('beforeprint', () => this.#write(this.#whole), { signal });
    window.addEventListener('afterprint', () => this.#write(), { signal });
  }

  end(): void {
    this.#listening.abort();
  }

  /** The last press moved the picture: it was no click. */
  get dragged(): boolean {
    return this.#moved > slack;
  }

  fit(): void {
    this.#box = this.#whole;
    this.#write();
  }

  /** In steps to the right and down. */
  pan(right: number, down: number): void {
    const { x, y, width, height } = this.#box;
    this.#set({ x: x + right * step.pan * width, y: y + down * step.pan * height, width, height });
  }

  /** In steps, around the middle or a point of the screen. */
  zoom(steps: number, at?: { readonly x: number; readonly y: number }): void {
    const { x, y, width, height } = this.#box;
    const least = this.#whole.width / deepest;
    const factor = Math.max(least / width, Math.min(4, step.zoom ** -steps));
    const point = at ? this.#toPicture(at) : { x: x + width / 2, y: y + height / 2 };
    this.#set({
      x: point.x - (point.x - x) * factor,
      y: point.y - (point.y - y) * factor,
      width: width * factor,
      height: height * factor,
    });
  }

  /** Brings a rectangle of the screen into sight. */
  reveal(rect: DOMRect): void {
    const frame = this.stage.getBoundingClientRect();
    const inside =
      rect.left >= frame.left &&
      rect.right <= frame.right &&
      rect.top >= frame.top &&
      rect.bottom <= frame.bottom;
    if (inside) return;
    const middle = this.#toPicture({
      x: rect.left + rect.width / 2,
      y: rect.top + rect.height / 2,
    });
    const { width, height } = this.#box;
    this.#set({ x: middle.x - width / 2, y: middle.y - height / 2, width, height });
  }

  #toPicture({ x, y }: { readonly x: number; readonly y: number }): { x: number; y: number } {
    const matrix = this.svg.getScreenCTM()?.inverse();
    const point = new DOMPoint(x, y).matrixTransform(matrix);
    return { x: point.x, y: point.y };
  }

  /** Some of the picture always stays in sight, and it gets no smaller than a part of the room. */
  #set({ x, y, width, height }: ViewBox): void {
    const whole = this.#whole;
    const size = Math.min(1, (2 * whole.width) / width);
    const [w, h] = [width * size, height * size];
    this.#box = {
      x: clamp(x, whole.x - w * 0.8, whole.x + whole.width - w * 0.2),
      y: clamp(y, whole.y - h * 0.8, whole.y + whole.height - h * 0.2),
      width: w,
      height: h,
    };
    this.#write();
  }

  #write({ x, y, width, height }: ViewBox = this.#box): void {
    this.svg.setAttribute('viewBox', `${x} ${y} ${width} ${height}`);
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault();
    const steps = -event.deltaY / (event.deltaMode === 0 ? 120 : 3);
    this.zoom(Math.max(-2, Math.min(2, steps)), { x: event.clientX, y: event.clientY });
  }

  /** The others open menus, and are let go there: nobody would hear of it. */
  #press({ pointerId, clientX, clientY, button }: PointerEvent): void {
    if (button !== 0) return;
    this.#pressed.set(pointerId, { x: clientX, y: clientY });
    if (this.#pressed.size === 1) this.#moved = 0;
  }

  #drag({ pointerId, clientX, clientY }: PointerEvent): void {
    const before = this.#pressed.get(pointerId);
    if (!before) return;
    const now = { x: clientX, y: clientY };
    const [other] = [...this.#pressed].filter(([id]) => id !== pointerId).map(([, point]) => point);
    this.#moved += Math.hypot(now.x - before.x, now.y - before.y);
    if (this.#moved > slack) {
      if (other) this.#pinch(other, before, now);
      else this.#shift(before, now);
    }
    this.#pressed.set(pointerId, now);
  }

  #shift(from: { x: number; y: number }, to: { x: number; y: number }): void {
    const [a, b] = [this.#toPicture(from), this.#toPicture(to)];
    const { x, y, width, height } = this.#box;
    this.#set({ x: x + a.x - b.x, y: y + a.y - b.y, width, height });
  }

  #pinch(
    fixed: { x: number; y: number },
    from: { x: number; y: number },
    to: { x: number; y: number },
  ): void {
    const [a, b] = [from, to].map(({ x, y }) => Math.hypot(x - fixed.x, y - fixed.y)) as [
      number,
      number,
    ];
    if (a > 0 && b > 0) this.zoom(Math.log(b / a) / Math.log(step.zoom), fixed);
  }
}

const clamp = (value: number, least: number, most: number): number =>
  Math.min(Math.max(value, Math.min(least, most)), Math.max(least, most));
