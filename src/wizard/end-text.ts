// The run and its end in words, the same on the screen and in the scrollback.
import type {Plan} from '../plan/plan.ts';
import {exitCodes} from '../model/exit-codes.ts';
import type {RunEnd, RunProgress, ServerProgress} from './run-progress.ts';

const stateWords: ReadonlyMap<string, string> = new Map(
  Object.entries({
    writing: 'writing',
    accepted: 'accepted, not seen applied yet',
    applied: 'applied, in use not checked',
    same: 'nothing differs',
    acceptedNotApplied: 'accepted, not applied in time',
    uncertain: 'uncertain: no answer in time',
    failed: 'failed',
    stale: 'changed meanwhile, not written',
    skipped: 'skipped',
    notStarted: 'not started',
  }),
);

function serverLine({siteCode, server, state, why}: ServerProgress): string {
  const words = why !== null && state === 'uncertain' ? 'uncertain' : (stateWords.get(state) ?? state);
  return `  ${siteCode}/${server}  ${words}${why === null ? '' : `: ${why}`}`;
}

/** The servers of a plan in writing order. */
function serversOf({changes}: Plan): readonly string[] {
  return [...new Set(changes.map(change => `${change.siteCode}/${change.server}`))];
}

/** At most `room` lines: how far it is, what was done last, what is in hand, what waits. */
export function progressLines(plan: Plan, progress: RunProgress, room: number): readonly string[] {
  const all = serversOf(plan);
  const started = new Set(progress.servers.map(item => `${item.siteCode}/${item.server}`));
  const waiting = all.filter(name => !started.has(name));
  const done = progress.servers.filter(item => item.state === 'applied').length;
  const said = [...progress.notices, ...(progress.passing === null ? [] : [progress.passing])].slice(-3);
  const space = Math.max(1, room - 1 - said.length);
  const waitingRows = Math.min(waiting.length, Math.max(space - progress.servers.length, Math.min(2, space - 1)));
  return [
    `${done} of ${all.length} servers applied`,
    ...progress.servers.slice(-Math.max(1, space - waitingRows)).map(serverLine),
    ...waitingLines(waiting, waitingRows),
    ...said.map(text => `  ${text}`),
  ].slice(0, Math.max(1, room));
}

function waitingLines(waiting: readonly string[], rows: number): readonly string[] {
  if (waiting.length <= rows) return waiting.map(name => `  ${name}  waiting`);
  if (rows <= 0) return [];
  return [
    ...waiting.slice(0, rows - 1).map(name => `  ${name}  waiting`),
    `  ${waiting.length - rows + 1} more waiting`,
  ];
}

/** What the title of the end says. */
export function endTitle({end}: RunProgress): string {
  if (end === null || end.exitCode === 0) return 'Done';
  if (end.brokeOff) return 'The run broke off';
  return end.exitCode === exitCodes.partial ? 'Partly done' : 'Not done';
}

export function endLines(plan: Plan, progress: RunProgress): readonly string[] {
  const {end} = progress;
  if (end === null) return progressLines(plan, progress, Infinity);
  return [
    headline(end),
    ...progress.servers.map(serverLine),
    ...(end.brokeOff ? brokeOffLines(plan, progress, end) : []),
    ...progress.notices.map(text => `  ${text}`),
    ...(end.undoFile === null ? [] : [`Undo file: ${end.undoFile}`]),
    ...(end.run === null || end.brokeOff ? [] : [`To go back: cmproxy undo ${end.run}`]),
    ...plan.followUp.map(
      item =>
        `Afterwards: ${item.server === '' ? '' : `${item.server}: `}${item.why}${item.command === '' ? '' : `: ${item.command}`}`,
    ),
  ];
}

function headline({exitCode, text, brokeOff}: RunEnd): string {
  if (brokeOff) return `The run broke off: ${text}.`;
  return exitCode === 0 ? `Done: ${text}` : `Ended with ${exitCode}: ${text}`;
}

function brokeOffLines(plan: Plan, {servers}: RunProgress, {run}: RunEnd): readonly string[] {
  const left = serversOf(plan).length - servers.length;
  return [
    ...(left <= 0 ? [] : [`  ${left} ${left === 1 ? 'server' : 'servers'} not started`]),
    'What was written stands in the journal: cmproxy history',
    `To complete it: cmproxy apply --resume${run === null ? '' : ` ${run}`}`,
  ];
}

/** What is new in the progress, in lines: for those who are told and do not look. */
export function progressText(before: RunProgress, after: RunProgress): readonly string[] {
  const known = new Map(before.servers.map(item => [`${item.siteCode}/${item.server}`, item.state]));
  return [
    ...after.servers.filter(item => known.get(`${item.siteCode}/${item.server}`) !== item.state).map(serverLine),
    ...after.notices.slice(before.notices.length),
    ...(after.passing === null || after.passing === before.passing ? [] : [after.passing]),
  ].map(text => text.trim());
}
