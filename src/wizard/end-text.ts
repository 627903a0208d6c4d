// The run and its end in words, the same on the screen and in the scrollback.
import type {Plan} from '../plan/plan.ts';
import type {RunProgress, ServerProgress} from './run-progress.ts';

const stateWords: Readonly<Record<string, string>> = {
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
};

function serverLine(item: ServerProgress): string {
  const words = Object.hasOwn(stateWords, item.state) ? stateWords[item.state] : item.state;
  return `  ${item.siteCode}/${item.server}  ${words ?? item.state}${item.why === null ? '' : `: ${item.why}`}`;
}

export function progressLines(plan: Plan, progress: RunProgress): readonly string[] {
  const total = new Set(plan.changes.map(change => `${change.siteCode}/${change.server}`)).size;
  const done = progress.servers.filter(item => item.state === 'applied').length;
  return [
    `${done} of ${total} servers applied`,
    ...progress.servers.map(serverLine),
    ...progress.notices.map(text => `  ${text}`),
  ];
}

export function endLines(plan: Plan, progress: RunProgress): readonly string[] {
  const {end} = progress;
  if (end === null) return progressLines(plan, progress);
  return [
    end.exitCode === 0 ? `Done: ${end.text}` : `Ended with ${end.exitCode}: ${end.text}`,
    ...progress.servers.map(serverLine),
    ...progress.notices.map(text => `  ${text}`),
    ...(end.undoFile === null ? [] : [`Undo file: ${end.undoFile}`]),
    ...(end.run === null ? [] : [`To go back: cmproxy undo ${end.run}`]),
    ...plan.followUp.map(
      item =>
        `Afterwards: ${item.server === '' ? '' : `${item.server}: `}${item.why}${item.command === '' ? '' : `: ${item.command}`}`,
    ),
  ];
}

/** What is new in the progress, in lines: for those who are told and do not look. */
export function progressText(before: RunProgress, after: RunProgress): readonly string[] {
  const known = new Map(before.servers.map(item => [`${item.siteCode}/${item.server}`, item.state]));
  return [
    ...after.servers.filter(item => known.get(`${item.siteCode}/${item.server}`) !== item.state).map(serverLine),
    ...after.notices.slice(before.notices.length),
  ].map(text => text.trim());
}
