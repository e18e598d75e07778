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

const port = globalThis as unknown as Port;
let session: Session | null = null;
let wanted: Look | null = null;
let answered: Look | null = null;
let busy = false;

port.onmessage = ({ data }) => {
  guarded(() => {
    if ('data' in data) session = new Session(data.data, (message) => port.postMessage(message));
    else wanted = data.look;
    void work();
  });
};

/** Messages that have come are heard before what follows goes on. */
const heard = () => new Promise<void>((resolve) => setTimeout(resolve));

async function work(): Promise<void> {
  if (busy || !session) return;
  busy = true;
  let warm = answered !== null;
  while (wanted !== null && wanted !== answered) {
    const look: Look = wanted;
    try {
      await session.answer(look, answered, async () => {
        await heard();
        return wanted !== look;
      });
    } catch (error) {
      port.postMessage({ broken: wordsOf(error) });
    }
    answered = look;
    if (!warm) session.warmUp();
    warm = true;
    await heard();
  }
  busy = false;
}

function guarded(what: () => void): void {
  try {
    what();
  } catch (error) {
    port.postMessage({ broken: wordsOf(error) });
  }
}

const wordsOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
