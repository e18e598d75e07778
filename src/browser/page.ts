import type { PageData } from '../page/data.js';
import { fromFragment } from './address.js';
import { AnswerView } from './answer-view.js';
import { Bar } from './bar.js';
import { make, room } from './dom.js';
import { ElementView } from './element-view.js';
import { hintsOf } from './hints.js';
import { Help, listenToKeys } from './keys.js';
import { Picture } from './picture.js';
import type { FromEngine, Look, Element as Shown, ToEngine } from './protocol.js';
import { SearchView } from './search-view.js';
import { State } from './state.js';
import { TableView } from './table-view.js';
import { viewKey } from './view-key.js';

/** The page: what is looked at goes to the engine, and what that says is shown. */

const data = JSON.parse(room('page-data').textContent ?? '') as PageData;
const first: Look = {
  view: viewKey(data.level),
  faults: data.faults,
  leftOut: 0,
  selected: [],
  search: '',
  table: { kind: 'planes', filter: '', sort: -1, descending: false },
};
const state = new State(fromFragment(window.location.hash, first), first);
const engine = startEngine();

const help = new Help(document.body);
const picture = new Picture(room('stage'), room('picture'), {
  pick(id, fail) {
    if (fail) send({ name: id, view: state.look.view });
    else state.change({ selected: [id] });
  },
  leave: () => state.change({ selected: [] }),
});
// With faults it came as `draw` lays it out, with words of what fails; here nothing moves for these.
if (data.faults.length === 0) picture.name(viewKey(data.level));
const zoom = (steps: number) => () => picture.sight?.zoom(steps);
const bar = new Bar(room('bar'), state, {
  '−': zoom(-1),
  '+': zoom(1),
  Fit: () => picture.sight?.fit(),
  Keys: () => help.toggle(),
});
const hints = hintsOf(data.topology);
const side = room('side');
const [elementRoom, answerRoom] = [make('div', { id: 'element' }), make('div', { id: 'answer' })];
side.replaceChildren(elementRoom, answerRoom);
const element = new ElementView(elementRoom, state, hints.element);
const answer = new AnswerView(answerRoom, state, hints.answer);
const table = new TableView(room('table'), state, hints.table);
const search = new SearchView(room('search-place'), state, () => {
  reveal = true;
});

/** What is selected is to fail, as soon as the engine has said what that is. */
let failNext = false;
/** What was searched for is brought into sight. */
let reveal = false;

listenToKeys(
  {
    sight: () => picture.sight,
    search: () => search.input.focus(),
    fail: () => {
      if (element.asked !== state.look.selected) failNext = true;
      else if (element.selectors.length > 0) state.toggle(element.selectors);
    },
    leave: () => state.change({ selected: [] }),
  },
  help,
);

function hear(message: FromEngine): void {
  if ('views' in message) bar.name(message.views);
  if ('noView' in message && message.noView === state.look.view) state.correct(message.instead);
  if ('picture' in message) picture.show(message.picture.view, message.picture.svg);
  if ('answer' in message) answer.show(message.answer);
  if ('table' in message) table.show(message.table);
  if ('hits' in message) search.show(message.hits, message.search);
  if ('named' in message && message.named.length > 0) {
    state.toggle(message.named, { selected: message.named });
  }
  if ('broken' in message) answer.broken(message.broken);
  if ('element' in message && sameTexts(message.asked, state.look.selected))
    hearElement(message.element);
  if ('answered' in message && message.answered === asked) say('idle');
}

function hearElement(shown: Shown | null): void {
  element.show(shown, state.look.selected);
  picture.ring(shown?.shown ?? []);
  if (reveal) picture.reveal();
  reveal = false;
  const fail = failNext;
  failNext = false;
  if (!shown) return;
  // Ids of a picture mean nothing in another one, selectors do.
  if (!sameTexts(shown.selectors, state.look.selected)) state.rename(shown.selectors);
  element.asked = state.look.selected;
  if (fail) state.toggle(shown.selectors);
}

const sameTexts = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((text, i) => text === b[i]);

/** Null: this browser starts none; the picture is there all the same. */
function startEngine(): Worker | null {
  try {
    const source = room('page-engine').textContent ?? '';
    const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
    return new Worker(address);
  } catch {
    return null;
  }
}

function send(message: ToEngine): void {
  engine?.postMessage(message);
}

/** Looks are numbered, so that it is known when the last one is answered. */
let asked = 0;

/** For style sheets, and for who waits. */
const say = (what: 'busy' | 'idle') => {
  document.documentElement.dataset.engine = what;
};

function ask(look: Look): void {
  say('busy');
  send({ look, number: ++asked });
}

state.onChange(ask);
if (engine) {
  engine.onmessage = ({ data: message }: MessageEvent<FromEngine>) => hear(message);
  engine.onerror = (event) => answer.broken(event.message);
  send({ data });
  ask(state.look);
} else answer.broken('this browser starts no worker');
