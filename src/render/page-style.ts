import { colourProperties } from './theme.js';

/** The look of what stands around the picture. Rooms have ids: classes are the picture's. */
export function pageStyle(): string[] {
  return [...colourProperties(), ...rooms, ...controls, ...lists, ...table, ...narrow, ...print];
}

const rooms = [
  '*{box-sizing:border-box}',
  'html,body{height:100%;margin:0}',
  'body{display:grid;grid:auto minmax(0,1fr) minmax(8rem,28vh)/minmax(0,1fr) minmax(20rem,27rem);grid-template-areas:"bar bar" "stage side" "table side";background:var(--paper);color:var(--ink);font:14px/1.45 Helvetica,Arial,"Liberation Sans","DejaVu Sans",sans-serif}',
  '#bar{grid-area:bar;display:flex;gap:.75rem;align-items:center;padding:.5rem .75rem;border-bottom:1px solid var(--rule);background:var(--panel);min-height:3rem}',
  '#stage{grid-area:stage;position:relative;overflow:hidden;touch-action:none;cursor:grab}',
  '#stage:active{cursor:grabbing}',
  '#picture,#picture svg{display:block;width:100%;height:100%}',
  '#picture svg g[id],#picture svg path[id]{cursor:pointer}',
  '#picture svg text{pointer-events:none;user-select:none}',
  '#rings{fill:none;stroke:var(--accent);stroke-width:3;pointer-events:none}',
  '#rings rect{vector-effect:non-scaling-stroke}',
  '#rings path{stroke-width:5;stroke-opacity:.55;vector-effect:non-scaling-stroke}',
  '#side{grid-area:side;display:flex;flex-direction:column;border-left:1px solid var(--rule);min-height:0;background:var(--panel)}',
  '#element{flex:0 1 auto;max-height:46%;overflow:auto;padding:.75rem;border-bottom:1px solid var(--rule)}',
  '#answer{flex:1 1 0;overflow:auto;padding:.75rem;min-height:0}',
  '#table{grid-area:table;display:flex;flex-direction:column;border-top:1px solid var(--rule);min-height:0}',
  '#said{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}',
];

const controls = [
  'button,input,select{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--rule);border-radius:5px;padding:.2rem .55rem}',
  'button{cursor:pointer}',
  'button:hover{border-color:var(--accent)}',
  ':focus-visible{outline:2px solid var(--accent);outline-offset:1px}',
  '#stage:focus-visible{outline-offset:-2px}',
  'button[aria-pressed=true]{background:var(--accent);border-color:var(--accent);color:var(--paper)}',
  '.way{border:0;padding:0 .1rem;background:none;color:var(--accent);text-align:left;overflow-wrap:anywhere}',
  '.way:hover,.way[aria-current]{text-decoration:underline}',
  '.small{padding:0 .4rem;font-size:12px;white-space:nowrap}',
  '.fail-it{background:var(--fail);border-color:var(--fail);color:var(--paper);font-weight:bold}',
  '.restore{border-color:var(--pass);color:var(--pass);font-weight:bold}',
  '.wrong{color:var(--fail)}',
  '.note,.hint{color:var(--soft);font-size:12px}',
  '#view{max-width:16rem}',
  '#search-place{flex:1;min-width:8rem}',
  '#search-room{position:relative;max-width:34rem}',
  '#search{width:100%}',
  '#hits{position:absolute;z-index:2;inset:100% 0 auto;margin:.2rem 0 0;padding:0;list-style:none;background:var(--paper);border:1px solid var(--rule);border-radius:5px;box-shadow:0 6px 18px rgb(0 0 0/.2)}',
  '#hits:empty{display:none}',
  '#hits li{display:flex;justify-content:space-between;gap:1rem;padding:.25rem .6rem;cursor:pointer;overflow-wrap:anywhere}',
  '#hits [aria-selected=true]{background:var(--panel);box-shadow:inset 3px 0 var(--accent)}',
  '#tools{display:flex;gap:.3rem}',
  '#help{border:1px solid var(--rule);border-radius:8px;background:var(--paper);color:var(--ink)}',
  '#help dl{margin:.6rem 0}',
  '#help::backdrop{background:rgb(0 0 0/.35)}',
];

const lists = [
  'h2,h3{margin:0;font-size:15px;overflow-wrap:anywhere}',
  'h3{font-size:13px;margin-top:.7rem}',
  '.actions{display:flex;flex-wrap:wrap;gap:.4rem;margin:.5rem 0}',
  'dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.15rem .7rem;margin:.3rem 0 0}',
  'dt{color:var(--soft)}',
  'dd{margin:0;overflow-wrap:anywhere}',
  '#answer-head{display:flex;justify-content:space-between;align-items:center}',
  '#faults{list-style:none;margin:.3rem 0 0;padding:0}',
  '#faults li{display:flex;flex-wrap:wrap;gap:.15rem .5rem;align-items:baseline;padding:.15rem 0}',
  '#faults li .way{color:var(--fail)}',
  '#faults li .note{flex-basis:100%}',
  '#command .line{display:flex;gap:.5rem;align-items:flex-start;margin-top:.25rem}',
  'code{flex:1;font:12px/1.5 ui-monospace,Menlo,Consolas,"Liberation Mono",monospace;background:var(--paper);border:1px solid var(--rule);border-radius:5px;padding:.3rem .5rem;overflow-wrap:anywhere;white-space:pre-wrap}',
];

const table = [
  '#table-head{display:flex;flex-wrap:wrap;gap:.6rem;align-items:center;padding:.4rem .75rem}',
  '#table-head [role=group]{display:flex;gap:.3rem}',
  '#count{color:var(--soft);font-size:12px}',
  '#rows>.hint{margin:.5rem .75rem}',
  '#rows{overflow:auto;flex:1;min-height:0}',
  '#rows table{border-collapse:collapse;width:100%;font-size:13px}',
  '#rows th,#rows td{padding:.12rem .75rem;text-align:left;font-weight:normal;border-bottom:1px solid var(--rule);white-space:nowrap}',
  '#rows thead th{position:sticky;top:0;background:var(--panel);z-index:1}',
  '#rows thead button{border:0;background:none;padding:0;color:var(--soft);font-size:12px}',
  '#rows .numeric{text-align:right}',
  '#rows tr[aria-current]{background:var(--panel);box-shadow:inset 3px 0 var(--accent)}',
  ...['down', 'cut-off', 'degraded'].map(
    (mark) =>
      `#rows tr[data-mark=${mark}] td:nth-last-child(2){color:var(--${mark});font-weight:bold}`,
  ),
];

const narrow = [
  '@media (max-width:60rem){',
  'body{display:block;height:auto}',
  '#bar{flex-wrap:wrap;position:sticky;top:0;z-index:3}',
  '#stage{height:48vh;border-bottom:1px solid var(--rule)}',
  '#side{border-left:0}',
  '#element,#answer{max-height:none;flex:none}',
  '#rows{max-height:70vh}',
  '}',
];

/** On paper: the whole picture, and what is said of it: names of faults are buttons, too. */
const print = [
  '@media print{',
  'body{display:block;height:auto}',
  '#bar,#table,#element,#answer .small,#command button{display:none}',
  '#stage{height:auto}',
  '#picture svg{height:auto}',
  '#side{border:0;background:none}',
  '#answer{overflow:visible}',
  '}',
];
