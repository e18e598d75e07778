import type { FromEngine, Look, ToEngine } from './protocol.js';
import { Session } from './session.js';

/**
 * The engine of a page: the same code as the command line's, in a worker, so that nothing that takes
 * longer keeps the picture from moving.
 */

/** What a worker is to us. */
interface Port {
  onmessage: ((event: { readonly data: ToEngine }) => void) | null;
  postMessage(message: FromEngine): void;
}

type Numbered = Extract<ToEngine, { readonly look: Look }>;

const port = globalThis as unknown as Port;
let session: Session | null = null;
let wanted: Numbered | null = null;
let last: Numbered | null = null;
let busy = false;

port.onmessage = ({ data: message }) => {
  void guarded(() => {
    if ('look' in message) wanted = message;
    else if ('name' in message) {
      const named = session?.name(message.name, message.view) ?? [];
      port.postMessage({ named });
    } else session = new Session(message.data, (said) => port.postMessage(said));
    return work();
  });
};

/** Messages that have come are heard before what follows goes on. */
const heard = (ms = 0) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Answers the newest look, until there is no newer one. */
async function work(): Promise<void> {
  if (busy || !session) return;
  busy = true;
  while (wanted !== null && wanted !== last) {
    const asked: Numbered = wanted;
    const [isFirst, before] = [last === null, last?.look ?? null];
    last = asked;
    await guarded(async () => {
      const whole = await session?.answer(asked.look, before, async (ms) => {
        await heard(ms);
        return wanted !== asked;
      });
      if (isFirst) session?.warmUp();
      if (whole) port.postMessage({ answered: asked.number });
    });
    await heard();
  }
  busy = false;
}

/** What goes wrong is said: nobody looks into a worker. */
async function guarded(what: () => Promise<void>): Promise<void> {
  try {
    await what();
  } catch (error) {
    port.postMessage({ broken: error instanceof Error ? error.message : String(error) });
  }
}
