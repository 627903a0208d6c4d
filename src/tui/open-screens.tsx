// The screens one after the other: the status, from which everything starts, and back to it.
import type {Context} from '../cmdlets/context.ts';
import {openAndRead} from '../cmdlets/open-site.ts';
import {exitCodes, type ExitCode} from '../model/exit-codes.ts';
import {openStatus} from './open-status.tsx';
import {firstState, type StatusState} from './status/state.ts';

export async function openScreens(context: Context): Promise<ExitCode> {
  let state: StatusState = firstState;
  for (;;) {
    context.stdin.setRawMode(true);
    const end = await openStatus(context, state);
    if (end.kind === 'quit') return leave(context, end.state);
    // Between two screens too: what is typed meanwhile waits for the next one, neither echoed nor turned into a signal.
    context.stdin.setRawMode(true);
    const opened = await openAndRead(context);
    if (opened.kind === 'refused') return opened.exitCode;
    const {openWizard} = await import('./open-wizard.tsx');
    let {log} = end.state;
    await openWizard(context, opened.value, end.servers, entry => {
      log = [...log, {...entry, id: (log.at(-1)?.id ?? 0) + 1}];
    });
    state = {...end.state, log, freshness: 'cached', marked: new Set(), message: null};
  }
}

/** Where nothing could be read that stands in the scrollback too, and is a failure. */
function leave(context: Context, {reading, problem}: StatusState): ExitCode {
  if (reading !== null || problem === null) return exitCodes.done;
  context.message(problem);
  return exitCodes.failed;
}
