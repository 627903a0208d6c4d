// How the last look before a run can end, and the words for it.
import {exitCodes, type ExitCode} from '../model/exit-codes.ts';
import {differenceText, type RecordDifference, type UnreadableServer} from './check-records.ts';
import type {RunReport, RunWork} from './run-input.ts';
import {resultKey, unstartedServers} from './unstarted.ts';

export interface Checked {
  readonly kind: 'checked';
  /** Changes that are still to be written or looked for. */
  readonly open: number;
}

/** The run ends here, with nothing written. */
export interface CheckRefused {
  readonly kind: 'refused';
  readonly exitCode: ExitCode;
  readonly text: string;
  readonly report: Partial<RunReport>;
}

export type CheckOutcome = Checked | CheckRefused | {readonly kind: 'stopped'};

const shownDifferences = 5;

const whatChanged = {
  apply: 'since the plan was made',
  resume: 'since the run was cut off',
  undo: 'since the run',
} as const;
const whatToDo = {
  apply: 'Make the plan again. If this plan was applied in part, go on with: cmproxy apply --resume',
  resume: 'Make a new plan for what is left.',
  undo: 'Look at the change; --overwrite goes back all the same.',
} as const;

/** Records are not as planned. Without any difference it is one that the plan covers and does not change. */
export function staleOutcome(work: RunWork, differences: readonly RecordDifference[]): CheckRefused {
  const more = differences.length - shownDifferences;
  const shown = [
    ...differences.slice(0, shownDifferences).map(differenceText),
    ...(more > 0 ? [`and ${more} more`] : []),
  ];
  const list =
    shown.length === 0
      ? 'a record of a planned server that the plan does not change is not as it was'
      : shown.join('; ');
  const stale = new Map(
    differences.map(difference => [resultKey(difference), {result: 'stale' as const, why: differenceText(difference)}]),
  );
  return {
    kind: 'refused',
    exitCode: exitCodes.stale,
    text: `Nothing was written: changed ${whatChanged[work.operation]}: ${list}. ${whatToDo[work.operation]}`,
    report: {servers: unstartedServers(work, stale), differences},
  };
}

/** Servers that cannot be read may be as planned or not: nobody can say. */
export function unreadableOutcome(work: RunWork, unreadable: readonly UnreadableServer[]): CheckRefused {
  const known = new Map(
    unreadable.map(server => [
      resultKey(server),
      {result: 'notStarted' as const, why: `could not be read: ${server.why}`},
    ]),
  );
  const named = unreadable.slice(0, 1).map(server => `${resultKey(server)} could not be read: ${server.why}`);
  const others = unreadable.length > 1 ? ` (and ${unreadable.length - 1} more)` : '';
  return {
    kind: 'refused',
    exitCode: exitCodes.unknown,
    text: `Nothing was written: ${named.join()}${others}. Nobody can say whether it is still as planned. Try again, or plan without it.`,
    report: {servers: unstartedServers(work, known)},
  };
}

export function nothingDiffersOutcome(work: RunWork): CheckRefused {
  const servers = unstartedServers(work, new Map(), 'same');
  return {kind: 'refused', exitCode: exitCodes.done, text: 'Nothing differs; nothing was written.', report: {servers}};
}

export function passwordOutcome(userName: string): CheckRefused {
  const text = `Nothing was written: the account ${userName} is to be created, and there is no password for it. Run it on a terminal, or give the password with --password-stdin.`;
  return {kind: 'refused', exitCode: exitCodes.usage, text, report: {}};
}
